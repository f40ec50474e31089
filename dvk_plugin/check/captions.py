"""Captions: no pupil's name together with the class or a hardship."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.site import Site
from dvk_plugin.read.photo_settings import PhotoSettings

WORDS = (
    *("lớp", "hộ nghèo", "cận nghèo", "nghèo", "mồ côi", "khuyết tật", "khó khăn", "bệnh"),
    *("ung thư", "HIV", "AIDS", "nhiễm", "tự kỷ", "bạo lực", "bạo hành", "xâm hại", "bỏ học"),
    *("ly hôn", "tai nạn", "chất độc da cam"),
)
"""What tells of a class or a hardship. «lớp» counts only before its number or name."""
_CLASS = r"\s*(?:1[0-2]|[1-9]|lá|chồi|mầm)"
_PUPIL = re.compile(r"\b(?:các em|em|bé|cháu|học sinh)\s+(?=\S)", re.IGNORECASE)
_INSTITUTIONS = frozenset(
    (
        *("Trường", "Tiểu", "Mầm", "TH", "THCS", "THPT", "PTDT", "HSSV", "Hội", "Đội", "Chi"),
        *("Câu", "Dân", "Việt", "Nhà", "Khoa"),
    )
)
"""First words of names that are no person's."""
_WORD = re.compile(r"[^\W\d_]+")


def check_captions(site: Site, settings: PhotoSettings) -> Iterator[Issue]:
    """`chu-thich-lo-hoc-sinh`: a pupil named together with the class or a hardship."""
    telling = _pattern(settings)
    for post in site.posts:
        for photo in post.published_photos:
            for text in dict.fromkeys(filter(None, (photo.caption, photo.alt))):
                told = _tells_of_pupil(text, telling)
                if told:
                    yield Issue(
                        "chu-thich-lo-hoc-sinh",
                        photo.source,
                        f"Chú thích ảnh «{photo.name}» có vẻ vừa nêu tên học sinh («{told[0]}») "
                        f"vừa nêu lớp hay hoàn cảnh («{told[1]}»).",
                        "bỏ tên hoặc bỏ lớp và hoàn cảnh, ví dụ «Trao quà cho một em học sinh».",
                        Severity.WARNING,
                    )


def _pattern(settings: PhotoSettings) -> re.Pattern[str]:
    """The built-in words and the site's own, without those that it does not mind."""
    ignored = {word.casefold() for word in settings.caption_words_ignored}
    words = (*WORDS, *settings.caption_words)
    return _any_of([word for word in words if word.casefold() not in ignored])


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    """A pattern of whole words; of no words at all, one that never matches."""
    told = [re.escape(word) + (_CLASS if word == "lớp" else r"\b") for word in words]
    return re.compile(rf"\b(?:{'|'.join(told)})" if told else r"(?!)", re.IGNORECASE)


def _tells_of_pupil(text: str, telling: re.Pattern[str]) -> tuple[str, str] | None:
    """The name of a pupil in a tidied text, and the class or hardship told beside it."""
    names = (_name_at(text, match.end()) for match in _PUPIL.finditer(text))
    name = next(filter(None, names), "")
    told = telling.search(text) if name else None
    return (name, told[0]) if told else None


def _name_at(text: str, start: int) -> str:
    """Two or more capitalised words from here on: a person's name; else empty."""
    end, words = start, 0
    while (word := _WORD.match(text, end)) and word[0][0].isupper():
        if word[0] in _INSTITUTIONS:
            break
        words += 1
        end = word.end() + 1 if text[word.end() : word.end() + 1] == " " else word.end()
        if end == word.end():
            break
    return text[start:end].strip() if words >= 2 else ""
