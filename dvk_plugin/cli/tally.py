"""`dvk tally`: the totals, by what the user asks for."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import AS_JSON, CONFIG, TODAY
from dvk_plugin.domain.issue import has_errors, render_issue
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.lexicon import make_lexicon
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.names import Names
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.rows import Row, Span, Tallies, compute_tallies
from dvk_plugin.tally.totals import Part, Tally
from dvk_plugin.views.edition import span_of
from dvk_plugin.views.format import format_as_of, format_figure, format_missing, format_percent
from dvk_plugin.views.held import held_line
from dvk_plugin.write.opendata import row_data, to_json

_PARTS = {
    Part.TOTAL: "tổng",
    Part.OWN: "riêng",
    Part.SHARED: "chung",
    Part.SCHOOL: "toàn trường",
    Part.RESIDUAL: "chưa ghi theo hoạt động",
    Part.UNPLACED: "liên kỳ",
}
_MOST_KEYS = 12
"""Names that are listed where none of them is like the one that was typed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks for; empty fields ask for everything."""

    by: str = ""
    school: str = ""
    model: str = ""
    metric: str = ""
    year: int | None = None


def run_tally(
    config: Path, wanted: Wanted, *, as_of: str = "", today: str = "", as_json: bool
) -> int:
    """Print the rows asked for; 1 when posts have errors (rows of the good ones are printed).

    For people the rows are those of schools unless they ask for others; as JSON, all there are.
    """
    settings = settings_or_exit(config, today)
    site, issues = load(settings)
    day = day_or_exit(as_of)
    tallies = compute_tallies(site, day)
    wanted = _resolved(site, tallies, wanted)
    if not wanted.by and not as_json:
        wanted = replace(wanted, by="model" if wanted.model else "school")
    rows = choose(site, tallies, wanted)
    if as_json:
        click.echo(to_json([row_data(row) for row in rows]), nl=False)
    else:
        lines = [told(row, site) for row in rows if _is_worth_telling(row, site)]
        click.echo("\n".join(lines) or "Chưa có số liệu.")
    for issue in issues:
        click.echo(f"{render_issue(issue)}\n", err=True)
    if held := held_line(site):
        click.echo(held, err=True)
    return FINDINGS if has_errors(issues) else 0


def day_or_exit(text: str) -> date | None:
    """The day that a user typed; None for none, and 2 ends the program for what is no day."""
    if not text:
        return None
    read = read_date(text)
    if isinstance(read, Misread):
        hint = f"\nGợi ý: {read.hint}" if read.hint else ""
        click.echo(f"{read.message}{hint}", err=True)
        sys.exit(WRONG_USAGE)
    return read


def _resolved(site: Site, tallies: Tallies, wanted: Wanted) -> Wanted:
    """The user's names as keys; an unknown one ends the program with the nearest name."""
    models = {m.slug: (m.name, *m.aliases) for m in site.models.values()}
    lexicon = make_lexicon(site.registry, models)
    labels = {key: (metric.label,) for key, metric in tallies.metrics.items()}
    metrics = lexicon.metrics if lexicon.metrics.find(wanted.metric) else Names(labels)
    return Wanted(
        wanted.by,
        key_or_exit(wanted.school, lexicon.schools, "trường"),
        key_or_exit(wanted.model, lexicon.models, "mô hình"),
        key_or_exit(wanted.metric, metrics, "chỉ số"),
        wanted.year,
    )


def key_or_exit(text: str, names: Names, what: str, among: Container[str] | None = None) -> str:
    """The key that a user's name stands for; any other ends the program with what it may mean."""
    key = names.find(text, among) if text else ""
    if key is None:
        click.echo(_unknown(text, names, what, among), err=True)
        sys.exit(WRONG_USAGE)
    return key


def _unknown(text: str, names: Names, what: str, among: Container[str] | None) -> str:
    owners = [key for key in names.owners(text) if among is None or key in among]
    if owners:
        return f"Có {len(owners)} {what} tên là «{text}».\nGợi ý: gõ mã: {', '.join(owners)}."
    if names.owners(text):
        return f"Không có {what} nào của trường này tên là «{text}».\nGợi ý: xem lại --school."
    near = names.nearest(text)
    keys = [] if near else [key for key in names.all() if among is None or key in among]
    hint = f"\nGợi ý: {what} đã khai báo: {', '.join(keys)}." if 0 < len(keys) <= _MOST_KEYS else ""
    meant = f" Có phải là «{near}» không?" if near else ""
    return f"Không có {what} nào tên là «{text}».{meant}{hint}"


