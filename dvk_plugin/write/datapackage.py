"""The folder `du-lieu/`: every file of open data, and `datapackage.json`, which describes them.

The description follows Frictionless' Data Package 1.0 (specs.frictionlessdata.io), with two
properties of our own: `schema_version`, since `tally.json` is a bare list and cannot say its own,
and `schools`, which names those that have no figure yet, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from dvk_plugin.domain.columns import REGISTER, SCHEMA_VERSION, TALLY, Column
from dvk_plugin.domain.slug import slugify
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.open_data import FILES, DataFile
from dvk_plugin.views.uris import DATA
from dvk_plugin.write.listing import models_json, posts_json
from dvk_plugin.write.opendata import published_rows, tally_files, to_json
from dvk_plugin.write.register import register_csv
from dvk_plugin.write.schemas import SCHEMAS

_TABLES: Mapping[str, Sequence[Column]] = {"register.csv": REGISTER, "tally.csv": TALLY}


DATA_FILES = tuple(
    f"{DATA}/{name}"
    for name in (
        "tally.json",
        "tally.csv",
        "register.csv",
        "models.json",
        "posts.json",
        *(f"schema/{name}.json" for name in SCHEMAS),
        "datapackage.json",
    )
)
"""The uris of `data_files`."""


def data_files(edition: Edition, licence: str) -> Mapping[str, bytes]:
    """Every file by uri. The same site gives the same bytes, whatever the clock."""
    as_json, as_csv = tally_files(published_rows(edition.tallies.rows, edition.links.absolute))
    files = {
        "tally.json": as_json,
        "tally.csv": as_csv,
        "register.csv": register_csv(edition),
        "models.json": models_json(edition),
        "posts.json": posts_json(edition),
    }
    schemas = {f"schema/{name}.json": to_json(schema).encode() for name, schema in SCHEMAS.items()}
    package = to_json(_package(edition, licence, files)).encode()
    every = {**files, **schemas, "datapackage.json": package}
    return {f"{DATA}/{name}": data for name, data in every.items()}


def _package(edition: Edition, licence: str, files: Mapping[str, bytes]) -> Mapping[str, Any]:
    site = edition.site
    package = {
        "profile": "data-package",
        "schema_version": SCHEMA_VERSION,
        "name": slugify(site.name) or "dan-van-kheo",
        "title": f"Số liệu «Dân vận khéo» – {site.name}",
        "homepage": edition.links.absolute("index.md"),
        "as_of": site.as_of.isoformat() if site.as_of else "",
        "licenses": [{"path": licence, "title": licence}] if licence else [],
        "contributors": [
            {"title": school.name, "role": "publisher"} for school in site.registry.schools.values()
        ],
        "schools": [
            {"slug": school.slug, "name": school.name} for school in site.registry.schools.values()
        ],
        "resources": [_resource(one, files[one.name]) for one in FILES if one.name in files],
    }
    return {key: value for key, value in package.items() if value not in ("", [])}


def _resource(one: DataFile, data: bytes) -> Mapping[str, Any]:
    """A file with its size and digest, so that whoever fetched it can tell it is whole."""
    stem, _, kind = one.name.rpartition(".")
    resource = {
        "name": f"{stem}-{kind}",
        "path": one.name,
        "title": one.title,
        "format": kind,
        "mediatype": one.media_type,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if one.name in _TABLES:
        schema = {"fields": [_field(c) for c in _TABLES[one.name]], "missingValues": [""]}
        return {**resource, "profile": "tabular-data-resource", "schema": schema}
    return {**resource, "profile": "data-resource", "jsonSchema": f"schema/{stem}.json"}


def _field(column: Column) -> Mapping[str, Any]:
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.name == "id":
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = [str(choice) for choice in column.choices]
    field = {"name": column.name, "type": column.type, "title": column.label}
    return {**field, "constraints": constraints} if constraints else field
