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
from dvk_plugin.press import receipt
from dvk_plugin.read.settings import Settings

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

    def follow(self, *files: str) -> Followed:
        """What becomes of these files' news."""
        return self.preview.follow(
            [str(Path(self.config.config_file_path).parent / file) for file in files]
        )

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
    assert shown.follow(MOT) is not Followed.NOT
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
    assert shown.follow(MOT) is Followed.NOT
    assert shown.read() == before


ADDED = "Một câu của bài. " * 60
MENDED = edit(MOT, ADDED, f"{ADDED}Câu cuối.")


@pytest.fixture
def settled(shown: Shown, tmp_path: Path) -> Shown:
    """A preview of posts whose texts are longer than what other pages tell of them."""
    edit(MOT, "trang khác.", f"trang khác. {ADDED}")(tmp_path)
    shown.build()
    shown.read()
    return shown


def test_news_of_a_post_cost_no_look_at_all_the_others(
    settled: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Settings] = []
    real = receipt.sources_of
    monkeypatch.setattr(receipt, "sources_of", lambda asked: (looked.append(asked), real(asked))[1])
    MENDED(tmp_path)
    assert settled.follow(MOT) is Followed.WHOLLY
    assert "Câu cuối." in settled.read()
    assert settled.follow(MOT) is Followed.WHOLLY, "told of twice, there is nothing to do"
    assert not looked
    assert settled.preview.look_over() is Followed.WHOLLY
    assert looked


@pytest.mark.parametrize("news", [(), ("posts/2024/mot/a.jpg",), (MOT, "posts/2024/mot/.~a")])
def test_what_the_news_leave_open_is_looked_for(
    news: tuple[str, ...], settled: Shown, tmp_path: Path
) -> None:
    """A text is mended, and nothing, a picture that is as it was or a file that is gone is told."""
    MENDED(tmp_path)
    assert settled.follow(*news) is Followed.WHOLLY
    assert "Câu cuối." in settled.read()


def test_news_of_what_is_no_source_take_a_build(settled: Shown) -> None:
    assert settled.follow("mkdocs.yml") is Followed.NOT


def test_what_nobody_told_of_is_seen_after_the_news(settled: Shown, tmp_path: Path) -> None:
    MENDED(tmp_path)
    edit("posts/2024/hai/index.md", "40 suất", "47 suất")(tmp_path)
    assert settled.follow(MOT) is Followed.WHOLLY
    assert settled.preview.look_over() is Followed.PARTLY
    (tmp_path / "docs/them.md").write_text("# Thêm", encoding="utf-8")
    assert settled.preview.look_over() is Followed.NOT


class Follower:
    """Stands for a preview; `over`: what looking over finds."""

    def __init__(self, followed: Followed, over: Followed) -> None:
        self.follow = lambda files: followed
        self.look_over = lambda: over


@pytest.mark.parametrize(
    ("followed", "over", "builds"),
    [
        (Followed.WHOLLY, Followed.WHOLLY, 0),
        (Followed.WHOLLY, Followed.PARTLY, 1),
        (Followed.WHOLLY, Followed.NOT, 1),
        (Followed.PARTLY, Followed.WHOLLY, 1),
        (Followed.NOT, Followed.WHOLLY, 1),
    ],
)
def test_a_site_is_built_unless_all_changes_show(
    followed: Followed, over: Followed, builds: int
) -> None:
    built: list[int] = []
    server = LiveReloadServer(lambda: built.append(1), "127.0.0.1", 0, ".")
    make_quick(server, lambda: Follower(followed, over))
    server.builder()
    assert len(built) == builds


def test_readers_get_the_first_look_before_the_build_and_are_held_back_at_its_end() -> None:
    told: list[str] = []

    def build() -> None:
        told.append("open" if server._visible_epoch == server._wanted_epoch else "closed")
        hold_back(server)
        told.append("open" if server._visible_epoch == server._wanted_epoch else "closed")

    server = LiveReloadServer(build, "127.0.0.1", 0, ".")
    make_quick(server, lambda: Follower(Followed.PARTLY, Followed.WHOLLY))
    seen = server._visible_epoch
    server._wanted_epoch += 1  # as the server does when it sees a change
    server.builder()
    assert told == ["open", "closed"]
    assert server._visible_epoch > seen, "browsers load the first look"
    assert server._wanted_epoch > server._visible_epoch, "and then the whole"
