"""What a built site tells those who share and find it: names, cards, JSON-LD, sitemap, icons."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from heads import Head, addresses, file_at, heads
from jsonschema import Draft202012Validator
from lxml import etree
from PIL import Image
from sample import CONFIG, post, write_picture, write_site
from test_mkdocs import ROOT, mkdocs, tree

SCHEMAS = Path(__file__).parent / "schemas"
SITEMAP = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON_FEED = Draft202012Validator(json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text("utf-8")))
BASE = "https://truong.edu.vn/dang-uy/"
HOSTILE = "</script><script>alert(1)</script> \\\"&'<b> 🌸 \u202eabc"
REQUIRED = {
    "NewsArticle": ("headline", "datePublished", "dateModified", "author", "publisher", "image"),
    "BreadcrumbList": ("itemListElement",),
    "Organization": ("name", "url", "logo"),
    "WebSite": ("name", "url", "publisher"),
    "Dataset": ("name", "description", "distribution", "creator", "temporalCoverage"),
    "ImageGallery": ("name", "url", "image"),
    "CollectionPage": ("name", "url"),
    "ImageObject": ("contentUrl", "width", "height"),
    "DataDownload": ("contentUrl", "encodingFormat"),
    "ListItem": ("position", "name"),
}


@dataclass(frozen=True)
class Built:
    """A built site and the address that it was built for."""

    folder: Path
    base: str
    heads: Mapping[str, Head]

    def file(self, address: str) -> Path:
        return file_at(address, self.base, self.folder)


def built(root: Path, base: str) -> Built:
    result = mkdocs(root)
    assert result.returncode == 0, result.stderr
    return Built(root / "site", base, heads(root / "site"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp("demo") / "site"
    result = mkdocs(ROOT, "-d", str(out))
    assert result.returncode == 0, result.stderr
    return Built(out, "https://dan-van-kheo.example/", heads(out))


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Sixty posts as years of reporting bring them: the same titles and words again and again."""
    root = tmp_path_factory.mktemp("sixty")
    chance = random.Random(60)
    files = {"mkdocs.yml": CONFIG.replace("https://mau.example/", BASE)}
    for number in range(60):
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), 2020 + number % 5
        title = chance.choice(
            ("Ngày hội hiến máu", "Trao học bổng", "Khám bệnh cho bà con", HOSTILE)
        )
        lines = [f"model: {chance.choice(('ao-am', 'bep-com', 'cho-me'))}", "funds: 5 triệu đồng"]
        lines.append(f"tags: [{chance.choice(('hiến máu', 'học bổng', 'áo ấm'))}]")
        lines.append(f"category: {chance.choice(('Tin tức', 'Gương sáng'))}")
        if number % 3 == 0:
            lines.append("photos: [{file: a.jpg, caption: Bà con và đảng viên}]")
            write_picture(root / f"posts/bai-{number}/a.jpg", (700, 500), f"#{number:02x}8040")
        text = post("\n".join(lines), "Sáng nay chi bộ đến với bà con. " * (number % 4))
        text = text.replace("15/03/2024", f"{day:02}/{month:02}/{year}")
        files[f"posts/bai-{number}/index.md"] = text.replace("title: Bài mẫu", f'title: "{title}"')
    write_site(root, files)
    return built(root, BASE)


@pytest.fixture(params=["demo", "sixty"])
def site(request: pytest.FixtureRequest) -> Built:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Built)
    return found


def twice(values: Mapping[str, str]) -> dict[str, list[str]]:
    """The values that stand on more than one page, with these pages."""
    counts = Counter(values.values())
    return {v: [page for page in values if values[page] == v] for v in counts if counts[v] > 1}


def test_no_two_pages_have_the_same_title_or_description(site: Built) -> None:
    assert twice({page: head.title for page, head in site.heads.items()}) == {}
    told = {page: head.meta("description") for page, head in site.heads.items()}
    assert twice(told) == {}
    assert {page: text for page, text in told.items() if not 50 <= len(text) <= 160} == {}


def test_every_page_names_its_own_full_address(site: Built) -> None:
    for page, head in site.heads.items():
        assert head.canonical == head.meta("og:url"), page
        assert site.file(head.canonical) == site.folder / page


