"""Links between figures: `part_of`, `same_as`, `supersedes`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.domain.source import Source
from dvk_plugin.read.answers import shown
from dvk_plugin.read.posts import address_name
from dvk_plugin.tally.roots import circular
from dvk_plugin.tally.targets import StatedTarget

RELATIONS = ("part_of", "same_as", "supersedes")


def _referring(entries: Mapping[str, Entry]) -> Iterator[Entry]:
    """Those of the entries that name another at all: most do not."""
    for entry in entries.values():
        if entry.part_of or entry.same_as or entry.supersedes:
            yield entry


def check_dangling(site: Site) -> Iterator[Issue]:
    """`khong-co-so-lieu`: a reference to a figure that no post has."""
    entries = site.ledger.entries
    for entry in _referring(entries):
        for relation in RELATIONS:
            target = getattr(entry, relation)
            if not target or entry.derived or target in entries or _is_unread(target, site):
                continue
            near = difflib.get_close_matches(target, entries, n=1, cutoff=0.5)
            yield Issue(
                "khong-co-so-lieu",
                place_in_post(entry, relation, site),
                f"Không có số liệu nào mang mã «{shown(target)}» như mục «{relation}» này ghi.",
                f"{relation}: {near[0]}" if near else "ghi đúng mã (id) của số liệu kia.",
            )


def _is_unread(target: str, site: Site) -> bool:
    """Whether the id may be one of a post that has a finding of its own: unread, or school unknown.

    `truong-a/2024/bai-mau/gifts` is of the post in a folder or file named `bai-mau`.
    """
    if f"/{target.partition('/')[2]}" in site.ledger.entries:
        return True
    return any(slugify(address_name(file)) in target.split("/") for file in site.unread)


def place_in_post(entry: Entry, name: str, site: Site) -> Source:
    """Where the option of a figure stands in its post; the figure itself where it has none."""
    post = site.posts_by_key.get(entry.post)
    for measure in post.measures if post else ():
        if measure.source == entry.source:
            return measure.place(name)
    return entry.source


def target_place(target: StatedTarget, site: Site) -> Source:
    """Where a target stands: in a model's file at its source, in a post beside a figure."""
    post = site.posts_by_file.get(target.source.file)
    for measure in post.measures if post else ():
        if measure.source == target.source:
            return measure.place("target")
    return target.source


def check_circles(site: Site) -> Iterator[Issue]:
    """`vong-tron`: figures that lead back to themselves; one finding for each circle."""
    entries = site.ledger.entries
    for circle in circles({entry.id: _ends(entry, site) for entry in _referring(entries)}):
        first = min((entries[key] for key in circle), key=lambda entry: entry.source)
        relation = next(r for r in RELATIONS if getattr(first, r) in circle)
        yield Issue(
            "vong-tron",
            place_in_post(first, relation, site),
            f"Số liệu dẫn vòng trở lại chính nó: {' → '.join((*circle, circle[0]))}.",
            "bỏ bớt một trong các mục part_of, same_as, supersedes.",
        )


def circles(edges: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Each way round that leads back to its start, from its least name; every node in one only."""
    looping = circular(edges)
    seen: set[str] = set()
    for start in sorted(looping):
        if start in seen:
            continue
        came_from = {start: start}
        todo = [start]
        for node in todo:
            for end in sorted(edges.get(node, frozenset()) & looping):
                if end not in came_from:
                    came_from[end] = node
                    todo.append(end)
        last = next(node for node in todo if start in edges.get(node, frozenset()))
        way = [last]
        while way[-1] != start:
            way.append(came_from[way[-1]])
        seen |= came_from.keys()
        yield tuple(reversed(way))


def _ends(entry: Entry, site: Site) -> frozenset[str]:
    ends = (getattr(entry, relation) for relation in RELATIONS)
    return frozenset(end for end in ends if end in site.ledger.entries)


def check_part_metrics(site: Site) -> Iterator[Issue]:
    """`khac-chi-so`: a part, twin or replacement of a figure that counts something else."""
    entries = site.ledger.entries
    for entry in _referring(entries):
        for relation in RELATIONS:
            other = entries.get(getattr(entry, relation))
            if other is not None and other.metric != entry.metric:
                metrics = site.registry.metrics
                yield Issue(
                    "khac-chi-so",
                    place_in_post(entry, relation, site),
                    f"Mục «{relation}» nối «{metrics[entry.metric].label}» với "
                    f"«{metrics[other.metric].label}» ({other.source}), là hai chỉ số khác nhau.",
                    f"bỏ mục {relation}, hoặc ghi mã của một số liệu cùng chỉ số.",
                )
