"""A part of the index: what one stretch of time has to find, in the bytes that browsers read.

A segment numbers its pages and their photos from 0: each page, then the photos it shows. Terms
are folded words, neighbouring pairs of them (`dan van`), and filters (`@t:school`, `@m:model`).
A term's hash (CRC-32) gives one of 4096 slots by its upper bits and an imprint by its lower 16;
a slot holds, for each of its terms, the imprint, the length and then

- of a word: for each spelling one byte of the spelling's hash, a count and that many places;
- of a pair: its places.

A place is a variable-length number: the steps from the place before; for a word shifted by three,
with the weight of the best part of the page that the word stands in.
"""

from __future__ import annotations

import json
import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from dvk_plugin.domain.slug import tidy
from dvk_plugin.search.codes import crc, number, pack, pack_pages
from dvk_plugin.search.findable import Caption, Findable
from dvk_plugin.search.plaintext import plain_text
from dvk_plugin.search.words import fold_word, read_words

FORMAT = "2"
"""Raised when the same pages would give other bytes: segments kept from before are made anew."""
SLOT_BITS = 12
SLOTS = 1 << SLOT_BITS
TITLE, NAME, NOTE = 7, 6, 5
"""Weights of places; a body's words have 0 to 3, by how much of the text they are."""
_USUAL = 400
"""Words of a text of middling length."""
_SHARES = (1.0, 2.0, 4.0)
"""A word that comes so often in such a text weighs 1, 2, 3."""
_LETTERS = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """`shape`: for each page its kind's initial, for posts the number of photos that follow.

    `frequencies`: folded word → pages and photos that have it. `phrases`: neighbouring spellings
    in titles, names and captions → how often. `cards`: what to show of each page, as JSON.
    """

    shape: str
    frequencies: Mapping[str, int]
    phrases: Mapping[str, int]
    cards: tuple[bytes, ...]
    slots: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        head = {
            "shape": self.shape,
            "frequencies": self.frequencies,
            "phrases": self.phrases,
            "cards": [len(card) for card in self.cards],
            "slots": [len(slot) for slot in self.slots],
        }
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        return b"".join((len(text).to_bytes(4, "big"), text, *self.cards, *self.slots))


def read_segment(data: bytes) -> Segment:
    """The segment in bytes that `to_bytes` gave; ValueError where they are damaged."""
    start = 4 + int.from_bytes(data[:4], "big")
    try:
        head = json.loads(data[4:start])
        ends = [*accumulate((*head["cards"], *head["slots"]), initial=start)]
        if ends[-1] != len(data):
            raise ValueError("of another length than it says")
        parts = tuple(data[a:b] for a, b in pairwise(ends))
        count = len(head["cards"])
        told = head["shape"], head["frequencies"], head["phrases"]
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    return Segment(*told, parts[:count], parts[count:])


def make_segment(pages: Sequence[Findable]) -> bytes:
    """The segment of these pages, in their order."""
    terms = _Terms()
    cards = []
    for page in pages:
        text = plain_text(page.body)
        terms.add_page(page, text)
        cards.append(_card(page, text))
    shape = "".join(_shape(page) for page in pages)
    told = terms.frequencies(), terms.phrases()
    return Segment(shape, *told, tuple(cards), terms.slots()).to_bytes()


def _shape(page: Findable) -> str:
    count = len(page.captions)
    return page.kind.value[0] + (str(count) if count else "")


def _card(page: Findable, text: str) -> bytes:
    """What the browser shows of a page: all of it plain text but for addresses."""
    card = {
        "k": page.kind,
        "u": page.url,
        "t": tidy(page.title),
        "d": page.day.isoformat() if page.day else "",
        "s": page.by,
        "n": [tidy(note) for note in (*page.names, *page.notes)],
        "x": text,
        "p": [[tidy(one.text), one.anchor, one.thumb] for one in page.captions],
    }
    return json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class _Numbers(dict[str, int]):
    """Spelling → the number of its fold, in the order they come; `folds` leads back."""

    def __init__(self) -> None:
        super().__init__()
        self.folds: list[str] = []
        self._known: dict[str, int] = {}

    def __missing__(self, spelling: str) -> int:
        fold = fold_word(spelling)
        at = self._known.setdefault(fold, len(self.folds))
        if at == len(self.folds):
            self.folds.append(fold)
        self[spelling] = at
        return at


