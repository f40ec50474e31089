"""A whole site into its folder: what the host made aside, pictures, our pages and files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dvk_plugin.build import Bundle, Output
from dvk_plugin.fingerprint import digest
from dvk_plugin.press.folder import copy_if_new, sweep, write_if_new
from dvk_plugin.press.printing import Job, Printed, page_job, print_all
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
    """Bring a site's folder to what it must be: assets first, then pages; leftovers go last.

    Files of the author's own, which the host has aside, stand before ours of the same name. Raises
    OSError where the folder cannot be written to. `workers` as in `print_all`.
    """
    there = stamps(places.site)
    hosts = stamps(places.aside)
    for uri in hosts:
        _move_if_new(places.aside / uri, places.site / uri)
    for uri, path in output.pictures.items():
        copy_if_new(path, places.site / uri, _size(there, uri))
    jobs = [job for job in _jobs(output, press) if not set(job.files) <= hosts.keys()]
    printed = print_all(jobs, places.site, there, places.root, spared=hosts, workers=workers)
    wanted = {*hosts, *output.pictures, *(file for job in jobs for file in job.files)}
    ours = [uri for uri in there if not uri.startswith(places.others)]
    sweep(places.site, ours, wanted)
    return printed


def _jobs(output: Output, press: Press) -> Iterator[Job]:
    context = digest((output.context, press.dialect.told, *sorted(press.targets)))
    for page in output.pages:
        yield page_job(press, page, context)
    for bundle in output.bundles:
        mark = digest((output.context, bundle.own))
        yield Job(bundle.files, mark, partial(_files, bundle))


def _files(bundle: Bundle) -> dict[str, Sheet]:
    return {uri: Sheet(data) for uri, data in bundle.make().items()}


def _size(there: dict[str, Stamp], uri: str) -> int | None:
    return there[uri][0] if uri in there else None


def _move_if_new(source: Path, path: Path) -> None:
    if write_if_new(path, source.read_bytes()):
        shutil.copymode(source, path)
