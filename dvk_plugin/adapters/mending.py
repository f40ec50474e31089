"""A build of changed texts alone: they are mended in the pages and the index of the last one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from dvk_plugin.adapters.indexing import Indexing
from dvk_plugin.adapters.standing import FINDABLE, Standing, leave
from dvk_plugin.memory import recall, unpack
from dvk_plugin.press.mending import Mended, mend, mended
from dvk_plugin.press.printing import keep_records, recall_records
from dvk_plugin.press.receipt import Receipt
from dvk_plugin.press.text import Converter
from dvk_plugin.read.settings import Settings
from dvk_plugin.search.bundle import FOLDER
from dvk_plugin.search.findable import Searchable
from dvk_plugin.walk import Stamp, stamps


def mend_site(
    receipt: Receipt,
    changed: Mapping[str, Stamp],
    settings: Settings,
    config: Path,
    converter: Callable[[Collection[str]], Converter],
    there: Mapping[str, Stamp],
) -> Standing | None:
    """What stands when the texts of changed posts are mended; None where that is not all. Raises
    OSError where a page cannot be written. `config`, `converter` as in `stand`; `there`: the files
    of the site, by their uris."""
    records = recall_records(settings.root, settings.site_path)
    texts = mended(receipt, changed, settings, records, partial(converter, receipt.targets))
    if texts is None:
        return None
    searchable = _searchable(receipt, texts, settings.root) if settings.search else None
    if settings.search and searchable is None:
        return None
    receipt, records = mend(receipt, texts, settings.site_path, records)
    keep_records(settings.root, settings.site_path, records)
    pages = (receipt.posts[uri].page for uri in texts)
    there = {**there, **{file: records[file].stamp for file in pages}}
    work = None
    if searchable is not None:
        work = Indexing().run(searchable, settings.root, settings.site_path)
        there = _with_index(there, settings.site_path)
    return Standing(leave(receipt, searchable, settings, config, there), len(texts), work)


def _with_index(there: Mapping[str, Stamp], site: Path) -> Mapping[str, Stamp]:
    """The files of a site whose index was written since; only the index is looked at again."""
    folder = f"{FOLDER}/"
    others = {uri: stamp for uri, stamp in there.items() if not uri.startswith(folder)}
    return others | {f"{folder}{uri}": stamp for uri, stamp in stamps(site / FOLDER).items()}


def _searchable(receipt: Receipt, texts: Mapping[str, Mended], root: Path) -> Searchable | None:
    """What the index was made of, with these texts; None where that is forgotten."""
    kept = recall(root, FINDABLE, receipt.left)
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
