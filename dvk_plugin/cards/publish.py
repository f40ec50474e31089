"""Cards to files: from the cache, or drawn now on every core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dvk_plugin.aside import write_aside
from dvk_plugin.cards.card import Card, card_key
from dvk_plugin.cards.draw import draw_card
from dvk_plugin.photos.pool import run_all

FOLDER = ".cache/dvk/cards"
"""Of cards without a photo. A card with one lies among the photo's variants, with which it goes
when the photo is withdrawn."""
POOL_FROM = 60
"""So many cards to draw make the start of other processes worth while: each takes some 15 ms."""


@dataclass(frozen=True)
class Deck:
    """The file of each card by its name; `drawn` now or `reused`; `failed`: not to be written."""

    files: Mapping[str, Path] = field(default_factory=dict)
    drawn: int = 0
    reused: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    card: Card
    picture: Path | None
    target: Path


def publish_cards(
    cards: Mapping[str, Card],
    pictures: Mapping[str, Path],
    root: Path,
    *,
    workers: int | None = None,
) -> Deck:
    """The files of cards: name → card. `pictures`: the file of each published variant by name.

    `workers`: processes to use, by default one for each core and none for few cards.
    """
    jobs = {name: _job(card, pictures, root) for name, card in cards.items()}
    todo = {job.target: job for job in jobs.values() if not job.target.is_file()}
    written = run_all(_draw, [*todo.values()], least=POOL_FROM, workers=workers)
    files = {name: job.target for name, job in jobs.items() if job.target.is_file()}
    targets = {job.target for job in jobs.values()}
    return Deck(files, sum(written), len(targets) - len(todo), written.count(False))


def _job(card: Card, pictures: Mapping[str, Path], root: Path) -> _Job:
    picture = pictures.get(card.picture)
    folder = root / FOLDER if picture is None else picture.parent
    return _Job(card, picture, folder / f"card-{card_key(card)}.jpg")


def _draw(job: _Job) -> bool:
    """Draw and write one card, here or in a worker; whether it could be written."""
    data = draw_card(job.card, job.picture)
    try:
        write_aside(job.target, data)
    except OSError:
        return False
    return True