def choose(site: Site, tallies: Tallies, wanted: Wanted) -> Sequence[Row]:
    """The rows that answer; a model's metric without a figure answers with an unknown one."""
    rows = [row for row in tallies.rows if _fits(row, wanted)]
    if not rows and wanted.metric in tallies.metrics:
        span = Span(wanted.school)
        if wanted.model:
            span = span_of(site.models[wanted.model])
        part = Part.OWN if wanted.model else Part.TOTAL
        rows = [Row(span, wanted.year, part, Tally(tallies.metrics[wanted.metric], Figure()))]
    return rows


def _fits(row: Row, wanted: Wanted) -> bool:
    span = row.span
    asked = (
        (wanted.metric, row.metric.key),
        (wanted.model, span.model),
        (wanted.school, span.school),
    )
    if any(want and want != have for want, have in asked):
        return False
    if wanted.year is not None and row.year != wanted.year:
        return False
    return _is_in_group(row, wanted)


def _is_in_group(row: Row, wanted: Wanted) -> bool:
    """`--by` picks one kind of span; `--by year` the years of the widest span asked for."""
    kind = _kind(row.span)
    if not wanted.by:
        return True
    if wanted.by == "year":
        widest = "model" if wanted.model else "school" if wanted.school else ""
        return row.year is not None and kind == widest
    return kind == wanted.by and row.year == wanted.year


def _kind(span: Span) -> str:
    if span.model:
        return "model"
    return "branch" if span.branch else "school" if span.school else ""


def _is_worth_telling(row: Row, site: Site) -> bool:
    """For people: a school's totals, a model's lines, without the same number told twice."""
    if row.span.model:
        return row.part is not Part.TOTAL or row.span.model in site.children
    return row.part in (Part.TOTAL, Part.RESIDUAL, Part.UNPLACED)


def told(row: Row, site: Site) -> str:
    """A row as a line of text."""
    span, figure = row.span, row.tally.figure
    model, school = site.models.get(span.model), site.registry.schools.get(span.school)
    branch = site.registry.branches.get(span.branch)
    if model:
        whose = model.name
    elif branch and school:
        whose = f"{branch.name}, {school.label}"
    else:
        whose = school.label if school else "tất cả"
    year = str(row.year) if row.year else "mọi năm"
    words = [f"{row.metric.label} · {whose} · {year} · {_PARTS[row.part]}:"]
    words.append(format_figure(figure, row.metric))
    notes: Iterable[str] = (format_as_of(row.tally.as_of), format_missing(figure.incomplete))
    tail = "; ".join(note for note in notes if note)
    if tail:
        words.append(f"({tail})")
    if row.achievement is not None:
        words.append(f"[đạt {format_percent(row.achievement, figure.certainty)} chỉ tiêu]")
    return " ".join(words)


@click.command()
@click.option(
    "--by",
    type=click.Choice(["model", "school", "branch", "year"]),
    default=None,
    help="Cộng theo mô hình, trường, chi bộ hay năm.",
)
@click.option("--school", default="", help="Chỉ một trường (mã hoặc tên).")
@click.option("--model", default="", help="Chỉ một mô hình (mã hoặc tên).")
@click.option("--year", type=int, default=None, help="Chỉ một năm.")
@click.option("--metric", default="", help="Chỉ một chỉ số (mã hoặc tên).")
@click.option("--as-of", default="", help="Chỉ tính số liệu tới hết ngày này.")
@TODAY
@CONFIG
@AS_JSON
def tally(
    by: str | None,
    school: str,
    model: str,
    year: int | None,
    metric: str,
    as_of: str,
    today: str,
    config: Path,
    as_json: bool,
) -> int:
    """Cộng số liệu của các bài, mỗi số kèm nguồn."""
    wanted = Wanted(by or "", school, model, metric, year)
    return run_tally(config, wanted, as_of=as_of, today=today, as_json=as_json)
