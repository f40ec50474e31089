"""Prints what has to be printed: pages and files whose sources, frame or words have changed.

A page is known by a mark of all that it is made of. One whose mark is that of the last build and
whose file is as that build left it is passed over; all others are made anew, on every core.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dvk_plugin.fingerprint import digest
from dvk_plugin.marks import Marks
from dvk_plugin.memory import keep, recall
from dvk_plugin.press.folder import stamp_of, write_if_new
from dvk_plugin.press.sheet import Press, Sheet, head_words
from dvk_plugin.processes import run_shared, workers_for
from dvk_plugin.progress import Progress
from dvk_plugin.views.links import file_of
from dvk_plugin.views.page import Page
from dvk_plugin.walk import Stamp

POOL_FROM = 60
"""So many pages make the start of other processes worth while: each takes a few ms, and those that
add figures up, which come even with a small change, some tens."""
CHUNK = 12
"""Pages that a process is given at a time."""


class Record(NamedTuple):
    """Of a file: the mark of what it was made of, its size and time, links in it that lead nowhere,
    where in its bytes the author's text begins and ends, and which uris the links in that name,
    with whether there were such.
    """

    mark: str
    stamp: Stamp
    dead: tuple[str, ...]
    text: tuple[int, int]
    asked: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Job:
    """Something to print. `files`: uris that `make` gives; `mark` tells all that goes into them
    but what the links of a text lead to. `kind`: of a page, which has much in common with others of
    its kind."""

    files: tuple[str, ...]
    mark: Callable[[], str]
    make: Callable[[], Mapping[str, Sheet]]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a build printed: jobs made and passed over, files written; what is known of each file,
    by its uri."""

    made: int = 0
    passed: int = 0
    written: int = 0
    records: Mapping[str, Record] = field(default_factory=dict)

    @property
    def dead(self) -> Mapping[str, tuple[str, ...]]:
        """Links that lead nowhere, by the file that they stand in."""
        return {file: record.dead for file, record in self.records.items() if record.dead}


def page_job(press: Press, page: Page, marks: Marks) -> Job:
    """The printing of a page."""
    file = file_of(press.links.url(page.uri))
    mark, make = partial(_mark, press, page, marks), partial(_sheet, press, page, file)
    return Job((file,), mark, make, page.kind)


def _mark(press: Press, page: Page, marks: Marks) -> str:
    return digest(
        (
            *((marks.of(make()) for make in page.shown) if page.shown else (marks.whole,)),
            marks.ground,
            press.told,
            page.own,
            press.frames[page.uri].mark,
            press.texts.get(page.uri, ""),
            *head_words(page, press.links).values(),
        )
    )


def _sheet(press: Press, page: Page, file: str) -> Mapping[str, Sheet]:
    return {file: press.sheet(page)}


def print_all(
    jobs: Sequence[Job],
    folder: Path,
    there: Mapping[str, Stamp],
    known: Mapping[str, Record],
    targets: Collection[str],
    beside: Callable[[], None],
    *,
    workers: int | None = None,
) -> Printed:
    """Print into a folder what is not there as the jobs would have it.

    `there`: the files in the folder now; `known`: what is known of them; `targets`: uris of all
    that a text may link to. `beside`: what this process has to do besides, while others print.
    `workers`: processes to use, by default one for each core and none for a few pages.
    """
    todo = unprinted(jobs, there, known, targets)
    records = {file: known[file] for job in jobs for file in job.files if file in known}
    written = 0
    for found, count in _make(todo, folder, beside, workers):
        written += count
        records.update(found)
    return Printed(len(todo), len(jobs) - len(todo), written, records)


def unprinted(
    jobs: Iterable[Job],
    there: Mapping[str, Stamp],
    known: Mapping[str, Record],
    targets: Collection[str],
) -> list[Job]:
    """The jobs whose files are not there as they would be. Parameters as above."""
    return [job for job in jobs if not _is_fresh(job, known, there, targets)]


def recall_records(root: Path, folder: Path) -> dict[str, Record]:
    """What is known of the files that the last build printed into a folder."""
    kept = recall(root, _memory(folder), _FORM) or {}
    return {file: Record(*plain) for file, plain in kept.items()}


def keep_records(root: Path, folder: Path, records: Mapping[str, Record]) -> None:
    keep(root, _memory(folder), _FORM, {file: tuple(record) for file, record in records.items()})


_FORM = " ".join(Record._fields)
"""A memory of records that have other fields is none."""


def _memory(folder: Path) -> str:
    return f"pages-{digest((str(folder),))[:16]}"


def _is_fresh(
    job: Job,
    known: Mapping[str, Record],
    there: Mapping[str, Stamp],
    targets: Collection[str],
) -> bool:
    mark = ""
    for file in job.files:
        record = known.get(file)
        if record is None or there.get(file) != record.stamp:
            return False
        mark = mark or job.mark()  # making it costs something, and most often is no use
        if record.mark != mark or any((uri in targets) is not was for uri, was in record.asked):
            return False
    return True


Found = Mapping[str, Record]


def _make(
    todo: Sequence[Job], folder: Path, beside: Callable[[], None], workers: int | None
) -> Iterator[tuple[Found, int]]:
    """What is known of the files of each job when it is done, and how many were written.

    The first of each kind comes before the others, in this process: what pages of a kind have in
    common (templates, indexes of the site) is made with it, not in every process again.
    """
    firsts = {job.kind: job for job in reversed(todo) if job.kind}
    rest = tuple(job for job in todo if firsts.get(job.kind) is not job)
    chunks = [range(at, min(at + CHUNK, len(rest))) for at in range(0, len(rest), CHUNK)]
    progress = Progress(len(todo), "Trang")
    try:
        for job in firsts.values():
            progress.step()
            yield print_job(job, folder)
        count = workers_for(len(rest), POOL_FROM, workers)
        for _, results in run_shared(_print_chunk, (rest, folder), chunks, count, beside):
            for result in results:
                progress.step()
                yield result
    finally:
        progress.close()


def _print_chunk(share: tuple[tuple[Job, ...], Path], chunk: range) -> list[tuple[Found, int]]:
    jobs, folder = share
    return [print_job(jobs[at], folder) for at in chunk]


def print_job(job: Job, folder: Path) -> tuple[Found, int]:
    """Do a job: what is known of its files then, and how many of them were written."""
    mark, made = job.mark(), job.make()
    found, written = {}, 0
    for file in job.files:
        sheet = made[file]
        path = folder.joinpath(*file.split("/"))
        written += write_if_new(path, sheet.html)
        found[file] = Record(mark, stamp_of(path), sheet.dead, sheet.text, sheet.asked)
    return found, written
