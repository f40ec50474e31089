"""The form in the browser, driven: a folder for it to write to, its fields, what it wrote.

Chromium's picker of folders cannot be driven, so a folder of the browser's own (OPFS) is given in
its place; it is of the same kind, and the form cannot tell.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from dvk_plugin.cli.admin import make_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PATIENCE = 90_000
"""Milliseconds that so large a script may take to do anything on a busy machine."""
TITLE = "Thăm, tặng quà bà con xã Đa Kai"
_OPENED = re.compile("#/collections")
"""Where the form goes when it has read the folder, and at once from there to the first list."""
_PICKER = "window.showDirectoryPicker = () => navigator.storage.getDirectory()"
_FILL = """async (files) => {
  const root = await navigator.storage.getDirectory()
  for (const [name, data] of Object.entries(files)) {
    const parts = name.split("/")
    const last = parts.pop()
    let folder = root
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true })
    const file = await folder.getFileHandle(last, { create: true })
    const out = await file.createWritable()
    await out.write(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)))
    await out.close()
  }
}"""
_READ = """async () => {
  const found = {}
  async function walk(folder, path) {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`)
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
        const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")
        found[path + name] = btoa(text)
      }
    }
  }
  await walk(await navigator.storage.getDirectory(), "")
  return found
}"""


@contextmanager
def served_form(config: Path) -> Iterator[str]:
    """The address of the form, as `dvk admin` serves it."""
    server = make_server(config, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/admin/"
    server.shutdown()
    server.server_close()


def site_files(root: Path) -> dict[str, bytes]:
    """What of a site's folder the form reads and writes, by name."""
    folders = ("mkdocs.yml", "posts/**/*", "docs/mo-hinh/*.md")
    paths = (path for pattern in folders for path in root.glob(pattern) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


class Form:
    """An open form and the folder that it works on. `far`: requests to other origins."""

    def __init__(self, browser: Browser, address: str, *, width: int = 1280) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", reduced_motion="reduce"
        )
        self._context.set_default_timeout(PATIENCE)
        self._context.add_init_script(_PICKER)
        self.page: Page = self._context.new_page()
        self.far: list[str] = []
        self.faults: list[str] = []
        own = (address.removesuffix("admin/"), "blob:", "data:")
        self.page.on("request", lambda r: None if r.url.startswith(own) else self.far.append(r.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console",
            lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None,
        )
        self._address = address
        self.page.goto(address)

    def fill(self, files: dict[str, bytes]) -> None:
        data = {name: base64.b64encode(text).decode() for name, text in files.items()}
        self.page.evaluate(_FILL, data)

    def open(self, files: dict[str, bytes]) -> None:
        """Fill the folder and choose it, as an editor does in the first place."""
        self.fill(files)
        self.page.get_by_role("button", name="Mở thư mục của trang").click()
        self.page.wait_for_url(_OPENED)

    def files(self) -> dict[str, bytes]:
        """What is in the folder now."""
        found = self.page.evaluate(_READ)
        return {name: base64.b64decode(data) for name, data in found.items()}

    def open_entry(self, title: str) -> None:
        """Open the post or model of this title, from the list that shows it."""
        self.page.get_by_role("row", name=title).get_by_role("gridcell").last.click()
        self.page.locator("[data-key-path]").first.wait_for()

    def go(self, place: str) -> None:
        """`collections/posts/new`, `collections/posts/entries/2023/…`."""
        self.page.goto(f"{self._address}#/{place}")
        self.page.locator("[data-key-path]").first.wait_for()

    def field(self, path: str) -> Locator:
        """The part of the form in which a field stands: `metrics.0.value`."""
        return self.page.locator(f'[data-key-path="{path}"]').first

    def write(self, path: str, text: str) -> None:
        self.field(path).locator("input:not([type=file]), textarea").first.fill(text)

    def choose(self, path: str, option: str) -> None:
        self.field(path).get_by_role("combobox").click()
        self.page.get_by_role("option", name=option).first.click()

    def add(self, path: str) -> None:
        """One more entry in a list."""
        self.field(path).get_by_role("button", name="Thêm").last.click()

    def upload(self, path: str, photo: Path) -> None:
        self.field(path).locator("input[type=file]").first.set_input_files(photo)

    def save(self) -> None:
        """Save, and wait until the list of posts is back."""
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        self.page.locator("[data-key-path]").first.wait_for(state="detached")

    def close(self) -> None:
        self._context.close()


def write_post(form: Form, photo: Path) -> None:
    """A post with two figures and a photo, typed as an editor would."""
    form.go("collections/posts/new")
    form.write("title", TITLE)
    form.write("date", "2024-10-15")
    form.choose("school", "Trường Cao đẳng Bình Thuận")
    form.add("metrics")
    form.choose("metrics.0.metric", "Kinh phí huy động")
    form.write("metrics.0.value", "37,9 triệu đồng")
    form.add("metrics")
    form.choose("metrics.1.metric", "Suất quà")
    form.write("metrics.1.value", "60 suất")
    form.add("photos")
    form.upload("photos.0.file", photo)
    form.write("photos.0.caption", "Trao quà ở nhà văn hóa xã")
    form.write("photos.0.alt", "Bà con nhận quà trước nhà văn hóa")
    form.choose("photos.0.consent", "đã được đồng ý")
    body = form.field("body").get_by_role("textbox").first
    body.click()
    body.press_sequentially("Sáng nay, các đảng viên đến thăm bà con.")
