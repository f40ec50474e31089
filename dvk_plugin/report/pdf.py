"""A report as PDF: its text printed by a browser, its long tables drawn by ReportLab."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from dvk_plugin.read.report_settings import PARTY
from dvk_plugin.report.browser import NoPdf, find_browser, printing, without_chance
from dvk_plugin.report.document import Report, Section, Shots, Table
from dvk_plugin.report.text import printable
from dvk_plugin.views.charts.shape import sample

MOST_TABLED = 500
"""Lines of a table that a browser prints, with tags that tell it to screen readers cell by cell.

It takes half a minute and 6 GB for a table of 10,000 lines; an appendix with a longer one than
this is drawn by us, without tags.
"""


def render_pdf(report: Report) -> bytes:
    """The file's bytes. `NoPdf` where no browser is there, or it fails."""
    browser = find_browser()
    if browser is None:
        raise NoPdf(
            "Máy này không có trình duyệt Edge, Chrome hay Chromium để in ra PDF.\n"
            "Gợi ý: dùng «--format docx» rồi lưu thành PDF trong Word, hoặc cài Chrome."
        )
    long = [section for section in report.appendices if _is_long(section)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        page, target = Path(name, "bao-cao.html"), Path(name, "bao-cao.pdf")
        page.write_text(render_html(report), encoding="utf-8")
        with printing(browser, page, target):
            add = _draw(long) if long else bytes
        return add(without_chance(target.read_bytes()))


def _is_long(section: Section) -> bool:
    tables = (block for block in section.blocks if isinstance(block, Table))
    return any(len(table.lines) > MOST_TABLED for table in tables)


def _draw(long: Iterable[Section]) -> Callable[[bytes], bytes]:
    """Draw these appendices; what puts them behind a PDF file. Their libraries load only now."""
    from dvk_plugin.report.pdf_long import Drawing, with_long

    return partial(with_long, drawings=[Drawing(section) for section in long])


def render_html(report: Report) -> str:
    """The report as one page to be printed, but for appendices that are too long.

    Photos are read from where they lie.
    """
    shots = [
        shot
        for section in report.appendices
        for block in section.blocks
        if isinstance(block, Shots)
        for shot in block.shots
    ]
    is_party = report.head.header == PARTY
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            is_party=is_party,
            appendices=[section for section in report.appendices if not _is_long(section)],
            pictures={shot.path: shot.path.resolve().as_uri() for shot in shots},
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    here, charts = PackageLoader("dvk_plugin.report", "."), PackageLoader("dvk_plugin.views")
    environment = Environment(
        loader=ChoiceLoader([here, charts]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["printable"] = printable
    environment.globals["sample"] = sample
    css = files("dvk_plugin").joinpath("theme/assets/dvk/charts.css")
    environment.globals["charts_css"] = css.read_text(encoding="utf-8")
    return environment
