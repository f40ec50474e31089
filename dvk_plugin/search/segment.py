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
import zlib
from bisect import bisect
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, pairwise, repeat

from dvk_plugin.domain.slug import tidy
from dvk_plugin.search.codes import crc, number, pack, pack_pages, packed_json
from dvk_plugin.search.findable import Caption, Findable
from dvk_plugin.search.plaintext import plain_text
from dvk_plugin.search.words import FOLDS, fold_word, read_tidy

FORMAT = "3"
"""Raised when the same pages would give other bytes: segments kept from before are made anew."""
SLOT_BITS = 12
SLOTS = 1 << SLOT_BITS
CARDS = 4
"""Cards in one file: fewer files to write and to send to a host, and texts pack better together."""
TITLE, NAME, NOTE = 7, 6, 5
"""Weights of places; a body's words have 0 to 3, by how much of the text they are."""
_USUAL = 400
"""Words of a text of middling length."""
_SHARES = (1.0, 2.0, 4.0)
"""A word that comes so often in such a text weighs 1, 2, 3."""
_LETTERS = re.compile("[a-z]+")
_run = deque[None](maxlen=0).extend
"""Takes an iterator to its end."""


@dataclass(frozen=True, slots=True)
class Segment:
    """`shape`: for each page its kind's initial, for posts the number of photos that follow.

    `numbering`: a digest of which page has which number; texts may change without it.
    `frequencies`: folded word → pages and photos that have it. `phrases`: neighbouring spellings
    in titles, names and captions → how often. `cards`: what to show of each `CARDS` pages, packed
    JSON. `slots`: all slots in a row; slot `n` goes from `ends[n]` to `ends[n + 1]`.
    """

    shape: str
    numbering: str
    frequencies: Mapping[str, int]
    phrases: Mapping[str, int]
    cards: tuple[bytes, ...]
    slots: bytes
    ends: tuple[int, ...]

    def to_bytes(self) -> bytes:
        head = {
            "shape": self.shape,
            "numbering": self.numbering,
            "frequencies": self.frequencies,
            "phrases": self.phrases,
            "cards": [len(card) for card in self.cards],
            "slots": [b - a for a, b in pairwise(self.ends)],
        }
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        data = b"".join((len(text).to_bytes(4, "big"), text, *self.cards, self.slots))
        return zlib.crc32(data).to_bytes(4, "big") + data


def read_segment(data: bytes) -> Segment:
    """The segment in bytes that `to_bytes` gave; ValueError where they are damaged."""
    if len(data) < 8 or zlib.crc32(memoryview(data)[4:]) != int.from_bytes(data[:4], "big"):
        raise ValueError("other bytes than were written")
    start = 8 + int.from_bytes(data[4:8], "big")
    head = json.loads(data[8:start])
    at = [*accumulate(head["cards"], initial=start)]
    cards = tuple(data[a:b] for a, b in pairwise(at))
    ends = tuple(accumulate(head["slots"], initial=0))
    told = head["shape"], head["numbering"], head["frequencies"], head["phrases"]
    return Segment(*told, cards, data[at[-1] :], ends)


def make_segment(pages: Sequence[Findable]) -> bytes:
    """The segment of these pages, in their order."""
    terms = _Terms()
    cards = []
    for page in pages:
        text = " ".join((plain_text(page.body), *map(tidy, page.said)))
        terms.add_page(page, text)
        cards.append(_card(page, text))
    shape = "".join(_shape(page) for page in pages)
    told = shape, _numbering(pages), terms.frequencies(), terms.phrases()
    files = tuple(packed_json(cards[at : at + CARDS]) for at in range(0, len(cards), CARDS))
    return Segment(*told, files, *terms.slots()).to_bytes()


def _shape(page: Findable) -> str:
    count = len(page.captions)
    return page.kind.value[0] + (str(count) if count else "")


def _numbering(pages: Iterable[Findable]) -> str:
    names = "\n".join(f"{page.url} {len(page.captions)}" for page in pages)
    return sha256(names.encode("utf-8", "replace")).hexdigest()[:8]


