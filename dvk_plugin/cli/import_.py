"""`dvk import`: a report from Word, LibreOffice, a web page or a text file, as a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.slug import slugify
from dvk_plugin.importing.blocks import Picture
from dvk_plugin.importing.bundle import post_at, put, with_names, workshop
from dvk_plugin.importing.compose import Made, Wishes, compose
from dvk_plugin.importing.frontmatter import Head, write_head
from dvk_plugin.importing.markdown import write_markdown
from dvk_plugin.importing.proposal import Proposal
from dvk_plugin.importing.refusal import Refusal
from dvk_plugin.importing.source import Document, read_document
from dvk_plugin.load import load, load_lexicon
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.days import written_day
from dvk_plugin.read.files import relative_name
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.models import read_model
from dvk_plugin.read.posts import NEWS
from dvk_plugin.read.settings import Settings

_PREVIEW = "http://127.0.0.1:8000"
_UNDATED = "chua-ro-nam"
"""The folder of a post whose document tells no day."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "day", default="", help="Ngày đăng, khi văn bản không ghi hoặc ghi khác.")
@click.option("--school", default="", help="Trường của bài (mã hoặc tên).")
@click.option("--slug", default="", help="Tên thư mục của bài, thay cho tên lấy từ tiêu đề.")
@click.option("--force", is_flag=True, help="Thay bài đã có; bài cũ được giữ lại bên cạnh.")
@CONFIG
def import_(file: Path, day: str, school: str, slug: str, force: bool, config: Path) -> int:
    """Nhập một báo cáo (.docx, .odt, .html, .txt) thành bài viết, số liệu để chờ duyệt.

    Trả về 0 khi đã nhập, 1 khi tệp không nhập được hoặc đã có bài, 2 khi gõ lệnh chưa đúng.
    """
    settings = settings_or_exit(config)
    lexicon, models = read_declared(settings)
    wishes = _wishes(day, school, slug, lexicon)
    if wishes is None:
        return WRONG_USAGE
    try:
        with workshop(settings.posts_path) as (raw, made_in):
            document = read_document(file, raw)
            if isinstance(document, Refusal):
                return _refused(file, document)
            made = compose(document.blocks, lexicon.registry, models, wishes)
            return _write(settings, document, made, raw, made_in, force=force)
    except OSError as error:
        told = Refusal(
            f"Không ghi được vào thư mục {settings.posts_dir}/ ({error.strerror or 'lỗi ổ đĩa'}).",
            "kiểm tra quyền ghi và chỗ trống trên ổ đĩa rồi thử lại; chưa có gì được ghi.",
        )
        return _refused(file, told)


def read_declared(settings: Settings) -> tuple[Lexicon, dict[str, Model]]:
    """The registry's names and the models, as far as they can be read."""
    lexicon, pages, _ = load_lexicon(settings)
    models = (read_model(page, lexicon)[0] for page in pages)
    return lexicon, {model.slug: model for model in models if model is not None}


def _wishes(day: str, school: str, slug: str, lexicon: Lexicon) -> Wishes | None:
    """What the options ask for; None after telling what is wrong with one."""
    read = read_date(day) if day else None
    if isinstance(read, Misread):
        click.echo(f"--date: {read.message}\nGợi ý: {read.hint}", err=True)
        return None
    key = lexicon.schools.find(school) if school else ""
    if key is None:
        known = ", ".join(lexicon.registry.schools)
        click.echo(f"--school: không có trường «{school}».\nGợi ý: một trong: {known}.", err=True)
        return None
    if slug and not slugify(slug):
        click.echo("--slug: tên thư mục cần có chữ hoặc số.", err=True)
        return None
    return Wishes(read, key, slugify(slug))


def _refused(file: Path, refusal: Refusal) -> int:
    click.echo(f"{file.name}: {refusal.message}\nGợi ý: {refusal.hint}", err=True)
    return FINDINGS


