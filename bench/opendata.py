#!/usr/bin/env python3
"""What open data costs: files of N figures written, read back and added up.

usage: opendata.py [N]        (10,000 by default; prints processor seconds and peak memory)
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dvk_plugin.load import load
from dvk_plugin.read.register import read_register
from dvk_plugin.read.settings import read_settings
from dvk_plugin.ready import make_edition
from dvk_plugin.tally.federation import federate
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.datapackage import data_files
from dvk_plugin.write.federated import federation_rows

CONFIG = "site_name: Trang mẫu\nsite_url: https://mau.example/\nplugins: [dvk]\n"
REGISTRY = "schools:\n  truong-a: {name: Trường A}\n"
METRICS = {
    "gifts": "suất", "trees": "cây", "blood_units": "đơn vị", "participations": "lượt",
    "workdays": "ngày công",
}  # fmt: skip


def write_site(root: Path, figures: int) -> None:
    """Posts of five figures each over ten years, for three models."""
    texts = {"mkdocs.yml": CONFIG, "posts/registry.yml": REGISTRY}
    for model in range(3):
        texts[f"docs/mo-hinh/mo-{model}.md"] = f"---\nname: Mô hình {model}\n---\n"
    for number in range(figures // len(METRICS)):
        day = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        lines = "".join(f"  {key}: {10 + number % 90} {unit}\n" for key, unit in METRICS.items())
        head = f"title: Bài {number}\ndate: {day}\nmodel: mo-{number % 3}\nmetrics:\n{lines}"
        texts[f"posts/{day[:4]}/bai-{number}.md"] = f"---\n{head}---\nNội dung.\n"
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def timed(what: str, do: Callable[[], Any]) -> Any:
    """What a step gives; prints its seconds of processor."""
    start = time.process_time()
    result = do()
    print(f"{what:<28} {time.process_time() - start:6.2f} s")
    return result


def main() -> None:
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root, figures)
        settings = read_settings(root / "mkdocs.yml")
        site, _ = load(settings)
        tallies = compute_tallies(site)
    links = RelativeLinks(base="https://mau.example/")
    edition = make_edition(site, tallies, settings, links, {})
    files = timed("every file of du-lieu/", lambda: data_files(edition, ""))
    data = files["du-lieu/register.csv"]
    register = timed("register.csv read back", lambda: read_register(data, "register.csv"))
    timed("added up, every row", lambda: [*federation_rows(federate([register]))])
    print(f"{len(register.entries)} figures, {len(data) / 2**20:.1f} MB of register.csv")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
