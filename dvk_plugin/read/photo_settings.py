"""The group `photos:` among the plugin's options.

photos: {consent: require, originals: true, caption_words: [dân tộc]}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.option_group import Option, WrongOption, read_group

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


def read_photo_settings(value: object) -> PhotoSettings | WrongOption:
    """The settings in the value of `photos`; options unset or empty keep their defaults."""
    known = read_group("photos", value, _OPTIONS, "photos: {consent: require}")
    return known if isinstance(known, WrongOption) else PhotoSettings(**known)  # type: ignore[arg-type]


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


_OPTIONS: Mapping[str, Option] = {
    "consent": Option(_policy, "warn hoặc require", "require"),
    "originals": Option(_truth, "true hoặc false", "true"),
    "caption_words": Option(_words, "danh sách từ", "[dân tộc, con liệt sĩ]"),
    "caption_words_ignored": Option(_words, "danh sách từ", "[bệnh]"),
    "cache_mb": Option(_count, "số từ 1 trở lên", "2048"),
}
