"""Three schools with a site each, who held one blood drive together. All names are invented."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from sample import CONFIG, post, write_site

DRIVE = "hien-mau-ba-truong-2024"
SCHOOLS = ("truong-a", "truong-b", "truong-c")


def registry(school: str) -> str:
    letter = school[-1].upper()
    return f"schools:\n  {school}: {{name: Trường Cao đẳng {letter}, short: CĐ {letter}}}\n"


def joint(value: str = "98 đơn vị", share: str = "") -> str:
    told = f", share: {share}" if share else ""
    return f"  blood_units: {{value: {value}, scope: joint, id: {DRIVE}{told}}}\n"


POSTS: Mapping[str, str] = {
    "truong-a": post(
        f"metrics:\n{joint(share='40 đơn vị')}  gifts: 30 suất\n"
        "  funds_raised: khoảng 65 triệu đồng\n"
    ),
    "truong-b": post(
        f"as_of: 20/06/2024\nmetrics:\n{joint(share='35 đơn vị')}"
        "  gifts: {value: trên 20 suất, model: ao-am}\n"
    ),
    "truong-c": post(
        f"as_of: 01/12/2024\nmetrics:\n{joint(share='23 đơn vị')}  gifts: {{also: [sách]}}\n"
        "  trees: 12 cây\n"
    ),
}


def site_of(
    root: Path, school: str, text: str | None = None, more: Mapping[str, str] | None = None
) -> Path:
    """The site of a school as the real command builds it; gives its `du-lieu` folder."""
    write_site(
        root,
        {
            "mkdocs.yml": CONFIG.replace("mau.example", f"{school}.example"),
            "posts/registry.yml": registry(school),
            "docs/mo-hinh/ao-am.md": "---\nname: Áo ấm\nyears: {2024: {state: new}}\n---\n",
            "docs/mo-hinh/bep-com.md": "---\nname: Bếp cơm\n---\n",
            "posts/hien-mau.md": text or POSTS[school],
            **(more or {}),
        },
    )
    run("mkdocs", "build", "-q", cwd=root).check_returncode()
    return root / "site" / "du-lieu"


def run(module: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def dvk(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run("dvk_plugin.cli.main", *arguments, cwd=cwd)
