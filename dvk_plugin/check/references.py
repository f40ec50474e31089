"""Links between figures: `part_of`, `same_as`, `supersedes`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.site import Site
from dvk_plugin.tally.roots import circular

RELATIONS = ("part_of", "same_as", "supersedes")


def check_dangling(site: Site) -> Iterator[Issue]:
    """`khong-co-so-lieu`: a reference to a figure that no post has."""
    entries = site.ledger.entries
    for entry in entries.values():
        for relation in RELATIONS:
            target = getattr(entry, relation)
            if target and not entry.derived and target not in entries:
                near = difflib.get_close_matches(target, entries, n=1, cutoff=0.5)
                yield Issue(
                    "khong-co-so-lieu",
                    entry.source,
                    f"Mục «{relation}» nhắc tới số liệu «{target}», nhưng không có số liệu nào "
                    "mang mã này.",
                    f"{relation}: {near[0]}" if near else "ghi đúng mã (id) của số liệu kia.",
                )


def check_circles(site: Site) -> Iterator[Issue]:
    """`vong-tron`: figures that lead back to themselves."""
    entries = site.ledger.entries
    edges = {key: _ends(entry, site) for key, entry in entries.items()}
    for key in sorted(circular(edges)):
        entry = entries[key]
        names = ", ".join(f"{r}: {getattr(entry, r)}" for r in RELATIONS if getattr(entry, r))
        yield Issue(
            "vong-tron",
            entry.source,
            f"Số liệu «{key}» ({names}) dẫn vòng trở lại chính nó.",
            "bỏ bớt một trong các mục part_of, same_as, supersedes.",
        )


def _ends(entry: Entry, site: Site) -> frozenset[str]:
    ends = (getattr(entry, relation) for relation in RELATIONS)
    return frozenset(end for end in ends if end in site.ledger.entries)


def check_part_metrics(site: Site) -> Iterator[Issue]:
    """`khac-chi-so`: a part, twin or replacement of a figure that counts something else."""
    entries = site.ledger.entries
    for entry in entries.values():
        for relation in RELATIONS:
            other = entries.get(getattr(entry, relation))
            if other is not None and other.metric != entry.metric:
                metrics = site.registry.metrics
                yield Issue(
                    "khac-chi-so",
                    entry.source,
                    f"Mục «{relation}» nối «{metrics[entry.metric].label}» với "
                    f"«{metrics[other.metric].label}» ({other.source}), là hai chỉ số khác nhau.",
                    f"bỏ mục {relation}, hoặc ghi mã của một số liệu cùng chỉ số.",
                )
