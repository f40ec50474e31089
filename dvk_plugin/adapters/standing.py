"""A build that finds the last one still standing: nothing to do, or a few texts to mend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dvk_plugin.memory import keep, pack
from dvk_plugin.press.receipt import (
    Receipt,
    keep_receipt,
    mark_left,
    recall_receipt,
    stamp_of_build,
)
from dvk_plugin.read.settings import Settings
from dvk_plugin.search.findable import Searchable
from dvk_plugin.walk import Stamp, stamps

if TYPE_CHECKING:
    from dvk_plugin.press.text import Converter
    from dvk_plugin.search.index import Work

FINDABLE = "findable"
"""The name under which is kept what the index was made of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands: the receipt of it, pages mended, and the index's work."""

    receipt: Receipt
    mended: int = 0
    index: Work | None = None


def leave(
    receipt: Receipt,
    searchable: Searchable | None,
    settings: Settings,
    config: Path,
    there: Mapping[str, Stamp] | None = None,
) -> Receipt:
    """Keep the receipt of a build that has just ended, with what its index was made of.

    `config`: the file that the settings are from. `searchable`: None without a search. `there`: the
    site's files where they are known; else they are looked for.
    """
    if there is None:
        there = stamps(settings.site_path)
    receipt = replace(receipt, left=mark_left(there))
    if searchable is not None:
        keep(settings.root, FINDABLE, receipt.left, pack(searchable))
    keep_receipt(settings.root, _stamp(settings, config), receipt)
    return receipt


def stand(
    settings: Settings, config: Path, converter: Callable[[Collection[str]], Converter]
) -> Standing | None:
    """What stands of the last build of this kind, texts mended; None where it takes a whole build.

    Raises OSError where a page cannot be written. `converter`: makes the host's, from the uris of
    all that a text may link to.
    """
    receipt = recall_receipt(settings.root, _stamp(settings, config))
    if receipt is None:
        return None
    there = stamps(settings.site_path)
    if receipt.left != mark_left(there):
        return None
    changed = receipt.changed(settings)
    if changed is None:
        return None
    if not changed:
        return Standing(receipt)
    from dvk_plugin.adapters.mending import mend_site  # what makes pages takes time to load

    return mend_site(receipt, changed, settings, config, converter, there)


def _stamp(settings: Settings, config: Path) -> str:
    return stamp_of_build(config, settings.site_path, drafts=settings.drafts)
