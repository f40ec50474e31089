"""Names that authors write, and what they stand for; the nearest one for a name unknown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable, Mapping

from dvk_plugin.domain.slug import slugify

_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def name_key(text: str) -> str:
    """What makes two spellings one name: `chi bộ 02` and `Chi bộ 2` are the same."""
    return _LEADING_ZEROS.sub("", slugify(text))


class Names:
    """Spellings → keys. A spelling shared by two keys is found only when `among` leaves one."""

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        """`spellings`: key → every way it may be written, the key itself included or not."""
        self._keys: dict[str, list[str]] = {}
        self._shown: dict[str, str] = {}
        for key, words in spellings.items():
            for word in dict.fromkeys((key, *words)):
                if not name_key(word):
                    continue
                owners = self._keys.setdefault(name_key(word), [])
                if key not in owners:
                    owners.append(key)
                self._shown.setdefault(name_key(word), word)

    def find(self, text: str, among: Container[str] | None = None) -> str | None:
        """The key that a text names, or None when no key or more than one is named."""
        owners = self._keys.get(name_key(text), [])
        if among is not None:
            owners = [key for key in owners if key in among]
        return owners[0] if len(owners) == 1 else None

    def spellings(self) -> dict[str, str]:
        """What makes a spelling a name (`name_key`) → the one key that it names."""
        return {word: owners[0] for word, owners in self._keys.items() if len(owners) == 1}

    def owners(self, text: str) -> tuple[str, ...]:
        """Every key that a text names, in the order of declaration."""
        return tuple(self._keys.get(name_key(text), ()))

    def nearest(self, text: str) -> str:
        """The known spelling most like a text; empty when none is near."""
        near = difflib.get_close_matches(name_key(text), self._keys, n=1, cutoff=0.6)
        return self._shown[near[0]] if near else ""

    def like(self, text: str) -> tuple[str, ...]:
        """Keys with a spelling that has every word of a text, in any order and without marks.

        `hien mau` finds `Câu lạc bộ Hiến máu`; an empty text finds all.
        """
        words = name_key(text).split("-")
        near = [spelling for spelling in self._keys if all(word in spelling for word in words)]
        return tuple(dict.fromkeys(key for spelling in near for key in self._keys[spelling]))

    def all(self) -> tuple[str, ...]:
        """Every key, in the order of declaration."""
        return tuple(dict.fromkeys(key for owners in self._keys.values() for key in owners))
