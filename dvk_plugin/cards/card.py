"""What a share card says, as a value; its address is made from that."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from operator import attrgetter

WIDTH, HEIGHT = 1200, 630
"""Pixels of every card: the shape that Facebook, Zalo and others show without cropping."""
VERSION = "1"
"""Part of every name: raised when the same card would be drawn differently."""


@dataclass(frozen=True, slots=True)
class Card:
    """Words and picture of a card; all but `site` and `title` may be empty.

    `above` and `below` stand over and under the title. `figure` is a key figure with all its
    qualifiers, `label` what it counts: both are shown in full or not at all. `picture` is the
    name of a published variant of a photo.
    """

    site: str
    title: str
    above: str = ""
    below: str = ""
    figure: str = ""
    label: str = ""
    picture: str = ""


_words = attrgetter(*(one.name for one in fields(Card)))


def card_name(stem: str, card: Card) -> str:
    """`hien-mau-0123456789ab.jpg`: `stem`, and what tells every other card apart."""
    return f"{stem}-{card_key(card)}.jpg"


def card_key(card: Card) -> str:
    text = "\x1f".join((VERSION, *_words(card)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
