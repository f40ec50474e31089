#!/usr/bin/env python3
"""The search on an archive of 5,000 posts beside the demo: how long, how much, how right.

usage: search.py [--count 5000] [--folder KEEP]

In one run on the same pages, by turns: our index made cold, and one bare `pagefind` over stripped
copies of them (`pip install 'pagefind[bin]'`, left out where it is missing); then ours with nothing
changed, after one edit and with the edit undone; Material's own search index. Then in headless
Chromium, with an empty cache for each first query: the time from the first key to the first result
and the bytes until then; after it the queries of tests/search/queries.json one after the other,
with what came first; and Material's search worker with its index. Needs the `test` extra and
Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE), str(ROOT / "tests" / "browser")]

from corpus import write_corpus  # noqa: E402
from equipment import CHROMIUM, CHROMIUM_ARGS  # noqa: E402
from hosting import build_site, served  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from dvk_plugin.adapters.indexing import Indexing  # noqa: E402
from dvk_plugin.load import load  # noqa: E402
from dvk_plugin.photos.plan import Published, Variant  # noqa: E402
from dvk_plugin.read.settings import Settings, read_settings  # noqa: E402
from dvk_plugin.ready import make_edition  # noqa: E402
from dvk_plugin.search.bundle import FOLDER  # noqa: E402
from dvk_plugin.search.findable import Searchable  # noqa: E402
from dvk_plugin.search.gather import gather  # noqa: E402
from dvk_plugin.search.index import CACHE  # noqa: E402
from dvk_plugin.search.plaintext import plain_text  # noqa: E402
from dvk_plugin.tally.rows import compute_tallies  # noqa: E402
from dvk_plugin.views.links import RelativeLinks  # noqa: E402

QUERIES = json.loads((ROOT / "tests/search/queries.json").read_text("utf-8"))
TURNS = 2
"""So often are we and pagefind timed; the better time of each counts."""
BY_LETTER = 150
"""Milliseconds between the letters of a reader who types."""
FIRST_QUERIES = ("dan van kheo", "hien mau", "dang uy", "Đồng hành", "hoc sinh ngheo vuot kho")


def read_searchable(root: Path, picture: str) -> Searchable:
    """All that can be found in the corpus; each photo has this one picture of the demo."""
    settings = read_settings(root / "mkdocs.yml")
    assert isinstance(settings, Settings)
    site, _ = load(settings)
    shown = Published(320, 240, "#204060", (Variant(picture, 320, 240, "webp"),))
    published = {photo.file: shown for post in site.posts for photo in post.photos}
    edition = make_edition(site, compute_tallies(site), settings, RelativeLinks(), published)
    return gather(edition)


@contextmanager
def timed(name: str, times: dict[str, float]) -> Iterator[None]:
    """Put the seconds of a block under a name."""
    start = time.perf_counter()
    yield
    times[name] = round(time.perf_counter() - start, 2)


def cold(searchable: Searchable, root: Path, site: Path) -> dict[str, float]:
    """Seconds to make and write the index with nothing kept from before."""
    for folder in (root / CACHE, site / FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
    return indexed(searchable, root, site)["seconds"]


def warm(searchable: Searchable, root: Path, site: Path) -> dict[str, Any]:
    """The same with nothing changed, after one edit, and after it is undone."""
    at = len(searchable.pages) // 2
    pages = list(searchable.pages)
    pages[at] = replace(pages[at], body=pages[at].body + "\n\nĐã sửa.")
    edited = replace(searchable, pages=tuple(pages))
    runs = {"unchanged": searchable, "one edit": edited, "edit undone": searchable}
    told: dict[str, Any] = {name: indexed(what, root, site) for name, what in runs.items()}
    sizes = [path.stat().st_size for path in (site / FOLDER).rglob("*") if path.is_file()]
    return {**told, "files": len(sizes), "MB": round(sum(sizes) / 1e6, 1)}


def indexed(searchable: Searchable, root: Path, site: Path) -> dict[str, Any]:
    """Seconds of one indexing, into the site as it is."""
    indexing = Indexing()
    times: dict[str, float] = {}
    before = processor()
    with timed("wall", times):
        work = indexing.run(searchable, root, site)
    seconds = {**times, "processor": round(processor() - before, 2)}
    return {"seconds": seconds, "parts indexed": work.made}


def processor() -> float:
    """Seconds of processor that this process and its ended children took."""
    told = [resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in told)


def strip(searchable: Searchable, folder: Path) -> None:
    """Stripped copies of the pages, made with đ as pagefind needs them."""
    for page in searchable.pages:
        captions = "".join(f"<p>{escape(one.text)}</p>" for one in page.captions)
        words = f"<h1>{escape(page.title)}</h1><p>{escape(plain_text(page.body))}</p>{captions}"
        path = folder / page.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        html = f'<html lang="vi"><body><main>{words}</main></body></html>'
        path.write_text(html.replace("đ", "d\u0335").replace("Đ", "D\u0335"), encoding="utf-8")


def bare_pagefind(folder: Path) -> dict[str, Any]:
    """Seconds of one pagefind over stripped copies."""
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    command = [sys.executable, "-m", "pagefind_bin", "--site", str(folder), "--quiet"]
    options = ["--force-language", "vi", "--root-selector", "main"]
    times: dict[str, float] = {}
    before = processor()
    with timed("wall", times):
        subprocess.run([*command, *options], check=True, capture_output=True)
    files = [path.stat().st_size for path in (folder / "pagefind").rglob("*") if path.is_file()]
    seconds = {**times, "processor": round(processor() - before, 2)}
    return {"seconds": seconds, "files": len(files), "MB": round(sum(files) / 1e6, 1)}


def material(searchable: Searchable) -> tuple[float, bytes]:
    """Seconds and bytes of the index that Material's plugin makes of the same texts."""
    from material.plugins.search.config import SearchConfig
    from material.plugins.search.plugin import SearchIndex

    config = SearchConfig()
    config.load_dict({"lang": ["vi"]})
    config.validate()
    index = SearchIndex(**config)
    start = time.perf_counter()
    for page in searchable.pages:
        paragraphs = [plain_text(page.body), *(one.text for one in page.captions)]
        html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        told = SimpleNamespace(url=page.url, title=page.title, content=html, meta={}, toc=[])
        told.file = SimpleNamespace(inclusion=SimpleNamespace(is_excluded=lambda: False))
        index.add_entry_from_context(told)
    text = index.generate_search_index(None)
    return round(time.perf_counter() - start, 2), text.encode()


