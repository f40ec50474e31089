"""A LibreOffice text (.odt) into blocks: its elements are turned into those of a page."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from dvk_plugin.importing.blocks import Block
from dvk_plugin.importing.builder import BlockBuilder
from dvk_plugin.importing.look import CENTRE_CLASS
from dvk_plugin.importing.pictures import PictureFolder
from dvk_plugin.importing.refusal import Refusal, damaged

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{_NS}text:1.0}}", f"{_NS}table:1.0}}", f"{_NS}drawing:1.0}}"
_STYLE, _FO = f"{_NS}style:1.0}}", f"{_NS}xsl-fo-compatible:1.0}}"
_SVG = f"{_NS}svg-compatible:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_TAGS = {
    f"{_TEXT}p": "p",
    f"{_TEXT}list": "ul",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}span": "span",
    f"{_TEXT}a": "a",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
    f"{_TABLE}table-header-rows": "thead",
}
_UNREAD = {f"{_TEXT}tracked-changes", f"{_TEXT}note-citation", f"{_TEXT}sequence-decls"}


def read_odt(path: Path, pictures: PictureFolder) -> tuple[Block, ...] | Refusal:
    """The blocks of an .odt that `survey` found sound; its pictures go into the folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            root = ElementTree.fromstring(archive.read("content.xml"))
            reader = _Reader(archive, pictures, _looks(root))
            body = root.find(f".//{_NS}office:1.0}}text")
            if body is None:
                return damaged()
            reader.walk(body)
            return reader.builder.finish()
    except (
        KeyError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        EOFError,
        RecursionError,
        OSError,
    ):
        return damaged()


def _looks(root: ElementTree.Element) -> Mapping[str, Mapping[str, str]]:
    """Style name → attributes of a page's element that looks so."""
    looks = {}
    for style in root.iter(f"{_STYLE}style"):
        css = []
        for properties in style:
            for name in ("font-weight", "font-style", "text-align"):
                if value := properties.get(f"{_FO}{name}"):
                    css.append(f"{name}:{value}")
        centred = {"class": CENTRE_CLASS} if "text-align:center" in css else {}
        looks[style.get(f"{_STYLE}name", "")] = {"style": ";".join(css), **centred}
    return looks


class _Reader:
    def __init__(
        self,
        archive: zipfile.ZipFile,
        pictures: PictureFolder,
        looks: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._archive, self._pictures, self._looks = archive, pictures, looks
        self.builder = BlockBuilder(self._picture)

    def walk(self, element: ElementTree.Element) -> None:
        for child in element:
            self._element(child)
            if child.tail:
                self.builder.data(child.tail)

    def _element(self, element: ElementTree.Element) -> None:
        if element.tag in _UNREAD:
            return
        if element.tag == f"{_TEXT}line-break":
            self.builder.start("br", {})
        elif element.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            self.builder.data(" ")
        elif element.tag == f"{_DRAW}image":
            self.builder.start("img", {"src": element.get(f"{_XLINK}href", "")})
        elif element.tag not in (f"{_SVG}desc", f"{_SVG}title"):
            self._inner(element)

    def _inner(self, element: ElementTree.Element) -> None:
        tag = _TAGS.get(element.tag, "")
        if element.tag == f"{_TEXT}h":
            tag = f"h{min(6, int(element.get(f'{_TEXT}outline-level') or 1))}"
        style = element.get(f"{_TEXT}style-name", "")
        attributes = dict(self._looks.get(style, {}))
        if style == "Title":
            attributes["class"] = "dvk-title"
        attributes["href"] = element.get(f"{_XLINK}href", "")
        if tag:
            self.builder.start(tag, attributes)
        if tag and element.text:
            self.builder.data(element.text)
        self.walk(element)
        if tag:
            self.builder.end(tag)

    def _picture(self, source: str, alt: str) -> str:
        try:
            with self._archive.open(source) as stream:
                return self._pictures.take(stream)
        except (KeyError, zipfile.BadZipFile, EOFError):
            return self._pictures.miss("không có trong tài liệu")
