"""Posts to ledger: every measure becomes an entry with its defaults filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.ledger import Citation, Entry, Ledger
from dvk_plugin.domain.measure import Kind, Measure, Scope
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.period import INCEPTION, Period, period_until
from dvk_plugin.domain.post import Photo, Post
from dvk_plugin.domain.quantity import Quantity

SPENT = "funds_spent"
"""The metric of the money that `each` gives: so many grants of so much were paid out."""
PHOTOS = "photos"


def book(posts: Iterable[Post], metrics: Mapping[str, Metric]) -> tuple[Ledger, tuple[Issue, ...]]:
    """The ledger of all posts; of two entries with one id the first by place stays.

    Rule: `trung-ma` (duplicate id).
    """
    entries: dict[str, Entry] = {}
    issues = []
    posts = tuple(posts)
    booked = [entry for post in posts for entry in _of_post(post, metrics)]
    for entry in sorted((*booked, *_pictures(posts)), key=lambda e: (e.id, e.source)):
        if entry.id in entries:
            issues.append(_same_id(entry, entries[entry.id]))
        else:
            entries[entry.id] = entry
    resolved = {key: _with_whole_ids(entry, entries) for key, entry in entries.items()}
    return Ledger(MappingProxyType(resolved)), tuple(issues)


def rebook(ledger: Ledger, posts: Iterable[Post], metrics: Mapping[str, Metric]) -> Ledger | None:
    """The ledger with the figures of some of its posts as they report them now; how many pictures
    they show stays as it was. None where ids came or went: then all of it must be booked anew.
    """
    posts = tuple(posts)
    keys = {post.key for post in posts}
    known = {e.id for e in ledger.entries.values() if e.post in keys and not is_album(e)}
    told = [entry for post in posts for entry in _of_post(post, metrics)]
    if sorted(entry.id for entry in told) != sorted(known):
        return None
    new = {entry.id: _with_whole_ids(entry, ledger.entries) for entry in told}
    return Ledger(MappingProxyType({**ledger.entries, **new}))


def _same_id(entry: Entry, first: Entry) -> Issue:
    return Issue(
        "trung-ma",
        entry.source,
        f"Mã «{entry.id}» đã dùng ở {first.source}; mỗi số liệu cần một mã riêng.",
        f"id: {entry.id}-2",
    )


def _of_post(post: Post, metrics: Mapping[str, Metric]) -> Iterator[Entry]:
    numbers: Counter[str] = Counter()
    for measure in post.measures:
        numbers[measure.metric] += 1
        entry = _entry(post, measure, metrics[measure.metric], numbers[measure.metric])
        yield entry
        if measure.each is not None and entry.kind is Kind.INCREMENT:
            yield _worth(entry)


def _entry(post: Post, measure: Measure, metric: Metric, number: int) -> Entry:
    models = post.models if measure.models is None else measure.models
    as_of = measure.as_of or post.as_of
    kind = measure.kind or (Kind.STOCK if metric.adds is Adds.LATEST else Kind.INCREMENT)
    scope = measure.scope or (Scope.MODELS if models else Scope.SCHOOL)
    return Entry(
        id=measure.id or entry_id(post, measure.metric, number),
        metric=measure.metric,
        quantity=measure.quantity,
        school=post.school,
        period=_period(measure, kind, as_of),
        as_of=as_of,
        kind=kind,
        scope=scope,
        models=frozenset(models),
        since=measure.since,
        citations=(Citation(post.key, measure.source, measure.quote),),
        also=measure.also,
        part_of=measure.part_of,
        same_as=measure.same_as,
        supersedes=measure.supersedes,
        amended=measure.amended,
        reason=measure.reason,
        inferred=measure.inferred,
        disjoint=measure.disjoint,
        each=measure.each,
        target=measure.target,
        joint=measure.id if scope is Scope.JOINT else "",
        share=measure.share,
        note=measure.note,
    )


def _period(measure: Measure, kind: Kind, as_of: date) -> Period:
    """Law 4's default: the year of as-of up to as-of; a running total starts at `since`."""
    if measure.period is not None:
        return measure.period
    if kind is Kind.CUMULATIVE:
        return period_until(measure.since or INCEPTION, as_of)
    return period_until(as_of.replace(month=1, day=1), as_of)


