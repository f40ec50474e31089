"""All photos by year, and their cuts by school, model and year; plain links lead to each.

A reader narrows by one thing, then by another: a school or a model, and a year of it. Only what
has photos is a page, and a year that is all of a school's or a model's photos is none of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.news import Chip
from dvk_plugin.views.page import Content, Page
from dvk_plugin.views.paginate import Leaf, page_uri, paginate
from dvk_plugin.views.pictures import Picture, caption_text
from dvk_plugin.views.render import render
from dvk_plugin.views.uris import GALLERY

PER_PAGE = 24
_SCHOOL, _MODEL = "truong", "mo-hinh"
_TITLE = "Thư viện ảnh"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose photos: everybody's, or those of a school or a model (`kind`, `slug`)."""

    kind: str = ""
    slug: str = ""


EVERYBODY = Owner()


@dataclass(frozen=True, slots=True)
class Cut:
    """Whose photos, and of which year; 0 for all years."""

    owner: Owner = EVERYBODY
    year: int = 0

    @property
    def base(self) -> str:
        """The folder of its pages: `thu-vien-anh/truong/cd-a/nam/2024`."""
        owner = f"/{self.owner.kind}/{self.owner.slug}" if self.owner.kind else ""
        return f"{GALLERY}{owner}{f'/nam/{self.year}' if self.year else ''}"

    @property
    def uri(self) -> str:
        return page_uri(self.base, 1)


@dataclass(frozen=True, slots=True)
class Filter:
    """A row of links that narrow by one thing; the first takes that back."""

    name: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Shelf:
    """The photos of every cut: owners in the order of the site, each year from the newest."""

    edition: Edition
    cuts: Mapping[Cut, Sequence[Picture]]

    def years(self, owner: Owner) -> Sequence[int]:
        return self._years.get(owner, ())

    @cached_property
    def _years(self) -> Mapping[Owner, Sequence[int]]:
        found: dict[Owner, list[int]] = defaultdict(list)
        for cut in self.cuts:
            if cut.year:
                found[cut.owner].append(cut.year)
        return found

    def page(self, cut: Cut) -> Cut:
        """The cut whose pages show this one: of the only year of a school, that of all years."""
        alone = cut.owner != EVERYBODY and len(self.years(cut.owner)) == 1
        return Cut(cut.owner) if alone else cut

    def chip(self, cut: Cut, current: Cut, label: str = "Tất cả") -> Chip:
        page = self.page(cut)
        return Chip(label, page.uri, len(self.cuts[page]), page == current)

    def label(self, owner: Owner) -> str:
        if owner.kind == _SCHOOL:
            return self.edition.school_name(owner.slug)
        return self.edition.site.models[owner.slug].name

    def title(self, cut: Cut) -> str:
        """`Ảnh của mô hình Áo ấm năm 2024`."""
        site, owner = self.edition.site, cut.owner
        if cut == Cut():
            return _TITLE
        whose = ""
        if owner.kind == _SCHOOL:
            whose = f" của {site.registry.schools[owner.slug].name}"
        elif owner.kind == _MODEL:
            whose = f" của mô hình {site.models[owner.slug].name}"
        return f"Ảnh{whose}{f' năm {cut.year}' if cut.year else ''}"


def gallery_pages(edition: Edition) -> Iterator[Page]:
    """`thu-vien-anh/`, and a cut for each school, model and year with photos; all in pages."""
    shelf = _shelf(edition)
    for cut in shelf.cuts:
        if shelf.page(cut) == cut:
            yield from _pages(shelf, cut)