def test_every_page_has_a_whole_card(site: Built) -> None:
    cards = set()
    for page, head in site.heads.items():
        is_post = bool(re.match(r"tin-tuc/\d{4}/", page))
        assert head.meta("og:type") == ("article" if is_post else "website"), page
        assert head.meta("og:locale") == "vi_VN"
        assert head.meta("og:site_name")
        assert head.title.startswith(head.meta("og:title"))
        assert head.meta("og:description") == head.meta("description")
        assert head.meta("twitter:card") == "summary_large_image"
        assert head.meta("og:image:alt")
        card = site.file(head.meta("og:image"))
        size = (int(head.meta("og:image:width")), int(head.meta("og:image:height")))
        if card not in cards:
            with Image.open(card) as image:
                assert (image.format, image.size) == ("JPEG", size)
            assert card.stat().st_size <= 100_000
        cards.add(card)
    posts = [page for page in site.heads if re.match(r"tin-tuc/\d{4}/", page)]
    own = {site.heads[page].meta("og:image") for page in posts}
    assert len(own) == len(posts)
    assert {path.name for path in cards} == {
        path.name for path in (site.folder / "chia-se").iterdir()
    }


def test_no_page_asks_for_what_is_not_there(site: Built) -> None:
    for page, head in site.heads.items():
        for rel in ("icon", "apple-touch-icon", "manifest"):
            assert head.links[rel]
            for link in head.links[rel]:
                assert ((site.folder / page).parent / link["href"]).is_file()
        for link in head.links["alternate feed"]:
            assert site.file(link["href"]).is_file()


def required(thing: object) -> None:
    """Every thing in the data has what its kind must have, however deep."""
    if isinstance(thing, list):
        for one in thing:
            required(one)
    elif isinstance(thing, dict):
        is_reference = set(thing) <= {"@type", "@id", "name", "url"}
        fields = () if is_reference else REQUIRED.get(thing.get("@type", ""), ())
        assert [name for name in fields if not thing.get(name)] == [], thing
        for value in thing.values():
            required(value)


def test_json_ld_is_whole_and_leads_to_pages_that_exist(site: Built) -> None:
    kinds = Counter()
    for page, head in site.heads.items():
        if page.startswith("huong-dan/"):
            continue
        assert len(head.data) == 1, page
        assert head.data[0]["@context"] == "https://schema.org"
        required(head.data[0]["@graph"])
        for address in addresses(head.data[0]):
            assert site.file(address).is_file(), (page, address)
        kinds.update(thing["@type"] for thing in head.data[0]["@graph"])
    posts = sum(bool(re.match(r"tin-tuc/\d{4}/", page)) for page in site.heads)
    assert kinds["NewsArticle"] == posts
    assert kinds["WebSite"] == kinds["Dataset"] == 1
    assert kinds["Organization"] and kinds["ImageGallery"] and kinds["CollectionPage"]
    ours = [page for page in site.heads if not page.startswith("huong-dan/")]
    assert kinds["BreadcrumbList"] == len(ours) - 1  # all but the front page


def test_an_article_is_what_its_page_says(site: Built) -> None:
    for page, head in site.heads.items():
        for article in head.things("NewsArticle"):
            assert len(article["headline"]) <= 110
            assert article["url"] == head.canonical
            assert article["description"] == head.meta("description")
            assert article["datePublished"] == head.meta("article:published_time")
            assert article["publisher"]["@type"] == "Organization"
            writers = (
                article["author"] if isinstance(article["author"], list) else [article["author"]]
            )
            assert all(writer["name"] for writer in writers)
            for writer in writers:  # the publisher by its mark, or one with a name of its own
                assert writer.get("@id", article["publisher"]["@id"]) == article["publisher"]["@id"]
            assert all(image["caption"] for image in article["image"][:-1])  # the last is the card
            for image in article["image"]:
                with Image.open(site.file(image["contentUrl"])) as picture:
                    assert picture.size == (image["width"], image["height"]), page


