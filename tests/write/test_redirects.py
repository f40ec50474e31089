"""Old addresses lead on, whatever kind of address it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import load_site, post, write_site

from dvk_plugin.build import build
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.redirects import file_at, redirects_of, targets

NEW = "tin-tuc/2024/moi"


def settings(root: Path, *old: str) -> Settings:
    return write_site(root, {"posts/moi.md": post(f"redirect_from: [{', '.join(old)}]")})


@pytest.mark.parametrize(
    ("old", "file", "href"),
    [
        ("tin-tuc/2023/cu/", "tin-tuc/2023/cu/index.html", "../../2024/moi/"),
        ("/cu", "cu/index.html", "../tin-tuc/2024/moi/"),
        ("bai-12.html", "bai-12.html", "tin-tuc/2024/moi/"),
        ("https://cu.truong.edu.vn/a/b/index.html", "a/b/index.html", "../../tin-tuc/2024/moi/"),
        ("a/tr%E1%BB%93ng/", "a/trồng/index.html", "../../tin-tuc/2024/moi/"),
    ],
)
def test_a_page_at_the_old_address_leads_to_the_new_one(
    old: str, file: str, href: str, tmp_path: Path
) -> None:
    told = settings(tmp_path, old)
    site, issues = load(told)
    output, more = build(site, told, RelativeLinks(base=told.site_url))
    assert (*issues, *more) == ()
    page = output.files[file].decode()
    assert f'content="0; url={href}"' in page
    assert f'<link rel="canonical" href="https://mau.example/{NEW}/">' in page
    assert "noindex" in page


def test_a_page_written_by_hand_leads_on_from_its_old_address(tmp_path: Path) -> None:
    text = "---\nredirect_from: [gioi-thieu.php, lien-he/cu/, 'a b?']\n---\n\n# Liên hệ\n"
    told = write_site(tmp_path, {"docs/gioi-thieu/lien-he.md": text})
    site, issues = load(told)
    assert [(i.rule, str(i.source)) for i in issues] == [
        ("dia-chi-cu-sai", "docs/gioi-thieu/lien-he.md:2:46")
    ]
    output, _ = build(site, told, RelativeLinks())
    page = output.files["lien-he/cu/index.html"].decode()
    assert 'content="0; url=../../gioi-thieu/lien-he/"' in page
    assert "<title>Liên hệ</title>" in page
    flat = targets(redirects_of(site), RelativeLinks(directories=False))
    assert flat["gioi-thieu.php"] == "gioi-thieu/lien-he.html"


def test_an_old_program_gets_no_page_but_a_line_for_the_server(tmp_path: Path) -> None:
    told = settings(tmp_path, "index.php/12-bai", "index.php")
    site, _ = load(told)
    assert file_at("index.php") == ""
    assert targets(redirects_of(site), RelativeLinks()) == {
        "index.php": f"{NEW}/",
        "index.php/12-bai": f"{NEW}/",
    }


def test_a_title_cannot_leave_its_place_and_a_real_page_is_never_written_over(
    tmp_path: Path,
) -> None:
    text = post("redirect_from: [cu/, mo-hinh/ao-am/]").replace(
        "title: ", 'title: "</title><script>1</script>" #'
    )
    told = write_site(tmp_path, {"posts/moi.md": text})
    site, _ = load(told)
    output, issues = build(site, told, RelativeLinks())
    assert b"<script>" not in output.files["cu/index.html"]
    assert "mo-hinh/ao-am/index.html" not in output.files
    assert [issue.rule for issue in issues] == ["dia-chi-cu-trung"]


@pytest.mark.parametrize(
    "old", ["../x/", "a/../b", "javascript:x", "//", "a b/", ".dvk/x", "a?b=1"]
)
def test_what_is_no_address_of_a_page_is_a_finding(old: str, tmp_path: Path) -> None:
    _, issues = load_site(tmp_path, {"posts/moi.md": post(f'redirect_from: ["{old}"]')})
    assert [issue.rule for issue in issues] == ["dia-chi-cu-sai"]


def test_a_model_has_old_addresses_too(tmp_path: Path) -> None:
    model = "---\nname: Áo ấm\nredirect_from: mo-hinh/ao-cu/\n---\n"
    site, issues = load_site(tmp_path, {"docs/mo-hinh/ao-am.md": model})
    assert issues == ()
    (redirect,) = redirects_of(site)
    assert (redirect.old, redirect.uri) == ("mo-hinh/ao-cu/", "mo-hinh/ao-am.md")
