"""What a build was made from and what it left: enough to know later that all of it still stands.

While the files that a build read and those that it wrote are as they were, there is nothing to
build. A file counts as it was while it has its size and time (`walk.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import NOWHERE
from dvk_plugin.fingerprint import digest, program
from dvk_plugin.memory import keep, pack, recall, unpack
from dvk_plugin.press.folder import stamp_of
from dvk_plugin.read.files import is_post
from dvk_plugin.read.pictures import pictures_in
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.links import Links, file_of
from dvk_plugin.views.uris import post_uri
from dvk_plugin.walk import Stamp, stamps

_NAME = "receipt"


@dataclass(frozen=True, slots=True)
class Told:
    """A post's file as it was. `head`: a mark of what other pages show of the post. `page`: the
    file of its page; empty where a change of its text may show elsewhere too.
    """

    stamp: Stamp
    head: str = ""
    page: str = ""


@dataclass(frozen=True)
class Receipt:
    """Of one build into one folder.

    `posts`: files of posts by their uri in the posts' folder. `beside`: a mark of all else that
    was read, `left` of all that was written. `findings` and `notes`, lines: what was told.
    `since`: the day on which the last post came out that had waited for it; `until`: that on which
    the next one does. `targets`: uris of all that a text may link to. `count`: pages.
    """

    posts: Mapping[str, Told]
    beside: str
    left: str
    findings: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    targets: tuple[str, ...] = ()
    count: int = 0

    def changed(self, settings: Settings) -> Mapping[str, Stamp] | None:
        """The posts' files that were changed since, as they are now; None where anything else
        that is read was.
        """
        now = sources_of(settings)
        if (
            not self._is_of(settings.today)
            or now.posts.keys() != self.posts.keys()
            or now.beside != self.beside
        ):
            return None
        return {uri: at for uri, at in now.posts.items() if at != self.posts[uri].stamp}

    def touched(self, settings: Settings, files: Iterable[str]) -> Mapping[str, Stamp] | None:
        """The same of these files alone, by their paths, at no cost of the others; None where one
        of them is no post that the build read."""
        if not self._is_of(settings.today):
            return None
        found = {}
        try:
            for path in map(Path, files):
                uri = path.relative_to(settings.posts_path).as_posix()
                found[uri] = self.posts[uri].stamp, stamp_of(path)
        except (KeyError, OSError, ValueError):  # something else, or a post that is gone
            return None
        return {uri: now for uri, (before, now) in found.items() if now != before}

    def _is_of(self, today: date | None) -> bool:
        """Whether the same posts are out on a day; without a day none that waits for one is."""
        if today is None:
            return self.since is None
        return (self.since or today) <= today and (self.until is None or today < self.until)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build reads: posts' files by their uri in the posts' folder, a mark of all else."""

    posts: Mapping[str, Stamp]
    beside: str


def sources_of(settings: Settings) -> Sources:
    """The sources as they are now. To be asked before a build reads them: what somebody writes
    while it runs must not count as built."""
    files = stamps(settings.posts_path)
    others = {uri: stamp for uri, stamp in files.items() if not is_post(uri)}
    named = (settings.docs_dir, settings.federation, settings.theme_dir)
    beside = (others, *(stamps(settings.root / name) if name else {} for name in named))
    return Sources({uri: at for uri, at in files.items() if is_post(uri)}, _mark(beside))


def mark_left(there: Mapping[str, Stamp]) -> str:
    """A mark of the files in a site's folder, by their uris."""
    return _mark((there,))


def _mark(walks: Iterable[Mapping[str, Stamp]]) -> str:
    hashed = hashlib.sha256()
    for found in walks:
        for uri in sorted(found):
            hashed.update(f"{uri}|{found[uri]}\n".encode("utf-8", "surrogateescape"))
        hashed.update(b"\0")
    return hashed.hexdigest()


def make_receipt(
    sources: Sources,
    site: Site,
    settings: Settings,
    links: Links,
    findings: Sequence[Issue],
    notes: Sequence[str],
    targets: Collection[str],
    count: int,
) -> Receipt:
    """The receipt of a build; what it leaves is not known yet."""
    faulty = {issue.source.file for issue in findings}
    known = {}
    for post in (*site.held, *site.posts):
        is_whole = all(photo.withdrawn_with == NOWHERE for photo in post.photos)
        page = file_of(links.url(post_uri(post))) if is_whole and post.file not in faulty else ""
        known[settings.root / post.file] = mark_of(post), page
    posts = {
        uri: Told(stamp, *known.get(settings.posts_path / uri, ()))
        for uri, stamp in sources.posts.items()
    }
    days = {p.publish_at for p in (*site.posts, *site.held) if p.publish_at and not p.draft}
    waiting = {p.publish_at for p in site.held if p.publish_at and not p.draft}
    return Receipt(
        posts,
        sources.beside,
        "",
        tuple(findings),
        tuple(notes),
        max(days - waiting, default=None),
        min(waiting, default=None),
        tuple(sorted(targets)),
        count,
    )


def mark_of(post: Post) -> str:
    """A mark of all of a post but the words of its text: what other pages show of it, and what
    stands around the text on its own."""
    pictures = pictures_in(post.body)
    return digest((post.head_mark, post.lead, post.key, *pictures, "", *pictures.values()))


def keep_receipt(root: Path, stamp: str, receipt: Receipt) -> None:
    """Keep the receipt of a build for the next one."""
    plain = {uri: (*told.stamp, told.head, told.page) for uri, told in receipt.posts.items()}
    values = pack((receipt.findings, receipt.since, receipt.until))
    rest = receipt.notes, receipt.targets, receipt.count
    keep(root, _NAME, stamp, (plain, receipt.beside, receipt.left, values, *rest))


def recall_receipt(root: Path, stamp: str) -> Receipt | None:
    """The receipt of the last build, if that was such a build as this."""
    kept = recall(root, _NAME, stamp)
    if kept is None:
        return None
    plain, beside, left, values, *rest = kept
    posts = {uri: Told((size, time), head, page) for uri, (size, time, head, page) in plain.items()}
    findings, since, until = unpack(values)
    notes, targets, count = rest
    return Receipt(posts, beside, left, findings, notes, since, until, targets, count)


def stamp_of_build(config: Path, folder: Path, *, drafts: bool) -> str:
    """What kind of build it is: this program with its host, the configuration, the folder."""
    text = hashlib.sha256(config.read_bytes()).hexdigest()
    return digest((program(), str(config.resolve()), text, str(folder), str(drafts)))