# --- in the browser

WATCH = """() => {
    document.addEventListener("keydown", event => {
        if (event.key !== "/") window.pressed ??= performance.now()
    }, true)
    new MutationObserver(() => {
        if (document.querySelector(".dvk-hit")) window.shown ??= performance.now()
    }).observe(document, { childList: true, subtree: true })
}"""
TYPE = """async words => {
    const field = document.querySelector(".dvk-finder input")
    const place = document.querySelector(".dvk-finder__place")
    const shown = new Promise(done => {
        const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()) })
        watch.observe(place, { childList: true, subtree: true })
    })
    field.value = words
    const start = performance.now()
    field.dispatchEvent(new Event("input"))
    return (await shown) - start
}"""
LUNR = """async ({ worker, index, queries }) => {
    const thread = new Worker(worker)
    const answer = message => new Promise(done => {
        thread.onmessage = ({ data }) => done(data)
        thread.postMessage(message)
    })
    const start = performance.now()
    const text = await (await fetch(index)).json()
    await answer({ type: 0, data: { ...text, options: { suggest: false } } })
    const ready = performance.now() - start
    const found = []
    for (const query of queries) {
        const from = performance.now()
        const { data } = await answer({ type: 2, data: query })
        found.push([performance.now() - from, data.items.length])
    }
    return { ready, found }
}"""


