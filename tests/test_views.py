"""`dvk views import`, from the logs of a server to the words under a title."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample import load_site, post, write_site
from visits_sample import CHROME, line

from dvk_plugin.build import build
from dvk_plugin.cli.main import dvk
from dvk_plugin.domain.visits import Visits
from dvk_plugin.load import load
from dvk_plugin.read.visits import read_visits
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.readership import compute_readership, most_read
from dvk_plugin.visits.book import visits_json
from dvk_plugin.visits.collect import Wanted, addresses_of, collect
from dvk_plugin.visits.logfile import lines_of
from dvk_plugin.visits.windows import count_visits

POSTS = {
    "posts/2024/mot/index.md": post("").replace("Bài mẫu", "Bài một"),
    "posts/2024/hai/index.md": post("views: 1.527 lượt xem").replace("Bài mẫu", "Bài hai"),
    "posts/2024/ba/index.md": post("views: {value: 7, as_of: 21/09/2023}"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, POSTS)
    return tmp_path


def run(site: Path, *args: str | Path) -> Result:
    command = ["views", "import", "-f", str(site / "mkdocs.yml"), *map(str, args)]
    result = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def write(path: Path, *lines: str | bytes) -> Path:
    data = b"".join(one if isinstance(one, bytes) else one.encode() for one in lines)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_views_from_a_log_stand_in_the_file_and_again_change_nothing(site: Path) -> None:
    log = write(site / "access.log", line(0), line(45), line(50, address="127.0.0.1"))
    result = run(site, log)
    assert "posts/views.json: 2 lượt xem của 1 bài, tính đến 01/04/2024 (thêm 2)." in result.output
    assert "bỏ 1 dòng của chính máy chủ" in result.output
    first = (site / "posts/views.json").read_bytes()
    assert json.loads(first)["days"] == {"2024-04-01": {"tin-tuc/2024/mot": 2}}
    assert b"203.0" not in first
    packed = write(site / "domain-ssl_log-Apr-2024.gz", log.read_bytes())
    assert "(thêm 0)" in run(site, packed, log).output
    assert (site / "posts/views.json").read_bytes() == first


def test_addresses_of_the_school_itself_may_be_left_out(site: Path) -> None:
    log = write(site / "access.log", line(0), line(1, address="198.51.100.9"))
    assert "1 lượt xem của 1 bài" in run(site, log, "--without", "198.51.100.0/24").output
    wrong = run(site, log, "--without", "phòng máy")
    assert wrong.exception and "«phòng máy» không phải là địa chỉ IP." in wrong.output


def test_hostile_lines_are_passed_over(site: Path) -> None:
    lines = [
        b"\x1b]0;x\x07\x1b[2J\n", b"\xff\xfe\x00\x01\n", b"A" * 1_000_000 + b"\n", b"\n",
        line(0).replace("2024:", "2099:"), line(0).replace("01/Apr/2024", "99/Zzz/0000"),
        line(1, "/" + "%1b%5b2J" * 900), line(2, agent="\x1b[31m" + CHROME), line(3),
        b'"' * 20_000 + b"\n", line(4, "/tin-tuc/2024/mot/\x1b[2J"),
    ]  # fmt: skip
    result = run(site, write(site / "access.log", *lines))
    assert "2 lượt xem của 1 bài, tính đến 01/04/2024" in result.output
    assert "\x1b" not in result.output
    assert "bỏ 1 dòng có ngày vô lý" in result.output


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("cut.gz", gzip.compress(line(0).encode() * 500)[:-9], "bị hỏng hoặc chưa chép xong"),
        ("junk.gz", b"\x1f\x8b" + b"\0" * 40, "bị hỏng hoặc chưa chép xong"),
        ("report.json", b'{"general": {}}', "không phải là báo cáo GoAccess"),
        ("deep.json", b'{"a":' * 100_000, "không phải là báo cáo GoAccess"),
    ],
)
def test_a_damaged_file_changes_nothing(site: Path, name: str, data: bytes, told: str) -> None:
    good = write(site / "access.log", line(0))
    (site / name).write_bytes(data)
    result = run(site, good, site / name)
    assert result.exception and told in result.output and "Gợi ý" in result.output
    assert not (site / "posts/views.json").exists()


def test_a_missing_file_and_a_folder_are_told(site: Path) -> None:
    for path in (site / "khong-co.log", site / "posts"):
        result = run(site, path)
        assert result.exception and "Không mở được tệp" in result.output


def test_a_log_without_a_line_of_ours_writes_nothing(site: Path) -> None:
    result = run(site, write(site / "access.log", "không phải nhật ký\n"))
    assert result.return_value == 1 and "chưa ghi gì" in result.output
    assert not (site / "posts/views.json").exists()


def test_a_file_that_somebody_edited_stops_the_command_and_the_build(site: Path) -> None:
    kept = site / "posts/views.json"
    kept.write_text('{"as_of": "2024-04-01",\n "days": ', encoding="utf-8")
    result = run(site, write(site / "access.log", line(0)))
    assert result.exception and "không còn đúng như lệnh đã ghi" in result.output
    _, issues = load_site(site)
    assert [issue.rule for issue in issues] == ["tep-luu-hong"]


@pytest.mark.parametrize(
    "data",
    ["[]", "{}", "3", '{"as_of": 5, "days": {}, "earlier": {}, "settled": []}',
     '{"as_of": "2024-01-01", "days": {"x": {}}, "earlier": {}, "settled": []}',
     '{"as_of": "2024-01-01", "days": {}, "earlier": {"a": -1}, "settled": []}',
     '{"as_of": "2024-01-01", "days": {}, "earlier": {"a": true}, "settled": []}',
     '{"as_of": "2024-01-01", "days": {}, "earlier": {}, "settled": ["2024-01-01"]}',
     '{"as_of": "2024-01-01", "days": {}, "earlier": {}, "settled": [], "more": 1}'],
)  # fmt: skip
def test_another_form_of_the_file_is_a_finding(tmp_path: Path, data: str) -> None:
    path = tmp_path / "views.json"
    path.write_text(data, encoding="utf-8")
    visits, issues = read_visits(path, tmp_path)
    assert (visits, [issue.rule for issue in issues]) == (Visits(), ["tep-luu-hong"])


def test_what_is_written_reads_back(site: Path) -> None:
    run(site, write(site / "access.log", *(line(n * 1000) for n in range(200))))
    data = (site / "posts/views.json").read_bytes()
    visits, issues = read_visits(site / "posts/views.json", site)
    assert issues == () and visits_json(visits) == data and visits.settled


def pages(site: Path) -> dict[str, str]:
    settings = write_site(site, POSTS)
    output, _ = build(load(settings)[0], settings, RelativeLinks(base=settings.site_url))
    contents = {page.uri: page.content() for page in output.pages}
    return {uri: content.before + content.after for uri, content in contents.items()}


def test_pages_tell_views_with_their_day_and_nothing_where_unknown(site: Path) -> None:
    run(site, write(site / "access.log", line(0, "/tin-tuc/2024/hai/")))
    found = pages(site)
    assert "1.528 lượt xem <small>(tính đến 01/04/2024)" in found["tin-tuc/2024/hai/index.md"]
    assert "7 lượt xem <small>(tính đến 21/09/2023)" in found["tin-tuc/2024/ba/index.md"]
    assert "lượt xem" not in found["tin-tuc/2024/mot/index.md"]
    assert found["index.md"].index("1.528 lượt xem") < found["index.md"].index("7 lượt xem")


def test_a_site_that_counts_nothing_has_no_word_of_views(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"posts/2024/mot/index.md": post("")})
    output, _ = build(load(settings)[0], settings, RelativeLinks(base=settings.site_url))
    for page in output.pages:
        content = page.content()
        assert "lượt xem" not in content.before + content.after
        assert "views" not in content.before + content.after


def test_equal_counts_stand_newest_first(site: Path) -> None:
    texts = {f"posts/2024/b{n}.md": post("views: 5").replace("15/03", f"{n:02}/03") for n in
             range(1, 8)}  # fmt: skip
    loaded, _ = load_site(site / "x", texts)
    keys = [read.post.key for read in most_read(compute_readership(loaded))]
    assert keys == [f"tin-tuc/2024/b{n}" for n in (7, 6, 5, 4, 3)]


def goaccess(log: Path, report: Path) -> dict[str, tuple[int, int]]:
    """Hits and visitors by path, as GoAccess counts them."""
    program = shutil.which("goaccess")
    if program is None:
        if "CI" in os.environ:
            pytest.fail("goaccess is missing: install the package `goaccess`")
        pytest.skip("goaccess is missing: install the package `goaccess`")
    options = ["--log-format=COMBINED", "--ignore-crawlers", "--no-query-string",
               "--max-items=10000", "--no-global-config"]  # fmt: skip
    subprocess.run([program, str(log), *options, "-o", str(report)], check=True, timeout=120,
                   capture_output=True, stdin=subprocess.DEVNULL)  # fmt: skip
    data = json.loads(report.read_text(encoding="utf-8"))["requests"]["data"]
    return {one["data"]: (one["hits"]["count"], one["visitors"]["count"]) for one in data}


def many(days: int) -> list[str]:
    """A log in which each day begins with visitors of the front page alone.

    GoAccess 1.7 takes visitor 2 of path 3 for visitor 3 of path 2, numbered as they come.
    """
    found = []
    for n in range(days * 205):
        if n % 205 == 0:
            found += [line(n * 7, "/", f"198.51.100.{at}") for at in range(9)]
        path = f"/tin-tuc/2024/{('mot', 'hai')[n % 2]}/{'?a=1' if n % 5 == 0 else ''}"
        agent = CHROME if n % 9 else "Googlebot/2.1 (+http://www.google.com/bot.html)"
        found.append(line(n * 7, path, f"203.0.113.{n * n % 11}", agent=agent))
    return found


def test_by_goaccess_own_definition_the_counts_are_equal(site: Path, tmp_path: Path) -> None:
    """Its visitors are those of a day: address, browser and day are one. So is our window of one
    day; with half an hour a reader who comes back in the evening counts again.
    """
    log = write(tmp_path / "access.log", *many(6))
    theirs = goaccess(log, tmp_path / "report.json")
    keys = ("tin-tuc/2024/mot", "tin-tuc/2024/hai")
    wanted = Wanted(addresses_of(keys, "/"), date(2024, 1, 1), date(2024, 12, 31), ())
    found = collect([lines_of(log)], wanted, lambda day: None)
    for key in keys:
        hits = [posts[key] for posts in found.hits.values()]
        of_day = sum(count_visits(one, 86_400) for one in hits)
        assert (sum(map(len, hits)), of_day) == theirs[f"/{key}/"]
        assert sum(map(count_visits, hits)) > of_day


def test_a_report_of_goaccess_counts_once(site: Path, tmp_path: Path) -> None:
    theirs = goaccess(write(tmp_path / "access.log", *many(3)), tmp_path / "report.json")
    result = run(site, tmp_path / "report.json")
    total = sum(visitors for path, (_, visitors) in theirs.items() if path != "/")
    assert f"{total} lượt xem của 2 bài, tính đến 03/04/2024" in result.output
    first = (site / "posts/views.json").read_bytes()
    assert "không cộng nữa" in run(site, tmp_path / "report.json").output
    assert (site / "posts/views.json").read_bytes() == first


def test_a_report_that_leaves_out_paths_is_refused(site: Path, tmp_path: Path) -> None:
    goaccess(write(tmp_path / "access.log", *many(3)), tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    report["requests"]["data"].pop()
    (tmp_path / "cut.json").write_text(json.dumps(report), encoding="utf-8")
    result = run(site, tmp_path / "cut.json")
    assert result.exception and "--max-items=100000" in result.output


def test_the_command_as_typed_says_what_it_did(site: Path) -> None:
    tomorrow = date(2024, 4, 1) + timedelta(days=1)
    log = write(site / "access.log", line(0), line(1440 * 2))
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "views", "import", str(log),
               "--today", tomorrow.isoformat()]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "bỏ 1 dòng có ngày vô lý" in done.stdout
