"""A tiny whole site with invented names, for tests: texts in, site and issues out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from PIL import Image

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings

CONFIG = """\
site_name: Trang mẫu
site_url: https://mau.example/
theme: {name: material, language: vi, font: false}
plugins: [dvk]
"""
REGISTRY = """\
schools:
  truong-a: {name: Trường Cao đẳng A, short: CĐ A, phone: "02520000000"}
branches:
  chi-bo-1: {name: Chi bộ 1, aliases: [chi bộ 01]}
  chi-bo-2: {name: Chi bộ 2}
levels:
  co-so: {label: Cấp cơ sở, body: Đảng ủy Trường}
  tinh: {label: Cấp tỉnh}
"""
MODELS = {
    "ao-am": "---\nname: Áo ấm\nbranch: Chi bộ 1\nyears: {2024: {state: registered}}\n---\n",
    "bep-com": "---\nname: Bếp cơm\nbranch: Chi bộ 2\nyears: {2024: {state: new}}\n---\n",
    "cho-me": "---\nname: Chợ mế\nyears: {2024: {state: maintained}}\n---\n",
}


def write_site(root: Path, files: Mapping[str, str] | None = None) -> Settings:
    """The sample site in a folder, with `files` added or put in place of its own."""
    texts = {
        "mkdocs.yml": CONFIG,
        "posts/registry.yml": REGISTRY,
        **{f"docs/mo-hinh/{slug}.md": text for slug, text in MODELS.items()},
        **(files or {}),
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    settings = read_settings(root / "mkdocs.yml")
    assert isinstance(settings, Settings)
    return settings


def load_site(root: Path, files: Mapping[str, str] | None = None) -> tuple[Site, tuple[Issue, ...]]:
    """The sample site with these files, as loaded."""
    return load(write_site(root, files))


def post(head: str, body: str = "Nội dung.") -> str:
    """A post of 15/03/2024 with these lines in its front matter."""
    lines = dedent(head).strip("\n")
    return f"---\ntitle: Bài mẫu\ndate: 15/03/2024\n{lines}\n---\n{body}\n"


def write_picture(path: Path, size: tuple[int, int] = (40, 30), colour: str = "red") -> None:
    """A small real picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
