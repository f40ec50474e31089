"""Comments in the sources and on pages: what is frozen, escaped, found; nothing where none are."""

from __future__ import annotations

import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from sample import CONFIG, load_site, post, write_site
from werkzeug.test import Client

from dvk_plugin.build import build
from dvk_plugin.cli.main import dvk
from dvk_plugin.comments.frozen import comments_json
from dvk_plugin.comments.host import host_files
from dvk_plugin.domain.comment import Comment
from dvk_plugin.domain.issue import Issue
from dvk_plugin.load import load
from dvk_plugin.read.comments import read_comments
from dvk_plugin.read.comments_settings import CommentsSettings, read_comments_settings
from dvk_plugin.read.option_groups import WrongOption
from dvk_plugin.read.settings import read_settings
from dvk_plugin.search.segment import make_segment, read_segment
from dvk_plugin.views.comments import threads
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.page import Content

POSTS = {
    "posts/2024/mot/index.md": post("").replace("Bài mẫu", "Bài một"),
    "posts/2024/hai/index.md": post("comments: false").replace("Bài mẫu", "Bài hai"),
}
ISSO = "plugins: [{dvk: {comments: {isso: 'https://isso.mau.example/'}}}]"
KEY = "tin-tuc/2024/mot"
WHEN = 1_711_904_400  # 01/04/2024, midnight in Vietnam
SCHEMA = """
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR UNIQUE, title VARCHAR);
CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
  created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL,
  author VARCHAR, email VARCHAR, website VARCHAR, voters BLOB NOT NULL);
"""


def database(path: Path, *rows: tuple[object, ...], uri: str = f"/{KEY}/") -> Path:
    """A database as Isso keeps it. Rows: id, parent, created, mode, author, text."""
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(SCHEMA)
        db.execute("INSERT INTO threads VALUES (1, ?, 'Bài')", (uri,))
        for number, parent, created, mode, author, text in rows:
            db.execute(
                "INSERT INTO comments VALUES (1, ?, ?, ?, NULL, ?, '203.0.113.0', ?, ?, "
                "'lan@mau.example', 'https://lan.example', x'00')",
                (number, parent, created, mode, text, author),
            )
    return path


def export(root: Path, *args: str | Path) -> Result:
    command = ["comments", "export", *map(str, args), "-f", str(root / "mkdocs.yml")]
    result = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def contents(root: Path) -> dict[str, Content]:
    settings = read_settings(root / "mkdocs.yml")
    assert not isinstance(settings, Issue)
    output, _ = build(load(settings)[0], settings, RelativeLinks(base=settings.site_url))
    return {page.uri: page.content() for page in output.pages}


def html_of(root: Path, uri: str) -> str:
    content = contents(root)[uri]
    return content.before + content.after


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, {**POSTS, "mkdocs.yml": CONFIG.replace("plugins: [dvk]", ISSO)})
    return tmp_path


def test_only_approved_comments_are_kept_and_nothing_of_their_writers_but_the_name(
    site: Path,
) -> None:
    rows = (
        (1, None, WHEN, 1, "Lan &amp; Hoa", "Hay quá.\r\n\r\nCảm ơn.  "),
        (2, 1, WHEN + 60, 1, None, "Đồng ý"),
        (3, None, WHEN, 2, "Chờ", "chờ duyệt"),
        (4, None, WHEN, 4, "Xóa", "đã xóa"),
        (5, 4, WHEN, 1, "Mai", "trả lời cái đã xóa"),
    )
    before = database(site / "c.db", *rows).read_bytes()
    assert "3 bình luận đã duyệt của 1 bài" in export(site, site / "c.db").output
    assert (site / "c.db").read_bytes() == before
    text = (site / "posts/comments.json").read_text(encoding="utf-8")
    assert "203.0" not in text and "lan@" not in text and "lan.example" not in text
    kept, issues = read_comments(site / "posts/comments.json", site)
    assert issues == ()
    assert kept[KEY] == (
        Comment(1, "Lan & Hoa", date(2024, 4, 1), "Hay quá.\n\nCảm ơn."),
        Comment(5, "Mai", date(2024, 4, 1), "trả lời cái đã xóa"),
        Comment(2, "", date(2024, 4, 1), "Đồng ý", answers=1),
    )
    assert comments_json(kept) == text.encode()


