"""All photos, by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dvk_plugin.views.edition import GALLERY, Edition, Picture
from dvk_plugin.views.news import Chip
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import paginate
from dvk_plugin.views.render import render

PER_PAGE = 24


def gallery_pages(edition: Edition) -> Iterator[Page]:
    """`thu-vien-anh/`, its pages, and a cut for each year and each model with photos."""
    every = edition.pictures(edition.site.posts)
    cuts = _cuts(edition, every)
    years = [(label, uri) for label, uri, _ in cuts if "/nam/" in uri]
    for label, uri, pictures in cuts:
        chips = [Chip("Tất cả", f"{GALLERY}/index.md", len(every), uri == f"{GALLERY}/index.md")]
        chips += [Chip(name, link, 0, link == uri) for name, link in years]
        yield from _pages(edition, label, uri.removesuffix("/index.md"), pictures, chips)


def _cuts(
    edition: Edition, pictures: Sequence[Picture]
) -> list[tuple[str, str, Sequence[Picture]]]:
    years: dict[int, list[Picture]] = defaultdict(list)
    models: dict[str, list[Picture]] = defaultdict(list)
    for picture in pictures:
        years[picture.post.date.year].append(picture)
        for slug in picture.photo.models or picture.post.models:
            models[slug].append(picture)
    cuts: list[tuple[str, str, Sequence[Picture]]] = [
        ("Thư viện ảnh", f"{GALLERY}/index.md", pictures)
    ]
    cuts += [
        (f"Ảnh năm {year}", f"{GALLERY}/nam/{year}/index.md", years[year])
        for year in sorted(years, reverse=True)
    ]
    cuts += [
        (f"Ảnh của mô hình {model.name}", f"{GALLERY}/mo-hinh/{slug}/index.md", models[slug])
        for slug, model in edition.site.models.items()
        if slug in models
    ]
    return cuts


def _pages(
    edition: Edition,
    label: str,
    base: str,
    pictures: Sequence[Picture],
    chips: Sequence[Chip],
) -> Iterator[Page]:
    for leaf in paginate(pictures, base, PER_PAGE):
        title = label if leaf.number == 1 else f"{label} – trang {leaf.number}"
        yield Page(
            leaf.uri,
            title,
            after=render(
                "gallery.html",
                edition.href(leaf.uri),
                edition=edition,
                title=label,
                leaf=leaf,
                chips=chips,
            ),
            description=f"{title} trên {edition.site.name}.",
            kind="gallery",
            updated=edition.updated(picture.post for picture in leaf.items),
        )