def _write(
    settings: Settings, document: Document, made: Made, raw: Path, made_in: Path, *, force: bool
) -> int:
    head = made.head
    year = str(head.day.year) if head.day else _UNDATED
    slug = head.slug or "bai-nhap"
    folder = settings.posts_path / year
    old = post_at(folder, slug)
    if old is not None and not force:
        refusal = Refusal(
            f"Đã có bài ở {relative_name(old, settings.root)}; máy không ghi đè.",
            "thêm --slug ten-khac để nhập thành bài mới, hoặc --force để thay (bài cũ vẫn được "
            "giữ).",
        )
        return _refused(folder / slug, refusal)
    blocks = with_names(made.blocks, raw, made_in)
    pictures = {block.name: block for block in blocks if isinstance(block, Picture)}
    head = replace(head, slug=slug, pictures=tuple(pictures.values()))
    text = f"{write_head(head)}\n{write_markdown(blocks)}"
    (made_in / "index.md").write_text(text, encoding="utf-8", newline="\n")
    aside = put(made_in, folder / slug, old)
    _tell(settings, head, folder / slug, (*document.told, *made.told), aside)
    return 0


# --- what the editor reads


def _tell(
    settings: Settings, head: Head, folder: Path, told: Iterable[str], aside: Path | None
) -> None:
    file = relative_name(folder / "index.md", settings.root)
    click.echo(f"Đã nhập: {file}")
    if aside is not None:
        click.echo(
            f"Bài cũ được giữ ở {relative_name(aside, settings.root)}; xóa khi không cần nữa."
        )
    _section("Nhận ra", _recognised(head))
    _section("Xin lưu ý", told)
    _section("Còn phải điền", _missing(settings, file))
    if head.day is not None:
        click.echo(
            f"\nXem thử: python3 start.py serve, rồi mở "
            f"{_PREVIEW}/{NEWS}/{head.day.year}/{head.slug}/"
        )


def _section(title: str, lines: Iterable[str]) -> None:
    several = list(lines)
    if several:
        click.echo(f"\n{title}:")
    for line in several:
        click.echo("\n".join(f"  {part}" for part in line.split("\n")))


def _recognised(head: Head) -> Iterator[str]:
    yield f"tiêu đề: {head.title or 'chưa có'}"
    if head.day:
        guessed = " (ngày đầu tiên trong bài, xin xem lại)" if head.day_guessed else ""
        yield f"ngày: {written_day(head.day)}{guessed}"
    if head.as_of:
        yield f"số liệu tính đến: {written_day(head.as_of)}"
    if head.school:
        yield f"trường: {head.school}"
    if head.owners:
        yield f"mô hình: {', '.join(head.owners)}"
    if head.source:
        yield f"nguồn: {head.source}"
    if head.documents:
        yield f"văn bản: {', '.join(document.number for document in head.documents)}"
    if head.pictures:
        captioned = sum(bool(picture.caption) for picture in head.pictures)
        yield f"ảnh: {len(head.pictures)}, có chú thích {captioned}"
    known = [proposal for proposal in head.proposals if proposal.metric is not None]
    if known:
        yield f"số liệu đề xuất: {len(known)}, đều chờ anh chị nhận"
    yield from map(_proposed, known)


def _proposed(proposal: Proposal) -> str:
    label = proposal.metric.label if proposal.metric else ""
    more = [
        ("lũy kế", proposal.cumulative),
        ("chỉ tiêu", proposal.role == "target"),
        ("một phần của số trên", proposal.role == "part"),
        (f"mỗi đơn vị {proposal.each}", bool(proposal.each)),
        (f"chỉ tiêu {proposal.target}", bool(proposal.target)),
    ]
    notes = ", ".join(word for word, said in more if said)
    return f"  - {label}: {proposal.text}{f' ({notes})' if notes else ''}"


def _missing(settings: Settings, file: str) -> Iterator[str]:
    """What `dvk check` finds in the new post."""
    _, issues = load(replace(settings, drafts=True))
    for issue in issues:
        if issue.source.file == file:
            yield render_issue(issue)
