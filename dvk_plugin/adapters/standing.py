"""A build that finds the last one still standing: nothing to do, or a few texts to mend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dvk_plugin.adapters.indexing import Indexing
from dvk_plugin.memory import keep, pack, recall, unpack
from dvk_plugin.press.mending import Mended, mend, mended
from dvk_plugin.press.printing import keep_records, recall_records
from dvk_plugin.press.receipt import (
    Receipt,
    keep_receipt,
    mark_left,
    recall_receipt,
    stamp_of_build,
)
from dvk_plugin.press.text import Converter
from dvk_plugin.read.settings import Settings
from dvk_plugin.search.findable import Searchable
from dvk_plugin.search.index import Work

_FINDABLE = "findable"


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands: the receipt of it, pages mended, and the index's work."""

    receipt: Receipt
    mended: int = 0
    index: Work | None = None


def leave(
    receipt: Receipt, searchable: Searchable | None, settings: Settings, config: Path
) -> Receipt:
    """Keep the receipt of a build that has just ended, with what its index was made of.

    `config`: the file that the settings are from. `searchable`: None without a search.
    """
    receipt = replace(receipt, left=mark_left(settings.site_path))
    if searchable is not None:
        keep(settings.root, _FINDABLE, receipt.left, pack(searchable))
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
    if receipt is None or receipt.left != mark_left(settings.site_path):
        return None
    changed = receipt.changed(settings)
    if changed is None:
        return None
    if not changed:
        return Standing(receipt)
    records = recall_records(settings.root, settings.site_path)
    texts = mended(receipt, changed, settings, records, partial(converter, receipt.targets))
    if texts is None:
        return None
    searchable = _searchable(receipt, texts, settings.root) if settings.search else None
    if settings.search and searchable is None:
        return None
    receipt, records = mend(receipt, texts, settings.site_path, records)
    keep_records(settings.root, settings.site_path, records)
    work = None
    if searchable is not None:
        work = Indexing().run(searchable, settings.root, settings.site_path)
    return Standing(leave(receipt, searchable, settings, config), len(texts), work)


def _searchable(receipt: Receipt, texts: Mapping[str, Mended], root: Path) -> Searchable | None:
    """What the index was made of, with these texts; None where that is forgotten."""
    kept = recall(root, _FINDABLE, receipt.left)
    if kept is None:
        return None
    return with_texts(unpack(kept), receipt, texts)


def with_texts(searchable: Searchable, receipt: Receipt, texts: Mapping[str, Mended]) -> Searchable:
    """The same with other texts of posts."""
    bodies = {
        receipt.posts[uri].page.removesuffix("index.html"): mended.post.body
        for uri, mended in texts.items()
    }
    pages = (
        replace(page, body=bodies[page.url]) if page.url in bodies else page
        for page in searchable.pages
    )
    return replace(searchable, pages=tuple(pages))


def _stamp(settings: Settings, config: Path) -> str:
    return stamp_of_build(config, settings.site_path, drafts=settings.drafts)
