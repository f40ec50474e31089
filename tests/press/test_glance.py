"""A first look: a saved post's own page, before the build that its figures take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from press_site import MOT, edit, make

from dvk_plugin.adapters.mkdocs.plugin import DvkPlugin
from dvk_plugin.adapters.mkdocs.serving import hold_back, make_quick
from dvk_plugin.adapters.preview import Followed, Preview

PAGE = "tin-tuc/2024/mot/index.html"


class Shown:
    """A preview as `mkdocs serve` has it, without the server."""

    def __init__(self, root: Path) -> None:
        self.config = load_config(str(root / "mkdocs.yml"))
        self.config.plugins.on_startup(command="serve", dirty=False)
        self.page = root / "site" / PAGE
        self.build()

    def build(self) -> None:
        build(self.config, serve_url="http://127.0.0.1:8000/")

    @property
    def preview(self) -> Preview:
        plugin = self.config.plugins["dvk"]
        assert isinstance(plugin, DvkPlugin) and plugin._preview
        return plugin._preview

    def read(self) -> str:
        """What readers see of the page; its head is for those who share and find it."""
        self.preview.print(PAGE)
        return self.page.read_text(encoding="utf-8").partition("<body>")[2]


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    found = Shown(make(tmp_path))
    yield found
    found.preview._indexing.stop()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bài một", "Bài thứ nhất"),
        ("5 triệu", "6 triệu"),
        ("5 triệu đồng", "[5 triệu đồng, 2 triệu đồng]"),
        ("caption: Trao áo", "caption: Trao áo mới"),
        ("[áo ấm]", "[áo ấm, mùa đông]"),
        ("model: ao-am", "model: bep-com"),
        ("15/03/2024", "16/03/2024"),
        ("Trao áo. Xem", "Đã trao áo. Xem"),
    ],
)
def test_a_saved_post_has_its_page_as_the_build_will_print_it(
    old: str, new: str, shown: Shown, tmp_path: Path
) -> None:
    before = shown.read()
    edit(MOT, old, new)(tmp_path)
    assert shown.preview.follow() is not Followed.NOT
    at_once = shown.read()
    shown.build()
    assert at_once == shown.read() != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("15/03/2024", "15/03/2023"),
        ("consent: obtained", "consent: withdrawn"),
        ("{file: a.jpg", "{file: b.jpg"),
        ("5 triệu đồng", "37.9 suất"),
        ("model: ao-am", "model: ao-ấmm"),
        ("Trao áo. Xem", "<script>alert(1)</script> Xem"),
        ("title: Bài một", "tiêu đề: Bài một"),
        ("title:", "draft: true\ntitle:"),
        ("5 triệu đồng", "{value: 5 triệu đồng, id: truong-a/2024/hai/gifts}"),
    ],
)
def test_what_only_a_build_can_tell_is_left_to_it(
    old: str, new: str, shown: Shown, tmp_path: Path
) -> None:
    """Another address, a photo not looked at yet or taken back, faults, a draft, twin ids."""
    before = shown.read()
    edit(MOT, old, new)(tmp_path)
    assert shown.preview.follow() is Followed.NOT
    assert shown.read() == before


def test_readers_get_the_first_look_before_the_build_and_are_held_back_at_its_end() -> None:
    told: list[str] = []

    def build() -> None:
        told.append("open" if server._visible_epoch == server._wanted_epoch else "closed")
        hold_back(server)
        told.append("open" if server._visible_epoch == server._wanted_epoch else "closed")

    server = LiveReloadServer(build, "127.0.0.1", 0, ".")
    make_quick(server, lambda: Followed.PARTLY)
    seen = server._visible_epoch
    server._wanted_epoch += 1  # as the server does when it sees a change
    server.builder()
    assert told == ["open", "closed"]
    assert server._visible_epoch > seen, "browsers load the first look"
    assert server._wanted_epoch > server._visible_epoch, "and then the whole"