def _shelf(edition: Edition) -> Shelf:
    """Schools play no part where all photos are of one."""
    site = edition.site
    pictures = edition.pictures(site.posts)
    found: dict[Cut, list[Picture]] = defaultdict(list, {Cut(): []})
    for picture in pictures:
        named = picture.photo.models or picture.post.models
        school = Owner(_SCHOOL, picture.post.school)
        for owner in (EVERYBODY, school, *(Owner(_MODEL, slug) for slug in named)):
            for year in (0, picture.post.date.year):
                found[Cut(owner, year)].append(picture)
    schools = [Owner(_SCHOOL, slug) for slug in site.registry.schools]
    schools = [owner for owner in schools if Cut(owner) in found]
    models = [Owner(_MODEL, slug) for slug in site.models]
    years = (0, *sorted({picture.post.date.year for picture in pictures}, reverse=True))
    order = (
        Cut(owner, year)
        for owner in (EVERYBODY, *(schools if len(schools) > 1 else ()), *models)
        for year in years
    )
    return Shelf(edition, {cut: found[cut] for cut in order if cut in found})


def _filters(shelf: Shelf, cut: Cut) -> Iterator[Filter]:
    """Rows to choose from; where there is neither a choice nor one to take back, no row."""
    owner, models = cut.owner, shelf.edition.site.models
    school = models[owner.slug].school if owner.kind == _MODEL else owner.slug
    within = Cut(Owner(_SCHOOL, school), cut.year)
    if within not in shelf.cuts:
        within = Cut(EVERYBODY, cut.year)
    same_year = [one for one in shelf.cuts if one.year == cut.year]
    years = [Cut(owner, year) for year in shelf.years(owner)]
    schools = [one for one in same_year if one.owner.kind == _SCHOOL]
    mine = [one for one in same_year if one.owner.kind == _MODEL]
    if within.owner != EVERYBODY:
        mine = [one for one in mine if models[one.owner.slug].school == school]
    if len(years) > 1 or cut.year:
        chips = (shelf.chip(one, cut, str(one.year)) for one in years)
        yield Filter("Năm", (shelf.chip(Cut(owner), cut), *chips))
    if len(schools) > 1 or owner.kind == _SCHOOL:
        chips = (shelf.chip(one, cut, shelf.label(one.owner)) for one in schools)
        yield Filter("Trường", (shelf.chip(Cut(EVERYBODY, cut.year), cut), *chips))
    if len(mine) > 1 or owner.kind == _MODEL:
        chips = (shelf.chip(one, cut, shelf.label(one.owner)) for one in mine)
        yield Filter("Mô hình", (shelf.chip(within, cut), *chips))


def _pages(shelf: Shelf, cut: Cut) -> Iterator[Page]:
    edition, title = shelf.edition, shelf.title(cut)
    for leaf in paginate(shelf.cuts[cut], cut.base, PER_PAGE):
        name = title if leaf.number == 1 else f"{title} – trang {leaf.number}"
        yield Page(
            leaf.uri,
            name,
            content=partial(_content, shelf, cut, leaf),
            shown=(partial(_values, shelf, cut, leaf),),
            description=describe(
                f"{name} trên {edition.site.name}: {len(leaf.items)} ảnh",
                *(caption_text(picture.photo.caption) for picture in leaf.items[:2]),
            ),
            kind="gallery",
            updated=edition.updated(picture.post for picture in leaf.items),
            pictures=tuple(leaf.items),
        )


def _values(shelf: Shelf, cut: Cut, leaf: Leaf[Picture]) -> Mapping[str, Any]:
    title = shelf.title(cut)
    wider = [one for one in dict.fromkeys((Cut(), Cut(cut.owner))) if one != cut]
    return {
        "title": title,
        "trail": [(shelf.title(one), one.uri) for one in wider],
        "here": f"Năm {cut.year}" if cut.year else title,
        "leaf": leaf,
        "filters": shelf.edition.once(("filters", cut), lambda: tuple(_filters(shelf, cut))),
        "one_year": bool(cut.year),
    }


def _content(shelf: Shelf, cut: Cut, leaf: Leaf[Picture]) -> Content:
    href = shelf.edition.href(leaf.uri)
    return Content(after=render("gallery.html", href, **_values(shelf, cut, leaf)))
