"""The front matter of an imported post: what was recognised as fields, figures as comments.

metrics:
  gifts:
    # «Chi bộ 2 trao 60 suất quà …»
    # - 60 suất quà

A metric's line is there and empty, which counts as nothing; a figure is accepted by taking the
`# ` off its line, and each such line may be accepted alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dvk_plugin.domain.document import Document
from dvk_plugin.importing.belonging import whole_of
from dvk_plugin.importing.blocks import Picture
from dvk_plugin.importing.proposal import Proposal
from dvk_plugin.importing.roles import FigureRole
from dvk_plugin.read.days import written_day

_PLAIN = re.compile(r"[^\W_](?:[\w %.()/+«»“”–-]|,(?=[0-9])|, (?!$))*[\w%)»”.]")
_RESERVED = re.compile(r"(?:true|false|yes|no|on|off|null|~|có|không|[0-9.,_+-]+)", re.IGNORECASE)
_LONGEST_SENTENCE = 170


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter is made of. `owners`: the models of the post."""

    title: str
    slug: str
    day: date | None = None
    day_guessed: bool = False
    as_of: date | None = None
    school: str = ""
    schools: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    source: str = ""
    writers: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    pictures: tuple[Picture, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def write_head(head: Head) -> str:
    """The lines between the two `---`, both with it."""
    lines = ["---", f"title: {value_of(head.title)}".rstrip(), *_day(head), *_school(head)]
    if head.owners:
        lines.append(f"models: [{', '.join(head.owners)}]")
    else:
        lines.append("# models: []  # mô hình mà bài nói tới; của cả trường thì bỏ dòng này")
    if head.writers:
        lines.append(f"authors: [{', '.join(_inner(name) for name in head.writers)}]")
    if head.source:
        lines.append(f"source: {value_of(head.source)}")
    lines.append("draft: true  # xóa dòng này khi đã soát xong, bài mới lên trang công khai")
    lines.append("# summary: Một, hai câu nói gọn điều chính của bài")
    lines += [*_documents(head.documents), *_metrics(head), *_pictures(head.pictures), "---", ""]
    return "\n".join(lines)


def _day(head: Head) -> Iterator[str]:
    if head.day is None:
        yield "date: # chưa thấy ngày trong văn bản; xin ghi như 21/09/2023"
    else:
        note = "  # ngày đầu tiên thấy trong bài, xin xem lại" if head.day_guessed else ""
        yield f"date: {written_day(head.day)}{note}"
    if head.as_of is not None:
        yield f"as_of: {written_day(head.as_of)}  # «tính đến ngày …» trong bài"


def _school(head: Head) -> Iterator[str]:
    if head.school and len(head.schools) > 1:
        yield f"school: {head.school}"
    elif not head.school and len(head.schools) > 1:
        yield f"school: # xin chọn một: {', '.join(head.schools)}"


def _documents(documents: Sequence[Document]) -> Iterator[str]:
    if documents:
        yield "documents:"
    for document in documents:
        yield f"  - number: {value_of(document.number)}"
        if document.date is not None:
            yield f"    date: {written_day(document.date)}"
        if document.issuer:
            yield f"    issuer: {value_of(document.issuer)}"
        if document.subject:
            yield f"    subject: {value_of(document.subject)}"


def _pictures(pictures: Sequence[Picture]) -> Iterator[str]:
    if pictures:
        yield "photos:"
    for picture in pictures:
        yield f"  - file: {value_of(picture.name)}"
        if picture.caption:
            yield f"    caption: {value_of(picture.caption)}"
        else:
            yield "    caption: # xin ghi: ai đang làm gì, ở đâu"
        if picture.credit:
            yield f"    credit: {value_of(picture.credit)}"
        yield "    # consent: obtained  # người trong ảnh đã đồng ý cho đăng"


# --- figures


def _metrics(head: Head) -> Iterator[str]:
    known = [proposal for proposal in head.proposals if proposal.metric is not None]
    if known:
        yield "# Số liệu đề xuất, chưa số nào được tính: nhận số nào thì bỏ «# » ở dòng «# - …» ấy."
        if head.owners:
            yield "# Số không ghi models là của các mô hình ở trên; của toàn trường: scope: school."
        yield "metrics:"
    for key in dict.fromkeys(proposal.key for proposal in known):
        of_key = [proposal for proposal in known if proposal.key == key]
        label = of_key[0].metric.label if of_key[0].metric else ""
        yield f"  {key}: # {label}"
        yield from _lines_of(of_key, head)
    yield from _others([proposal for proposal in head.proposals if proposal.metric is None])


def _lines_of(proposals: Sequence[Proposal], head: Head) -> Iterator[str]:
    wholes = {n: whole_of(one, proposals[:n]) for n, one in enumerate(proposals)}
    for n, proposal in enumerate(proposals):
        name = f"{head.slug}-{proposal.key.replace('_', '-')}"
        whole = wholes[n]
        own = f"{name}-{n + 1}" if n in wholes.values() else ""
        part_of = "" if whole is None else f"{name}-{whole + 1}"
        yield from _comments(proposal, is_part=whole is not None)
        yield f"    # - {measure_line(proposal, head.owners, own_id=own, part_of=part_of)}"


def _comments(proposal: Proposal, *, is_part: bool) -> Iterator[str]:
    yield f"    # «{_shown(proposal.sentence, proposal.text)}»"
    for sentence in proposal.again:
        yield f"    #   nhắc lại: «{_shown(sentence, proposal.text)}»"
    if is_part:
        yield "    #   là một phần của số trên: chỉ nhận khi đã nhận số ấy"
    if proposal.total:
        yield "    #   dòng tổng của bảng: nhận dòng này HOẶC các dòng thành phần, đừng nhận cả hai"
    if proposal.role is FigureRole.TARGET and not proposal.target:
        yield "    #   là chỉ tiêu, không phải kết quả; nên nhận cùng với số kết quả"
    if proposal.cumulative:
        yield "    #   là số lũy kế: gồm cả những lần đã báo trước"


def measure_line(
    proposal: Proposal, owners: Sequence[str] = (), own_id: str = "", part_of: str = ""
) -> str:
    """A proposal as one item of its metric's list: `60 suất quà` or `{value: …, each: …}`."""
    options: list[tuple[str, str]] = []
    if proposal.role is FigureRole.TARGET:
        options.append(("target", _inner(proposal.text)))
    else:
        options.append(("value", _inner(proposal.text)))
    if proposal.cumulative:
        options.append(("kind", "cumulative"))
    if proposal.since is not None:
        options.append(("since", written_day(proposal.since)))
    if proposal.year is not None:
        options.append(("period", str(proposal.year)))
    if proposal.each:
        options.append(("each", _inner(proposal.each)))
    if proposal.target:
        options.append(("target", _inner(proposal.target)))
    if proposal.school_wide and owners:
        options.append(("scope", "school"))
    elif proposal.models and set(proposal.models) != set(owners):
        options.append(("models", f"[{', '.join(proposal.models)}]"))
        if proposal.inferred:
            options.append(("inferred", "true"))
    if own_id:
        options.append(("id", own_id))
    if part_of:
        options.append(("part_of", part_of))
    if len(options) == 1 and options[0][0] == "value":
        return value_of(proposal.text)
    return "{" + ", ".join(f"{name}: {value}" for name, value in options) + "}"


def _others(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Numbers that no line can be made of: no metric fits, or they can be read two ways."""
    several = list(proposals)
    if several:
        yield "# Những số khác trong bài, chưa có chỉ số nào hợp hoặc chưa rõ:"
    for proposal in several:
        why = f" – {proposal.doubt.message}" if proposal.doubt else ""
        each = " – giá trị mỗi đơn vị" if proposal.role is FigureRole.EACH else ""
        yield f"#   {proposal.text}{why}{each}: «{_shown(proposal.sentence, proposal.text)}»"


def _shown(sentence: str, phrase: str) -> str:
    """So much of a sentence as fits on a line, round the phrase."""
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    at = max(0, sentence.find(phrase))
    start = max(0, min(at - _LONGEST_SENTENCE // 2, len(sentence) - _LONGEST_SENTENCE))
    cut = sentence[start : start + _LONGEST_SENTENCE]
    if start:
        cut = "…" + cut.partition(" ")[2]
    if start + _LONGEST_SENTENCE < len(sentence):
        cut = cut.rpartition(" ")[0] + "…"
    return cut


# --- YAML


def value_of(text: str) -> str:
    """A text as a value on a line of its own, in quotes only where YAML needs them."""
    if not text or (_PLAIN.fullmatch(text) and not _is_taken(text)):
        return text
    return _quoted(text)


def _inner(text: str) -> str:
    """A text as a value inside `{…}` or `[…]`, where a comma would end it."""
    return text if "," not in text and value_of(text) == text else _quoted(text)


def _is_taken(text: str) -> bool:
    return _RESERVED.fullmatch(text) is not None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
