#!/usr/bin/env python3
"""What share cards cost: those of a built site drawn anew, with two processes and with one.

usage: cards.py SITE        (Linux and macOS)
"""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

from dvk_plugin.cards.publish import FOLDER, publish_cards
from dvk_plugin.load import load
from dvk_plugin.photos.publish import publish
from dvk_plugin.read.settings import read_settings
from dvk_plugin.ready import make_edition, wanted_photos
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.previews import preview_of, share_cards


def processor() -> float:
    """Seconds of processor of this process and of those it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    settings = read_settings(Path(sys.argv[1]) / "mkdocs.yml")
    site, _ = load(settings)
    gallery = publish(wanted_photos(site, settings.root), settings.root)
    links = RelativeLinks(base="https://truong.example/")
    edition = make_edition(site, compute_tallies(site), settings, links, gallery.published)
    cards = {preview_of(uri, card).uri: card for uri, card in share_cards(edition).items()}
    for workers in (2, 1):
        shutil.rmtree(settings.root / FOLDER, ignore_errors=True)
        for path in (settings.root / ".cache").rglob("card-*.jpg"):
            path.unlink()
        clock, used = time.monotonic(), processor()
        deck = publish_cards(cards, gallery.files, settings.root, workers=workers)
        weights = [path.stat().st_size for path in deck.files.values()]
        told = {
            "workers": workers,
            "cards": deck.drawn,
            "wall_ms": round((time.monotonic() - clock) / deck.drawn * 1000, 1),
            "cpu_ms": round((processor() - used) / deck.drawn * 1000, 1),
            "kb": round(sum(weights) / len(weights) / 1000, 1),
            "most_kb": round(max(weights) / 1000, 1),
        }
        print(json.dumps(told))


if __name__ == "__main__":
    main()
