"""Feeds: valid by their schemas, read back by a feed reader, the same whatever the clock."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from sample import load_site, post

from dvk_plugin.domain.site import Site
from dvk_plugin.photos.plan import Published, Variant
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.feeds import NEWEST, channels, feed_files

SCHEMAS = Path(__file__).parent.parent / "schemas"
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON_FEED = Draft202012Validator(
    json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text("utf-8")), format_checker=FormatChecker()
)
BASE = "https://truong.edu.vn/dang-uy/"
PHOTO = "photos: [{file: a.jpg, caption: Trao quà}]"
UNWRITABLE = "\x08\x0b\ufffe\ud800"
HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "quotes": "«Một» \"hai\" 'ba' & <b>",
    "emoji": "Xuân 🌸 về 👩‍🏫",
    "rtl": "\u202eabc שלום",
    "long": "Rất dài " * 40,
    "controls": "Một\x08hai\x0bba\ufffe\ud800",
    "cdata": "]]> <![CDATA[",
    "decomposed": "Hie\u0302\u0301n ma\u0301u",
}


def feeds_of(root: Path, files: Mapping[str, str], base: str = BASE) -> Mapping[str, bytes]:
    """The feeds of the sample site with these files; every post has a photo that it names."""
    site, _ = load_site(root, files)
    return feeds_of_site(site, base)


def feeds_of_site(site: Site, base: str = BASE) -> Mapping[str, bytes]:
    variants = (Variant("a-640.webp", 640, 480, "webp"), Variant("a-640.jpg", 640, 480, "jpeg"))
    published = {
        photo.file: Published(640, 480, "#204060", variants)
        for one in site.posts
        for photo in one.published_photos
    }
    links = RelativeLinks(base=base)
    edition = Edition(site, compute_tallies(site), links, published=published)
    return feed_files(edition, tuple(channels(edition)))


def parsed(data: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def check_schemas(files: Mapping[str, bytes]) -> None:
    for uri, data in files.items():
        if uri.endswith(".xml"):
            ATOM.assertValid(etree.fromstring(data))
            assert parsed(data).version == "atom10"
        else:
            JSON_FEED.validate(json.loads(data))


def test_the_schemas_tell_a_broken_feed(tmp_path: Path) -> None:
    """A schema that accepts everything would prove nothing."""
    files = feeds_of(tmp_path, {"posts/bai.md": post("")})
    for name in ("id", "title", "updated"):
        feed = etree.fromstring(files["feed.xml"])
        feed.remove(feed.find(f"{{*}}{name}"))
        assert not ATOM.validate(feed), name
    data = json.loads(files["feed.json"])
    for key in ("version", "title", "items"):
        assert not JSON_FEED.is_valid({k: v for k, v in data.items() if k != key})


def test_the_site_and_every_model_and_school_with_posts_have_both_feeds(tmp_path: Path) -> None:
    files = feeds_of(tmp_path, {"posts/bai.md": post("model: ao-am")})
    folders = ("", "don-vi/truong-a/", "mo-hinh/ao-am/")
    assert sorted(files) == sorted(f"{at}feed.{kind}" for at in folders for kind in ("json", "xml"))
    check_schemas(files)


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_title_is_valid_and_reads_back(title: str, tmp_path: Path) -> None:
    site, _ = load_site(tmp_path, {"posts/bai.md": post("")})
    hostile = replace(site.posts[0], title=title, summary=title, tags=(title,), authors=(title,))
    files = feeds_of_site(replace(site, name=title, posts=(hostile,)))
    check_schemas(files)
    entry = parsed(files["feed.xml"]).entries[0]
    item = json.loads(files["feed.json"])["items"][0]
    wanted = unicodedata.normalize("NFC", "".join(c for c in title if c not in UNWRITABLE))
    assert feedparser.parse(files["feed.xml"]).entries[0].title_detail.type == "text/plain"
    assert etree.fromstring(files["feed.xml"]).findtext("{*}entry/{*}title") == wanted
    assert item["title"] == wanted
    assert entry.id == item["id"]
    assert "<script" not in item["content_html"]


def test_an_entry_tells_figures_with_their_words_and_full_addresses(tmp_path: Path) -> None:
    head = f"model: ao-am\nfunds: khoảng 65 triệu đồng\ntags: [quà]\nauthors: [Chi bộ 1]\n{PHOTO}"
    files = feeds_of(tmp_path, {"posts/bai.md": post(head)})
    entry = parsed(files["feed.xml"]).entries[0]
    address = f"{BASE}tin-tuc/2024/bai/"
    assert entry.link == address
    assert entry.id == "tag:truong.edu.vn,2024-03-15:tin-tuc/2024/bai"
    assert entry.published == entry.updated == "2024-03-15T00:00:00+07:00"
    assert [author.name for author in entry.authors] == ["Chi bộ 1"]
    assert [tag.term for tag in entry.tags] == ["quà"]
    enclosure = next(link for link in entry.links if link.rel == "enclosure")
    assert (enclosure.href, enclosure.type) == (f"{BASE}anh/a-640.jpg", "image/jpeg")
    content = entry.content[0].value
    assert "khoảng 65.000.000 đồng" in content
    links = [part.split('"')[0] for part in content.split('href="')[1:]]
    assert links and all(link.startswith(BASE) for link in links)
    item = json.loads(files["feed.json"])["items"][0]
    assert (item["id"], item["url"]) == (entry.id, entry.link)
    assert item["image"] == enclosure.href


def test_the_newest_posts_come_first_and_dates_are_those_of_posts(tmp_path: Path) -> None:
    names = [f"posts/bai-{n:02}.md" for n in range(1, 29)]
    names += [f"posts/moi-{n:02}.md" for n in range(1, 9)]
    texts = [post("").replace("15/03", f"{n:02}/02") for n in range(1, 29)]
    texts += [post("").replace("15/03", f"{n:02}/04") for n in range(1, 9)]
    feed = parsed(feeds_of(tmp_path, dict(zip(names, texts, strict=True)))["feed.xml"])
    days = [entry.published for entry in feed.entries]
    assert len(days) == NEWEST
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == days[0] == "2024-04-08T00:00:00+07:00"
    assert len({entry.id for entry in feed.entries}) == NEWEST


def test_ids_outlive_a_move_to_another_folder_or_scheme(tmp_path: Path) -> None:
    files = {"posts/bai.md": post("")}
    old = parsed(feeds_of(tmp_path, files, "http://truong.edu.vn/")["feed.xml"])
    new = parsed(feeds_of(tmp_path, files, BASE)["feed.xml"])
    assert old.feed.id == new.feed.id
    assert old.entries[0].id == new.entries[0].id


@pytest.mark.parametrize("base", ["", "/dang-uy/", "truong.edu.vn", "http://[", "https://a..b/"])
def test_a_site_without_a_full_address_has_no_feeds(base: str, tmp_path: Path) -> None:
    assert feeds_of(tmp_path, {"posts/bai.md": post("")}, base) == {}


def test_a_site_without_posts_has_no_feeds(tmp_path: Path) -> None:
    assert feeds_of(tmp_path, {}) == {}


def test_letters_are_composed(tmp_path: Path) -> None:
    text = post("").replace("Bài mẫu", HOSTILE["decomposed"])
    assert "Hiến máu".encode() in feeds_of(tmp_path, {"posts/bai.md": text})["feed.xml"]
