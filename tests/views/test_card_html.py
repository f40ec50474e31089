"""Posts in lists: what a card says, in whose words, and that it is made once for all lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sample import load_site, post

from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.card_html import card_html, cards_html
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import RelativeLinks

HOSTILE = "<b>'\"&"


def edition(tmp_path: Path) -> Edition:
    site, _ = load_site(tmp_path, {"posts/2024/a/index.md": post("")})
    one = replace(site.posts[0], title=HOSTILE, summary=HOSTILE, school=HOSTILE)
    site = replace(site, posts=(one,))
    return Edition(site, compute_tallies(site), RelativeLinks())


def test_words_of_a_card_are_no_html(tmp_path: Path) -> None:
    site = edition(tmp_path)
    html = card_html(site.href("index.md"), site, site.site.posts[0])
    assert html.count("&lt;b&gt;&#39;&#34;&amp;") == 3
    assert "<b>" not in html


def test_one_card_serves_all_lists_with_links_of_each(tmp_path: Path) -> None:
    site = edition(tmp_path)
    (one,) = site.site.posts
    far, near = (site.href(uri) for uri in ("don-vi/a/index.md", "index.md"))
    assert f'href="../../{one.key}/"' in cards_html(far, site, [one])
    assert f'href="{one.key}/"' in cards_html(near, site, [one])
    assert len(near.pieces) == 1
    assert "<h2>" in card_html(near, site, one, 2, lead=True)
    assert len(near.pieces) == 2


def test_a_list_without_posts_says_so(tmp_path: Path) -> None:
    site = edition(tmp_path)
    assert "Chưa có bài viết nào." in cards_html(site.href("index.md"), site, [])


def test_a_post_held_back_says_why(tmp_path: Path) -> None:
    site = edition(tmp_path)
    waits = replace(site.site.posts[0], publish_at=date(2099, 12, 31))
    held = replace(site.site, posts=(waits,), held=(waits,))
    card = card_html(site.href("index.md"), replace(site, site=held), waits)
    assert '<span class="dvk-badge dvk-badge--state">hẹn đăng 31/12/2099</span>' in card
