"""Segments to the files that browsers read, below `tim-kiem/chi-muc/`.

- `muc-luc.bin`: the index's mark, how many files of terms there are (as a power of two) and what
  they begin with, the segments with their shapes, names to filter by, the titles of what is no
  post, and all words, each with the binary order of its frequency (`hoc9 sinh9`): half a word is
  known for one, and nothing is fetched for it;
- `tu/<n>.bin`: places of terms: four bytes of what the places depend on, length (4), then for each
  segment that has any its number, its length and its slots; files join as many neighbouring slots
  as keep them small;
- `the/<segment>/<n>.bin`: what to show of a segment's pages, four in a file;
- `goi-y.bin`: the commonest pairs, to correct what is typed.

All but the places of terms is packed JSON.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from dvk_plugin.search.codes import number, packed_json
from dvk_plugin.search.findable import Kind, Searchable
from dvk_plugin.search.segment import SLOT_BITS, SLOTS, Segment
from dvk_plugin.search.words import fold_word

FOLDER = "tim-kiem/chi-muc"
CONTENTS = f"{FOLDER}/muc-luc.bin"
BUILDING = packed_json({"building": True})
"""The contents of an index that is being made."""
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
    bits = _bits(parts)
    numbering = _mark((f"{bits}", *(part.segment.numbering for part in parts)))
    others = (page for page in searchable.pages if page.kind not in (Kind.POST, Kind.GUIDE))
    contents = {
        "mark": _mark(part.name for part in parts).hex(),
        "numbering": numbering.hex(),
        "bits": bits,
        "segments": [[part.name, part.segment.shape] for part in parts],
        "titles": [page.title for page in others],
        "schools": dict(searchable.schools),
        "models": dict(searchable.models),
        **_vocabulary(parts),
    }
    yield CONTENTS, packed_json(contents)
    yield f"{FOLDER}/goi-y.bin", packed_json({"pairs": _pairs(parts)})
    for part in parts:
        for at, cards in enumerate(part.segment.cards):
            yield f"{FOLDER}/the/{part.name}/{at}.bin", cards
    for at, terms in enumerate(_terms(parts, SLOTS >> bits)):
        yield f"{FOLDER}/tu/{at}.bin", numbering + len(terms).to_bytes(4, "big") + terms


def _mark(texts: Iterable[str]) -> bytes:
    return sha256(" ".join(texts).encode()).digest()[:4]


def _bits(parts: Sequence[Part]) -> int:
    """How many files of terms there are, as a power of two."""
    size = sum(len(part.segment.slots) for part in parts)
    return min(SLOT_BITS, max(0, (size // _FILE_SIZE).bit_length()))


def _terms(parts: Sequence[Part], wide: int) -> Iterator[bytes]:
    """What files of so many slots hold, one after the other."""
    told = [(number(at), one.segment.slots, one.segment.ends) for at, one in enumerate(parts)]
    for first in range(0, SLOTS, wide):
        out = bytearray()
        for name, slots, ends in told:
            start, end = ends[first], ends[first + wide]
            if start < end:
                out += name + number(end - start) + slots[start:end]
        yield bytes(out)


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
