"""The browser that is on the machine, printing a page into a PDF file.

A browser and not WeasyPrint: Windows brings Edge along, where WeasyPrint needs Pango and its kin
installed by hand first; and a browser has Times New Roman wherever Word has it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
_SMALL = (
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-features=SpareRendererForSitePerProcess,SitePerProcess",
    "--enable-features=NetworkServiceInProcess2",
)
"""One page of our own, without scripts and network: fewer processes, 50 MB less."""
_PATIENCE = 600
"""Seconds after which a browser that does not answer is taken for broken."""
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)[0-9]{14}")
_CELLS = re.compile(rb"\(node([0-9]{8})\)")
"""How a browser names a head of a table, for the cells below it."""


class NoPdf(Exception):
    """The report cannot be printed on this machine; the text says why and what to do."""


def find_browser() -> str | None:
    """A Chromium of some kind: on the path, or where Windows and macOS put it."""
    for name in COMMANDS:
        found = shutil.which(name)
        if found:
            return found
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        return [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC]
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    return [Path(root) / path for root in roots if root for path in _WINDOWS]


@contextmanager
def printing(browser: str, page: Path, target: Path) -> Iterator[None]:
    """Print a page while the block does something else; when it ends, the file is there.

    `NoPdf` where the browser fails.
    """
    process = None
    with suppress(OSError):
        process = subprocess.Popen(
            _command(browser, page, target), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    try:
        yield
        if process is not None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE)
    finally:
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()
    if not target.is_file():
        raise NoPdf(
            f"Trình duyệt «{browser}» không in được báo cáo ra PDF.\n"
            "Gợi ý: đóng bớt cửa sổ trình duyệt rồi thử lại, hoặc dùng «--format docx»."
        )


def _command(browser: str, page: Path, target: Path) -> list[str]:
    command = [
        browser,
        "--headless",
        *_SMALL,
        "--no-first-run",
        "--disable-extensions",
        "--disable-background-networking",
        f"--user-data-dir={page.with_name('profile')}",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--print-to-pdf={target}",
        page.as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # a browser refuses its sandbox to root
        command.insert(1, "--no-sandbox")
    return command


def without_chance(pdf: bytes) -> bytes:
    """The file without the clock's time, and with heads of tables numbered from one, in the order
    that they had: a browser goes on counting from whatever it made before. Every byte else is in
    its place."""
    numbers = {old: b"%08d" % at for at, old in enumerate(sorted(set(_CELLS.findall(pdf))), 1)}
    dated = _DATES.sub(rb"\g<1>19800101000000", pdf)
    return _CELLS.sub(lambda found: b"(node%s)" % numbers[found[1]], dated)
