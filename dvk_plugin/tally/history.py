"""The history of a figure: how often it was stated anew (`supersedes`), and as what.

The report, the register and the data files tell the same history.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dvk_plugin.domain.ledger import Entry, Ledger

Histories = Mapping[str, tuple[Entry, ...]]
"""Id of an entry → every version of its figure, the first stated first, itself among them."""


def compute_histories(ledger: Ledger) -> Histories:
    """The histories of all figures that were stated anew; the others have none here.

    Versions are in the order of who replaces whom; two that replace the same one, and those
    in a circle (a finding), go by day and id.
    """
    entries = ledger.entries
    found: dict[str, tuple[Entry, ...]] = {}
    chains: dict[str, list[Entry]] = {}
    for entry in entries.values():
        if entry.supersedes in entries and entry.supersedes != entry.id:
            one = chains.get(entry.id) or [entry]
            other = chains.get(entry.supersedes) or [entries[entry.supersedes]]
            joined = one if one is other else [*other, *one]
            chains.update((version.id, joined) for version in joined)
    for versions in {id(chain): chain for chain in chains.values()}.values():
        ordered = tuple(sorted(versions, key=lambda e: (_depth(e, entries), e.as_of, e.id)))
        found.update((version.id, ordered) for version in ordered)
    return MappingProxyType(found)


def history_of(entry: Entry, histories: Histories) -> tuple[Entry, ...]:
    """Every version of a figure, the first stated first; itself alone if it was never restated."""
    return histories.get(entry.id, (entry,))


def _depth(entry: Entry, entries: Mapping[str, Entry]) -> int:
    """How many versions an entry follows on; a circle ends where it began."""
    seen = {entry.id}
    while entry.supersedes in entries and entry.supersedes not in seen:
        entry = entries[entry.supersedes]
        seen.add(entry.id)
    return len(seen)