class Traffic:
    """What a page's requests bring: bytes as they go over the line, texts packed, and unpacked."""

    def __init__(self, page: Page, url: str, site: Path) -> None:
        self.bytes = self.unpacked = self.requests = 0
        self._url, self._site = url, site
        page.on("requestfinished", self._count)

    def _count(self, request: Any) -> None:
        file = self._site / request.url.removeprefix(self._url).partition("?")[0]
        size = request.sizes()["responseBodySize"]  # other requests are counted meanwhile
        self.bytes += size
        self.unpacked += file.stat().st_size
        self.requests += 1


def first_queries(browser: Browser, url: str, site: Path, *, delay: int) -> dict[str, Any]:
    """Each query as the first of a visit, nothing cached: key to result, and bytes.

    `delay`: milliseconds between its letters.
    """
    found = {}
    for words in FIRST_QUERIES:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        page.evaluate(WATCH)
        traffic = Traffic(page, url, site)
        page.locator(".dvk-search__field").focus()
        page.keyboard.type(words, delay=delay)
        page.wait_for_function("window.shown")
        page.wait_for_function(
            "words => document.querySelector('.dvk-finder input').value === words", arg=words
        )
        page.wait_for_timeout(1500)  # pictures, and answers to the last letters
        spent = page.evaluate("window.shown - window.pressed")
        found[words] = {
            "ms": round(spent),
            "kB": round(traffic.bytes / 1000),
            "kB unpacked": round(traffic.unpacked / 1000),
            "requests": traffic.requests,
        }
        context.close()
    return found


def later_queries(browser: Browser, url: str) -> list[float]:
    """Milliseconds from a change of the field to the new results, one query after the other."""
    page = browser.new_page()
    page.goto(url)
    page.keyboard.press("/")
    page.locator("dialog.dvk-finder[open]").wait_for()
    page.keyboard.type("bai")
    page.locator(".dvk-hit").first.wait_for()
    times = [page.evaluate(TYPE, case["q"]) for case in QUERIES]
    page.close()
    return times


def right_answers(browser: Browser, url: str) -> list[str]:
    """The queries that do not bring first what they should."""
    page = browser.new_page()
    wrong = []
    names = {"kind": "loai", "school": "truong", "model": "mo-hinh", "year": "nam"}
    for case in QUERIES:
        filters = "".join(f"&{names[key]}={case[key]}" for key in names if key in case)
        words = page.evaluate("words => encodeURIComponent(words)", case["q"])
        page.goto(f"{url}tim-kiem/?q={words}{filters}")
        page.wait_for_function("document.querySelector('.dvk-finder__status')?.textContent")
        first = page.locator(".dvk-hit").first
        if not first.count() or not is_right(first, case["first"], url):
            wrong.append(case["q"])
    page.close()
    return wrong


def is_right(first: Any, wanted: Mapping[str, str], url: str) -> bool:
    """Whether the first result is what the query wants."""
    link, text = first.locator("a").first, first.inner_text()
    return (
        ("url" not in wanted or link.evaluate("a => a.href") == url + wanted["url"])
        and wanted.get("title", "") in link.inner_text()
        and wanted.get("text", "").lower() in text.lower()
    )


