"""A web page, or a piece of one pasted into a file, into blocks."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from dvk_plugin.importing.blocks import Block
from dvk_plugin.importing.builder import BlockBuilder


class _Reader(HTMLParser):
    def __init__(self, builder: BlockBuilder) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = builder

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)


def read_html(text: str, take_picture: Callable[[str, str], str]) -> tuple[Block, ...]:
    """The blocks of an HTML text; never fails. Pictures are named by `take_picture(src, alt)`."""
    builder = BlockBuilder(take_picture)
    reader = _Reader(builder)
    reader.feed(text)
    reader.close()
    return builder.finish()