def test_a_page_holds_what_was_said_escaped_and_can_be_found(site: Path) -> None:
    bad = '<script>alert(1)</script>\n<a href="javascript:alert(1)">x</a>'
    database(site / "c.db", (1, None, WHEN, 1, "<b>Lan</b>", bad), (2, 1, WHEN, 1, "Mai", "vịt"))
    export(site, site / "c.db")
    html = html_of(site, f"{KEY}/index.md")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;a href=" in html
    assert "&lt;b&gt;Lan&lt;/b&gt;" in html
    assert "<script>" not in html and "<b>Lan" not in html
    assert html.index("dvk-answers") < html.index("vịt")
    settings = read_settings(site / "mkdocs.yml")
    assert not isinstance(settings, Issue)
    output, _ = build(load(settings)[0], settings, RelativeLinks())
    assert output.find is not None
    (found,) = [page for page in output.find().pages if page.title == "Bài một"]
    assert found.said[1] == "Mai: vịt" and "vịt" not in found.body
    segment = read_segment(make_segment([found]))
    assert "Mai: vịt" in zlib.decompress(segment.cards[0]).decode()


def test_a_site_without_the_option_has_no_trace_of_comments(tmp_path: Path) -> None:
    write_site(tmp_path, POSTS)
    for uri, content in contents(tmp_path).items():
        html = content.before + content.after
        assert "isso" not in html and "comments" not in html and "luan" not in html, uri
        assert "quyen-rieng-tu" not in html and "quyen-rieng-tu" not in uri


def test_a_post_may_do_without_and_others_name_their_thread(site: Path) -> None:
    assert "isso" not in html_of(site, "tin-tuc/2024/hai/index.md")
    html = html_of(site, f"{KEY}/index.md")
    assert 'data-dvk-isso="https://isso.mau.example"' in html
    assert f'data-isso-id="/{KEY}/" data-title="Bài một"' in html
    assert "https://isso.mau.example/js" not in html  # nothing is loaded by itself
    assert "isso.mau.example" in html_of(site, "quyen-rieng-tu/index.md")


