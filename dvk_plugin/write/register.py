"""`register.csv`: every figure that any post reported, with where it stands and where it was said.

Nobody's name is in it: notes, captions, authors and the names of photo files stay out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dvk_plugin.domain.columns import LATEST_EACH, MODELS_ADD, REGISTER, SCHEMA_VERSION
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.period import INCEPTION
from dvk_plugin.tally.booking import is_album
from dvk_plugin.tally.figure import figure_of
from dvk_plugin.tally.standing import Standings
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.register import places_of
from dvk_plugin.write.table import table_csv

FLAGS = ("disjoint", "derived", "inferred")


def register_csv(edition: Edition) -> bytes:
    """The register of every metric, in the order of metrics and then of days."""
    return table_csv(REGISTER, register_rows(edition))


def register_rows(edition: Edition) -> Iterator[Mapping[str, object]]:
    """Each entry as cells by the names of `REGISTER`."""
    standings = Standings(edition.site.ledger, edition.tallies.books)
    for metric in edition.tallies.metrics.values():
        for entry in edition.register_entries(metric.key):
            yield {
                **_figure_cells(entry, metric),
                **_time_cells(edition, entry),
                **_link_cells(edition, entry, standings),
                **_source_cells(edition, entry),
            }


def global_id(entry: Entry) -> str:
    """An id that no other site has: `school/post/metric[/n]`, a chosen one behind its school."""
    return entry.id if entry.id.startswith(f"{entry.school}/") else f"{entry.school}/{entry.id}"


def adds_word(metric: Metric) -> str:
    """How a metric adds, as one word (`ADDS`)."""
    if metric.dimension == "models":
        return MODELS_ADD
    is_each = metric.adds is Adds.LATEST and not metric.across_models
    return LATEST_EACH if is_each else str(metric.adds)


def _figure_cells(entry: Entry, metric: Metric) -> dict[str, object]:
    quantity = entry.quantity
    is_range = quantity.hi is not None
    return {
        "metric": metric.key,
        "metric_label": metric.label,
        "adds": adds_word(metric),
        "unit": metric.unit,
        "value": quantity.value,
        "qualifier": str(quantity.qualifier),
        "lo": quantity.value if is_range else None,
        "hi": quantity.hi,
        "incomplete": "; ".join(figure_of(entry).incomplete),
        "share": entry.share.value if entry.share else None,
        "share_qualifier": str(entry.share.qualifier) if entry.share else None,
        "target": entry.target.value if entry.target else None,
        **{flag: getattr(entry, flag) or None for flag in FLAGS},
    }


def _time_cells(edition: Edition, entry: Entry) -> dict[str, object]:
    post = edition.site.posts_by_key.get(entry.post)
    start = entry.period.start
    return {
        "period_start": None if start == INCEPTION else start,
        "period_end": entry.period.last_day,
        "as_of": entry.as_of,
        "reported": post.date if post else None,
        "since": entry.since,
    }


def _link_cells(edition: Edition, entry: Entry, standings: Standings) -> dict[str, object]:
    entries = edition.site.ledger.entries

    def whole(key: str) -> str:
        return global_id(entries[key]) if key in entries else key

    return {
        "schema_version": SCHEMA_VERSION,
        "id": global_id(entry),
        "school": entry.school,
        "school_name": edition.school_name(entry.school),
        "models": "; ".join(sorted(entry.models)),
        "kind": str(entry.kind),
        "scope": str(entry.scope),
        "status": str(standings.of(entry)),
        "part_of": whole(entry.part_of),
        "same_as": whole(entry.same_as),
        "supersedes": whole(entry.supersedes),
        "superseded_by": whole(standings.superseded_by.get(entry.id, "")),
        "joint": (entry.joint or global_id(entry)) if entry.scope is Scope.JOINT else "",
    }


def _source_cells(edition: Edition, entry: Entry) -> dict[str, object]:
    address = edition.links.absolute
    said = next(places_of(edition, entry), None)
    return {
        "post": entry.post,
        "source_url": address(said.target) if said else "",
        "register_url": address(edition.register_line(entry)),
        "file": entry.source.file,
        "line": entry.source.line,
        "quote": entry.citations[0].quote if entry.citations and not is_album(entry) else "",
    }
