"""LibreOffice without a window: what an office program makes of our files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

NEEDED = ("soffice", "pdftotext")
needs_office = pytest.mark.skipif(
    "CI" not in os.environ and not all(map(shutil.which, NEEDED)),
    reason="needs LibreOffice and poppler (apt install libreoffice-writer libreoffice-calc "
    "poppler-utils --no-install-recommends)",
)
_MEASURED_ALIKE = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes")


def _has_times() -> bool:
    """Whether letters here are as wide as those of the font that our Word files name."""
    if not shutil.which("fc-match"):
        return False
    command = ["fc-match", "--format", "%{family}", "Times New Roman"]
    family = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return family.startswith(_MEASURED_ALIKE)


needs_times = pytest.mark.skipif(
    "CI" not in os.environ and not _has_times(),
    reason="needs a font as wide as Times New Roman (apt install fonts-liberation)",
)
_ALWAYS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice's setting to compute every formula anew when it opens a file."""
_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")


def convert(files: list[Path], kind: str, folder: Path) -> list[Path]:
    """The files in another format, in one run of the office, which takes its time to start."""
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    return [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]


def without_results(workbook: Path, target: Path) -> None:
    """The Excel file with its formulas but not what came of them."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, _CACHED.sub(rb"\1", old.read(name)))


def pages(pdf: Path) -> list[str]:
    """The text of each page, as it is laid out."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]