def test_comments_outlive_the_option(site: Path) -> None:
    database(site / "c.db", (1, None, WHEN, 1, "Lan", "Hay."))
    export(site, site / "c.db")
    (site / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    html = html_of(site, f"{KEY}/index.md")
    assert "Hay." in html and "isso" not in html and "<script" not in html


def test_a_site_in_a_folder_finds_its_posts(site: Path) -> None:
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(config.replace("example/\n", "example/dang-uy/\n"), "utf-8")
    database(site / "c.db", (1, None, WHEN, 1, "Lan", "Hay."), uri=f"/dang-uy/{KEY}/")
    assert "1 bình luận đã duyệt của 1 bài" in export(site, site / "c.db").output
    assert f'data-isso-id="/dang-uy/{KEY}/"' in html_of(site, f"{KEY}/index.md")


def test_comments_of_other_pages_are_told(site: Path) -> None:
    database(site / "c.db", (1, None, WHEN, 1, "Lan", "Hay."), uri="/bai-da-xoa/")
    assert "Bỏ 1 bình luận của những bài không có trên trang" in export(site, site / "c.db").output


def spoil(path: Path, how: str) -> Path:
    data = database(path, (1, None, WHEN, 1, "Lan", "Hay.")).read_bytes()
    if how == "cut":
        path.write_bytes(data[:4000])
    elif how == "junk":
        path.write_bytes(b"\0\xff" * 9000)
    elif how == "torn":
        path.write_bytes(data[:4096] + b"\xee" * (len(data) - 4096))
    elif how == "other":
        path.unlink()
        sqlite3.connect(path).executescript("CREATE TABLE x (a); INSERT INTO x VALUES (1);")
    elif how == "empty":
        path.write_bytes(b"")
    return path


@pytest.mark.parametrize("how", ["cut", "junk", "torn", "other", "empty"])
def test_a_damaged_database_is_told_and_nothing_is_written(site: Path, how: str) -> None:
    result = export(site, spoil(site / "c.db", how))
    assert result.exception and "bị hỏng, hoặc không phải" in result.output
    assert not (site / "posts/comments.json").exists()


def test_a_missing_database_is_told(site: Path) -> None:
    for args in ((), (site / "khong-co.db",), (site / "posts",)):
        assert "Không mở được tệp" in export(site, *args).output
    assert not (site / "khong-co.db").exists()


def test_a_locked_database_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvk_plugin.comments.database.WAIT", 0.05)
    database(site / "c.db", (1, None, WHEN, 1, "Lan", "Hay."))
    with closing(sqlite3.connect(site / "c.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "Isso đang giữ tệp này" in export(site, site / "c.db").output


def test_strange_values_in_a_database_do_no_harm(site: Path) -> None:
    rows = (
        (1, "x", "abc", 1, b"\xff\xfe", "a\0b\x1b[2J\u200b"),
        (2, None, 1e300, 1, 5, "  "),
        (3, 3, -1e18, 1, "A", "tự trả lời mình"),
    )
    database(site / "c.db", *rows)
    assert "3 bình luận" in export(site, site / "c.db").output
    assert "tự trả lời mình" in html_of(site, f"{KEY}/index.md")


def test_an_empty_database_does_not_wipe_what_was_kept(site: Path) -> None:
    database(site / "c.db", (1, None, WHEN, 1, "Lan", "Hay."))
    export(site, site / "c.db")
    kept = (site / "posts/comments.json").read_bytes()
    result = export(site, database(site / "empty.db"))
    assert result.exception and "không có bình luận nào đã duyệt" in result.output
    assert (site / "posts/comments.json").read_bytes() == kept


def test_a_flood_is_cut_to_the_newest(site: Path) -> None:
    rows = [(n, None, WHEN + n, 1, "Máy", f"tin {n}.") for n in range(1, 1001)]
    database(site / "c.db", *rows)
    export(site, site / "c.db")
    html = html_of(site, f"{KEY}/index.md")
    assert "Còn 700 bình luận cũ hơn" in html
    assert "tin 1000." in html and "tin 700." not in html


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), unique_by=lambda one: one[0]))
def test_each_comment_stands_once_whoever_answers_whom(pairs: list[tuple[int, int]]) -> None:
    every = [Comment(number, "", date(2024, 4, 1), "x", above) for number, above in pairs]
    shown = [one.comment.number for top in threads(every) for one in (top, *top.answers)]
    assert sorted(shown) == sorted(number for number, _ in pairs)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({}, "còn thiếu mục «isso»"),
        ("https://isso.example", "phải là một nhóm"),
        (True, "phải là một nhóm"),
        ({"isso": "http://isso.example"}, "địa chỉ bắt đầu bằng https://"),
        ({"isso": "https://x.example/?a=<b>"}, "địa chỉ bắt đầu bằng https://"),
        ({"isso": 5}, "địa chỉ bắt đầu bằng https://"),
        ({"iso": "https://x.example"}, "không có mục «iso»"),
    ],
)
def test_a_wrong_option_is_told(value: object, told: str) -> None:
    wrong = read_comments_settings(value)
    assert isinstance(wrong, WrongOption) and told in wrong.message


def test_the_option_may_name_this_machine_for_a_trial() -> None:
    for address in ("http://127.0.0.1:8020", "https://truong.edu.vn/isso/"):
        expected = CommentsSettings(address.rstrip("/"))
        assert read_comments_settings({"isso": address}) == expected
    assert read_comments_settings(None) is None and read_comments_settings(False) is None


