"""`models.json` and `posts.json`: what there is, where it stands, and nobody's name.

Of a model its dossier and honours stay out, of a post authors, summary, documents, captions and
credits: they are written for readers of the pages and may name people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dvk_plugin.domain.columns import SCHEMA_VERSION
from dvk_plugin.domain.model import Model, ModelYear
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.recognition import all_recognitions, decided
from dvk_plugin.views.edition import Edition, models_named
from dvk_plugin.views.uris import model_uri, post_uri
from dvk_plugin.write.opendata import as_number
from dvk_plugin.write.register import global_id


def models_json(edition: Edition) -> bytes:
    """Every model in the site's order, with its years, targets and where recognitions stand."""
    recognised: dict[str, list[Mapping[str, Any]]] = {}
    for one in decided(all_recognitions(edition.site)).values():
        told = {"year": one.year, "level": one.level, "status": str(one.status)}
        recognised.setdefault(one.model, []).append(told)
    models = edition.site.models.values()
    return _listing(
        "models", (_model(edition, model, recognised.get(model.slug, ())) for model in models)
    )


def posts_json(edition: Edition) -> bytes:
    """Every post, newest first, with the ids of its figures in `register.csv`."""
    return _listing("posts", (_post(edition, post) for post in edition.site.posts))


def _listing(name: str, items: Iterable[Mapping[str, Any]]) -> bytes:
    """An object with a list, one item a line, so that a change shows as a changed line."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, sort_keys=True) for item in items)
    return f'{{"schema_version": {SCHEMA_VERSION}, "{name}": [\n{lines}\n]}}\n'.encode()


def _model(
    edition: Edition, model: Model, recognitions: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any]:
    return {
        "slug": model.slug,
        "name": model.name,
        "url": edition.links.absolute(model_uri(model.slug)) or None,
        "school": model.school or None,
        "branch": model.branch or None,
        "parent": model.parent or None,
        "kind": model.kind or None,
        "sector": model.sector or None,
        "founded": model.founded or None,
        "years": [_year(year) for year in model.years],
        "recognitions": list(recognitions),
    }


def _year(year: ModelYear) -> Mapping[str, Any]:
    return {
        "year": year.year,
        "state": str(year.state) if year.state else None,
        "targets": [
            {"metric": t.metric, "unit": t.quantity.unit, "value": as_number(t.quantity.value)}
            for t in year.targets
        ],
    }


def _post(edition: Edition, post: Post) -> Mapping[str, Any]:
    return {
        "key": post.key,
        "title": post.title,
        "url": edition.links.absolute(post_uri(post)) or None,
        "file": post.file,
        "date": post.date.isoformat(),
        "as_of": post.as_of.isoformat(),
        "school": post.school or None,
        "models": sorted(models_named(post)),
        "category": post.category or None,
        "tags": list(post.tags),
        "figures": [global_id(entry) for entry in edition.entries_of_post(post)],
    }