def entry_id(post: Post, metric: str, number: int = 1) -> str:
    """`school/post/metric`, and `/2` for the second figure of that metric in the post."""
    base = f"{post.school}/{post.date.year}/{post.slug}/{metric}"
    return base if number == 1 else f"{base}/{number}"


def worth_id(entry_id: str) -> str:
    """The id of the money that a count with a unit value comes to."""
    return f"{entry_id}/each"


def _worth(entry: Entry) -> Entry:
    """The money that a count with a unit value comes to: 4 grants of 5 million each."""
    each = entry.each
    assert each is not None
    return replace(
        entry,
        id=worth_id(entry.id),
        metric=SPENT,
        quantity=product(entry.quantity, each),
        also=(),
        part_of="",
        same_as="",
        supersedes="",
        amended=None,
        reason="",
        derived=True,
        each=None,
        target=None,
        joint=f"{entry.joint}/each" if entry.joint else "",
        share=None,
        disjoint=False,
        note="",
    )


def product(count: Quantity, each: Quantity) -> Quantity:
    """Count times unit value; as sure as the less sure of the two."""
    certainty = count.certainty | each.certainty
    if count.value is None or each.value is None:
        return replace(each, value=None, hi=None, qualifier=count.qualifier, text="")
    qualifier = each.qualifier if count.certainty is not certainty else count.qualifier
    top = (count.top or Decimal(0)) * (each.top or Decimal(0))
    value = count.value * each.value
    return Quantity(value, each.unit, qualifier, None if top == value else top)


def _pictures(posts: Iterable[Post]) -> Iterator[Entry]:
    """The distinct published pictures of each post, counted; equal bytes are one picture.

    A picture used again belongs to its first post and to the models of all its uses. A post
    that states a number of photos is taken at its word, and its list is not counted.
    """
    uses: dict[str, list[tuple[Post, Photo]]] = {}
    for post in sorted(posts, key=lambda post: (post.date, post.key)):
        if not any(measure.metric == PHOTOS for measure in post.measures):
            for photo in post.published_photos:
                uses.setdefault(photo.digest or photo.file, []).append((post, photo))
    albums: dict[tuple[str, frozenset[str]], list[list[tuple[Post, Photo]]]] = {}
    for same in uses.values():
        models = frozenset(m for post, photo in same for m in photo.models or post.models)
        albums.setdefault((same[0][0].key, models), []).append(same)
    numbers: Counter[str] = Counter()
    for (key, models), album in sorted(albums.items(), key=lambda i: (i[0][0], sorted(i[0][1]))):
        numbers[key] += 1
        yield _album(album, models, numbers[key])


def is_album(entry: Entry) -> bool:
    """Whether an entry counts the pictures that a post lists."""
    return entry.derived and entry.metric == PHOTOS


def _album(pictures: list[list[tuple[Post, Photo]]], models: frozenset[str], number: int) -> Entry:
    post, _ = pictures[0][0]
    citations = [
        Citation(user.key, photo.source, photo.name) for uses in pictures for user, photo in uses
    ]
    return Entry(
        id=entry_id(post, PHOTOS, number),
        metric=PHOTOS,
        quantity=Quantity(Decimal(len(pictures)), "ảnh"),
        school=post.school,
        period=period_until(post.as_of, post.as_of),
        as_of=post.as_of,
        scope=Scope.MODELS if models else Scope.SCHOOL,
        models=models,
        citations=tuple({citation.post: citation for citation in reversed(citations)}.values())[
            ::-1
        ],
        derived=True,
    )


def _with_whole_ids(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    """References written short (`blood_units`) made whole (`school/post/blood_units`)."""
    if not (entry.part_of or entry.same_as or entry.supersedes):
        return entry
    return replace(
        entry,
        part_of=whole_id(entry.part_of, entry, entries),
        same_as=whole_id(entry.same_as, entry, entries),
        supersedes=whole_id(entry.supersedes, entry, entries),
    )


def whole_id(reference: str, entry: Entry, entries: Mapping[str, Entry]) -> str:
    """The id that a reference means: itself, in the same post, or in a post of the school."""
    same_post = entry.post.removeprefix("tin-tuc/")
    school = f"{entry.school}/"
    meanings = (reference, f"{school}{same_post}/{reference}", school + reference)
    return next((whole for whole in meanings if whole in entries), reference)
