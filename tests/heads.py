"""The heads of built pages as readers' programs take them: title, metas, links, JSON-LD."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote


@dataclass
class Head:
    """What one page says of itself; `links`: rel → attributes of each link."""

    title: str = ""
    metas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    data: list[Any] = field(default_factory=list)

    def meta(self, name: str) -> str:
        """The one value of a meta; empty where there is none."""
        values = self.metas.get(name, [""])
        assert len(values) == 1, (name, values)
        return values[0]

    def things(self, kind: str) -> list[dict[str, Any]]:
        """The top things of a kind in the page's JSON-LD."""
        return [thing for data in self.data for thing in data["@graph"] if thing["@type"] == kind]

    @property
    def canonical(self) -> str:
        return self.links["canonical"][0]["href"] if self.links["canonical"] else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.head.metas[values.get("property") or values.get("name", "")].append(
                values.get("content", "")
            )
        elif tag == "link":
            self.head.links[values.get("rel", "")].append(values)
        elif tag == "title" and not self.head.title:
            self._inside = "title"
        elif tag == "script" and values.get("type") == "application/ld+json":
            self._inside = "data"

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.head.title += data
        elif self._inside == "data":
            self.head.data.append(json.loads(data))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def read_head(path: Path) -> Head:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8").partition("</head>")[0])
    return reader.head


def heads(site: Path) -> dict[str, Head]:
    """The head of every page but the 404, by its file."""
    return {
        path.relative_to(site).as_posix(): read_head(path)
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


def file_at(address: str, base: str, site: Path) -> Path:
    """The file behind an absolute address of the site at `base`."""
    assert address.startswith(base), address
    path = site / unquote(address.removeprefix(base).partition("#")[0])
    return path / "index.html" if path.is_dir() else path


def addresses(data: Any) -> Iterator[str]:
    """Every address that JSON-LD tells of, but for those of other sites on purpose."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("@id", "url", "contentUrl", "item"):
                yield value
            elif key not in ("@context", "sameAs", "hasMap", "license", "isBasedOn"):
                yield from addresses(value)
    elif isinstance(data, list):
        for value in data:
            yield from addresses(value)
