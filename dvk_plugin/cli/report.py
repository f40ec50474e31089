"""`dvk report`: a year of a school, a party cell or a model as a document to be signed."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn, cast

import click

from dvk_plugin.aside import write_aside
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.tally import day_or_exit, key_or_exit
from dvk_plugin.domain.issue import Issue, Severity, has_errors, render_issue
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.registry import Branch, School
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.photos.plan import Published
from dvk_plugin.photos.publish import publish
from dvk_plugin.read.lexicon import make_lexicon
from dvk_plugin.read.report_settings import ReportSettings
from dvk_plugin.read.settings import Settings
from dvk_plugin.ready import make_edition, wanted_photos
from dvk_plugin.report.browser import NoPdf
from dvk_plugin.report.content import make_report
from dvk_plugin.report.document import Report
from dvk_plugin.report.pictures import covers_of
from dvk_plugin.report.subject import Subject
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks

WRITERS = {
    "docx": "docx:render_docx",
    "xlsx": "xlsx:render_xlsx",
    "pdf": "pdf:render_pdf",
    "md": "markdown:render_markdown",
}
"""Format, which is the file's ending, too → module and function that write it."""
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks for; `format` and `output` may be empty."""

    school: str
    year: int
    branch: str = ""
    model: str = ""
    format: str = ""
    output: Path | None = None
    day: date | None = None


@click.command()
@click.option("--school", default="", help="Trường (mã hoặc tên); trang một trường thì bỏ qua.")
@click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), required=True, help="Năm.")
@click.option("--branch", default="", help="Chỉ một chi bộ (mã hoặc tên).")
@click.option("--model", default="", help="Chỉ một mô hình (mã hoặc tên).")
@click.option(
    "--format",
    "kind",
    type=click.Choice([*WRITERS]),
    default=None,
    help="Word, Excel, PDF hay Markdown; mặc định theo đuôi của tệp, không có thì Word.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="Tệp ghi ra.")
@click.option("--date", "day", default="", help="Ngày ghi trên báo cáo; bỏ qua thì để trống.")
@CONFIG
def report(
    school: str,
    year: int,
    branch: str,
    model: str,
    kind: str | None,
    output: Path | None,
    day: str,
    config: Path,
) -> int:
    """Lập báo cáo năm: số liệu, chỉ tiêu, công nhận, nguồn của từng số.

    Trả về 0 khi báo cáo đã ghi xong, 1 khi bài còn lỗi hoặc không ghi được tệp.
    """
    wanted = Wanted(school, year, branch, model, kind or "", output, day_or_exit(day))
    return run_report(config, wanted)


def run_report(config: Path, wanted: Wanted) -> int:
    """Write the report: 0 done, 1 done but posts have errors, or the file cannot be written."""
    settings = settings_or_exit(config)
    kind = _format(wanted)
    site, issues = load(settings)
    _check_schools(settings.report, site)
    subject, files = _subject(site, settings, wanted)
    told = [issue for issue in issues if issue.severity is Severity.ERROR]
    made = make_report(subject, settings.report, files, day=wanted.day, errors=len(told))
    target = wanted.output or Path(f"{_name(subject)}.{kind}")
    try:
        data = _writer(kind)(made)
    except NoPdf as error:
        click.echo(str(error), err=True)
        return FINDINGS
    if not _write(target, data):
        return FINDINGS
    _tell(target, subject, made, issues)
    return FINDINGS if has_errors(issues) else 0


def _format(wanted: Wanted) -> str:
    """The format asked for, else that of the file's ending, else Word."""
    ending = wanted.output.suffix.lower().removeprefix(".") if wanted.output else ""
    kind = wanted.format or (ending if ending in WRITERS else "")
    if ending and kind != ending:
        endings = ", ".join(f".{name}" for name in WRITERS)
        if kind:
            hint = f"đặt tên tệp là «{cast(Path, wanted.output).with_suffix('.' + kind)}»."
        else:
            hint = f"dùng một trong các đuôi {endings}."
        _exit(f"Tệp «{wanted.output}» có đuôi không hợp với định dạng của báo cáo.", hint)
    return kind or "docx"