def lunr(browser: Browser, url: str, site: Path, index: bytes) -> dict[str, Any]:
    """Material's worker with its index of the same pages."""
    (site / "search_index.json").write_bytes(index)
    worker = next((site / "assets/javascripts/workers").glob("search.*.js"))
    page = browser.new_page()
    page.goto(url)
    told = {
        "worker": f"{url}{worker.relative_to(site).as_posix()}",
        "index": f"{url}search_index.json",
        "queries": [case["q"] for case in QUERIES],
    }
    result = page.evaluate(LUNR, told)
    page.close()
    by_query = {case["q"]: n for case, (_, n) in zip(QUERIES, result["found"], strict=True)}
    return {
        "ms until ready": round(result["ready"]),
        "ms a query (median)": round(statistics.median(ms for ms, _ in result["found"])),
        "kB of the index": round(len(index) / 1000),
        "kB packed": round(len(gzip.compress(index, 6)) / 1000),
        "found": {words: by_query[words] for words in FIRST_QUERIES if words in by_query},
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        report(folder.resolve(), options.count)


def report(folder: Path, count: int) -> None:
    """Build both sites, make every index by turns, then ask in a browser; print it all."""
    site = build_site(folder / "site")
    root = write_corpus(folder / "corpus", count, pictures=False)
    picture = min((site / "anh").glob("*-320.webp")).name
    searchable = read_searchable(root, picture)
    photos = sum(len(page.captions) for page in searchable.pages)
    print(f"{len(searchable.pages)} pages, {photos} photos")
    has_pagefind = find_spec("pagefind_bin") is not None
    if has_pagefind:
        strip(searchable, folder / "stripped")
    colds, bares = [], []
    for _ in range(TURNS):
        colds.append(cold(searchable, folder, site))
        bares += [bare_pagefind(folder / "stripped")] if has_pagefind else []
    show("ours, cold", colds)
    later = warm(searchable, folder, site)
    show("ours, later", later)
    seconds, index = material(searchable)
    show("Material's index", {"seconds": seconds, "MB": round(len(index) / 1e6, 1)})
    show("bare pagefind", bares or "not installed")
    for kind in ("wall", "processor"):
        best = min(one[kind] for one in colds)
        if bares:
            ratio = best / min(one["seconds"][kind] for one in bares)
            print(f"cold against one bare pagefind, {kind}: {ratio:.2f} × (goal ≤ 0.65)")
        ratio = later["one edit"]["seconds"][kind] / best
        print(f"one edit against cold, {kind}: {ratio:.2f} × (goal ≤ 0.2)")
    with sync_playwright() as playwright, served(site) as url:
        executable = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=executable, args=[*CHROMIUM_ARGS])
        in_browser(browser, url, site, index)
        browser.close()


def in_browser(browser: Browser, url: str, site: Path, index: bytes) -> None:
    """Time and bytes of queries, and whether what must come first does."""
    first_queries(browser, url, site, delay=0)  # the server packs its files, the browser starts
    first = first_queries(browser, url, site, delay=0)
    show("first queries, typed at once", first)
    by_letter = first_queries(browser, url, site, delay=BY_LETTER)
    show(f"first queries, a letter every {BY_LETTER} ms", by_letter)
    times = later_queries(browser, url)
    show("later queries", {"ms (median)": middle(times), "ms (most)": round(max(times))})
    print(f"most until a first result: {most(first, 'ms')} ms (goal ≤ 500)")
    for name, found in {"at once": first, "by letter": by_letter}.items():
        told = f"{most(found, 'kB')} kB, {most(found, 'kB unpacked')} unpacked (goal ≤ 300)"
        print(f"most for a first query, {name}: {told}")
    print(f"later query: {middle(times)} ms (goal ≤ 100)")
    show("Material's search", lunr(browser, url, site, index))
    wrong = right_answers(browser, url)
    print(f"right first: {len(QUERIES) - len(wrong)} of {len(QUERIES)} {wrong or ''}")


def middle(times: Sequence[float]) -> int:
    """The median."""
    return round(statistics.median(times))


def most(first: Mapping[str, Mapping[str, int]], what: str) -> int:
    """The worst of the first queries."""
    return max(one[what] for one in first.values())


def show(name: str, what: Mapping[str, Any]) -> None:
    """Print numbers under a name."""
    print(f"{name}: {json.dumps(what, ensure_ascii=False, indent=2)}")


if __name__ == "__main__":
    main()
