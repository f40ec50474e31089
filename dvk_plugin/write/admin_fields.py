"""Fields of the form in the browser, one for each field of a shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dvk_plugin.domain.registry import Registry
from dvk_plugin.domain.unit import unit_named
from dvk_plugin.read.shape import DOUBTFUL_DOT, Field, Holds, Shape

Widget = Mapping[str, object]
_NUMBER_HINT = (
    "Dấu phẩy là phần thập phân, dấu chấm tách hàng nghìn: 37,9 triệu đồng; 65.000.000 đồng"
)
_YEAR = ["^(19|20)[0-9]{2}$", "Năm có bốn chữ số, ví dụ 2024"]
_SLUG = ["^[a-z0-9]+([-_][a-z0-9]+)*$", "Chữ thường không dấu, chữ số, gạch nối; ví dụ chi-bo-1"]
_PHOTOS = "image/jpeg,image/png,image/webp,image/heic,image/heif"
MORE = "more"
"""The group into which a table's rare fields are put."""


@dataclass(frozen=True)
class Choices:
    """What a site declares, as options of a list."""

    registry: Registry

    @cached_property
    def metrics(self) -> list[Widget]:
        """Each with its unit, since two may be called alike."""
        found: list[Widget] = []
        for metric in self.registry.metrics.values():
            unit = unit_named(metric.unit)
            label = f"{metric.label} ({unit.label if unit else metric.unit})"
            found.append({"label": label, "value": metric.key})
        return found

    def declared(self, holds: Holds) -> list[Widget]:
        """The schools, party cells or levels, in the order of declaration."""
        if holds is Holds.SCHOOL:
            return _options((s.slug, s.name) for s in self.registry.schools.values())
        if holds is Holds.BRANCH:
            schools = self.registry.schools
            several = len(schools) > 1
            return _options(
                (b.slug, f"{b.name} – {schools[b.school].label}")
                if several and b.school in schools
                else (b.slug, b.name)
                for b in self.registry.branches.values()
            )
        return _options((level.slug, level.label) for level in self.registry.levels.values())


def _options(pairs: Iterable[tuple[str, str]]) -> list[Widget]:
    return [{"label": label, "value": word} for word, label in pairs]


def make_fields(shape: Shape, choices: Choices) -> Iterator[Widget]:
    """The widgets of a table; those of its rare fields stand folded up at the end."""
    yield from (_widget(field, choices) for field in shape if not field.rare)
    rare = [field for field in shape if field.rare]
    if rare:
        yield {
            "name": MORE,
            "label": "Mục khác, khi cần",
            "widget": "object",
            "collapsed": True,
            "summary": ", ".join(field.label for field in rare),
            "fields": [_widget(field, choices) for field in rare],
        }


def _widget(field: Field, choices: Choices) -> Widget:
    kind = _kind(field, choices)
    return {
        "name": field.name,
        "label": field.label,
        "required": _is_required(field, choices),
        **({"hint": field.hint} if field.hint else {}),
        **kind,
    }


def _is_required(field: Field, choices: Choices) -> bool:
    """A school must be told where there are several; a photo's consent is asked of everybody."""
    if field.holds is Holds.SCHOOL:
        return len(choices.registry.schools) > 1
    return field.required or field.name == "consent" or field.holds is Holds.TABLE


def _kind(field: Field, choices: Choices) -> Widget:
    """What a widget of Sveltia CMS is told to be."""
    if field.inside:
        return _group(field, choices)
    match field.holds:
        case Holds.PROSE:
            return {"widget": "text"}
        case Holds.LINES | Holds.BOXES:
            return {"widget": "list"}
        case Holds.DAY:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case Holds.YEAR:
            return {"widget": "string", "pattern": _YEAR}
        case Holds.FLAG:
            return {"widget": "boolean"}
        case Holds.AMOUNT:
            return {"widget": "string", "pattern": [DOUBTFUL_DOT, _NUMBER_HINT]}
        case Holds.CHOICE:
            return _select(_options(field.words))
        case Holds.PHOTO:
            return {"widget": "image", "accept": _PHOTOS, "choose_url": False}
        case Holds.SCHOOL | Holds.BRANCH | Holds.LEVEL:
            return _select(choices.declared(field.holds))
        case Holds.MODEL | Holds.MODELS:
            return {
                "widget": "relation",
                "collection": "models",
                "value_field": "{{slug}}",
                "display_fields": ["name"],
                "search_fields": ["name"],
                "multiple": field.holds is Holds.MODELS,
                "dropdown_threshold": 0,
            }
        case Holds.AMOUNTS:
            return _list([_metric(choices), _amount()], "{{metric}}: {{value}}", "chỉ tiêu")
        case _:
            return {"widget": "string"}


def _select(options: list[Widget]) -> Widget:
    """A list to choose from; a text where nothing is declared to choose."""
    if not options:
        return {"widget": "string"}
    return {"widget": "select", "options": options, "dropdown_threshold": 0}


def _group(field: Field, choices: Choices) -> Widget:
    inside = list(make_fields(field.inside, choices))
    match field.holds:
        case Holds.TABLE:
            return {"widget": "object", "collapsed": "auto", "fields": inside}
        case Holds.FIGURES:
            return _list([_metric(choices), *inside], "{{metric}}: {{value}}", "số liệu")
        case Holds.YEARS:
            year = {"name": "year", "label": "Năm", "widget": "string", "pattern": _YEAR}
            return _list([year, *inside], "{{year}}", "năm")
        case Holds.DECLARED:
            hint = "Chữ thường không dấu, nối bằng gạch; đã dùng trong bài thì đừng đổi."
            slug = {"name": "slug", "label": "Mã", "widget": "string", "pattern": _SLUG}
            label = f"{{{{{field.inside[0].name}}}}}"
            if not field.inside[0].required:
                label = "{{name}}"
            return _list([{**slug, "hint": hint}, *inside], label, field.label.lower())
        case _:
            first = next(inner for inner in field.inside if inner.required)
            label = f"{{{{{'caption' if first.holds is Holds.PHOTO else first.name}}}}}"
            thumbnail = {"thumbnail": first.name} if first.holds is Holds.PHOTO else {}
            return {**_list(inside, label, field.label.lower()), **thumbnail}


def _list(fields: list[Widget], summary: str, label: str) -> Widget:
    return {
        "widget": "list",
        "collapsed": "auto",
        "summary": summary,
        "label_singular": label,
        "fields": fields,
    }


def _metric(choices: Choices) -> Widget:
    return {"name": "metric", "label": "Chỉ số", **_select(choices.metrics)}


def _amount() -> Widget:
    return {
        "name": "value",
        "label": "Con số",
        "widget": "string",
        "pattern": [DOUBTFUL_DOT, _NUMBER_HINT],
        "hint": _NUMBER_HINT,
    }
