"""The group `photos:` among the plugin's options.

photos: {consent: require, originals: true, caption_words: [dân tộc]}
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from dvk_plugin.domain.slug import tidy

POLICIES = ("warn", "require")


@dataclass(frozen=True)
class PhotoSettings:
    """How photos are treated.

    `consent`: a photo without its people's consent is a warning (`warn`) or an error (`require`).
    `originals`: whether readers may download each photo in full size. `caption_words` count as
    class or hardship beside the built-in words, `caption_words_ignored` no more. `cache_mb`: how
    many megabytes of variants that no page shows any more are kept.
    """

    consent: str = "warn"
    originals: bool = False
    caption_words: tuple[str, ...] = ()
    caption_words_ignored: tuple[str, ...] = ()
    cache_mb: int = 2048


PHOTO_OPTIONS = tuple(field.name for field in fields(PhotoSettings))


@dataclass(frozen=True, slots=True)
class WrongOption:
    """An option that cannot be used: its name, what is wrong, and a line to paste."""

    name: str
    message: str
    hint: str


def read_photo_settings(value: object) -> PhotoSettings | WrongOption:
    """The settings in the value of `photos`; options unset or empty keep their defaults."""
    if value is None:
        return PhotoSettings()
    if not isinstance(value, Mapping):
        message = "Tùy chọn «photos» của dvk phải là một nhóm nhiều mục, mỗi mục một dòng."
        return WrongOption("photos", message, "photos: {consent: require}")
    known: dict[str, object] = {}
    for name, given in value.items():
        if name not in _READERS:
            return _unknown(str(name))
        if given is None:
            continue
        read, what, example = _READERS[name]
        known[name] = read(given)
        if known[name] is None:
            message = f"Tùy chọn «{name}» trong «photos» của dvk phải là {what}."
            return WrongOption(name, message, f"{name}: {example}")
    return PhotoSettings(**known)  # type: ignore[arg-type]


def _unknown(name: str) -> WrongOption:
    near = difflib.get_close_matches(name, PHOTO_OPTIONS, n=1, cutoff=0.5)
    hint = f"{near[0]}: {_READERS[near[0]][2]}" if near else f"các mục: {', '.join(PHOTO_OPTIONS)}."
    return WrongOption(name, f"Nhóm «photos» của dvk không có mục «{name}».", hint)


def _policy(value: object) -> str | None:
    return value if isinstance(value, str) and value in POLICIES else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value is not True and value > 0 else None


def _words(value: object) -> tuple[str, ...] | None:
    """A list of words, or one word alone; in the form in which texts are searched."""
    items = value if isinstance(value, list) else [value]
    words = tuple(tidy(item) for item in items if isinstance(item, str))
    return words if len(words) == len(items) and all(words) else None


_READERS: Mapping[str, tuple[Callable[[object], object], str, str]] = {
    "consent": (_policy, "warn hoặc require", "require"),
    "originals": (_truth, "true hoặc false", "true"),
    "caption_words": (_words, "danh sách từ", "[dân tộc, con liệt sĩ]"),
    "caption_words_ignored": (_words, "danh sách từ", "[bệnh]"),
    "cache_mb": (_count, "số từ 1 trở lên", "2048"),
}
"""Option → its reader (None for a wrong value), what it must be, and an example."""
