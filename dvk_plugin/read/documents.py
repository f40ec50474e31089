"""Documents and recognitions, as posts and models both list them."""

from __future__ import annotations

from dvk_plugin.domain.document import Document
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.recognition import Recognition, Status
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.lexicon import Lexicon

DECLARE_LEVEL = "khai báo mức công nhận trong posts/registry.yml, mục levels"


def read_documents(fields: Fields, lexicon: Lexicon) -> tuple[Document, ...]:
    """`documents: [{number: 308-CV/TU, date: 26/11/2021, issuer: …, subject: …}]`.

    An issuer may be the slug of a declared one or any name. Rule: `van-ban-thieu-so`.
    """
    return tuple(_document(table, lexicon) for table in fields.tables("documents"))


def _document(fields: Fields, lexicon: Lexicon) -> Document:
    number, day = fields.text("number"), fields.day("date")
    issuer, subject = fields.text("issuer"), fields.text("subject")
    if fields.lacks("number"):
        fields.add(
            Issue(
                "van-ban-thieu-so",
                fields.source,
                "Văn bản này chưa có số, ký hiệu.",
                "number: 308-CV/TU",
            )
        )
    fields.refuse_leftovers()
    known = lexicon.issuers.find(issuer) if issuer else None
    return Document(number, day, lexicon.registry.issuers[known].name if known else issuer, subject)


def read_recognition(
    fields: Fields, lexicon: Lexicon, model: str, year: int, post: str = ""
) -> Recognition | None:
    """`{level: co-so, status: recognised, body: …, document: …, date: …}`; None if unreadable.

    Rules: `thieu-muc-cong-nhan`, `muc-cong-nhan-la`, `lua-chon-la`.
    """
    level = fields.scalar("level")
    status = fields.choice("status", Status)
    body, document, day = fields.text("body"), fields.text("document"), fields.day("date")
    missing = fields.lacks("level")
    fields.refuse_leftovers(("model", "year"))
    if missing:
        fields.add(
            Issue(
                "thieu-muc-cong-nhan",
                fields.source,
                "Chưa ghi mức công nhận.",
                f"level: {next(iter(lexicon.registry.levels), 'co-so')}",
            )
        )
    if level is None:
        return None
    key = fields.key(level, lexicon.levels, "muc-cong-nhan-la", "mức công nhận", DECLARE_LEVEL)
    if not key or not model:
        return None
    body = body or lexicon.registry.levels[key].body
    return Recognition(
        model, year, key, status or Status.RECOGNISED, body, document, day, level.source, post
    )
