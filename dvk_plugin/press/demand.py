"""Printing on demand: in a preview, a page is made when somebody asks for it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from dvk_plugin.press.folder import write_if_new
from dvk_plugin.press.printing import Job, Printed, Record, print_job
from dvk_plugin.press.sheet import Sheet


class Demand:
    """Jobs that are not done yet, and what is known of the files that are; for several threads."""

    def __init__(self, jobs: Iterable[Job], records: Mapping[str, Record], folder: Path) -> None:
        """`records`: of files that are in the site's folder from before."""
        self._jobs = {file: job for job in jobs for file in job.files}
        self._folder = folder
        self._lock = threading.Lock()
        self.records = dict(records)

    def put(self, file: str, sheet: Sheet) -> None:
        """Put a file into the site that is to be printed again. Raises OSError as below."""
        with self._lock:
            write_if_new(self._folder.joinpath(*file.split("/")), sheet.html)
            self._jobs.pop(file, None)
            self.records.pop(file, None)

    def ensure(self, file: str) -> Printed:
        """Print a file of the site unless that is done. Raises OSError where that cannot be."""
        with self._lock:
            job = self._jobs.get(file)
            if job is None:
                return Printed()
            found, written = print_job(job, self._folder)
            self.records.update(found)
            for done in job.files:
                del self._jobs[done]
            return Printed(1, 0, written, found)