def test_crumbs_lead_from_the_front_page_to_the_page(site: Built) -> None:
    for head in site.heads.values():
        for crumbs in head.things("BreadcrumbList"):
            items = crumbs["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[0]["item"] == site.base
            assert items[-1]["name"] and "item" not in items[-1]  # Google takes the page's own
            assert len({item["item"] for item in items[:-1]}) == len(items) - 1


def test_the_tallies_are_a_dataset_that_can_be_fetched(demo: Built) -> None:
    (dataset,) = demo.heads["so-lieu/index.html"].things("Dataset")
    found = {one["encodingFormat"]: one["contentUrl"] for one in dataset["distribution"]}
    assert sorted(found) == ["application/json", "text/csv"]
    assert json.loads(demo.file(found["application/json"]).read_text("utf-8"))
    assert dataset["temporalCoverage"] == "2023-03-01/2024-12-19"
    assert dataset["dateModified"] == "2024-12-19"


def test_galleries_tell_of_their_pictures(demo: Built) -> None:
    (gallery,) = demo.heads["thu-vien-anh/index.html"].things("ImageGallery")
    assert len(gallery["image"]) == 13
    assert all(image["caption"] and image["creditText"] for image in gallery["image"])


def test_the_sitemap_lists_every_page_with_its_true_day_and_photos(site: Built) -> None:
    data = (site.folder / "sitemap.xml").read_bytes()
    root = etree.fromstring(data)
    SITEMAP.assertValid(root)
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == data
    days, photos = {}, {}
    for url in root:
        address = url.findtext("{*}loc")
        assert address is not None
        days[address] = url.findtext("{*}lastmod")
        photos[address] = [loc.text or "" for loc in url.iterfind("{*}image/{*}loc")]
    assert sorted(days) == sorted(head.canonical for head in site.heads.values())
    for head in site.heads.values():
        for article in head.things("NewsArticle"):
            assert days[head.canonical] == article["dateModified"]
    assert max(day for day in days.values() if day) == days[site.base]
    assert all(not days[at] for at in days if "/huong-dan/" in at)  # no post dates them
    shown = [image for images in photos.values() for image in images]
    assert shown
    for image in shown:
        with Image.open(site.file(image)) as picture:
            assert picture.format == "JPEG"


def test_every_feed_is_valid_and_leads_to_pages_and_pictures_that_exist(site: Built) -> None:
    found = sorted(site.folder.rglob("feed.xml"))
    assert len(found) >= 4
    for path in found:
        ATOM.assertValid(etree.parse(path))
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo
        data = json.loads(path.with_suffix(".json").read_text("utf-8"))
        JSON_FEED.validate(data)
        assert [entry.id for entry in feed.entries] == [item["id"] for item in data["items"]]
        links = [link.href for entry in (feed.feed, *feed.entries) for link in entry.links]
        images = re.findall(r'<img src="([^"]+)"', path.with_suffix(".json").read_text("utf-8"))
        addresses_told = [*links, *images, feed.feed.icon, data["feed_url"], data["home_page_url"]]
        for address in addresses_told:
            assert site.file(address).is_file(), (path, address)


def test_pages_name_the_feeds_that_tell_of_them(demo: Built) -> None:
    def feeds(page: str) -> list[str]:
        links = demo.heads[page].links["alternate feed"]
        return [urlsplit(link["href"]).path for link in links]

    assert feeds("index.html") == feeds("huong-dan/index.html") == ["/feed.xml", "/feed.json"]
    own = [f"/mo-hinh/clb-hien-mau/feed.{kind}" for kind in ("xml", "json")]
    assert feeds("mo-hinh/clb-hien-mau/index.html") == [*own, "/feed.xml", "/feed.json"]
    assert feeds("don-vi/cd-binh-thuan/index.html")[0] == "/don-vi/cd-binh-thuan/feed.xml"


def test_the_manifest_and_the_icons_are_as_they_say(demo: Built) -> None:
    manifest = json.loads((demo.folder / "site.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "Dân vận khéo các trường cao đẳng"
    for icon in manifest["icons"]:
        with Image.open(demo.folder / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    with Image.open(demo.folder / "favicon.ico") as image:
        assert {(16, 16), (32, 32)} <= image.info["sizes"]
    colours = demo.heads["index.html"].metas["theme-color"]
    assert manifest["theme_color"] == colours[0]
    css = (demo.folder / "assets/dvk/dvk.css").read_text("utf-8")
    assert all(f"--dvk-red: {colour}" in css for colour in colours)


def test_robots_are_told_where_the_sitemap_is(site: Built) -> None:
    text = (site.folder / "robots.txt").read_text("utf-8")
    assert text.endswith(f"\n\nSitemap: {site.base}sitemap.xml\n")


def test_the_page_for_wrong_addresses_is_for_nobody_to_find(demo: Built) -> None:
    text = (demo.folder / "404.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in text
    assert "og:url" not in text


def test_a_site_without_an_address_is_built_whole_and_says_what_is_missing(tmp_path: Path) -> None:
    config = CONFIG.replace("site_url: https://mau.example/\n", "")
    write_site(tmp_path, {"mkdocs.yml": config, "posts/bai.md": post("gifts: 3 suất")})
    result = mkdocs(tmp_path)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    assert result.stderr.count("site_url") == 1
    names = tree(tmp_path / "site")
    assert not [name for name in names if "feed." in name or "sitemap" in name or "chia-se" in name]
    assert "Sitemap" not in names["robots.txt"].decode()
    for head in heads(tmp_path / "site").values():
        assert not head.canonical and not head.data
        assert not [name for name in head.metas if name in ("og:url", "og:image")]
        assert head.meta("og:title") and head.meta("og:description")


def test_addresses_without_folders_are_right_too(tmp_path: Path) -> None:
    config = CONFIG.replace("https://mau.example/", BASE) + "use_directory_urls: false\n"
    write_site(tmp_path, {"mkdocs.yml": config, "posts/bai.md": post("model: ao-am")})
    site = built(tmp_path, BASE)
    for page, head in site.heads.items():
        assert site.file(head.canonical) == site.folder / page
        for data in head.data:
            assert all(site.file(address).is_file() for address in addresses(data))
    feed = feedparser.parse((site.folder / "feed.xml").read_bytes())
    assert feed.entries[0].link == f"{BASE}tin-tuc/2024/bai/index.html"


def test_what_the_author_has_at_the_same_place_stays(tmp_path: Path) -> None:
    own = ("robots.txt", "favicon.ico", "site.webmanifest", "feed.xml", "sitemap.xml")
    files = {f"docs/{name}": f"của trường: {name}\n" for name in own}
    write_site(tmp_path, {"posts/bai.md": post(""), **files})
    result = mkdocs(tmp_path)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    for name in own:
        assert (tmp_path / "site" / name).read_text("utf-8") == f"của trường: {name}\n"
    assert not (tmp_path / "site/sitemap.xml.gz").exists()


def test_a_favicon_of_the_site_takes_the_place_of_ours(tmp_path: Path) -> None:
    config = CONFIG.replace("font: false}", "font: false, favicon: logo.png}")
    write_site(tmp_path, {"mkdocs.yml": config, "posts/bai.md": post("")})
    write_picture(tmp_path / "docs/logo.png")
    site = built(tmp_path, "https://mau.example/")
    for page, head in site.heads.items():
        (icon,) = head.links["icon"]
        assert ((site.folder / page).parent / icon["href"]).resolve() == site.folder / "logo.png"
        assert not head.links["apple-touch-icon"]
    assert not (site.folder / "favicon.ico").exists()


def test_a_licence_of_the_data_is_told(tmp_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    config = CONFIG.replace("[dvk]", f"[{{dvk: {{data_license: {licence!r}}}}}]")
    write_site(tmp_path, {"mkdocs.yml": config, "posts/bai.md": post("gifts: 3 suất")})
    site = built(tmp_path, "https://mau.example/")
    (dataset,) = site.heads["so-lieu/index.html"].things("Dataset")
    assert dataset["license"] == licence


def test_a_second_build_draws_no_card(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/bai.md": post("gifts: 3 suất")})
    assert mkdocs(tmp_path).returncode == 0
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / ".cache").rglob("card-*.jpg")}
    assert len(before) == 6  # the site, a post, three models, a school
    assert mkdocs(tmp_path).returncode == 0
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / ".cache").rglob("card-*.jpg")} == before
