"""Title, day, source, writers and documents, as a report's own text tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dvk_plugin.domain.document import Document
from dvk_plugin.domain.slug import tidy
from dvk_plugin.importing.blocks import Block, Paragraph
from dvk_plugin.importing.title import find_title
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.misread import Misread

_DAY = (
    r"(?:[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}"
    r"|[0-9]{1,2}\s+tháng\s+[0-9]{1,2}\s*,?\s+năm\s+[0-9]{4})"
)
_A_DAY = re.compile(rf"(?<!bộ )(?<!đoàn )(?<!lớp )(?:ngày\s+)?{_DAY}", re.IGNORECASE)
_AS_OF = re.compile(
    rf"(?:tính|cập nhật|số liệu|thống kê)\s+đến\s+(?:hết\s+)?(?:ngày\s+)?({_DAY})", re.I
)
_DATED_LINE = re.compile(
    r"(?:(?:thứ\s+\S+|chủ nhật)\s*,?\s*)?(?:(?:ngày đăng|đăng ngày|ngày)\s*:?\s*)?"
    rf"{_DAY}(?:\s*[-–,|]?\s*[0-9]{{1,2}}[:hg][0-9]{{2}}(?:\s*(?:AM|PM|GMT\S*))?)?\s*(?:[|•·].*)?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[(\[]?\s*(?:Nguồn(?: tin)?|Theo)\s*:\s*(?P<name>[^:()\[\]]{2,100}?)[)\]]?\.?"
)
_WRITER = re.compile(
    r"[(\[]?\s*(?:Tin(?:,| và|[-/&]| bài,?)?\s*(?:bài|ảnh)?|Bài(?:,| và)?\s*(?:viết|ảnh)?|Tác giả|"
    r"Người viết|Thực hiện|Biên tập)\s*:\s*(?P<name>[^:()\[\]]{2,80}?)[)\]]?\.?",
    re.IGNORECASE,
)
_SEEN = r"(?:số )?lượt (?:xem|đọc|truy cập|thích|chia sẻ)|đã xem|views?|bình luận|người thích"
_COUNTER = re.compile(
    rf"(?:(?:{_SEEN})\s*[:：]\s*[0-9.,]{{1,12}}|(?<![0-9.,])[0-9.,]{{1,12}}\s*(?:{_SEEN})"
    r"|thích|bình luận|chia sẻ|[|·•/\s]+)+",
    re.IGNORECASE,
)
DOCUMENT_NUMBER = r"[0-9]{1,5}(?:/[0-9]{4})?[-/][A-ZĐ][A-ZĐa-z0-9]*(?:[-/][A-ZĐ][A-ZĐa-z0-9]*)*"
"""`308-CV/TU`, `30/2020/NĐ-CP`, `15/QĐ-CĐBT`."""
_DOCUMENT = re.compile(
    rf"(?<![\w/-])(?P<number>{DOCUMENT_NUMBER})(?![\w/])"
    rf"(?:\s*,?\s*\(?(?:ra |ban hành )?(?:ngày\s+)?(?P<day>{_DAY})\)?)?"
    r"(?:\s*,?\s*của\s+(?P<issuer>[^,.;:()«»“”\"]{3,90}?)"
    r"(?=\s+(?:về|ban hành|và|nhằm|đã|để)\b|[,.;:()«“\"]|$))?"
    r"(?:\s*,?\s*(?:(?:về việc|v/v|về)\s+(?P<subject>[^.;()]{5,200}?))(?=[.;()]|,\s|$))?"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was recognised; empty and None where the text does not tell. `body` is the rest.

    `day_guessed`: the day is only the first one that the text names.
    """

    title: str
    body: tuple[Block, ...]
    day: date | None = None
    day_guessed: bool = False
    as_of: date | None = None
    source: str = ""
    writers: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()


def recognise(
    head: Sequence[str], body: Sequence[Block], names: Callable[[str], str] = str
) -> Facts:
    """The facts of a document whose formal head was taken off. `names` mends names in a title
    that came in capitals."""
    title, rest = find_title(body, names)
    facts = Facts(title, tuple(rest))
    facts = _with_lines(facts)
    text = "\n".join(block.text for block in facts.body if isinstance(block, Paragraph))
    day, guessed = facts.day, False
    for line in () if day else head:
        day = day or _first_day(line)
    if day is None:
        day, guessed = _day_in(text), True
    as_of = _AS_OF.search(text)
    told = _read(as_of.group(1)) if as_of else None
    return replace(
        facts,
        day=day,
        day_guessed=guessed and day is not None,
        as_of=told,
        documents=tuple(_documents(text)),
    )


# --- lines of their own: day, source, writers, counters of a web page


def _with_lines(facts: Facts) -> Facts:
    kept: list[Block] = []
    day, source, writers = facts.day, facts.source, list(facts.writers)
    for block in facts.body:
        line = block.text if isinstance(block, Paragraph) and len(block.text) <= 160 else ""
        if not line:
            kept.append(block)
        elif day is None and _DATED_LINE.fullmatch(line):
            day = _first_day(line)
        elif match := _SOURCE.fullmatch(line):
            source = source or tidy(match["name"])
        elif match := _WRITER.fullmatch(line):
            writers.append(tidy(match["name"]))
        elif not _COUNTER.fullmatch(line):
            kept.append(block)
    return replace(facts, body=tuple(kept), day=day, source=source, writers=tuple(writers))


# --- days


def _read(text: str) -> date | None:
    read = read_date(text)
    return None if isinstance(read, Misread) else read


def _first_day(text: str) -> date | None:
    return next((day for m in _A_DAY.finditer(text) if (day := _read(m.group()))), None)


def _day_in(text: str) -> date | None:
    """The first day of a running text that is not the day of a document."""
    taken = [match.span() for match in _DOCUMENT.finditer(text)]
    for match in _A_DAY.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            day = _read(match.group())
            if day:
                return day
    return None


# --- documents


def _documents(text: str) -> Iterator[Document]:
    """Each document once; what a later mention adds is added."""
    found: dict[str, Document] = {}
    for match in _DOCUMENT.finditer(text):
        number = match["number"]
        told = Document(
            number,
            _read(match["day"]) if match["day"] else None,
            tidy(match["issuer"] or ""),
            _subject(match["subject"] or ""),
        )
        known = found.get(number)
        found[number] = (
            told
            if known is None
            else Document(
                number,
                known.date or told.date,
                known.issuer or told.issuer,
                known.subject or told.subject,
            )
        )
    yield from found.values()


def _subject(text: str) -> str:
    text = tidy(text).strip(" ,")
    if text.count("«") > text.count("»") or text.count("“") > text.count("”"):
        return ""
    return text[:1].upper() + text[1:]
