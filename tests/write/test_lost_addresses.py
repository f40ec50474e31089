"""Whatever address was published and is kept by somebody does not go unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import load_site, post

from dvk_plugin.check.published import check_published

NOW = ("index.html", "tin-tuc/2024/moi/index.html", "mo-hinh/ao-am/index.html")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("mo-hinh/ao-am-cu/index.html", "redirect_from: mo-hinh/ao-am-cu/"),
        ("tin-tuc/2023/index.html", "redirect_from: tin-tuc/2023/"),
        ("don-vi/truong-b/index.html", "redirect_from: don-vi/truong-b/"),
        ("don-vi/truong-b/feed.xml", "redirect_from: don-vi/truong-b/feed.xml"),
        ("du-lieu/cu.csv", "redirect_from: du-lieu/cu.csv"),
        ("tin-tuc/2024/mo.html", "redirect_from: tin-tuc/2024/mo.html"),
    ],
)
def test_an_address_that_is_gone_is_told_with_what_to_write(
    lost: str, said: str, tmp_path: Path
) -> None:
    site, _ = load_site(tmp_path, {"posts/moi.md": post("gifts: 3 suất")})
    (issue,) = check_published(site, {*NOW, lost}, NOW)
    assert issue.hint.endswith(said)


def test_what_nobody_keeps_goes_unsaid_and_feeds_go_with_their_page(tmp_path: Path) -> None:
    old = "redirect_from: [mo-hinh/cu/, du-lieu/cu.csv]"
    model = f"---\nname: Áo ấm\n{old}\nyears: {{2024: {{state: new}}}}\n---\n"
    site, _ = load_site(tmp_path, {"docs/mo-hinh/ao-am.md": model})
    gone = ("tin-tuc/trang/7/index.html", "tin-tuc/trang/7.html", "anh/a-0123456789ab-640.webp")
    gone += ("index.html.gz", "mo-hinh/cu/feed.xml", "du-lieu/cu.csv", "tim-kiem/chi-muc/a.bin")
    assert [*check_published(site, {*NOW, *gone}, NOW)] == []


@pytest.mark.parametrize(("mark", "ending"), [("/", "index.html"), ("", ".html")])
def test_the_post_that_an_address_most_likely_went_to_is_named(
    mark: str, ending: str, tmp_path: Path
) -> None:
    """Also where pages have no folders."""
    site, _ = load_site(tmp_path, {"posts/moi.md": post("gifts: 3 suất")})
    lost, now = (f"tin-tuc/2024/{name}{mark}{ending}" for name in ("mo", "moi"))
    (issue,) = check_published(site, {lost}, {now})
    assert issue.source.file == "posts/moi.md"
