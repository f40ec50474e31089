"""Lighthouse: what search engines ask of a page, with full marks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from equipment import CHROMIUM, CHROMIUM_ARGS, MODULES, missing, require
from test_pages import page_address

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["home", "news", "post", "model", "tallies"])
def test_search_engines_find_nothing_amiss(
    kind: str, built_site: Path, site_url: str, tmp_path: Path
) -> None:
    lighthouse = require(MODULES / "lighthouse" / "cli" / "index.js")
    node = shutil.which("node") or missing("node is missing: install the package `nodejs`")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    report = tmp_path / "report.json"
    command = [
        node,
        str(lighthouse),
        site_url + page_address(built_site, kind),
        "--only-categories=seo",
        "--output=json",
        f"--output-path={report}",
        "--quiet",
        "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(CHROMIUM_ARGS)}",
    ]
    env = {**os.environ, "CHROME_PATH": chromium or missing("chromium is missing")}
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text("utf-8"))
    amiss = [a["title"] for a in found["audits"].values() if a["score"] not in (1, None)]
    assert (found["categories"]["seo"]["score"], amiss) == (1, [])
