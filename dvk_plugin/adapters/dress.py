"""What pages wear on any host: styles, scripts, marks of headings, menu, the header's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from pathlib import Path
from typing import Any

from dvk_plugin.domain.registry import School
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify

THEME = Path(__file__).parents[1] / "theme"
STYLES = "assets/dvk/dvk.css"
SEARCH_STYLES = "assets/dvk/search.css"
SEARCH_SCRIPT = "assets/dvk/search.js"
SCRIPTS = ("assets/dvk/dvk.js", "assets/dvk/lightbox.js")
FAVICON = "assets/images/favicon.png"
"""Material's own, which stands for «none given»."""
ICON = "favicon.ico"
MENU = (
    ("Trang chủ", "index.md"),
    ("Tin tức", "tin-tuc/index.md"),
    ("Mô hình", "mo-hinh/index.md"),
    ("Số liệu", "so-lieu/index.md"),
    ("Thư viện ảnh", "thu-vien-anh/index.md"),
)


def default_menu(pages: Iterable[str], ours: Collection[str]) -> list[dict[str, str] | str]:
    """A menu where nobody wrote one: our sections, then the author's own top pages and the first
    pages of folders. `pages`: uris of all that he wrote."""
    other = (
        uri
        for uri in sorted(pages)
        if uri not in ours and (uri.count("/") == 0 or uri.endswith("/index.md"))
    )
    return [*({label: uri} for label, uri in MENU), *other]


def heading_id(text: str, separator: str) -> str:
    """The mark of a heading; Python-Markdown's own would lose every đ."""
    return slugify(text).replace("-", separator)


def header_words(site: Site, weather: str, *, icons: bool) -> dict[str, Any]:
    """What the frames' templates find in `config.extra.dvk`. `icons`: whether ours are shown."""
    schools = tuple(site.registry.schools.values())
    return {
        "contacts": contacts(schools[0]) if schools else [],
        "weather": escape(weather) if weather.startswith("https://") else "",
        "icons": icons,
    }


def contacts(school: School) -> list[dict[str, str]]:
    """Ways to reach a school, as the header shows them; every text is ready HTML."""
    found = []
    if school.phone:
        number = school.phone.replace(" ", "").replace(".", "")
        found.append({"kind": "phone", "label": school.phone, "href": f"tel:{number}"})
    found += [{"kind": k.kind, "label": school.label, "href": k.href} for k in school.links]
    return [{key: escape(text) for key, text in contact.items()} for contact in found]
