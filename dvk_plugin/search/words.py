"""Words of Vietnamese text as search compares them; `text.js` does the same in the browser.

A word has a spelling (`hoà` and `hòa` are one, and so are `kỹ` and `kĩ`) and a fold without marks
(`hoa`). Numbers are words of one form however they are written: `37.900.000` → `37900000`,
`04` → `4`; with a scale they are a value too: `37,9 triệu` → `37,9`, `triệu` and 37900000.
`tests/search/words.json` is the table that both sides are tested against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from sys import intern

from dvk_plugin.domain.slug import fold, tidy

_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỉ": 9, "nghin": 3, "ngan": 3, "trieu": 6, "ti": 9}
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_SCALE = r"(?:nghìn|ngàn|triệu|tỷ|tỉ|nghin|ngan|trieu|ty|ti)(?![^\W_0-9])"
_WORD = re.compile(rf"[^\W_0-9]+|{_NUMBER}(?: {_SCALE}(?: {_NUMBER} {_SCALE})*)?")
_SCALED = (*_SCALES, "tỷ", "ty")
_LOOSE_MARKS = re.compile("[\u0300-\u036f]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_OPEN_PAIR = re.compile("(?<!q)(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])$")
_SHIFTED = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_LAST_Y = re.compile("^([hklmstv])([yỳýỷỹỵ])$")
_AS_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its scale, and where it stands: words `start` to `end` (exclusive)."""

    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The spellings of a text in their order, and the values among them."""

    words: list[str]
    values: list[Value]


def read_words(text: str) -> Reading:
    """The words of a text; punctuation only parts them."""
    return read_tidy(tidy(text))


def read_tidy(text: str) -> Reading:
    """The same of a text that is tidy already."""
    plain = _LOOSE_MARKS.sub("", text.lower()).replace("²", "2").replace("³", "3")
    tokens = plain.split(" ")
    read = [_TOKENS[token] for token in tokens]
    words: list[str] = []
    values: list[Value] = []
    done = 0
    for start in [at for at, found in enumerate(read) if found is _NUMBERS]:
        if start < done:
            continue
        end = start + 1
        while end < len(tokens) and (read[end] is _NUMBERS or tokens[end].startswith(_SCALED)):
            end += 1
        words += chain.from_iterable(read[done:start])
        _read_numbers(" ".join(tokens[start:end]), words, values)
        done = end
    words += chain.from_iterable(read[done:])
    return Reading(words, values)


def _read_numbers(text: str, words: list[str], values: list[Value]) -> None:
    """The words of a stretch that has numbers, and whatever goes on with them."""
    for found in _WORD.findall(text):
        if "0" <= found[0] <= "9":
            _read_number(found, words, values)
        else:
            words.append(spell(found))


def _read_number(found: str, words: list[str], values: list[Value]) -> None:
    start = len(words)
    parts = found.split(" ")
    numbers = [_canonical(part) for part in parts[::2]]
    scales = [spell(part) for part in parts[1::2]]
    for at, number in enumerate(numbers):
        words.extend(number)
        words.extend(scales[at : at + 1])
    if scales and all(len(number) == 1 for number in numbers):
        total = sum(
            Decimal(number[0].replace(",", ".")).scaleb(_SCALES[scale])
            for number, scale in zip(numbers, scales, strict=True)
        )
        values.append(Value(_written(f"{total:f}"), start, len(words)))


def _canonical(number: str) -> list[str]:
    """`37.900.000` → [`37900000`]; `37.9` → [`37,9`]; `21.9.2023`, no number, in its parts."""
    if _GROUPED.fullmatch(number):
        dots = "." in number
        return [_written(number.replace("." if dots else ",", "").replace(",", "."))]
    if _DECIMAL.fullmatch(number):
        return [_written(number.replace(",", "."))]
    return [_written(part) for part in re.split("[.,]", number)]


def _written(number: str) -> str:
    """A number (decimal point) without needless zeros, with a decimal comma."""
    whole, _, part = number.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f",{part}" if part else "")


def spell(word: str) -> str:
    """A word in lower case with its tone where it stood of old, and `kỹ` as `kĩ`."""
    open_pair = _OPEN_PAIR.search(word)
    if open_pair:
        word = word[: open_pair.start()] + _SHIFTED[open_pair[0]]
    return _LAST_Y.sub(lambda match: match[1] + match[2].translate(_AS_I), word)


class _Tokens(dict[str, tuple[str, ...]]):
    """What stands between two blanks → its spellings, worked out once; `_NUMBERS` where it has a
    number, which may go on in what follows."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) >= _MOST_TOKENS:
            self.clear()
        found = _WORD.findall(token)
        has_number = any("0" <= word[0] <= "9" for word in found)
        self[token] = spellings = _NUMBERS if has_number else tuple(map(spell, found))
        return spellings


_TOKENS = _Tokens()
_MOST_TOKENS = 1 << 17
_NUMBERS = ("",)


class _Folds(dict[str, str]):
    """Spelling → the same without marks, worked out once; one string for each fold."""

    def __missing__(self, spelling: str) -> str:
        if len(self) >= _MOST_TOKENS:
            self.clear()
        self[spelling] = folded = intern(fold(spelling))
        return folded


FOLDS = _Folds()


def fold_word(spelling: str) -> str:
    """A spelling without marks."""
    return FOLDS[spelling]
