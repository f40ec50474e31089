"""`posts/registry.yml`: schools, party cells, metrics, levels and issuers.

schools:
  cd-binh-thuan: {name: Trường Cao đẳng Bình Thuận, phone: "0911266252"}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.registry import Branch, Issuer, Level, Link, Registry, School, with_metrics
from dvk_plugin.domain.slug import slugify
from dvk_plugin.domain.unit import read_unit
from dvk_plugin.read.answers import needs_a_table, shown, unknown_name
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.files import read_text_file, relative_name
from dvk_plugin.read.names import Names
from dvk_plugin.read.tree import Scalar, Table, read_yaml

Item = TypeVar("Item")
LINK_KINDS = ("facebook", "map", "website", "email", "zalo")
_EXAMPLES = {
    "schools": "name: Tên trường",
    "branches": "name: Chi bộ 1",
    "metrics": "label: Tên chỉ số",
    "levels": "label: Cấp cơ sở",
    "issuers": "name: Tên cơ quan",
}
_DECLARE_SCHOOL = "khai báo trường trong posts/registry.yml, mục schools"


def read_registry_file(path: Path, root: Path) -> tuple[Registry, tuple[Issue, ...]]:
    """The registry in a file; an empty one when there is no file."""
    if not (path.exists() or path.is_symlink()):
        return Registry(), ()
    file = relative_name(path, root)
    text = read_text_file(path, root)
    if isinstance(text, Issue):
        return Registry(), (text,)
    return read_registry(text, file)


def read_registry(text: str, file: str) -> tuple[Registry, tuple[Issue, ...]]:
    """The registry in a YAML text, and what is wrong with it."""
    tree, found = read_yaml(text, file)
    issues = list(found)
    if not isinstance(tree, Table):
        if tree is not None:
            issues.append(needs_a_table("schools", tree))
        return Registry(), tuple(issues)
    fields = Fields(tree, issues)
    schools = dict(_items(fields, "schools", _school))
    names = Names({slug: (s.name, s.short, *s.aliases) for slug, s in schools.items()})
    only = next(iter(schools)) if len(schools) == 1 else ""
    ranks = count(1)
    registry = Registry(
        schools=MappingProxyType(schools),
        branches=MappingProxyType(
            dict(_items(fields, "branches", lambda slug, f: _branch(slug, f, names, only)))
        ),
        metrics=with_metrics(m for _, m in _items(fields, "metrics", _metric)),
        levels=MappingProxyType(
            dict(_items(fields, "levels", lambda slug, f: _level(slug, f, next(ranks))))
        ),
        issuers=MappingProxyType(dict(_items(fields, "issuers", _issuer))),
    )
    fields.refuse_leftovers()
    return registry, tuple(issues)


def _items(
    fields: Fields, name: str, read: Callable[[str, Fields], Item]
) -> Iterator[tuple[str, Item]]:
    """Each entry of one part of the registry. Rule: `ma-khong-hop-le` for a bad slug.

    An entry with a fault is kept as far as it goes: posts that name it are not at fault.
    """
    for key, node in fields.entries(name):
        slug = key.text.replace("_", "-") if name == "metrics" else key.text
        good = slugify(slug)
        if good != slug or not good:
            fields.add(_bad_slug(key))
        inner = Fields(Table((), key.source), [])
        if isinstance(node, Table):
            inner = Fields(node, fields.issues)
            inner.source = key.source
        else:
            fields.add(
                needs_a_table(
                    key.text,
                    node if not node.is_empty else key,
                    f"{key.text}:\n  {_EXAMPLES[name]}",
                )
            )
        if good:
            slug = key.text if good == slug else good
            yield slug, read(slug, inner)
            inner.refuse_leftovers()


def _bad_slug(key: Scalar) -> Issue:
    return Issue(
        "ma-khong-hop-le",
        key.source,
        f"Mã «{shown(key.text)}» chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối.",
        f"{slugify(key.text) or 'ma-moi'}:",
    )


def _school(slug: str, fields: Fields) -> School:
    return School(
        slug=slug,
        name=fields.text("name") or slug,
        short=fields.text("short"),
        place=fields.text("place"),
        phone=fields.text("phone"),
        links=tuple(_links(fields)),
        aliases=fields.texts("aliases"),
        source=fields.source,
    )


def _links(fields: Fields) -> Iterator[Link]:
    """`links: {facebook: https://…}`. Rules: `muc-la`, `dia-chi-khong-an-toan`."""
    for table in fields.tables("links"):
        for kind in LINK_KINDS:
            scalar = table.scalar(kind)
            if scalar is None:
                continue
            href = safe_href(scalar.text)
            if href:
                yield Link(kind, href)
            else:
                table.add(_unsafe_link(kind, scalar))
        table.refuse_leftovers()


def safe_href(text: str) -> str:
    """An address that a page may link to: http, https or mailto; empty for anything else."""
    if any(char in text for char in "<>\"'`\\ "):
        return ""
    if "@" in text and "/" not in text and ":" not in text:
        return f"mailto:{text}"
    href = text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) else f"https://{text}"
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    web = parts.scheme in ("https", "http") and "." in parts.netloc
    return href if web or (parts.scheme == "mailto" and "@" in parts.path) else ""


def _unsafe_link(kind: str, scalar: Scalar) -> Issue:
    return Issue(
        "dia-chi-khong-an-toan",
        scalar.source,
        f"«{shown(scalar.text)}» không phải là một địa chỉ trang web dùng được.",
        f"{kind}: https://…",
    )


def _branch(slug: str, fields: Fields, schools: Names, only: str) -> Branch:
    school = fields.scalar("school")
    key = schools.find(school.text) if school else only
    if fields.lacks("school") and not only:
        fields.add(
            Issue(
                "chi-bo-thieu-truong",
                fields.source,
                f"Chi bộ «{slug}» chưa ghi thuộc trường nào.",
                f"school: {next(iter(schools.all()), 'ma-truong')}",
            )
        )
    elif school is not None and key is None:
        key = only
        fields.add(unknown_name(school, schools, "truong-la", "trường", _DECLARE_SCHOOL))
    name = fields.text("name") or slug
    return Branch(slug, name, key or "", fields.texts("aliases"), fields.source)


def _metric(key: str, fields: Fields) -> Metric:
    """A metric of the site's own. Rule: `chi-so-thieu-don-vi`."""
    unit_text = fields.text("unit")
    known, rest = read_unit(unit_text)
    metric = Metric(
        key=key,
        label=fields.text("label") or key,
        unit=known.name if known and not rest else unit_text,
        dimension=fields.text("dimension") or key,
        units=fields.texts("units"),
        aliases=fields.texts("aliases"),
        adds=fields.choice("adds", Adds) or Adds.SUM,
        across_models=fields.node("across_models") is None or fields.flag("across_models"),
    )
    if fields.lacks("unit"):
        fields.add(
            Issue(
                "chi-so-thieu-don-vi",
                fields.source,
                f"Chỉ số «{key}» chưa có đơn vị tính.",
                "unit: suất",
            )
        )
    return metric


def _level(slug: str, fields: Fields, rank: int) -> Level:
    return Level(
        slug=slug,
        label=fields.text("label") or slug,
        rank=rank,
        body=fields.text("body"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day("valid_to"),
        source=fields.source,
    )


def _issuer(slug: str, fields: Fields) -> Issuer:
    return Issuer(slug, fields.text("name") or slug, fields.source)