class _Text:
    """The terms of one text: spellings and values, and pairs `left << 32 | right` of folds."""

    def __init__(self, text: str, numbers: _Numbers) -> None:
        reading = read_words(text)
        folds = [numbers[word] for word in reading.words]
        self.phrases = [*pairwise(reading.words)]
        self.words = reading.words
        self.pairs = [left << 32 | right for left, right in pairwise(folds)]
        for value in reading.values:
            self.words = [*self.words, value.number]
            if value.start:
                self.pairs.append(folds[value.start - 1] << 32 | numbers[value.number])
            if value.end < len(folds):
                self.pairs.append(numbers[value.number] << 32 | folds[value.end])


class _Terms:
    """Places of every term, gathered page by page."""

    def __init__(self) -> None:
        self.words: dict[str, list[int]] = defaultdict(list)
        self.pairs: dict[int, list[int]] = defaultdict(list)
        self.filters: dict[str, list[int]] = defaultdict(list)
        self._phrases: Counter[tuple[str, str]] = Counter()
        self._numbers = _Numbers()
        self._texts: dict[str, _Text] = {}
        self._count = 0

    def add_page(self, page: Findable, text: str) -> None:
        body = _Text(text, self._numbers)
        captions = [self._text(caption.text) for caption in page.captions]
        notes = [self._text(note) for note in page.notes]
        names = [self._text(name) for name in page.names]
        title = self._text(page.title)
        words = _weigh(body.words)
        pairs = set(body.pairs)
        for weight, texts in ((NOTE, [*notes, *captions]), (NAME, names), (TITLE, [title])):
            for one in texts:
                words.update(dict.fromkeys(one.words, weight))
                pairs.update(one.pairs)
                self._phrases.update(one.phrases)
        self._place(words, pairs, page.school, page.models)
        for caption, one in zip(page.captions, captions, strict=True):
            self._add_caption(caption, one, page.school)

    def _text(self, text: str) -> _Text:
        """A short text, which many pages may have in common."""
        if text not in self._texts:
            self._texts[text] = _Text(text, self._numbers)
        return self._texts[text]

    def _add_caption(self, caption: Caption, text: _Text, school: str) -> None:
        words = dict.fromkeys(text.words, NOTE)
        self._place(words, set(text.pairs), school, caption.models)

    def _place(
        self,
        words: Mapping[str, int],
        pairs: Iterable[int],
        school: str,
        models: Iterable[str],
    ) -> None:
        place = self._count << 3
        mine = self.words
        for word, weight in words.items():
            mine[word].append(place | weight)
        ours = self.pairs
        for pair in pairs:
            ours[pair].append(self._count)
        for name in (f"@t:{school}", *(f"@m:{model}" for model in dict.fromkeys(models))):
            self.filters[name].append(place)
        self._count += 1

    def frequencies(self) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for word, places in self.words.items():
            folded = fold_word(word)
            if _LETTERS.fullmatch(folded):
                found[folded] += len(places)
        return dict(sorted(found.items()))

    def phrases(self) -> Mapping[str, int]:
        words = (pair for pair in self._phrases if pair[0].isalpha() and pair[1].isalpha())
        return {" ".join(pair): self._phrases[pair] for pair in sorted(words)}

    def slots(self) -> tuple[bytes, ...]:
        """The bytes of each slot, its terms in their order, whatever order they came in."""
        entries: dict[str, bytes] = defaultdict(bytes)
        for word in sorted(self.words):
            entries[fold_word(word)] += _spelled(word, self.words[word])
        for name, places in self.filters.items():
            entries[name] = _spelled(name, places)
        folds = self._numbers.folds
        for pair, places in self.pairs.items():
            entries[f"{folds[pair >> 32]} {folds[pair & 0xFFFFFFFF]}"] = pack_pages(places)
        slots = [bytearray() for _ in range(SLOTS)]
        for term in sorted(entries):
            _put(slots, term, entries[term])
        return tuple(bytes(slot) for slot in slots)


def _spelled(word: str, places: Sequence[int]) -> bytes:
    return bytes((crc(word) & 0xFF,)) + number(len(places)) + pack(places)


def _weigh(words: Sequence[str]) -> dict[str, int]:
    """Each word of a body with its weight there: how often it comes, in a text of this length."""
    counts = Counter(words)
    usual = max(len(words), _USUAL // 2) / _USUAL
    most = max(counts.values(), default=0)
    weights = [bisect(_SHARES, count / usual) for count in range(most + 1)]
    return {word: weights[count] for word, count in counts.items()}


def _put(slots: list[bytearray], term: str, entry: bytes) -> None:
    code = crc(term)
    slot = slots[code >> (32 - SLOT_BITS)]
    slot += (code & 0xFFFF).to_bytes(2, "big") + number(len(entry)) + entry
