"""Marks that tell one thing from another: of texts in a row, and of this program as installed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dvk_plugin import __version__

_LIBRARIES = (
    *("babel", "jinja2", "markdown", "markupsafe", "pymdown-extensions", "pyyaml"),
    *("mkdocs", "mkdocs-material", "properdocs"),
)
_PACKAGE = Path(__file__).parent


def digest(texts: Iterable[str]) -> str:
    """A mark that tells this sequence of texts apart from every other."""
    whole = "".join([f"{len(text)}:{text}" for text in texts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """A mark of this program as installed, and of the libraries and hosts that pages are written
    with."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".html"))
    stats = ((path, path.stat()) for path in files)
    code = (f"{path}|{stat.st_size}|{stat.st_mtime_ns}" for path, stat in stats)
    return digest((__version__, *map(_version, _LIBRARIES), *code))


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return ""
