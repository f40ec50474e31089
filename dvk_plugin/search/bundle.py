"""Segments to the files that browsers read, below `tim-kiem/chi-muc/`.

- `muc-luc.json`: the index's mark, how many files of terms there are (as a power of two), the
  segments with their shapes, names to filter by, and the titles of what is no post;
- `tu/<n>.bin`: places of terms: mark (4 bytes), length (4), then for each segment that has any
  its number, its length and its slots; files join as many neighbouring slots as keep them small;
- `the/<segment>/<n>.json`: what to show of a segment's page `n`;
- `tu-vung.json`: all words, each with the binary order of its frequency (`hoc9 sinh9`): half a
  word is known for one, and nothing is fetched for it;
- `goi-y.json`: the commonest pairs, to correct what is typed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from dvk_plugin.search.codes import number
from dvk_plugin.search.findable import Kind, Searchable
from dvk_plugin.search.segment import SLOT_BITS, SLOTS, Segment
from dvk_plugin.search.words import fold_word

FOLDER = "tim-kiem/chi-muc"
CONTENTS = f"{FOLDER}/muc-luc.json"
_FILE_SIZE = 4000
"""Bytes that a file of terms has at most on the average; a query reads two for each word."""
_WORDS, _PHRASES = 8000, 5000
"""So many of each are known for suggestions, the commonest."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and its name, `2023-05-<digest>`, which tells what it was made from."""

    name: str
    segment: Segment


def bundle(parts: Sequence[Part], searchable: Searchable) -> Iterator[tuple[str, bytes]]:
    """Uri and content of each file; the pages of `searchable` stand in the order of the parts."""
    mark = sha256(" ".join(part.name for part in parts).encode()).digest()[:4]
    bits = _bits(parts)
    others = (page for page in searchable.pages if page.kind not in (Kind.POST, Kind.GUIDE))
    contents = {
        "mark": mark.hex(),
        "bits": bits,
        "segments": [[part.name, part.segment.shape] for part in parts],
        "titles": [page.title for page in others],
        "schools": dict(searchable.schools),
        "models": dict(searchable.models),
    }
    yield CONTENTS, _json(contents)
    yield f"{FOLDER}/tu-vung.json", _json(_vocabulary(parts))
    yield f"{FOLDER}/goi-y.json", _json({"pairs": _pairs(parts)})
    for part in parts:
        for at, card in enumerate(part.segment.cards):
            yield f"{FOLDER}/the/{part.name}/{at}.json", card
    wide = SLOTS >> bits
    for at in range(1 << bits):
        yield f"{FOLDER}/tu/{at}.bin", _terms(parts, mark, at * wide, (at + 1) * wide)


def _bits(parts: Sequence[Part]) -> int:
    """How many files of terms there are, as a power of two."""
    size = sum(len(slot) for part in parts for slot in part.segment.slots)
    return min(SLOT_BITS, max(0, (size // _FILE_SIZE).bit_length()))


def _terms(parts: Sequence[Part], mark: bytes, first: int, end: int) -> bytes:
    out = bytearray()
    for at, part in enumerate(parts):
        slots = b"".join(part.segment.slots[first:end])
        if slots:
            out += number(at) + number(len(slots)) + slots
    return mark + len(out).to_bytes(4, "big") + out


def _vocabulary(parts: Sequence[Part]) -> Mapping[str, object]:
    """The commonest words; `isWhole` where that is all of them."""
    words: Counter[str] = Counter()
    for part in parts:
        words.update(part.segment.frequencies)
    known = sorted(sorted(words, key=lambda word: (-words[word], word))[:_WORDS])
    return {
        "isWhole": len(known) == len(words),
        "words": " ".join(f"{word}{words[word].bit_length()}" for word in known),
    }


def _pairs(parts: Sequence[Part]) -> Sequence[str]:
    """The commonest pairs of words in titles and captions, each as it is spelled most."""
    phrases: Counter[str] = Counter()
    for part in parts:
        phrases.update(part.segment.phrases)
    spelled: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for phrase, count in phrases.items():
        spelled[" ".join(map(fold_word, phrase.split(" ")))].append((-count, phrase))
    best = sorted((sum(n for n, _ in found), min(found)[1]) for found in spelled.values())
    return [phrase for _, phrase in best[:_PHRASES]]


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
