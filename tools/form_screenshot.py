#!/usr/bin/env python3
"""The guide's picture of the form: a post being written in it, in Chromium, as the tests drive it.

usage: python tools/form_screenshot.py        (needs the `test` extra and a Chromium on the PATH)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from form import Form, served_form, site_files, write_post  # noqa: E402

TARGET = ROOT / "docs" / "huong-dan" / "bieu-mau.png"
PHOTO = ROOT / "posts" / "2023" / "nam-mo-hinh-dan-van-kheo" / "tham-trung-tam-bao-tro.jpg"


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        photo = shutil.copy(PHOTO, Path(folder) / "trao-qua.jpg")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--lang=vi"], env={"LANGUAGE": "vi"}
        )
        with served_form(ROOT / "mkdocs.yml") as address:
            form = Form(browser, address)
            form.open(site_files(ROOT))
            write_post(form, photo)
            form.field("metrics").evaluate("part => part.scrollIntoView()")
            form.page.wait_for_timeout(1000)
            form.page.screenshot(path=TARGET)
            form.close()
        browser.close()
    with Image.open(TARGET) as image:
        image.convert("RGB").quantize(64).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
