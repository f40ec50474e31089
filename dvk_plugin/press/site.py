"""A whole site into its folder: what the host made aside, pictures, our pages and files."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dvk_plugin.build import Bundle, Output
from dvk_plugin.fingerprint import digest
from dvk_plugin.press.demand import Demand
from dvk_plugin.press.folder import copy_if_new, sweep, write_if_new
from dvk_plugin.press.printing import (
    Job,
    Printed,
    Record,
    keep_records,
    page_job,
    print_all,
    recall_records,
    unprinted,
)
from dvk_plugin.press.sheet import Press, Sheet
from dvk_plugin.walk import Stamp, stamps


@dataclass(frozen=True)
class Places:
    """Folders of a build: `aside`, where the host has put its part; `site`, which is published;
    `root`, the project's. `others`: where in the site others write, by the start of the uri.
    """

    aside: Path
    site: Path
    root: Path
    others: tuple[str, ...] = ()


def publish_site(
    output: Output, press: Press, places: Places, *, workers: int | None = None
) -> Printed:
    """Bring a site's folder to what it must be: assets and pages at once; leftovers go last.

    Files of the author's own, which the host has aside, stand before ours of the same name. Raises
    OSError where the folder cannot be written to. `workers` as in `print_all`.
    """
    there, known = stamps(places.site), recall_records(places.root, places.site)
    hosts = stamps(places.aside)
    jobs = _jobs_beside(hosts, output, press)
    beside = partial(_place_assets, hosts, output, places, there)
    printed = print_all(jobs, places.site, there, known, press.targets, beside, workers=workers)
    if printed.made or printed.records.keys() != known.keys():
        keep_records(places.root, places.site, printed.records)
    _sweep(places, there, {*hosts, *output.pictures}, jobs)
    return printed


def prepare_site(
    output: Output, press: Press, places: Places, known: Mapping[str, Record]
) -> Demand:
    """The same for a preview, whose pages are printed as they are asked for. `known`: what is
    known of files that are there from before."""
    there = stamps(places.site)
    hosts = stamps(places.aside)
    _place_assets(hosts, output, places, there)
    jobs = _jobs_beside(hosts, output, press)
    _sweep(places, there, {*hosts, *output.pictures}, jobs)
    return Demand(unprinted(jobs, there, known, press.targets), known, places.site)


def _place_assets(
    hosts: Iterable[str], output: Output, places: Places, there: Mapping[str, Stamp]
) -> None:
    """Put what the host made (`hosts`: its uris) and the pictures into the site."""
    for uri in hosts:
        _move_if_new(places.aside / uri, places.site / uri)
    for uri, path in output.pictures.items():
        copy_if_new(path, places.site / uri, there[uri][0] if uri in there else None)


def _jobs_beside(hosts: Collection[str], output: Output, press: Press) -> list[Job]:
    """What is to be printed, but for files that the host has."""
    jobs = (
        replace(job, files=tuple(file for file in job.files if file not in hosts))
        for job in _jobs(output, press)
    )
    return [job for job in jobs if job.files]


def _sweep(places: Places, there: Iterable[str], wanted: set[str], jobs: Iterable[Job]) -> None:
    """Remove what was there and is not wanted any more."""
    wanted.update(file for job in jobs for file in job.files)
    sweep(places.site, [uri for uri in there if not uri.startswith(places.others)], wanted)


def _jobs(output: Output, press: Press) -> Iterator[Job]:
    for page in output.pages:
        yield page_job(press, page, output.marks)
    for bundle in output.bundles:
        marks = output.marks
        mark = partial(digest, (marks.ground if bundle.apart else marks.whole, bundle.own))
        yield Job(bundle.files, mark, partial(_files, bundle))


def _files(bundle: Bundle) -> dict[str, Sheet]:
    return {uri: Sheet(data) for uri, data in bundle.make().items()}


def _move_if_new(source: Path, path: Path) -> None:
    if write_if_new(path, source.read_bytes()):
        shutil.copymode(source, path)
