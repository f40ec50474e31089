"""The list of pages: one file, or parts where one may not hold them all."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ET
from datetime import date

from dvk_plugin.write.sitemap import (
    MOST_PAGES,
    Location,
    sitemap_files,
    sitemap_names,
    sitemap_xml,
)

ROOT = "https://truong.example/"


def places(count: int) -> list[Location]:
    return [Location(f"{ROOT}trang-{number}/") for number in reversed(range(count))]


def addresses(data: bytes) -> list[str]:
    return [loc.text or "" for loc in ET.fromstring(data).iterfind("{*}*/{*}loc")]


def test_a_site_of_a_usual_size_has_one_file() -> None:
    files = sitemap_files(places(3), ROOT)
    assert tuple(files) == sitemap_names(3) == ("sitemap.xml", "sitemap.xml.gz")
    assert addresses(files["sitemap.xml"]) == [f"{ROOT}trang-{n}/" for n in range(3)]
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]


def test_more_pages_than_a_file_may_hold_are_parted() -> None:
    files = sitemap_files(places(5), ROOT, most=2)
    assert tuple(files) == sitemap_names(5, most=2)
    parts = [f"sitemap-{number}.xml" for number in (1, 2, 3)]
    assert addresses(files["sitemap.xml"]) == [ROOT + part for part in parts]
    listed = [address for part in parts for address in addresses(files[part])]
    assert listed == [f"{ROOT}trang-{n}/" for n in range(5)]
    assert len(sitemap_names(MOST_PAGES)) == 2
    assert len(sitemap_names(MOST_PAGES + 1)) == 6


def test_what_xml_takes_for_its_own_is_escaped() -> None:
    """Addresses and photos come back as they were, whatever signs are in them."""
    address, image = f"{ROOT}?a=1&b=<2>", f"{ROOT}anh/a&b.jpg"
    xml = sitemap_xml([Location(address, date(2024, 3, 15), (image, image))])
    tree = ET.fromstring(xml)
    assert [loc.text for loc in tree.iterfind("{*}url/{*}loc")] == [address]
    assert [day.text for day in tree.iterfind("{*}url/{*}lastmod")] == ["2024-03-15"]
    assert [loc.text for loc in tree.iterfind("{*}url/{*}image/{*}loc")] == [image, image]
    ET.indent(tree)  # two blanks a level, as the file is written
    written = ET.fromstring(ET.tostring(tree, encoding="unicode"))
    assert [one.text for one in written.iter()] == [one.text for one in ET.fromstring(xml).iter()]
