"""Front matter held against the JSON Schemas that dvk writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import yaml
from jsonschema import Draft7Validator

from dvk_plugin.domain.site import Site
from dvk_plugin.write.schema import schema_files


class _Core(yaml.BaseLoader):
    """YAML as editors' programs read it: version 1.2, in which a date is a text."""


for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?[0-9]+", [*"-+0123456789"]),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)
_Core.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
_Core.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value.lower() == "true")
_Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
_Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def load_core(text: str) -> object:
    """A YAML text as JSON would hold it: keys are texts."""
    return _with_text_keys(yaml.load(text, Loader=_Core))


def _with_text_keys(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(item) for key, item in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value


@lru_cache(maxsize=16)
def validator(schema: bytes) -> Draft7Validator:
    """What checks a file; the schema itself is checked too."""
    read = json.loads(schema)
    Draft7Validator.check_schema(read)
    return Draft7Validator(read)


def refused(site: Site, files: Mapping[str, str]) -> Iterator[str]:
    """What the schemas find wrong in a site's files; those without YAML are left out."""
    known = {name.partition(".")[0]: data for name, data in schema_files(site).items()}
    for name, text in files.items():
        if name == "posts/registry.yml":
            kind, head = "registry", text
        elif name.startswith("posts/") and name.endswith(".md"):
            kind, head = "post", _head(text)
        elif name.startswith("docs/mo-hinh/") and not name.endswith("/index.md"):
            kind, head = "model", _head(text)
        else:
            continue
        if head is None:
            continue
        try:
            value = load_core(head)
        except yaml.YAMLError:
            continue
        for error in validator(known[kind]).iter_errors({} if value is None else value):
            yield f"{name}: {list(error.path)}: {error.message[:200]}"


def _head(text: str) -> str | None:
    """The front matter; None where there is none."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = re.match(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else None
