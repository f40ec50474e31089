"""The demo site with so many made-up posts beside its own: what the search is tried on."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

import gen  # noqa: E402

SCHOOL = "truong-mau"


def write_corpus(folder: Path, count: int, *, pictures: bool = True) -> Path:
    """A dvk site in `folder`: the demo's two colleges, and a third with `count` posts.

    `pictures`: each post has its two photos, small real ones; without them captions alone.
    """
    for name in ("docs", "posts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    registry = folder / "posts/registry.yml"
    text = registry.read_text(encoding="utf-8")
    school = f"schools:\n  {SCHOOL}: {{name: Trường mẫu}}\n"
    registry.write_text(text.replace("schools:\n", school, 1), encoding="utf-8")
    for model in gen.MODELS:
        path = folder / f"docs/mo-hinh/{gen.slugify(model)}.md"
        head = f"---\nname: {json.dumps(model, ensure_ascii=False)}\nschool: {SCHOOL}\n---\n"
        path.write_text(f"{head}\nMô hình của trường.\n", encoding="utf-8")
    for made in made_posts(count):
        _write_post(folder, made, pictures=pictures)
    return folder


def made_posts(count: int) -> Iterator[dict[str, Any]]:
    """Made-up posts; each is the same whatever the count, but for its day."""
    return (gen.post(at, count) for at in range(count))


def captions(made: dict[str, Any]) -> dict[str, str]:
    """A made-up post's photos: file → caption."""
    return {f"{number:02}.jpg": text for kind, (number, text) in _figures(made)}


def _figures(made: dict[str, Any]) -> Iterator[tuple[str, tuple[int, str]]]:
    return (block for block in made["blocks"] if block[0] == "fig")


def _write_post(folder: Path, made: dict[str, Any], *, pictures: bool) -> None:
    def quoted(text: str) -> str:
        """A text as a YAML string."""
        return json.dumps(text, ensure_ascii=False)

    photos = captions(made)
    metrics = made["metrics"]
    head = [
        f"title: {quoted(made['title'])}",
        f"date: {made['date'].isoformat()}",
        f"school: {SCHOOL}",
        f"model: {quoted(made['model'])}",
        f"tags: [{', '.join(map(quoted, made['tags']))}]",
        f"metrics: {{funds: {metrics['funds']}, beneficiaries: {metrics['beneficiaries']}}}",
        "photos:",
        *(f"  - {{file: {name}, caption: {quoted(text)}}}" for name, text in photos.items()),
    ]
    place = folder / f"posts/{made['date'].year}/{made['slug']}"
    place.mkdir(parents=True)
    body = gen.body(made, "dvk", "", more=False)
    (place / "index.md").write_text("\n".join(["---", *head, "---", "", body]), encoding="utf-8")
    if pictures:
        for name in photos:
            shade = int(name[:2]) * 12
            Image.new("RGB", (64, 48), (shade, 90, 255 - shade)).save(place / name)
