"""All photos by year, and their cuts by year, school and model; plain links lead to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import GALLERY, Edition
from dvk_plugin.views.news import Chip
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import paginate
from dvk_plugin.views.pictures import Picture, caption_text
from dvk_plugin.views.render import render

PER_PAGE = 24
_EVERY, _YEAR, _SCHOOL, _MODEL = "", "Năm", "Trường", "Mô hình"


@dataclass(frozen=True, slots=True)
class Cut:
    """The pictures that have one thing in common; `base` is the folder of their pages."""

    group: str
    label: str
    title: str
    base: str
    pictures: Sequence[Picture]

    @property
    def uri(self) -> str:
        return f"{self.base}/index.md"


@dataclass(frozen=True, slots=True)
class Filter:
    """A row of links: the cuts of one kind."""

    name: str
    chips: tuple[Chip, ...]


def gallery_pages(edition: Edition) -> Iterator[Page]:
    """`thu-vien-anh/`, and a cut for each year, school and model with photos; all in pages."""
    cuts = _cuts(edition, edition.pictures(edition.site.posts))
    for cut in cuts:
        yield from _pages(edition, cut, _filters(cuts, cut))


def _cuts(edition: Edition, pictures: Sequence[Picture]) -> tuple[Cut, ...]:
    years: dict[int, list[Picture]] = defaultdict(list)
    schools: dict[str, list[Picture]] = defaultdict(list)
    models: dict[str, list[Picture]] = defaultdict(list)
    for picture in pictures:
        years[picture.post.date.year].append(picture)
        schools[picture.post.school].append(picture)
        for slug in picture.photo.models or picture.post.models:
            models[slug].append(picture)
    found = [Cut(_EVERY, "Tất cả", "Thư viện ảnh", GALLERY, pictures)]
    for year in sorted(years, reverse=True):
        base = f"{GALLERY}/nam/{year}"
        found.append(Cut(_YEAR, str(year), f"Ảnh năm {year}", base, years[year]))
    for slug, school in edition.site.registry.schools.items():
        base = f"{GALLERY}/truong/{slug}"
        title = f"Ảnh của {school.name}"
        found.append(Cut(_SCHOOL, school.label, title, base, schools.get(slug, ())))
    for slug, model in edition.site.models.items():
        base = f"{GALLERY}/mo-hinh/{slug}"
        title = f"Ảnh của mô hình {model.name}"
        found.append(Cut(_MODEL, model.name, title, base, models.get(slug, ())))
    return tuple(cut for cut in found if cut.pictures or cut.group == _EVERY)


def _filters(cuts: Sequence[Cut], current: Cut) -> tuple[Filter, ...]:
    """Rows to choose from; what leaves no choice, such as the only school, is no row."""
    rows = []
    for group in (_YEAR, _SCHOOL, _MODEL):
        mine = [cut for cut in cuts if cut.group == group]
        if len(mine) < (1 if group == _YEAR else 2):
            continue
        every = [cuts[0]] if group == _YEAR else []
        chips = (Chip(c.label, c.uri, len(c.pictures), c is current) for c in (*every, *mine))
        rows.append(Filter(group, tuple(chips)))
    return tuple(rows)


def _pages(edition: Edition, cut: Cut, filters: Sequence[Filter]) -> Iterator[Page]:
    for leaf in paginate(cut.pictures, cut.base, PER_PAGE):
        title = cut.title if leaf.number == 1 else f"{cut.title} – trang {leaf.number}"
        yield Page(
            leaf.uri,
            title,
            after=render(
                "gallery.html",
                edition.href(leaf.uri),
                title=cut.title,
                leaf=leaf,
                filters=filters,
                one_year=cut.group == _YEAR,
            ),
            description=describe(
                f"{title} trên {edition.site.name}: {len(leaf.items)} ảnh",
                *(caption_text(picture.photo.caption) for picture in leaf.items[:2]),
            ),
            kind="gallery",
            updated=edition.updated(picture.post for picture in leaf.items),
            pictures=tuple(leaf.items),
        )
