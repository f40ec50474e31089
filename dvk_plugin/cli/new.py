"""`dvk new`: a post begun from answers or options, with its photos copied beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import click

from dvk_plugin.check.rules import check_site
from dvk_plugin.cli.amounts import echo_amount
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.interview import CONSENTS, Given, interview
from dvk_plugin.cli.names import SiteNames, load_names
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.domain.issue import Issue, has_errors, render_issue
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.posts import NEWS, address_name, read_post
from dvk_plugin.read.settings import Settings
from dvk_plugin.tally.booking import book
from dvk_plugin.write.bundle import INDEX, write_bundle
from dvk_plugin.write.new_post import NewPost, new_post_text

if TYPE_CHECKING:
    from dvk_plugin.cli.asking import Ask

PREVIEW = "http://127.0.0.1:8000"


@click.command()
@click.option("--title", default="", help="Tiêu đề của bài.")
@click.option("--date", "day", default="", help="Ngày đăng, ví dụ 15/10/2024.")
@click.option("--school", default="", help="Trường (mã hoặc tên), khi trang có nhiều trường.")
@click.option(
    "--model", "models", multiple=True, help="Một mô hình (mã hoặc tên); ghi nhiều lần được."
)
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    help="Một số liệu, ví dụ «gifts=30 suất»; ghi nhiều lần được.",
)
@click.option(
    "--photos",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Thư mục ảnh hoặc một tệp ảnh; ghi nhiều lần được.",
)
@click.option(
    "--caption",
    "captions",
    multiple=True,
    help="Chú thích của ảnh, theo thứ tự ảnh; thiếu thì lấy tiêu đề bài.",
)
@click.option(
    "--consent",
    type=click.Choice(CONSENTS),
    default=None,
    help="Người trong ảnh có đồng ý cho đăng không.",
)
@click.option("--slug", default="", help="Tên thư mục của bài; bỏ trống thì lấy từ tiêu đề.")
@click.option(
    "--ready", is_flag=True, help="Không ghi «draft: true»: bài lên trang ở lần dựng tới."
)
@click.option("--force", is_flag=True, help="Ghi đè bài đã có ở cùng thư mục.")
@click.option("--no-input", is_flag=True, help="Không hỏi gì; thiếu câu trả lời bắt buộc thì dừng.")
@CONFIG
def new(config: Path, consent: str | None, no_input: bool, **given: object) -> int:
    """Tạo một bài mới: hỏi từng điều, ghi tệp và chép ảnh vào thư mục của bài.

    Câu nào đã trả lời bằng tùy chọn thì không hỏi nữa.
    Trả về 0 khi bài đã tạo xong, 1 khi bài còn chỗ phải sửa, 2 khi chưa tạo.
    """
    answers = Given(consent=consent or "", **given)  # type: ignore[arg-type]
    return run_new(config, answers, _terminal() if not no_input else None)


def _terminal() -> Ask | None:
    """Somebody to ask, where there is a terminal to ask at."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    from dvk_plugin.cli.asking import Ask  # loads slowly, and most commands ask nothing

    return Ask()


def run_new(config: Path, given: Given, ask: Ask | None) -> int:
    """Make a post: 0 done, 1 done with findings, 2 not done."""
    settings = settings_or_exit(config)
    names = load_names(settings)
    try:
        post, folder, files = interview(settings, names, given, ask)
        write_bundle(folder, new_post_text(post), files)
    except click.Abort:
        click.echo("\nĐã thôi, chưa ghi gì.", err=True)
        return WRONG_USAGE
    except OSError as error:
        click.echo(f"Không ghi được bài: {error.strerror or error}. Chưa có gì được ghi.", err=True)
        click.echo("Gợi ý: kiểm tra chỗ trống trên đĩa và quyền ghi vào thư mục bài.", err=True)
        return WRONG_USAGE
    return _tell(settings, names, folder / INDEX, post)


def _tell(settings: Settings, names: SiteNames, path: Path, post: NewPost) -> int:
    """Where the post is and where it can be seen; then what `dvk check` will say of it."""
    file = path.relative_to(settings.root).as_posix()
    click.echo(f"Đã tạo: {file}")
    for key, label, amount in post.metrics:
        click.echo(f"  {label}: {echo_amount(names, key, amount)}")
    if post.photos:
        click.echo(f"  {len(post.photos)} ảnh đã chép vào thư mục của bài; ảnh gốc giữ nguyên.")
    base = quote(urlsplit(settings.site_url).path.strip("/"))
    address = f"{NEWS}/{post.day.year}/{slugify(address_name(file))}/"
    click.echo(f"Xem thử: {PREVIEW}/{base}{'/' if base else ''}{address}")
    click.echo("  (gõ «python3 start.py serve» hoặc «mkdocs serve» trước)")
    if post.is_draft:
        click.echo("Bài đang là bản nháp; viết xong thì xóa dòng «draft: true».")
    issues = _findings(settings, names, path)
    for issue in issues:
        click.echo(f"\n{render_issue(issue)}")
    return FINDINGS if has_errors(issues) else 0


def _findings(settings: Settings, names: SiteNames, path: Path) -> tuple[Issue, ...]:
    """What there is to say of this one post, as if the site had no other."""
    post, issues = read_post(read_page_file(path, settings.root), names.lexicon)
    if post is None:
        return issues
    registry = names.lexicon.registry
    ledger, _ = book((post,), registry.metrics)
    models = MappingProxyType(dict(names.models))
    site = Site(registry=registry, models=models, posts=(post,), ledger=ledger)
    found = check_site(site, settings.root, settings.photos)
    return (*issues, *(issue for issue in found if issue.source.file == post.file))
