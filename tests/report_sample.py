"""Reports for tests: of the demo's two colleges, and of the tiny made-up site."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import docx
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sample import write_site

from dvk_plugin.cli.main import dvk
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.ready import make_edition
from dvk_plugin.report.content import make_report
from dvk_plugin.report.document import Report, Section, Table
from dvk_plugin.report.subject import Subject
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import RelativeLinks

ROOT = Path(__file__).parent.parent
COLLEGES = (("cd-binh-thuan", 2023), ("cdsp-lang-son", 2024))


def run(*arguments: str) -> Result:
    """`dvk …` as its user types it; `return_value` is its exit code."""
    return CliRunner().invoke(dvk, [*arguments], standalone_mode=False)


@cache
def demo_report(school: str, year: int, branch: str = "", model: str = "") -> Report:
    """The report of a college of the demo, without photos."""
    settings = read_settings(ROOT / "mkdocs.yml")
    assert isinstance(settings, Settings)
    return report_of(_edition(settings), settings, school, year, branch, model)


def made_report(
    root: Path,
    files: Mapping[str, str],
    year: int = 2024,
    *,
    branch: str = "",
    model: str = "",
    errors: int = 0,
) -> Report:
    """The report of the tiny site's school with these files."""
    settings = write_site(root, files)
    return report_of(_edition(settings), settings, "truong-a", year, branch, model, errors)


def _edition(settings: Settings) -> Edition:
    site, _ = load(settings)
    links = RelativeLinks(base=settings.site_url)
    return make_edition(site, compute_tallies(site), settings, links, {})


def report_of(
    edition: Edition,
    settings: Settings,
    school: str,
    year: int,
    branch: str = "",
    model: str = "",
    errors: int = 0,
) -> Report:
    site = edition.site
    subject = Subject(
        edition,
        year,
        site.registry.schools[school],
        site.registry.branches.get(branch),
        site.models.get(model),
    )
    return make_report(subject, settings.report, {}, errors=errors)


def section(report: Report, title: str) -> Section:
    return next(s for s in (*report.sections, *report.appendices) if title in s.title)


def words(report: Report) -> str:
    """All that a report says, one block a line."""
    found = [*report.grounds, *report.lead, report.head.subject]
    for one in (*report.sections, *report.appendices):
        found += _words(one)
    return "\n".join(found)


def _words(one: Section) -> list[str]:
    found = [one.title]
    for block in one.blocks:
        if isinstance(block, Table):
            found += [" | ".join(line.cells) for line in block.lines]
        else:
            found += [*getattr(block, "texts", ()), getattr(block, "text", "")]
    return [*found, *(line for part in one.parts for line in _words(part))]


def docx_tables(data: bytes) -> list[list[list[str]]]:
    """Tables of a Word file as rows of texts; cells that span columns are told once."""
    tables = []
    for table in docx.Document(io.BytesIO(data)).tables:
        rows = []
        for row in table._tbl.tr_lst:
            cells = ("".join(t.text or "" for t in cell.iter(W + "t")) for cell in row.tc_lst)
            rows.append([*cells])
        tables.append(rows)
    return tables


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_text(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in body.iter(W + "p"))


def workbook(data: bytes, *, formulas: bool = False) -> Workbook:
    """The Excel file; numbers as stored beside formulas, or the formulas."""
    return load_workbook(io.BytesIO(data), data_only=not formulas)


def records(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by the titles of its columns."""
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    head = [str(title) for title in rows[0]]
    return [dict(zip(head, row, strict=True)) for row in rows[1:]]
