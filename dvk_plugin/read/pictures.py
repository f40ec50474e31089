"""Pictures that a post's text shows: `![lời tả](anh.jpg)`, in every form that Markdown has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PICTURE = re.compile(
    r"!\[(?<!\\!\[)(?P<alt>(?:[^\[\]]|\[[^\[\]]*\]){0,1000})\]"
    r"(?:\(\s*(?:<(?P<pointed>[^<>\n]+)>|(?P<plain>(?:[^()<>\n]|\([^()\n]*\)){1,500}?))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|\[(?P<name>[^\]\n]*)\])?"
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:\s*<?([^\s<>]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WrittenPicture:
    """One picture of a text: its alt, what it points to, and its characters from and to."""

    alt: str
    target: str
    start: int
    end: int


def written_pictures(text: str) -> Iterator[WrittenPicture]:
    """The pictures of a text in its order, code and comments left out."""
    if "![" not in text:
        return
    shown = without_code(text)
    if "<!--" in shown:
        shown = _COMMENT.sub(_blank, shown)
    definitions = _DEFINITION.findall(shown) if "]:" in shown else ()
    named = {name.lower(): target for name, target in definitions}
    for match in _PICTURE.finditer(shown):
        target = match["pointed"] or match["plain"]
        if target is None:
            target = named.get((match["name"] or match["alt"]).lower())
        if target is not None:
            yield WrittenPicture(match["alt"].strip(), unquote(target.strip()), *match.span())


def without_code(text: str) -> str:
    """The text with blanks for what stands as code, every other character at its place."""
    return _CODE.sub(_blank, text) if "`" in text or "~~~" in text else text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"\S", " ", match[0])


def pictures_in(text: str) -> Mapping[str, str]:
    """The picture files that a text shows, in its order, each with its alt there."""
    found: dict[str, str] = {}
    for picture in written_pictures(text):
        found.setdefault(file_key(picture.target), picture.alt)
    return found


def file_key(name: str) -> str:
    """A file's name, however it was typed: `./Ảnh.jpg` in NFD is `Ảnh.jpg`."""
    return unicodedata.normalize("NFC", name).removeprefix("./")
