"""A small site of three posts, all kinds of change to it, and a build as `mkdocs build` does it."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from sample import MODELS, post, write_picture, write_site

ONE = post(
    "model: ao-am\nfunds: 5 triệu đồng\ntags: [áo ấm]\n"
    "photos: [{file: a.jpg, caption: Trao áo, consent: obtained}]",
    "Trao áo. Xem [bài kia](../hai/index.md)\nở trang khác.\n\n![](a.jpg)",
).replace("Bài mẫu", "Bài một")
TWO = post("models: [ao-am, bep-com]\ngifts: 40 suất").replace("Bài mẫu", "Bài hai")
THREE = post("model: cho-me\nbeneficiaries: 12 người").replace("Bài mẫu", "Bài ba")
POSTS = {"mot": ONE, "hai": TWO, "ba": THREE}


def make(root: Path) -> Path:
    files = {f"posts/2024/{slug}/index.md": text for slug, text in POSTS.items()}
    write_site(root, {**files, "docs/lien-he.md": "# Liên hệ\n\n[Bài](tin-tuc/2024/mot/index.md)"})
    write_picture(root / "posts/2024/mot/a.jpg")
    return root


def run(root: Path, caplog: pytest.LogCaptureFixture) -> tuple[int, int]:
    """A build, as by `mkdocs build`: how many pages were printed and passed over."""
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"):
        config = load_config(str(root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    told = re.search(r"Trang: in (\d+), giữ nguyên (\d+)", caplog.text)
    assert told
    return int(told[1]), int(told[2])


def tree(site: Path) -> dict[str, bytes]:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def views(day: str = "2024-04-01", **counts: int) -> str:
    """What `dvk views import` keeps of a day."""
    of_day = {f"tin-tuc/2024/{slug}": count for slug, count in counts.items()}
    return json.dumps({"as_of": day, "days": {day: of_day}, "earlier": {}, "settled": []})


def comments(**texts: str) -> str:
    """What `dvk comments export` keeps of one comment a post."""
    one = {"author": "Lan", "day": "2024-04-01", "number": 1}
    return json.dumps({f"tin-tuc/2024/{slug}": [{**one, "text": texts[slug]}] for slug in texts})


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def add(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return change


def rename(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: (root / old).rename(root / new) and None


MOT = "posts/2024/mot/index.md"
CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": edit(MOT, "Trao áo. Xem", "Đã trao áo. Xem"),
    "a title": edit(MOT, "Bài một", "Bài thứ nhất"),
    "a day": edit(MOT, "15/03/2024", "15/03/2023"),
    "a figure": edit(MOT, "5 triệu", "6 triệu"),
    "a figure's line": edit(MOT, "title:", "\ntitle:"),
    "a caption": edit(MOT, "caption: Trao áo", "caption: Trao áo mới"),
    "an old address": edit(MOT, "title:", "redirect_from: bai/cu/\ntitle:"),
    "an old address of a page by hand": add(
        "docs/gioi-thieu.md", "---\nredirect_from: gt/cu/\n---\n# Giới thiệu\n"
    ),
    "a tag": edit(MOT, "[áo ấm]", "[áo ấm, mùa đông]"),
    "a consent": edit(MOT, "consent: obtained", "consent: withdrawn"),
    "a post renamed": rename("posts/2024/hai", "posts/2024/hai-moi"),
    "a post gone": lambda root: shutil.rmtree(root / "posts/2024/hai"),
    "a post more": add("posts/2024/bon.md", post("model: ao-am\nfunds: 1 triệu đồng")),
    "a photo": lambda root: write_picture(root / "posts/2024/mot/a.jpg", (80, 60), "blue"),
    "a model's name": edit("docs/mo-hinh/ao-am.md", "Áo ấm", "Áo ấm vùng cao"),
    "a model's text": edit("docs/mo-hinh/ao-am.md", "---\nname", "---\nsummary: Tóm tắt\nname"),
    "a target": edit(
        "docs/mo-hinh/ao-am.md", "registered}", "registered, targets: {funds: 9 triệu}}"
    ),
    "another model": lambda root: (root / "docs/mo-hinh/bep-com.md").write_text(
        MODELS["bep-com"].replace("Bếp cơm", "Bếp cơm mới"), encoding="utf-8"
    ) and None,
    "the registry": edit("posts/registry.yml", "Trường Cao đẳng A", "Trường Cao đẳng B"),
    "a phone": edit("posts/registry.yml", "02520000000", "02520000001"),
    "the site's name": edit("mkdocs.yml", "Trang mẫu", "Trang khác"),
    "the site's address": edit("mkdocs.yml", "mau.example", "khac.example"),
    "a Markdown extension": edit(
        "mkdocs.yml", "plugins:", "markdown_extensions: [nl2br]\nplugins:"
    ),
    "an option": edit("mkdocs.yml", "[dvk]", "[{dvk: {per_page: 2}}]"),
    "the menu": edit("mkdocs.yml", "plugins:", "nav: [{Tin: tin-tuc/index.md}]\nplugins:"),
    "a page of the author's own": edit("docs/lien-he.md", "Liên hệ", "Liên lạc"),
    "a front page of the author's own": add("docs/index.md", "Lời chào.\n"),
    "a template of the site's own": lambda root: own_template(root),
    "a file of the site's own": add("docs/robots.txt", "User-agent: *\n"),
    "the first views": add("posts/views.json", views(mot=5, hai=3)),
    "the first comments": add("posts/comments.json", comments(mot="Hay quá.")),
    "the server of comments": edit(
        "mkdocs.yml", "[dvk]", "[{dvk: {comments: {isso: https://isso.example}}}]"
    ),
}  # fmt: skip


def own_template(root: Path) -> None:
    add("mau/partials/footer.html", "<footer>Chân trang</footer>")(root)
    edit("mkdocs.yml", "font: false", "font: false, custom_dir: mau")(root)
