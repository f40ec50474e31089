"""JSON Schemas (draft 2020-12) of the open data's JSON files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dvk_plugin.domain.columns import SCHEMA_VERSION
from dvk_plugin.domain.model import State
from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.domain.recognition import Status
from dvk_plugin.tally.totals import Part

Schema = Mapping[str, Any]

_TEXT: Schema = {"type": "string"}
_INTEGER: Schema = {"type": "integer"}
_DAY: Schema = {"type": "string", "format": "date"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}


def _one_of(words: Any) -> Schema:
    return {"enum": [str(word) for word in words]}


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def _object(**properties: Schema) -> Schema:
    """Every property is there, and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_NUMBER: Schema = {"type": "number"}
_URL: Schema = {"type": ["string", "null"], "format": "uri"}
_TALLY = _list(
    _object(
        metric=_TEXT,
        unit=_TEXT,
        value=_or_null(_NUMBER),
        qualifier=_one_of(Certainty),
        lo=_or_null(_NUMBER),
        hi=_or_null(_NUMBER),
        incomplete=_TEXTS,
        school=_or_null(_TEXT),
        model=_or_null(_TEXT),
        branch=_or_null(_TEXT),
        year=_or_null(_INTEGER),
        part=_one_of(Part),
        as_of=_or_null(_DAY),
        target=_or_null(_NUMBER),
        achievement=_or_null(_NUMBER),
        sources=_list(_object(post=_TEXT, file=_TEXT, line=_INTEGER, quote=_TEXT, url=_URL)),
        sources_count=_INTEGER,
    )
)
_TARGET = _object(metric=_TEXT, unit=_TEXT, value=_or_null(_NUMBER))
_MODEL = _object(
    slug=_TEXT,
    name=_TEXT,
    url=_URL,
    school=_or_null(_TEXT),
    branch=_or_null(_TEXT),
    parent=_or_null(_TEXT),
    kind=_or_null(_TEXT),
    sector=_or_null(_TEXT),
    founded=_or_null(_TEXT),
    years=_list(_object(year=_INTEGER, state=_or_null(_one_of(State)), targets=_list(_TARGET))),
    recognitions=_list(_object(year=_INTEGER, level=_TEXT, status=_one_of(Status))),
)
_POST = _object(
    key=_TEXT,
    title=_TEXT,
    url=_URL,
    file=_TEXT,
    date=_DAY,
    as_of=_DAY,
    school=_or_null(_TEXT),
    models=_TEXTS,
    category=_or_null(_TEXT),
    tags=_TEXTS,
    figures=_TEXTS,
)


def _listing(name: str, item: Schema) -> Schema:
    return _object(schema_version={"const": SCHEMA_VERSION}, **{name: _list(item)})


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


SCHEMAS: Mapping[str, Schema] = {
    "tally": _titled("Mọi tổng, mỗi tổng kèm nguồn", _TALLY),
    "models": _titled("Các mô hình", _listing("models", _MODEL)),
    "posts": _titled("Các bài viết", _listing("posts", _POST)),
}
"""Name of a file, without `.json` → its schema."""
