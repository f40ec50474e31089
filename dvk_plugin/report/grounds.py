"""The documents that a report is made by: those that its posts and its models name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dvk_plugin.domain.document import Document
from dvk_plugin.report.letterhead import when
from dvk_plugin.report.subject import Subject
from dvk_plugin.views.format import format_date

_CODE = re.compile("[-/]")
_KINDS = {
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "CV": "Công văn",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "TB": "Thông báo",
    "TT": "Thông tư",
}
"""What a document's number calls it; «QĐ» can be a decision or a rule, and says nothing."""


def grounds(subject: Subject, *, is_party: bool) -> Iterator[str]:
    """`Căn cứ Công văn số 308-CV/TU ngày 26/11/2021 của …;`, the last with a full stop.

    State bodies write the day out: `ngày 26 tháng 11 năm 2021`.
    """
    years = [y for m in subject.models for y in m.years if y.year == subject.year]
    if subject.model:
        years += [year for year in subject.model.years if year.year == subject.year]
    every = [d for post in subject.posts for d in post.documents]
    every += [document for year in years for document in year.documents]
    others = _of_others(subject) if subject.model or subject.branch else frozenset()
    own = {document.number for year in years for document in year.documents}
    unique = {d.number: d for d in reversed(every) if d.number in own or d.number not in others}
    oldest = sorted(unique.values(), key=lambda d: (d.date or date.max, d.number))
    for at, document in enumerate(oldest, 1):
        told = _document(subject, document, is_party=is_party)
        yield f"Căn cứ {told}{';' if at < len(oldest) else '.'}"


def _of_others(subject: Subject) -> frozenset[str]:
    """Numbers of documents declared for models that the report is not about, nor is it under."""
    models = subject.edition.site.models
    near = set(subject.family)
    for slug in subject.family:
        while (slug := models[slug].parent) in models and slug not in near:
            near.add(slug)
    years = (year for slug, model in models.items() if slug not in near for year in model.years)
    return frozenset(document.number for year in years for document in year.documents)


def _document(subject: Subject, document: Document, *, is_party: bool) -> str:
    issuer = subject.edition.site.registry.issuers.get(document.issuer)
    of = issuer.name if issuer else document.issuer
    kinds = (_KINDS[code] for code in _CODE.split(document.number) if code in _KINDS)
    words = [f"{next(kinds, 'văn bản')} số {document.number}"]
    if document.date:
        words.append(f"ngày {format_date(document.date)}" if is_party else when(document.date))
    if of:
        words.append(f"của {of}")
    about = document.subject[:1].lower() + document.subject[1:]
    return " ".join(words) + (f" về việc {about}" if about else "")
