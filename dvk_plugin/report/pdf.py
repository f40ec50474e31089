"""A report as PDF: printed by the browser that is on the machine.

A browser and not WeasyPrint: Windows brings Edge along, where WeasyPrint needs Pango and its kin
installed by hand first; and a browser has Times New Roman wherever Word has it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from dvk_plugin.read.report_settings import PARTY
from dvk_plugin.report.document import Report, Shots, Table
from dvk_plugin.report.text import printable
from dvk_plugin.views.charts.shape import sample

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
MOST_TABLED = 2000
"""Lines of a table that is printed as one, with tags that tell it to screen readers cell by cell.

A browser takes half a minute and 6 GB for a table of 10,000 lines on 1,000 pages; a longer one is
printed as a list of small lines, on a third of the pages, and its tags are left out.
"""
_PATIENCE = 600
"""Seconds after which a browser that does not answer is taken for broken."""
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)[0-9]{14}")


class NoPdf(Exception):
    """The report cannot be printed on this machine; the text says why and what to do."""


def render_pdf(report: Report) -> bytes:
    """The file's bytes. `NoPdf` where no browser is there, or it fails."""
    browser = find_browser()
    if browser is None:
        raise NoPdf(
            "Máy này không có trình duyệt Edge, Chrome hay Chromium để in ra PDF.\n"
            "Gợi ý: dùng «--format docx» rồi lưu thành PDF trong Word, hoặc cài Chrome."
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page, target = folder / "bao-cao.html", folder / "bao-cao.pdf"
        page.write_text(render_html(report), encoding="utf-8")
        tags = ("--disable-pdf-tagging",) if _is_long(report) else ()
        _print(browser, page, target, folder / "profile", tags)
        return without_dates(target.read_bytes())


def _is_long(report: Report) -> bool:
    tables = (block for section in report.appendices for block in section.blocks)
    return any(isinstance(table, Table) and len(table.lines) > MOST_TABLED for table in tables)


def _print(browser: str, page: Path, target: Path, profile: Path, options: tuple[str, ...]) -> None:
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-extensions",
        "--disable-background-networking",
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        *options,
        f"--print-to-pdf={target}",
        page.as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # a browser refuses its sandbox to root
        command.insert(1, "--no-sandbox")
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    if not target.is_file():
        raise NoPdf(
            f"Trình duyệt «{browser}» không in được báo cáo ra PDF.\n"
            "Gợi ý: đóng bớt cửa sổ trình duyệt rồi thử lại, hoặc dùng «--format docx»."
        )


def find_browser() -> str | None:
    """A Chromium of some kind: on the path, or where Windows and macOS put it."""
    for name in COMMANDS:
        found = shutil.which(name)
        if found:
            return found
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        return [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC]
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    return [Path(root) / path for root in roots if root for path in _WINDOWS]


def without_dates(pdf: bytes) -> bytes:
    """The file without the clock's time, every byte else in its place."""
    return _DATES.sub(rb"\g<1>19800101000000", pdf)


def render_html(report: Report) -> str:
    """The report as one page to be printed; photos are read from where they lie."""
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
            is_long=_is_long(report),
            most_tabled=MOST_TABLED,
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
