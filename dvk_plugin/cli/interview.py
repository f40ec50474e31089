"""What a new post is to hold: from options first, then from questions at a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from dvk_plugin.cli.amounts import amount_text, echo_amount
from dvk_plugin.cli.answering import answer_to, read_option, unanswered
from dvk_plugin.cli.console import Refusal, Slip, told
from dvk_plugin.cli.names import SiteNames, exact_name
from dvk_plugin.cli.photo_files import find_photos
from dvk_plugin.cli.post_folder import place, taken_by
from dvk_plugin.domain.post import Consent
from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.today import build_day
from dvk_plugin.views.format import format_date
from dvk_plugin.write.bundle import INDEX
from dvk_plugin.write.new_post import NewPhoto, NewPost, folder_name, photo_name

if TYPE_CHECKING:
    from dvk_plugin.cli.asking import Ask

T = TypeVar("T")
CONSENTS = {
    str(Consent.OBTAINED): "đã đồng ý cho đăng",
    str(Consent.PUBLIC_EVENT): "chụp nơi đông người, sự kiện công khai",
    str(Consent.NOT_NEEDED): "trong ảnh không có người thật",
    str(Consent.PENDING): "chưa hỏi, hoặc đang chờ trả lời",
}
"""What can be answered for photos that are about to be published."""


@dataclass(frozen=True, slots=True)
class Given:
    """The answers that came as options; empty ones are asked for."""

    title: str
    day: str
    school: str
    models: tuple[str, ...]
    metrics: tuple[str, ...]
    photos: tuple[Path, ...]
    captions: tuple[str, ...]
    consent: str
    slug: str
    ready: bool
    force: bool


def interview(
    settings: Settings, names: SiteNames, given: Given, ask: Ask | None
) -> tuple[NewPost, Path, dict[str, Path]]:
    """The post, its folder, and the photos to copy by their new names."""
    title = answer_to("--title", "Tiêu đề bài:", given.title, ask, _title)
    today = format_date(build_day())
    day = answer_to("--date", "Ngày đăng:", given.day, ask, read_date, default=today)
    folder = _folder(settings, day, title, given, ask)
    school = _school(names, given, ask)
    models = _models(names, school, given, ask)
    metrics = _metrics(names, given, ask)
    paths = _photos(given, ask)
    post = NewPost(
        title,
        day,
        school if len(names.schools) > 1 else "",
        {slug: names.models[slug].name for slug in models},
        metrics,
        is_draft=not given.ready,
    )
    files: dict[str, Path] = {}
    kept = _others_in(folder, paths)
    for path in paths:
        files[photo_name(path.name, (*files, *kept))] = path
    return replace(post, photos=_told_photos(files, title, given, ask)), folder, files


def _others_in(folder: Path, mine: Sequence[Path]) -> tuple[str, ...]:
    """Names of files in the folder that must stay as they are."""
    if not folder.is_dir():
        return ()
    own = {path.resolve() for path in mine}
    return tuple(path.name for path in folder.iterdir() if path.resolve() not in own)


# --- what and where


def _title(text: str) -> str | Slip:
    words = tidy(text)
    if not words:
        return Slip("Bài cần có tiêu đề.", "viết một câu nói việc chính của bài.")
    return words


# --- where it goes


def _folder(settings: Settings, day: dt.date, title: str, given: Given, ask: Ask | None) -> Path:
    """The folder of the post, whose address no other post has."""

    def read(text: str) -> str | Slip:
        slug = folder_name(text)
        if not slug:
            return Slip("Tên thư mục cần chữ cái hoặc chữ số.", "ví dụ: ngay-hoi-hien-mau")
        taken = taken_by(settings, day, slug)
        if taken and not (given.force and taken == settings.posts_path / place(day, slug) / INDEX):
            file = taken.relative_to(settings.root).as_posix()
            return Slip(
                f"Đã có bài ở địa chỉ này: {file}.",
                f"chọn tên khác, ví dụ «{slug}-2»; hoặc thêm --force để ghi đè bài cũ.",
            )
        return slug

    slug = read(given.slug or title)
    if isinstance(slug, Slip):
        if ask is None or given.slug:
            raise click.UsageError(f"--slug: {told(slug)}")
        click.echo(slug.message)
        slug = ask.text("Tên thư mục của bài:", read, default=f"{folder_name(title)}-2".strip("-"))
    return settings.posts_path / place(day, slug)


# --- whose it is


def _school(names: SiteNames, given: Given, ask: Ask | None) -> str:
    """The slug of the school; empty where none is declared."""
    if given.school:
        return read_option(
            "--school", given.school, lambda text: exact_name(text, names.lexicon.schools, "trường")
        )
    if len(names.schools) < 2:
        return names.lexicon.registry.only_school
    if ask is None:
        raise unanswered("--school", names.schools)
    return ask.choose("Trường:", {slug: school.name for slug, school in names.schools.items()})


def _models(names: SiteNames, school: str, given: Given, ask: Ask | None) -> tuple[str, ...]:
    """Slugs of models of the school, each once; none is the whole school's post."""

    def read(text: str) -> str | Refusal:
        return names.model(text, school) if text else ""

    if given.models:
        exact = partial(names.exact_model, school=school)
        return tuple(dict.fromkeys(read_option("--model", text, exact) for text in given.models))
    found: list[str] = []
    while ask is not None and names.models_of(school):
        slug = ask.text(
            "Mô hình (gõ vài chữ để tìm, Enter trống để thôi):" if not found else "Thêm mô hình:",
            read,
            suggest=lambda typed: names.suggest_models(typed, school),
        )
        if not slug:
            break
        click.echo(f"  {names.models[slug].name}")
        found.append(slug)
    return tuple(dict.fromkeys(found))


