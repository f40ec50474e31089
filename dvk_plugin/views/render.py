"""HTML from templates; everything that comes from authors is escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dvk_plugin.views import format as words
from dvk_plugin.views.card_html import card_html, cards_html, held_html
from dvk_plugin.views.charts.bullet import bullet_of
from dvk_plugin.views.charts.shape import sample
from dvk_plugin.views.compiled import Compiled
from dvk_plugin.views.page import Content
from dvk_plugin.views.paginate import window
from dvk_plugin.views.photo_html import LEAD, gallery_html, image_html, photo_html
from dvk_plugin.views.pictures import by_year, caption_html


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary: Jinja's chain of two is read name by name at each rendering."""
        return {**self.globals, **(d or {})}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this package, with Vietnamese formats as filters."""
    env = _Environment(
        loader=PackageLoader("dvk_plugin.views"),
        bytecode_cache=Compiled("views"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        day=words.format_date,
        long_day=words.format_long_date,
        number=words.format_number,
        quantity=words.format_quantity,
        missing=words.format_missing,
        as_of=words.format_as_of,
        percent=words.format_percent,
        caption=caption_html,
        by_year=by_year,
        bullet=bullet_of,
        lower_first=lambda text: text[:1].lower() + text[1:],
        upper_first=lambda text: text[:1].upper() + text[1:],
    )
    env.globals.update(window=window, UNKNOWN=words.UNKNOWN, sample=sample)
    env.globals.update(image=image_html, photo=photo_html, gallery=gallery_html)
    env.globals.update(card=card_html, cards=cards_html, held=held_html, LEAD=LEAD)
    return env


def render(template: str, href: Callable[[str], str], **values: Any) -> str:
    """The HTML of a template of this package. `href` gives addresses seen from the page."""
    return environment().get_template(template).render(href=href, **values)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The content of a page that is one template, to be rendered when it is asked for."""

    template: str
    href: Callable[[str], str]
    values: Mapping[str, Any]

    def __call__(self) -> Content:
        return Content(after=render(self.template, self.href, **self.values))

    def shown(self) -> Mapping[str, Any]:
        """What the page is made of, see `Page.shown`."""
        return self.values


def rendered(template: str, href: Callable[[str], str], **values: Any) -> Rendered:
    """The same, its values by name."""
    return Rendered(template, href, values)
