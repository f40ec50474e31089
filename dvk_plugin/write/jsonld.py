"""What a page is about, for search engines: JSON-LD in the words of schema.org.

Every address is absolute, so a site that does not know its own has none of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dvk_plugin.domain.model import Model
from dvk_plugin.domain.period import INCEPTION
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.registry import School
from dvk_plugin.views.describe import shorten
from dvk_plugin.views.edition import Edition, models_named
from dvk_plugin.views.format import unit_label
from dvk_plugin.views.links import has_host
from dvk_plugin.views.page import Page, Preview
from dvk_plugin.views.pictures import Picture, caption_text, picture_uri
from dvk_plugin.views.uris import DATA, NEWS, NUMBERS, model_uri, post_uri, school_uri, year_uri
from dvk_plugin.write.things import Thing, author, filled, one_or_all, script

LONGEST_HEADLINE = 110
"""Characters: Google's limit for the headline of an article."""
LANGUAGE = "vi"
LOGO = "assets/dvk/icons/icon-512.png"
LOGO_SIZE = 512


@dataclass(frozen=True)
class LinkedData:
    """Writes the data of pages. `pages`: every page by its uri."""

    edition: Edition
    pages: Mapping[str, Page]
    licence: str = ""

    def of(self, page: Page) -> str:
        """The data of a page, ready to stand in a `<script>`."""
        if not self.url("index.md"):
            return ""
        things = [*self._about(page), *self._crumbs(page)]
        return script({"@context": "https://schema.org", "@graph": things}) if things else ""

    def names(self, page: Page) -> tuple[str, ...]:
        """The titles of other pages that the data of a page tells."""
        if not self.url("index.md"):
            return ()
        others = (*self._trail(page), *self._listed(page))
        return tuple(text for one in others for text in (one.uri, one.title))

    def url(self, uri: str) -> str:
        return self.edition.links.absolute(uri)

    def _about(self, page: Page) -> list[Thing]:
        if page.uri in self._posts:
            return [self.article(self._posts[page.uri], page)]
        if page.kind == "home":
            return [self.website(page), *map(self.school, self._schools.values())]
        if page.uri in self._schools:
            return [self.school(self._schools[page.uri]), self.collection(page)]
        if page.uri == f"{NUMBERS}/index.md":
            return [self.dataset(page)]
        if page.kind == "gallery":
            return [self.gallery(page)]
        return [self.collection(page)]

    @cached_property
    def _posts(self) -> Mapping[str, Post]:
        return {post_uri(post): post for post in self.edition.site.posts}

    @cached_property
    def _schools(self) -> Mapping[str, School]:
        schools = self.edition.site.registry.schools.values()
        return {school_uri(school.slug): school for school in schools}

    def website(self, page: Page) -> Thing:
        return {
            "@type": "WebSite",
            "@id": f"{self.url('index.md')}#website",
            "name": self.edition.site.name,
            "url": self.url("index.md"),
            "description": page.description,
            "inLanguage": LANGUAGE,
            "publisher": self.publishers(),
        }

    def school(self, school: School) -> Thing:
        """An Organization in full."""
        thing = {
            **self.school_name(school),
            "logo": self._logo(),
            "alternateName": school.short,
            "telephone": school.phone,
            "location": {"@type": "Place", "name": school.place} if school.place else None,
            "sameAs": [k.href for k in school.links if k.kind in ("facebook", "website")],
            "hasMap": [k.href for k in school.links if k.kind == "map"],
        }
        return filled(thing)

    def school_name(self, school: School) -> Thing:
        """An Organization by name and address, the same one wherever it is named."""
        url = self.url(school_uri(school.slug))
        return {
            "@type": "Organization",
            "@id": f"{url}#organization",
            "name": school.name,
            "url": url,
        }

    def publishers(self) -> Thing | list[Thing]:
        """The schools of the site; the site itself where none is declared."""
        found = [self.school_name(school) for school in self._schools.values()]
        return one_or_all(found or [self._site_as_organization()])

    def _site_as_organization(self) -> Thing:
        url = self.url("index.md")
        name = self.edition.site.name
        return {"@type": "Organization", "@id": f"{url}#organization", "name": name, "url": url}

    def _logo(self) -> Thing:
        return self._image(LOGO, LOGO_SIZE, LOGO_SIZE)

    def article(self, post: Post, page: Page) -> Thing:
        """Google's guide: Article structured data."""
        url = self.url(page.uri)
        school = self.edition.site.registry.schools.get(post.school)
        publisher = self.school_name(school) if school else self._site_as_organization()
        house = {key: publisher[key] for key in ("@type", "@id", "name")}  # the rest stands below
        cover = self.edition.cover(post)
        images = [self.picture(cover)] if cover else []
        if page.preview:
            images.append(self.card(page.preview))
        return filled(
            {
                "@type": "NewsArticle",
                "@id": f"{url}#article",
                "headline": shorten(post.title, LONGEST_HEADLINE),
                "description": page.description,
                "url": url,
                "datePublished": post.date.isoformat(),
                "dateModified": (page.updated or post.date).isoformat(),
                "inLanguage": LANGUAGE,
                "author": one_or_all([*map(author, post.authors)] or [house]),
                "publisher": {**publisher, "logo": self._logo()},
                "image": images,
                "articleSection": post.category,
                "keywords": [*post.tags],
                "isPartOf": {"@type": "WebSite", "@id": f"{self.url('index.md')}#website"},
                "isBasedOn": post.credit.url if post.credit else "",
                "about": [self.model(slug) for slug in sorted(models_named(post))],
            }
        )

    def model(self, slug: str) -> Thing:
        model: Model = self.edition.site.models[slug]
        url = self.url(model_uri(slug))
        return {"@type": "Thing", "@id": f"{url}#model", "name": model.name, "url": url}

    def picture(self, picture: Picture) -> Thing:
        """A photo by its widest JPEG."""
        jpeg = picture.jpeg
        uri = picture_uri(jpeg.name) if jpeg else picture.largest
        width, height = (jpeg.width, jpeg.height) if jpeg else (picture.width, picture.height)
        caption, credit = caption_text(picture.photo.caption), picture.photo.credit
        image = self._image(uri, width, height)
        return filled({**image, "caption": caption, "creditText": credit})

    def card(self, preview: Preview) -> Thing:
        """The picture of a shared page, which shows the page's title and no more."""
        return self._image(preview.uri, preview.width, preview.height)

    def _image(self, uri: str, width: int, height: int) -> Thing:
        return {
            "@type": "ImageObject",
            "contentUrl": self.url(uri),
            "width": width,
            "height": height,
        }

    def collection(self, page: Page) -> Thing:
        """A page that lists others. Of long lists the first hundred are told."""
        return {**self._web_page(page, "CollectionPage"), **self._items(page)}

    def _items(self, page: Page) -> Thing:
        listed = self._listed(page)
        if not listed:
            return {}
        items = [
            {"@type": "ListItem", "position": at, "url": self.url(one.uri), "name": one.title}
            for at, one in enumerate(listed, 1)
        ]
        return {"mainEntity": {"@type": "ItemList", "itemListElement": items}}

    def _listed(self, page: Page) -> list[Page]:
        return [self.pages[uri] for uri in page.items[:100] if uri in self.pages]

    def gallery(self, page: Page) -> Thing:
        images = [self.picture(picture) for picture in page.pictures]
        return filled({**self._web_page(page, "ImageGallery"), "image": images})

    def _web_page(self, page: Page, kind: str) -> Thing:
        return filled(
            {
                "@type": kind,
                "@id": f"{self.url(page.uri)}#page",
                "name": page.title,
                "description": page.description,
                "url": self.url(page.uri),
                "inLanguage": LANGUAGE,
                "dateModified": page.updated.isoformat() if page.updated else "",
                "isPartOf": {"@type": "WebSite", "@id": f"{self.url('index.md')}#website"},
            }
        )

    def dataset(self, page: Page) -> Thing:
        """Google's guide: Dataset structured data."""
        metrics = self.edition.tallies.metrics.values()
        return filled(
            {
                **self._web_page(page, "Dataset"),
                "@id": f"{self.url(f'{NUMBERS}/index.md')}#dataset",
                "name": f"Số liệu «Dân vận khéo» – {self.edition.site.name}",
                "creator": self.publishers(),
                "isAccessibleForFree": True,
                "license": self.licence if has_host(self.licence) else "",
                "temporalCoverage": self._coverage(),
                "variableMeasured": [
                    {"@type": "PropertyValue", "name": m.label, "unitText": unit_label(m.unit)}
                    for m in metrics
                ],
                "distribution": [
                    self._download("register.csv", "text/csv"),
                    self._download("tally.json", "application/json"),
                    self._download("tally.csv", "text/csv"),
                ],
            }
        )

    def _download(self, name: str, media_type: str) -> Thing:
        return {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": media_type,
            "contentUrl": self.url(f"{DATA}/{name}"),
        }

    def _coverage(self) -> str:
        """From the first day that any figure speaks of to the last, `2023-01-01/2024-12-19`."""
        periods = [entry.period for entry in self.edition.site.ledger.entries.values()]
        if not periods:
            return ""
        first = min((p.start for p in periods if p.start != INCEPTION), default=None)
        last = max(period.last_day for period in periods)
        return f"{first.isoformat() if first else '..'}/{last.isoformat()}"

    def _crumbs(self, page: Page) -> list[Thing]:
        """The way from the front page, by the folders of its address.

        Google's guide: Breadcrumb structured data; the last one needs no address.
        """
        trail = self._trail(page)
        if not trail:
            return []
        items: list[Thing] = [
            {"@type": "ListItem", "position": at, "name": one.title, "item": self.url(one.uri)}
            for at, one in enumerate(trail, 1)
        ]
        items.append({"@type": "ListItem", "position": len(trail) + 1, "name": page.title})
        return [{"@type": "BreadcrumbList", "itemListElement": items}]

    def _trail(self, page: Page) -> list[Page]:
        post = self._posts.get(page.uri)
        if page.kind == "home":
            return []
        if post:
            uris = [f"{NEWS}/index.md", year_uri(post.date.year)]
        else:
            uris = [f"{folder}/index.md" for folder in _folders(page.uri)]
        found = ["index.md", *uris]
        return [self.pages[uri] for uri in found if uri in self.pages and uri != page.uri]


def _folders(uri: str) -> list[str]:
    """The folders that a page lies in, outer ones first."""
    parts = uri.split("/")[:-1]
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]