# --- what it reports


def _metrics(names: SiteNames, given: Given, ask: Ask | None) -> list[tuple[str, str, str]]:
    """Key, label and amount of every figure, each read and echoed."""
    if given.metrics:
        return [
            read_option("--metric", text, lambda t: _metric(names, t)) for text in given.metrics
        ]
    found: list[tuple[str, str, str]] = []
    while ask is not None:
        key = ask.text(
            "Số liệu nào (gõ vài chữ để tìm, Enter trống để thôi):",
            lambda text: names.metric(text) if text else "",
            suggest=names.suggest_metrics,
        )
        if not key:
            break
        label = names.lexicon.registry.metrics[key].label
        question = f"{label}, viết như trong báo cáo:"
        amount = ask.text(question, partial(amount_text, names, key))
        found.append((key, label, amount))
        click.echo(f"  Đọc là: {echo_amount(names, key, amount)}")
    return found


def _metric(names: SiteNames, text: str) -> tuple[str, str, str] | Refusal:
    """`gifts=30 suất`."""
    name, equals, amount = text.partition("=")
    if not equals:
        return Slip(f"«{text}» chưa có dấu =.", "viết như --metric «gifts=30 suất».")
    key = exact_name(name, names.lexicon.metrics, "chỉ số")
    if isinstance(key, Slip):
        return key
    read = amount_text(names, key, amount)
    return (
        read
        if isinstance(read, Refusal)
        else (key, names.lexicon.registry.metrics[key].label, read)
    )


# --- its photos


def _photos(given: Given, ask: Ask | None) -> tuple[Path, ...]:
    """Paths of the photos to copy, each once."""
    found: list[Path] = []
    for path in given.photos:
        found += read_option("--photos", str(path), find_photos)
    while ask is not None and not given.photos:
        more = ask.path(
            "Thư mục ảnh hoặc tệp ảnh (Enter trống để thôi):",
            lambda text: find_photos(text) if text else (),
        )
        if not more:
            break
        click.echo(f"  {len(more)} ảnh: {', '.join(path.name for path in more)}")
        found += more
    return tuple({path.resolve(): path for path in reversed(found)}.values())[::-1]


def _told_photos(
    files: dict[str, Path], title: str, given: Given, ask: Ask | None
) -> tuple[NewPhoto, ...]:
    if not files:
        return ()
    if not given.consent and ask is None:
        raise unanswered("--consent", CONSENTS)
    consent = given.consent or (ask.choose("Người trong các ảnh này:", CONSENTS) if ask else "")
    captions = list(_captions(files, title, given, ask))
    return tuple(
        NewPhoto(name, caption, Consent(consent))
        for name, caption in zip(files, captions, strict=True)
    )


def _captions(files: dict[str, Path], title: str, given: Given, ask: Ask | None) -> Iterator[str]:
    for at, path in enumerate(files.values()):
        if at < len(given.captions):
            yield tidy(given.captions[at]) or title
        elif ask is None or given.captions:
            yield title
        else:
            question = f"Chú thích ảnh {path.name} (ai làm gì, ở đâu):"
            yield ask.text(question, lambda text: tidy(text) or title, default=title)
