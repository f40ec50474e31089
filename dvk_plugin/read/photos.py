"""The list of photos in a post's front matter.

photos:
  - {file: kham-benh.jpg, caption: Khám bệnh ở xã Đa Kai, consent: obtained}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Consent, Photo
from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.answers import shown
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.measures import read_models
from dvk_plugin.read.tree import Node, Scalar, Sequence

_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|hei[cf]|bmp|tiff?)\s*$", re.IGNORECASE)
_FRACTION = re.compile(r"0?\.[0-9]{1,6}|0|1(?:\.0*)?")


def is_photo_count(node: Node) -> bool:
    """Whether `photos` holds a bare count, which is a figure and read with the metrics."""
    return isinstance(node, Scalar) and not _PICTURE.search(node.text)


def read_photos(fields: Fields, lexicon: Lexicon, file: str) -> Iterator[Photo]:
    """`photos: [{file: a.jpg, caption: …}]`. Rules: `anh-thieu-tep`, `anh-thieu-chu-thich`."""
    folder = PurePosixPath(file).parent
    node = fields.node("photos")
    if node is not None and is_photo_count(node):
        return
    for table in fields.tables("photos"):
        photo = _photo(table, lexicon, folder)
        if photo is not None:
            yield photo


def _photo(fields: Fields, lexicon: Lexicon, folder: PurePosixPath) -> Photo | None:
    name = fields.scalar("file")
    file = tidy(name.text) if name else ""
    photo = Photo(
        file=(folder / file).as_posix(),
        name=file,
        caption=fields.text("caption"),
        alt=fields.text("alt"),
        credit=fields.text("credit"),
        consent=fields.choice("consent", Consent),
        blur=_blur(fields),
        models=read_models(fields, lexicon, "models", "model"),
        source=name.source if name else fields.source,
    )
    if fields.lacks("file"):
        fields.add(
            Issue("anh-thieu-tep", fields.source, "Ảnh này chưa ghi tên tệp.", "file: ten-anh.jpg")
        )
    if fields.lacks("caption"):
        fields.add(
            Issue(
                "anh-thieu-chu-thich",
                photo.source,
                f"Ảnh «{shown(file)}» chưa có chú thích." if file else "Ảnh này chưa có chú thích.",
                "caption: Ai đang làm gì, ở đâu",
            )
        )
    fields.refuse_leftovers()
    return photo if name else None


def _blur(fields: Fields) -> tuple[tuple[float, float, float, float], ...]:
    """`blur: [[0.1, 0.2, 0.15, 0.2]]`, or one such box. Rule: `o-mo-sai`."""
    node = fields.node("blur")
    if node is None:
        return ()
    items = node.items if isinstance(node, Sequence) else (node,)
    if items and all(isinstance(item, Scalar) for item in items):
        items = (node,)
    boxes = []
    for item in items:
        box = _box(item)
        if box is not None:
            boxes.append(box)
        elif not item.is_empty:
            fields.add(
                Issue(
                    "o-mo-sai",
                    item.source,
                    "Mỗi ô cần làm mờ gồm bốn số từ 0 đến 1: trái, trên, rộng, cao, "
                    "tính theo phần của ảnh đã xoay đúng chiều.",
                    "blur: [[0.1, 0.2, 0.15, 0.2]]",
                )
            )
    return tuple(boxes)


def _box(node: Node) -> tuple[float, float, float, float] | None:
    """Four fractions that name a part of the picture."""
    parts = node.items if isinstance(node, Sequence) else ()
    texts = [part.text.strip() for part in parts if isinstance(part, Scalar)]
    if len(texts) != len(parts) or len(texts) != 4 or not all(map(_FRACTION.fullmatch, texts)):
        return None
    x, y, w, h = (float(text) for text in texts)
    return (x, y, w, h) if x < 1 and y < 1 and w > 0 and h > 0 else None
