"""The letters of pages that no browser prints: Times New Roman, or what stands for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

REGULAR, BOLD, ITALIC = "dvk-regular", "dvk-bold", "dvk-italic"
"""Names that ReportLab knows the letters by."""
_FAMILIES = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf"),
    ("Times New Roman.ttf", "Times New Roman Bold.ttf", "Times New Roman Italic.ttf"),
    ("Times_New_Roman.ttf", "Times_New_Roman_Bold.ttf", "Times_New_Roman_Italic.ttf"),
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"),
    ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
)
"""Files of Times on Windows, macOS and Linux, of letters as wide as these, and of other ones."""
_VIETNAMESE = frozenset(range(0x1EA0, 0x1EFA))
"""What some of these lack, such as Liberation 1: the letters with two marks, or one below."""
_OWN = ("medium", "bold", "medium")
"""Weights of the letters that this program brings along: those of share pictures."""


class Spelling(dict[int, str]):
    """Character → how a string in a page's stream spells it; for `str.translate`.

    ReportLab spells each text anew, letter by letter, which takes seconds for a million letters.
    A font in a file has 256 letters; one beyond them is of another font, which is taken for it
    alone.
    """

    def __init__(self, canvas: Canvas, name: str, size: int) -> None:
        super().__init__()
        self._font, self._document, self._size = getFont(name), canvas._doc, size
        self[ord(" ")] = " "

    @property
    def start(self) -> str:
        """Takes the font: before the first string."""
        return self._taken(0)

    def __missing__(self, code: int) -> str:
        ((subset, letter),) = self._font.splitString(chr(code), self._document)
        spelt = escapePDF(letter)
        if subset:
            spelt = f") Tj {self._taken(subset)} ({spelt}) Tj {self._taken(0)} ("
        return self.setdefault(code, spelt)

    def _taken(self, subset: int) -> str:
        return f"{self._font.getSubsetInternalName(subset, self._document)} {self._size} Tf"


@cache
def find_letters() -> None:
    """Make the three kinds of letters known to ReportLab, once."""
    for font in letters_in(_folders()):
        registerFont(font)


def letters_in(folders: Iterable[Path]) -> Sequence[TTFont]:
    """Regular, bold and italic of the best family there that can write Vietnamese, or our own."""
    for family in (*_installed(folders), _own()):
        with suppress(TTFError, OSError):  # outlines of another kind, or a damaged file
            fonts = [TTFont(*pair) for pair in zip((REGULAR, BOLD, ITALIC), family, strict=True)]
            if all(font.face.charToGlyph.keys() >= _VIETNAMESE for font in fonts):
                return fonts
    raise AssertionError("our own letters are there")


def _installed(folders: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    """Families of which every file is there, the best first."""
    there = _files(folders)
    for family in _FAMILIES:
        paths = tuple(there[name.lower()] for name in family if name.lower() in there)
        if len(paths) == len(family):
            yield paths


def _files(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Name in small letters → font file; of several the one whose path comes first."""
    found = sorted(
        Path(at, name)
        for folder in folders
        for at, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".ttf")
    )
    return {path.name.lower(): path for path in reversed(found)}


def _folders() -> tuple[Path, ...]:
    """Where the system keeps its fonts, then the user's own."""
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"))
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def _own() -> tuple[Path, ...]:
    folder = files("dvk_plugin.cards").joinpath("fonts")
    paths = []
    for weight in _OWN:
        with as_file(folder.joinpath(f"be-vietnam-pro-{weight}.ttf")) as path:
            paths.append(path)
    return tuple(paths)
