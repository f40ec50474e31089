"""JSON Schemas of front matter, for editors' programs that complete and explain as one types.

Made of `read/shapes.py` and of what the site declares. A schema never refuses what `dvk check`
takes; it sees less: amounts, days and names of things are texts to it. Draft 7, which the programs
know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.read.fields import NO, YES
from dvk_plugin.read.shape import DOUBTFUL_DOT, Field, Holds, Shape
from dvk_plugin.read.shape import names as names_of
from dvk_plugin.read.shapes import MODEL, MODEL_OF_HOST, POST, POST_OF_HOST, REGISTRY
from dvk_plugin.write.opendata import to_json

Schema = Mapping[str, object]
_DRAFT = "http://json-schema.org/draft-07/schema#"
_ANY: Schema = {}
_WITH_YEAR = "[0-9]{4}"
_YEAR = "^(19|20)[0-9]{2}$"
_SLUG = "^[a-z0-9]+([-_][a-z0-9]+)*$"
_FREE_NAME = "[^a-z0-9_]"
"""Names with other letters than these may be a metric's in some spelling: no schema can say."""


def _any_case(word: str) -> str:
    return "".join(
        f"[{char}{char.upper()}]" if char.isalpha() else re.escape(char) for char in word
    )


def _any_of(words: Iterable[str]) -> Schema:
    """One of the words, however capitalised."""
    return {"type": "string", "pattern": f"^({'|'.join(map(_any_case, words))})$"}


_NOTHING: Schema = {"$ref": "#/definitions/nothing"}
_DEFINITIONS: Mapping[str, Schema] = {
    "nothing": {
        "anyOf": [
            {"type": "null"},
            {"type": "string", "pattern": "^\\s*$"},
            {"type": "array", "items": _NOTHING},
            {"type": "object", "maxProperties": 0},
        ]
    },
    "text": {"anyOf": [{"type": ["string", "number", "boolean"]}, _NOTHING]},
    "day": {"anyOf": [{"type": "string", "pattern": _WITH_YEAR}, _NOTHING]},
    "amount": {
        "anyOf": [{"type": "string", "pattern": DOUBTFUL_DOT}, {"type": "integer"}, _NOTHING]
    },
    "flag": {"anyOf": [{"type": ["boolean", "integer"]}, _any_of((*YES, *NO)), _NOTHING]},
}


def schema_files(site: Site) -> Mapping[str, bytes]:
    """The schemas of posts, models and the registry, by file name."""
    schemas = _Schemas(site)
    return {
        f"{name}.schema.json": to_json(schema).encode("utf-8")
        for name, schema in (
            ("post", schemas.post()),
            ("model", schemas.model()),
            ("registry", schemas.registry()),
        )
    }