def _card(page: Findable, text: str) -> Mapping[str, object]:
    """What the browser shows of a page: all of it plain text but for addresses."""
    return {
        "k": page.kind,
        "u": page.url,
        "t": tidy(page.title),
        "d": page.day.isoformat() if page.day else "",
        "s": page.by,
        "n": [tidy(note) for note in (*page.names, *page.notes)],
        "x": text,
        "p": [[tidy(one.text), one.anchor, one.thumb] for one in page.captions],
    }


class _Text:
    """The terms of one tidy text: spellings and values, and pairs of folds."""

    def __init__(self, text: str) -> None:
        reading = read_tidy(text)
        folds = [*map(FOLDS.__getitem__, reading.words)]
        self.spellings = reading.words
        self.words = reading.words
        self.pairs = {*pairwise(folds)}
        for value in reading.values:
            self.words = [*self.words, value.number]
            if value.start:
                self.pairs.add((folds[value.start - 1], value.number))
            if value.end < len(folds):
                self.pairs.add((value.number, folds[value.end]))


class _Terms:
    """Places of every term, gathered page by page."""

    def __init__(self) -> None:
        self.words: dict[str, list[int]] = defaultdict(list)
        self.pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.filters: dict[str, list[int]] = defaultdict(list)
        self._phrases: Counter[tuple[str, str]] = Counter()
        self._texts: dict[str, _Text] = {}
        self._count = 0

    def add_page(self, page: Findable, text: str) -> None:
        body = _Text(text)
        captions = [self._text(caption.text) for caption in page.captions]
        notes = [self._text(note) for note in page.notes]
        names = [self._text(name) for name in page.names]
        title = self._text(page.title)
        words = _weigh(body.words)
        pairs = body.pairs
        for weight, texts in ((NOTE, [*notes, *captions]), (NAME, names), (TITLE, [title])):
            for one in texts:
                words.update(dict.fromkeys(one.words, weight))
                pairs |= one.pairs
                self._phrases.update(pairwise(one.spellings))
        self._place(words, pairs, page.school, page.models)
        for caption, one in zip(page.captions, captions, strict=True):
            self._add_caption(caption, one, page.school)

    def _text(self, text: str) -> _Text:
        """A short text, which many pages may have in common."""
        if text not in self._texts:
            self._texts[text] = _Text(tidy(text))
        return self._texts[text]

    def _add_caption(self, caption: Caption, text: _Text, school: str) -> None:
        words = dict.fromkeys(text.words, NOTE)
        self._place(words, text.pairs, school, caption.models)

    def _place(
        self,
        words: Mapping[str, int],
        pairs: Iterable[tuple[str, str]],
        school: str,
        models: Iterable[str],
    ) -> None:
        place = self._count << 3
        places = [place | weight for weight in words.values()]
        _run(map(list.append, map(self.words.__getitem__, words), places))
        _run(map(list.append, map(self.pairs.__getitem__, pairs), repeat(self._count)))
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

    def slots(self) -> tuple[bytes, tuple[int, ...]]:
        """The slots in a row and where they end; the terms of each in an order of their own,
        whatever order they came in."""
        spelled: dict[str, bytes] = defaultdict(bytes)
        for word in sorted(self.words):
            spelled[fold_word(word)] += _spelled(word, self.words[word])
        for name, places in self.filters.items():
            spelled[name] = _spelled(name, places)
        entries = [(crc(term), entry) for term, entry in spelled.items()]
        pairs = map(crc, map(" ".join, self.pairs))
        entries += zip(pairs, map(pack_pages, self.pairs.values()), strict=True)
        entries.sort()
        out = bytearray()
        ends = [0] * (SLOTS + 1)
        for code, entry in entries:
            out += (code & 0xFFFF).to_bytes(2, "big") + number(len(entry)) + entry
            ends[(code >> (32 - SLOT_BITS)) + 1] = len(out)
        return bytes(out), tuple(accumulate(ends, max))


def _spelled(word: str, places: Sequence[int]) -> bytes:
    return bytes((crc(word) & 0xFF,)) + number(len(places)) + pack(places)


def _weigh(words: Sequence[str]) -> dict[str, int]:
    """Each word of a body with its weight there: how often it comes, in a text of this length."""
    counts = Counter(words)
    usual = max(len(words), _USUAL // 2) / _USUAL
    most = max(counts.values(), default=0)
    weights = [bisect(_SHARES, count / usual) for count in range(most + 1)]
    return {word: weights[count] for word, count in counts.items()}
