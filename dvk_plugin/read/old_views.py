"""`views: 527`, or `views: {value: 527, as_of: 21/09/2023}`: what a former site showed."""

from __future__ import annotations

import re

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.visits import OldViews
from dvk_plugin.read.answers import needs_one_value, shown
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.tree import Scalar, Table

_COUNT = re.compile(r"([0-9]{1,9}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2})(?: lượt(?: xem)?)?")


def read_old_views(fields: Fields) -> OldViews | None:
    """The views a post had before. Rules: `luot-xem-la`, `can-mot-gia-tri`."""
    node = fields.node("views")
    if isinstance(node, Scalar):
        return _views(node, fields)
    if isinstance(node, Table):
        inner = Fields(node, fields.issues)
        count, as_of = inner.scalar("value"), inner.day("as_of")
        inner.refuse_leftovers()
        views = _views(count, fields) if count else None
        return OldViews(views.count, as_of) if views else None
    if node is not None:
        fields.add(needs_one_value("views", node))
    return None


def _views(scalar: Scalar, fields: Fields) -> OldViews | None:
    found = _COUNT.fullmatch(tidy(scalar.text).lower())
    if found:
        return OldViews(int(found[1].replace(".", "")))
    fields.add(
        Issue(
            "luot-xem-la",
            scalar.source,
            f"«{shown(scalar.text)}» không phải là một số lượt xem.",
            "views: 527",
        )
    )
    return None