class _Schemas:
    """Schemas of one site's files."""

    def __init__(self, site: Site) -> None:
        registry = site.registry
        self._registry = registry
        self._definitions = {
            **_DEFINITIONS,
            "school": _one_of((s.slug, s.name) for s in registry.schools.values()),
            "branch": _one_of((b.slug, b.name) for b in registry.branches.values()),
            "level": _one_of((level.slug, level.label) for level in registry.levels.values()),
            "issuer": _one_of((i.slug, i.name) for i in registry.issuers.values()),
            "model": _one_of((m.slug, m.name) for m in site.models.values()),
        }
        inside = next(field.inside for field in POST if field.holds is Holds.FIGURES)
        self._definitions["figure"] = _or_list(_ref("amount"), self._table(inside))

    def post(self) -> Schema:
        """Of a post, in which figures may stand at the top too."""
        table = self._table(POST, hosts=POST_OF_HOST)
        figures = self._metrics(_ref("figure"))
        own, more = _parts(table), _parts(figures)
        both = {name: {"anyOf": [own[name], more[name]]} for name in own.keys() & more.keys()}
        table = {**table, **figures, "properties": {**more, **own, **both}}
        several = ["school"] if len(self._registry.schools) > 1 else []
        return self._whole("Bài viết", {**table, "required": [*_required(POST), *several]})

    def model(self) -> Schema:
        table = self._table(MODEL, hosts=MODEL_OF_HOST)
        return self._whole("Mô hình", {**table, "required": _required(MODEL)})

    def registry(self) -> Schema:
        return self._whole("Danh mục", self._table(REGISTRY))

    def _whole(self, title: str, table: Schema) -> Schema:
        return {"$schema": _DRAFT, "title": title, "definitions": self._definitions, **table}

    def _table(self, shape: Shape, *, hosts: Iterable[str] = ()) -> dict[str, object]:
        """A table of these fields and no others, beside the host's."""
        properties: dict[str, Schema] = dict.fromkeys(hosts, _ANY)
        for field in shape:
            properties |= dict.fromkeys((field.name, *field.also), self._told(field))
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def _told(self, field: Field) -> Schema:
        """A field's schema with its label and hint, which programs show beside it."""
        words = {"title": field.label, **({"description": field.hint} if field.hint else {})}
        return {**words, **self._field(field)}

    def _field(self, field: Field) -> Schema:
        match field.holds:
            case Holds.LINES:
                return _or_list(_ref("text"))
            case Holds.DAY:
                return _ref("day")
            case Holds.PERIOD | Holds.YEAR:
                text = {"type": "string", "pattern": _WITH_YEAR}
                years = {"type": "integer", "minimum": 1900, "maximum": 2100}
                return _or_nothing(text, years)
            case Holds.FLAG:
                return _ref("flag")
            case Holds.CHOICE:
                return _or_nothing(*_words(field))
            case Holds.AMOUNT:
                return _ref("amount")
            case Holds.BOXES:
                return {"type": ["array", "null", "string", "object"]}
            case Holds.SCHOOL | Holds.BRANCH | Holds.LEVEL | Holds.ISSUER | Holds.MODEL:
                return _ref(str(field.holds))
            case Holds.MODELS:
                return _or_list(_ref("model"))
            case Holds.TABLE:
                return _or_nothing(self._table(field.inside), {"type": "string"})
            case Holds.TABLES:
                table = {**self._table(field.inside), "required": _required(field.inside)}
                return _or_list(table)
            case Holds.FIGURES:
                return _table_of(self._metrics(_ref("figure")))
            case Holds.AMOUNTS:
                return _table_of(self._metrics(_ref("amount")))
            case Holds.YEARS:
                year = _or_nothing(self._table(field.inside))
                return _table_of({"patternProperties": {_YEAR: year}})
            case Holds.DECLARED:
                table = {**self._table(field.inside), "required": _required(field.inside)}
                return _table_of({"patternProperties": {_SLUG: table}})
            case _:
                return _ref("text")

    def _metrics(self, told: Schema) -> dict[str, object]:
        """The parts of a table of metrics: keys are offered, their other names only taken."""
        metrics = self._registry.metrics.values()
        names = (slugify(name) for m in metrics for name in (m.key, m.label, *m.aliases))
        known = {*self._registry.metrics, *names_of(POST)}
        short = sorted({name for name in names if "-" not in name} - known)
        return {
            "properties": {m.key: {"title": m.label, "allOf": [told]} for m in metrics},
            "patternProperties": {_FREE_NAME: _ANY, f"^({'|'.join(short)})$": told},
        }


def _required(shape: Shape) -> list[str]:
    return [field.name for field in shape if field.required]


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _or_nothing(*schemas: Schema) -> Schema:
    return {"anyOf": [*schemas, _NOTHING]}


def _or_list(*schemas: Schema) -> Schema:
    items = {"anyOf": [*schemas, _NOTHING]}
    return {"anyOf": [*schemas, {"type": "array", "items": items}, _NOTHING]}


def _table_of(parts: Mapping[str, object]) -> Schema:
    """A table with keys of its own, such as metrics, years or slugs."""
    return _or_nothing({"type": "object", **parts, "additionalProperties": False})


def _parts(table: Mapping[str, object]) -> dict[str, Schema]:
    properties = table["properties"]
    assert isinstance(properties, dict)
    return properties


def _one_of(pairs: Iterable[tuple[str, str]]) -> Schema:
    """Declared things are offered; any other text may still be one of their names."""
    told = list(pairs)
    if not told:
        return _ref("text")
    words = [slug for slug, _ in told]
    labels = [label for _, label in told]
    return {"anyOf": [{"enum": words, "markdownEnumDescriptions": labels}, _ref("text")]}


def _words(field: Field) -> tuple[Schema, ...]:
    """The words of a choice with what they mean; capitals make no difference.

    YAML takes true and false for more than words.
    """
    words = [word for word, _ in field.words]
    labels = [label for _, label in field.words]
    flags = [{"type": "boolean"}] if "true" in words else []
    return {"enum": words, "markdownEnumDescriptions": labels}, _any_of(words), *flags
