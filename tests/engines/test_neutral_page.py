"""Pages as Markdown that any generator takes, and the configuration beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from lxml import html
from markdown import Markdown

from dvk_plugin.adapters.dress import heading_id
from dvk_plugin.adapters.neutral_page import as_yaml, inert, place_of
from dvk_plugin.adapters.tree_config import read_host_config, tree_config
from dvk_plugin.adapters.written_page import read_written, with_links, with_marks
from dvk_plugin.press.text import Dialect

DIALECT = Dialect(("toc", "fenced_code", "attr_list"), {"toc": {"slugify": heading_id}})


@pytest.mark.parametrize(
    "text",
    ["a\n\nb", "a\n   \n\nb\n", "a\tb", "```\nmã\n```", "--8<-- 'x'", "    # x\n- y\n[^1]: z"],
)
def test_no_markdown_is_found_in_finished_html(text: str) -> None:
    shown = f"<div><pre><code>{text}</code></pre></div>"
    source = f"<div>\n{inert(shown)}\n</div>\n"
    assert "\n\n" not in source and "\t" not in source
    markdown = Markdown(extensions=["extra", "pymdownx.superfences", "pymdownx.snippets"])
    made = markdown.convert(source)
    (was,), (found,) = (html.fromstring(one).xpath("//pre") for one in (shown, made))
    assert found.text_content() == was.text_content()


def test_texts_that_look_like_numbers_stay_texts() -> None:
    """YAML 1.2, which other generators read, takes `0911` for a number."""
    assert as_yaml({"a": "0911", "b": "2024-01-01", "c": "", "d": "bài"}) == (
        "a: '0911'\nb: '2024-01-01'\nc: ''\nd: bài\n"
    )


@pytest.mark.parametrize(
    ("uri", "place"),
    [
        ("mo-hinh/ao-am.md", "mo-hinh/ao-am/index.md"),
        ("mo-hinh/index.md", "mo-hinh/index.md"),
        ("index.md", "index.md"),
        ("du-lieu/tally.json", "du-lieu/tally.json"),
    ],
)
def test_sources_stand_beside_what_they_become(uri: str, place: str) -> None:
    assert place_of(uri, directories=True) == place
    assert place_of(uri, directories=False) == uri


def test_headings_are_given_the_marks_that_they_have() -> None:
    text = (
        "# Đội `x` & *đội*\n\n## Dữ liệu đã có ##\n\n## Dữ liệu đã có\n\n## Riêng { #cua-toi }\n"
        "\n```\n# chú thích\n```\n\n    # mã\n\nDòng dưới\n---------\n"
    )
    marked = with_marks(text, DIALECT)
    assert "# Đội `x` & *đội* { #doi-x-doi }\n" in marked
    assert "## Dữ liệu đã có { #du-lieu-da-co } ##\n" in marked
    assert "## Dữ liệu đã có { #du-lieu-da-co_1 }\n" in marked
    assert marked.count("#cua-toi") == 1 and "# chú thích\n" in marked
    assert '<h2 id="du-lieu-da-co">' in Markdown(extensions=[*DIALECT.extensions]).convert(marked)


def test_links_lead_to_where_sources_stand() -> None:
    places = {"a/b.md": "a/b/index.md", "c.md": "c.md", "a/t p.pdf": "a/t p.pdf"}
    text = (
        "[1](b.md#x) [2](/c.md 'Tên') ![3](<t%20p.pdf>) [4](/la.md)\n[5](https://c.md) [6](#x)\n"
        "`[7](/c.md)` [8](//c.md) [9](../c.md)\n\n[r]: /a/b.md\n"
    )
    assert with_links(text, "a/x.md", places) == (
        "[1](b/index.md#x) [2](../c.md 'Tên') ![3](<t%20p.pdf>) [4](/la.md)\n"
        "[5](https://c.md) [6](#x)\n"
        "`[7](/c.md)` [8](//c.md) [9](../c.md)\n\n[r]: b/index.md\n"
    )


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("# Một *tên*\n", "", "Một *tên*"),
        ("---\ntitle: Tên kia\n---\n# Một\n", "", "Tên kia"),
        ("---\ntitle: Tên kia\n---\n", "Thực đơn", "Thực đơn"),
        ("Chữ.\n", "", "Lien he"),
        ("---\nkhông phải: [bảng\n---\nChữ.", "", "Lien he"),
    ],
)
def test_the_name_of_a_written_page(text: str, label: str, title: str) -> None:
    assert read_written("trang/lien-he.md", text, label).title == title


CONFIG = """\
site_name: Trang
site_url: !ENV [ADDRESS, "https://x.example/"]
docs_dir: tai-lieu
theme: {name: material, palette: {scheme: slate}}
plugins:
  - search
  - dvk: {per_page: 3}
markdown_extensions:
  toc: {permalink: true}
  pymdownx.emoji:
    emoji_index: !!python/name:pymdownx.emoji.gemoji
  admonition:
extra_css: [rieng.css]
extra: {generator: false}
nav:
  - Áo: mo-hinh/ao-am.md
  - Mục: [c.md, {D: d.md}]
"""


def test_the_authors_configuration_goes_along(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(CONFIG, "utf-8")
    config = read_host_config(path)
    assert config.foreign == ()
    assert config.labels == {"mo-hinh/ao-am.md": "Áo", "d.md": "D"}
    assert config.dialect.options["toc"] == {"slugify": heading_id, "permalink": True}
    assert callable(config.dialect.options["pymdownx.emoji"]["emoji_index"])
    words = {"search": "tim-kiem/", "contacts": []}
    text = tree_config(config, words, [], {"mo-hinh/ao-am.md": "mo-hinh/ao-am/index.md"})
    assert 'site_url: !ENV [ADDRESS, "https://x.example/"]' in text
    assert "!!python/name:pymdownx.emoji.gemoji" in text
    told = yaml.load(
        text.replace("!ENV", "").replace("!!python/name:pymdownx.emoji.gemoji", ""), yaml.SafeLoader
    )
    assert told["docs_dir"] == "docs" and told["plugins"] == []
    assert (
        told["theme"]["palette"] == {"scheme": "slate"} and told["theme"]["custom_dir"] == "theme"
    )
    names = [
        one if isinstance(one, str) else next(iter(one)) for one in told["markdown_extensions"]
    ]
    assert names == ["toc", "pymdownx.emoji", "admonition", "attr_list"]
    assert told["extra_css"] == ["assets/dvk/dvk.css", "assets/dvk/search.css", "rieng.css"]
    assert told["extra"] == {"generator": False, "dvk": words}
    assert told["nav"] == [{"Áo": "mo-hinh/ao-am/index.md"}, {"Mục": ["c.md", {"D": "d.md"}]}]
