"""Words laid out in lines of a given width; how wide a text is, the caller measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Measure = Callable[[str], float]
"""The width of a text; that of two texts together is the sum of theirs."""
ELLIPSIS = "…"


def wrap(text: str, width: float, most: int, measure: Measure) -> tuple[list[str], bool]:
    """Up to `most` lines, and whether all of the text is in them.

    Breaks at blanks, and within a word only where it is wider than a line by itself. A text that
    fits has lines as even as its words allow; one that is too long ends in «…».
    """
    blank = measure(" ")
    words = [(piece, measure(piece)) for piece in _pieces(text, width, measure)]
    rows = _rows(words, width, blank)
    if len(rows) > most:
        kept = rows[: most - 1]
        last = " ".join([*rows[most - 1], *rows[most]])
        return [*map(" ".join, kept), _cut(last, width, measure)], False
    return [*map(" ".join, _even(words, width, blank, len(rows)))], True


def fill(text: str, width: float, measure: Measure) -> list[str]:
    """As many lines as it takes, each as full as it gets; none of an empty text.

    Breaks at blanks, and within a word only where it is wider than a line by itself.
    """
    words = [(piece, measure(piece)) for piece in _pieces(text, width, measure)]
    return [*map(" ".join, _rows(words, width, measure(" ")))]


def _rows(words: Sequence[tuple[str, float]], width: float, blank: float) -> list[list[str]]:
    """Each line as full as it gets."""
    rows: list[list[str]] = []
    used = 0.0
    for word, wide in words:
        if rows and used + blank + wide <= width:
            rows[-1].append(word)
            used += blank + wide
        else:
            rows.append([word])
            used = wide
    return rows


def _even(
    words: Sequence[tuple[str, float]], width: float, blank: float, count: int
) -> list[list[str]]:
    """The lines at the least width, in steps of a sixteenth, that needs no more of them."""
    for part in range(8, 16):
        rows = _rows(words, width * part / 16, blank)
        if len(rows) <= count:
            return rows
    return _rows(words, width, blank)


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    """The words, those wider than a line in parts."""
    for word in text.split():
        rest = word
        while rest and measure(rest) > width:
            fits = _longest_start(rest, width, measure)
            yield rest[:fits]
            rest = rest[fits:]
        if rest:
            yield rest


def _longest_start(word: str, width: float, measure: Measure) -> int:
    """How many characters of a word fit; one at least."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(line: str, width: float, measure: Measure) -> str:
    """As much of a line as fits with «…» at its end: whole words where it has several."""
    while measure(line + ELLIPSIS) > width and len(line) > 1:
        shorter = line.rpartition(" ")[0]
        line = shorter or line[:-1]
    return line.rstrip(" ,;:–-") + ELLIPSIS
