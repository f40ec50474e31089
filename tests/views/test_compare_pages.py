"""Years and schools side by side: what is said of them, and that pages stay bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from sample import post, write_site

from dvk_plugin.build import build
from dvk_plugin.load import load
from dvk_plugin.views.desk import MOST_CARDS
from dvk_plugin.views.links import RelativeLinks

SCHOOLS = "schools:\n  truong-a: {name: Trường A}\n  truong-b: {name: Trường B}\n"


def pages_of(root: Path, files: Mapping[str, str]) -> Mapping[str, str]:
    settings = write_site(root, files)
    site, issues = load(settings)
    assert not [issue for issue in issues if issue.severity == "error"]
    output, _ = build(site, settings, RelativeLinks())
    return {page.uri: page.content().after for page in output.pages}


def on(day: str, metrics: str) -> str:
    return post(f"metrics:\n{metrics}").replace("15/03/2024", day)


def said(html: str) -> dict[str, str]:
    """Metric's label → what the table says of its change."""
    table = html.split("Mọi chỉ số</h2>")[1].split("</table>")[0]
    found = {}
    for row in table.split("<tbody>")[1].split("</tr>")[:-1]:
        name = re.sub("<[^>]+>", "", row.split("</th>")[0])
        words = re.sub("<[^>]+>", "", row.split("dvk-change")[-1].partition(">")[2])
        found[name.strip()] = unescape(words).strip()
    return found


FILES = {
    "posts/cu.md": on(
        "31/12/2023",
        "  gifts: 24 suất\n  funds_raised: khoảng 30 triệu đồng\n  trees: khoảng 60 cây\n"
        "  houses: 2 căn\n  scholarships: 2 suất\n  films: 3 phim\n",
    ),
    "posts/moi.md": on(
        "15/03/2024",
        "  gifts: 30 suất\n  funds_raised: khoảng 65 triệu đồng\n  trees: khoảng 65 cây\n"
        "  scholarships: {value: 4 suất, also: [sách vở]}\n  films: 3 phim\n",
    ),
}


def test_changes_are_said_as_surely_as_the_figures_allow(tmp_path: Path) -> None:
    html = pages_of(tmp_path, FILES)["so-lieu/so-sanh/index.md"]
    told = said(html)
    assert told["Suất quà"] == "Tăng 6 suất (25 %)"
    assert told["Kinh phí huy động"] == "Tăng khoảng 35.000.000 đồng (khoảng 117 %)"
    assert told["Cây đã trồng"] == "Chưa đủ chắc để nói tăng hay giảm"
    assert told["Nhà được xây, sửa"] == "Chưa so sánh được"
    assert told["Suất học bổng"] == "Phần đã đếm tăng 2 suất"
    assert told["Phim, phóng sự"] == "Không đổi"
    assert "mới tính đến 15/03/2024, chưa hết năm" in html
    assert html.count("dvk-chart--card") <= MOST_CARDS
    assert not re.search(r">0 căn<", html), "unknown is never 0"


def test_years_that_other_schools_reported_are_not_compared(tmp_path: Path) -> None:
    files = {
        "posts/registry.yml": SCHOOLS,
        **{f"docs/mo-hinh/{m}.md": f"---\nname: {m}\nschool: truong-a\n---\n"
           for m in ("ao-am", "bep-com", "cho-me")},
        "posts/a.md": on("31/12/2023", "  gifts: 24 suất\n").replace(
            "metrics", "school: truong-a\nmetrics"),
        "posts/b.md": on("15/03/2024", "  gifts: 90 suất\n").replace(
            "metrics", "school: truong-b\nmetrics"),
        "posts/c.md": on("16/03/2024", "  trees: 9 cây\n").replace(
            "metrics", "school: truong-a\nmetrics"),
        "posts/d.md": on("17/03/2024", "  trees: 5 cây\n").replace(
            "metrics", "school: truong-b\nmetrics"),
    }  # fmt: skip
    pages = pages_of(tmp_path, files)
    front = pages["so-lieu/so-sanh/index.md"]
    assert said(front)["Suất quà"] == "Hai năm không cùng trường báo số"
    assert "Các trường, năm 2024" in front
    own = pages["so-lieu/so-sanh/don-vi/truong-a/index.md"]
    assert said(own)["Suất quà"] == "Chưa so sánh được"


def test_each_year_has_its_page_and_the_dashboard_leads_there(tmp_path: Path) -> None:
    files = {**FILES, "posts/xua.md": on("31/12/2022", "  gifts: 10 suất\n")}
    pages = pages_of(tmp_path, files)
    assert "Năm 2023 so với năm 2022" in pages["so-lieu/so-sanh/2023/index.md"]
    assert "so-lieu/so-sanh/2022/index.md" not in pages
    assert 'href="so-sanh/"' in pages["so-lieu/index.md"]
    assert 'href="../du-lieu/"' in pages["so-lieu/index.md"]


def test_a_site_without_figures_has_nothing_to_compare(tmp_path: Path) -> None:
    assert not [uri for uri in pages_of(tmp_path, {"docs/mo-hinh/ao-am.md": "---\nname: A\n---\n",
        "docs/mo-hinh/bep-com.md": "---\nname: B\n---\n", "docs/mo-hinh/cho-me.md":
        "---\nname: C\n---\n"}) if "so-sanh" in uri]  # fmt: skip