@pytest.mark.parametrize(
    "data",
    ["[]", '{"a": [{}]}', '{"a": [{"number": "1", "author": "", "day": "2024-01-01", "text": ""}]}',
     '{"a": [{"number": 1, "author": "", "day": "x", "text": ""}]}', "{",
     '{"a": [{"number": 1, "author": 3, "day": "2024-01-01", "text": ""}]}'],
)  # fmt: skip
def test_a_file_that_somebody_edited_is_a_finding(tmp_path: Path, data: str) -> None:
    _, issues = load_site(tmp_path, {"posts/comments.json": data})
    assert [issue.rule for issue in issues] == ["tep-luu-hong"]


def test_files_for_a_host_bear_the_addresses_of_the_site(site: Path) -> None:
    command = ["comments", "setup", str(site / "may-chu"), "-f", str(site / "mkdocs.yml")]
    result = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert result.output.count("đã ghi") == 3
    config = (site / "may-chu/isso.cfg").read_text(encoding="utf-8")
    assert "https://mau.example\n" in config and "https://isso.mau.example\n" in config
    nginx = (site / "may-chu/isso-nginx.conf").read_text(encoding="utf-8")
    assert "server_name isso.mau.example;" in nginx and "location /new {" in nginx
    again = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert again.output.count("giữ nguyên") == 3
    assert (site / "may-chu/isso.cfg").read_text(encoding="utf-8") == config


def test_files_for_a_host_need_both_addresses(tmp_path: Path) -> None:
    write_site(tmp_path, POSTS)
    command = ["comments", "setup", str(tmp_path / "x"), "-f", str(tmp_path / "mkdocs.yml")]
    result = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert "chưa có đủ địa chỉ" in result.output and not (tmp_path / "x").exists()


def test_isso_takes_the_configuration_for_a_host(site: Path) -> None:
    """With its page for moderators, and letting the site's pages in."""
    if importlib.util.find_spec("isso") is None and "CI" not in os.environ:
        pytest.skip("isso is missing: run `python3 start.py setup`")
    config = importlib.import_module("isso.config")
    text = host_files("https://mau.example/dang-uy/", "https://mau.example/isso")["isso.cfg"]
    settings = config.load(config.default_file())
    known = {(part, name) for part in settings.sections() for name in settings.options(part)}
    settings.read_string(text.replace("/var/lib/isso/comments.db", str(site / "c.db")))
    assert known >= {(p, name) for p in settings.sections() for name in settings.options(p)}
    settings.set("general", "host", "http://127.0.0.1:9")
    client = Client(importlib.import_module("isso").make_app(settings, threading=True))
    assert client.get("/admin/").status_code == 200
    allowed = client.get("/config", headers={"Origin": "http://127.0.0.1:9"}).headers
    assert allowed["Access-Control-Allow-Origin"] == "http://127.0.0.1:9"


def test_what_a_school_has_to_say_on_privacy_stands_in_the_page(site: Path) -> None:
    settings = write_site(site, {"docs/quyen-rieng-tu/index.md": "Lời của **trường**.\n"})
    config = CONFIG.replace("plugins: [dvk]", ISSO)
    (site / "mkdocs.yml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(command, cwd=settings.root, check=True, capture_output=True)
    html = (site / "site/quyen-rieng-tu/index.html").read_text(encoding="utf-8")
    assert html.index("<h1>") < html.index("<strong>trường</strong>") < html.index("isso.mau")


def test_without_isso_the_trial_says_what_to_install(site: Path) -> None:
    code = (
        "import sys; sys.modules['isso'] = None; sys.argv[1:] = ['comments', 'serve']\n"
        "from dvk_plugin.cli.main import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True,
                          encoding="utf-8")  # fmt: skip
    assert done.returncode == 1 and "chưa cài Isso" in done.stderr
    assert "Traceback" not in done.stderr


def test_json_is_the_same_whatever_order_the_database_has(site: Path) -> None:
    rows = [(n, None, WHEN - n, 1, "Lan", f"số {n}") for n in (3, 1, 2)]
    database(site / "a.db", *rows)
    database(site / "b.db", *reversed(rows))
    written = []
    for name in ("a.db", "b.db"):
        export(site, site / name)
        written.append((site / "posts/comments.json").read_bytes())
    assert written[0] == written[1]
    assert [one["number"] for one in json.loads(written[0])[KEY]] == [3, 2, 1]
