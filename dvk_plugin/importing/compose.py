"""A document → a post: its front matter and its text, and what the editor is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dvk_plugin.domain.model import Model
from dvk_plugin.domain.registry import Registry
from dvk_plugin.importing.blocks import Block, Picture, Table, cell_text
from dvk_plugin.importing.bundle import short_slug
from dvk_plugin.importing.captions import with_captions
from dvk_plugin.importing.facts import Facts, recognise
from dvk_plugin.importing.figures import propose
from dvk_plugin.importing.frontmatter import Head
from dvk_plugin.importing.layout import without_layout
from dvk_plugin.importing.letterhead import Parts, without_letterhead
from dvk_plugin.importing.named import Named, with_known_names, with_names_of
from dvk_plugin.importing.shape import in_lines, in_shape


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor says instead of the document; empty and None: nothing."""

    day: date | None = None
    school: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A post made of a document. `head` has no pictures yet: their names come last."""

    head: Head
    blocks: tuple[Block, ...]
    told: tuple[str, ...] = ()


def compose(
    blocks: Iterable[Block], registry: Registry, models: Mapping[str, Model], wishes: Wishes
) -> Made:
    """The post in a document's blocks."""
    parts = without_letterhead(tuple(blocks))
    flat, layouts = without_layout(parts.body)
    lines = in_lines(with_captions(flat))
    words = "\n".join(map(_words, lines))
    facts = recognise(
        parts.head,
        lines,
        lambda text: with_known_names(with_names_of(text, words), registry, models),
    )
    body = in_shape(facts.body)
    text = "\n".join([facts.title, *map(_words, body), *parts.head, *parts.foot])
    named = Named(registry, models)
    school = wishes.school or registry.only_school or next(iter(named.schools(text)), "")
    named = replace(named, school=school)
    day = wishes.day or facts.day
    head = Head(
        title=facts.title,
        slug=wishes.slug or short_slug(facts.title),
        day=day,
        day_guessed=facts.day_guessed and wishes.day is None,
        as_of=facts.as_of if facts.as_of != day else None,
        school=school,
        schools=tuple(registry.schools),
        owners=named.models_in(text),
        source=facts.source,
        writers=facts.writers,
        documents=facts.documents,
        proposals=propose(body, registry.metrics.values(), named, facts.as_of or day),
    )
    return Made(head, body, tuple(_told(parts, layouts, facts)))


def _told(parts: Parts, layouts: int, facts: Facts) -> Iterable[str]:
    if parts.head:
        yield "Đã bỏ phần đầu của văn bản (quốc hiệu hoặc tiêu đề Đảng, số, nơi ban hành)."
    if parts.foot:
        yield f"Đã bỏ phần cuối của văn bản ({len(parts.foot)} dòng: nơi nhận, chữ ký)."
    if any(isinstance(block, Picture) for block in facts.body):
        yield "Ảnh chưa ghi consent: xin hỏi người trong ảnh có đồng ý cho đăng không."
    if layouts:
        yield f"{layouts} bảng chỉ dùng để dàn trang đã thành đoạn văn và ảnh thường."


def _words(block: Block) -> str:
    """Everything that a block says."""
    if isinstance(block, Picture):
        return block.caption
    if isinstance(block, Table):
        return "\n".join(cell_text(cell) for row in block.rows for cell in row)
    return block.text
