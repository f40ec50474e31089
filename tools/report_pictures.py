#!/usr/bin/env python3
"""The guide's pictures of reports: the demo's, as LibreOffice shows them.

usage: python tools/report_pictures.py        (needs LibreOffice and poppler's pdftoppm)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "huong-dan"
SCHOOL, YEAR = "cdsp-lang-son", "2024"
WORD_PAGES, DPI = (1, 5), 80
EXCEL_PART = (0.0, 0.04, 1.0, 0.64)
"""Left, top, right and bottom of the sheet that is shown, as parts of its page."""
VIETNAMESE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item>
</oor:items>
"""
"""LibreOffice's setting to write 65.000.000 and not 65,000,000."""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(VIETNAMESE, encoding="utf-8")
        word = _pages(_report(folder, "docx"), folder)
        chosen = [_framed(word[number - 1]) for number in WORD_PAGES]
        _save(_beside(chosen), GUIDE / "bao-cao-word.png")
        sheet = _pages(_report(folder, "xlsx"), folder)[0]
        left, top, right, bottom = EXCEL_PART
        box = (left * sheet.width, top * sheet.height, right * sheet.width, bottom * sheet.height)
        _save(_framed(sheet.crop(tuple(map(round, box)))), GUIDE / "bao-cao-excel.png")


def _report(folder: Path, kind: str) -> Path:
    target = folder / f"{kind}.{kind}"
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "report", "--school", SCHOOL]
    subprocess.run([*command, "--year", YEAR, "-o", str(target)], cwd=ROOT, check=True)
    return target


def _pages(file: Path, folder: Path) -> list[Image.Image]:
    """The pages of an office file, as LibreOffice prints them."""
    profile = (folder / "profile").as_uri()
    office = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(folder), str(file)], check=True, capture_output=True)
    stem = folder / file.stem
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", f"{stem}.pdf", f"{stem}-page"], check=True)
    return [Image.open(page) for page in sorted(folder.glob(f"{file.stem}-page-*.png"))]


def _framed(page: Image.Image) -> Image.Image:
    return ImageOps.expand(page.convert("RGB"), border=1, fill="#999999")


def _beside(pages: list[Image.Image]) -> Image.Image:
    gap = 16
    width = sum(page.width for page in pages) + gap * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    at = 0
    for page in pages:
        sheet.paste(page, (at, 0))
        at += page.width + gap
    return sheet


def _save(image: Image.Image, target: Path) -> None:
    image.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