def _writer(kind: str) -> Callable[[Report], bytes]:
    """The function that writes a format; its library is loaded only now."""
    module, _, function = WRITERS[kind].partition(":")
    return cast(
        Callable[[Report], bytes],
        getattr(importlib.import_module(f"dvk_plugin.report.{module}"), function),
    )


def _check_schools(settings: ReportSettings, site: Site) -> None:
    """A school in the settings that the registry does not know would be passed over in silence."""
    for school in settings.schools:
        if school not in site.registry.schools:
            near = difflib.get_close_matches(school, site.registry.schools, n=1)
            known = near or [*site.registry.schools]
            _exit(
                f"Mục «report: schools» trong tệp cấu hình có mã trường lạ «{school}».",
                f"các mã trường: {', '.join(known)}.",
            )


def _chosen(site: Site, wanted: Wanted) -> tuple[School, Branch | None, Model | None]:
    """Whose report it is; names that are unknown or do not agree end the program."""
    registry = site.registry
    spellings = {model.slug: (model.name, *model.aliases) for model in site.models.values()}
    names = make_lexicon(registry, spellings)
    if wanted.branch and wanted.model:
        _exit("Báo cáo của chi bộ hay của mô hình?", "chỉ dùng một trong --branch và --model.")
    school = key_or_exit(wanted.school, names.schools, "trường") or registry.only_school
    models = {m.slug for m in site.models.values() if school in ("", m.school)}
    model = site.models.get(key_or_exit(wanted.model, names.models, "mô hình", models))
    branches = {b.slug for b in registry.branches.values() if school in ("", b.school)}
    branch = registry.branches.get(key_or_exit(wanted.branch, names.branches, "chi bộ", branches))
    school = school or (model.school if model else branch.school if branch else "")
    if school not in registry.schools:
        known = "; ".join(f"{one.slug} ({one.name})" for one in registry.schools.values())
        hint = f"thêm --school với một trong các mã: {known}."
        _exit(
            "Chưa rõ báo cáo của trường nào.",
            hint if known else "khai báo trường ở mục «schools» trong posts/registry.yml.",
        )
    return registry.schools[school], branch, model


def _subject(site: Site, settings: Settings, wanted: Wanted) -> tuple[Subject, Mapping[str, Path]]:
    """What the report is about, with its covers published; and the files of these by name."""
    chosen = _chosen(site, wanted)
    tallies = compute_tallies(site)
    links = RelativeLinks(base=settings.site_url)

    def about(published: Mapping[str, Published]) -> Subject:
        edition = make_edition(site, tallies, settings, links, published)
        return Subject(edition, wanted.year, *chosen)

    covers = {photo.file for photo in covers_of(about({}))}
    photos = {f: boxes for f, boxes in wanted_photos(site, settings.root).items() if f in covers}
    gallery = publish(photos, settings.root, keep=settings.photos.cache_mb * 1024**2)
    for file in sorted(covers - gallery.published.keys()):
        click.echo(f"Ảnh «{file}» không dùng được nên không có trong báo cáo.", err=True)
    return about(gallery.published), gallery.files


def _name(subject: Subject) -> str:
    """`bao-cao-cd-binh-thuan-2023`."""
    own = subject.model or subject.branch or subject.school
    return f"bao-cao-{own.slug}-{subject.year}"


def _write(target: Path, data: bytes) -> bool:
    """Write the file whole; one that is open or may not be written is told, and stays."""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        write_aside(target, data)
        target.chmod(mode)
    except OSError:
        click.echo(
            f"Không ghi được tệp «{target}».\n"
            "Gợi ý: đóng tệp nếu đang mở trong Word hay Excel, kiểm tra quyền ghi và chỗ trống "
            "trên đĩa, hoặc ghi ra tệp khác bằng «-o».",
            err=True,
        )
        return False
    return True


def _tell(target: Path, subject: Subject, made: Report, issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        click.echo(f"{render_issue(issue)}\n", err=True)
    if made.facts.register:
        count = f"{len(made.facts.register)} số liệu, {len(subject.models)} mô hình"
    else:
        count = f"năm {subject.year} chưa có số liệu"
    click.echo(f"Đã ghi báo cáo của {subject.name}: {target} ({count}).")


def _exit(message: str, hint: str) -> NoReturn:
    click.echo(f"{message}\nGợi ý: {hint}", err=True)
    sys.exit(WRONG_USAGE)
