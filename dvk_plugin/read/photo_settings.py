"""The group `photos:` among the plugin's options.

photos: {consent: require, originals: true, caption_words: [dân tộc]}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from dvk_plugin.read.option_groups import (
    Option,
    WrongOption,
    count,
    one_of,
    read_group,
    truth,
    words,
)

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
    known = read_group("photos", value, _READERS)
    if isinstance(known, WrongOption):
        return known
    return PhotoSettings(**known)  # type: ignore[arg-type]


_READERS: Mapping[str, Option] = {
    "consent": Option(one_of(*POLICIES), "warn hoặc require", "require"),
    "originals": Option(truth, "true hoặc false", "true"),
    "caption_words": Option(words, "danh sách từ", "[dân tộc, con liệt sĩ]"),
    "caption_words_ignored": Option(words, "danh sách từ", "[bệnh]"),
    "cache_mb": Option(count, "số từ 1 trở lên", "2048"),
}
"""Option → its reader, what it must be, and an example."""
