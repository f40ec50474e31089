"""The gallery of errors: `errors/<rule>[/<case>]/`, each a smallest bad input and its findings.

`site/` holds files laid over the sample site; `expected.txt` is what an editor then reads, word
for word. What cannot be kept as a plain file (UTF-16, 10 MB, links) is made by `MADE`.
"""

from __future__ import annotations

import ast
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from registers_sample import table
from sample import CONFIG, write_picture, write_site

from dvk_plugin.build import build
from dvk_plugin.check.published import check_published
from dvk_plugin.cli.check import site_files
from dvk_plugin.domain.issue import Issue, render_issue, sort_issues
from dvk_plugin.load import load
from dvk_plugin.read.register import MAX_BYTES
from dvk_plugin.read.settings import read_settings
from dvk_plugin.views.links import RelativeLinks

ERRORS = Path(__file__).parent / "errors"
PACKAGE = Path(__file__).parent.parent / "dvk_plugin"
POST = "posts/bai/index.md"
TEXT = "---\ntitle: Bài mẫu\ndate: 15/03/2024\n---\nNội dung.\n"


def cases() -> list[str]:
    """Names of all cases, like `so-am` or `yaml-hong/thieu-hai-cham`, sorted."""
    found = {path.parent.relative_to(ERRORS).as_posix() for path in ERRORS.rglob("expected.txt")}
    sites = {path.parent.relative_to(ERRORS).as_posix() for path in ERRORS.rglob("site")}
    return sorted(found | sites | set(MADE))


def rule_of(case: str) -> str:
    return case.split("/")[0]


def expected_file(case: str) -> Path:
    return ERRORS / case / "expected.txt"


def findings(case: str, root: Path) -> tuple[Issue, ...]:
    """All that reading, checking and building the case's site brings up."""
    write_site(root)
    site = ERRORS / case / "site"
    if site.is_dir():
        shutil.copytree(site, root, dirs_exist_ok=True)
    if case in MADE:
        MADE[case](root)
    settings = read_settings(root / "mkdocs.yml")
    if isinstance(settings, Issue):
        return (settings,)
    loaded, issues = load(settings)
    _, more = build(loaded, settings, RelativeLinks())
    published = root / "published.txt"  # what a web host has
    if published.is_file():
        more += (*check_published(loaded, published.read_text().split(), site_files(settings)),)
    return sort_issues((*issues, *more))


def rendered(issues: tuple[Issue, ...]) -> str:
    """Findings as `dvk check` prints them."""
    return "\n".join(f"{render_issue(issue)}\n" for issue in issues)


# --- cases made by code


def _write(root: Path, data: bytes) -> None:
    path = root / POST
    path.parent.mkdir(parents=True)
    path.write_bytes(data)


def _outside(root: Path) -> None:
    other = root.parent / f"{root.name}-ngoai.md"
    other.write_text(TEXT, encoding="utf-8")
    (root / "posts/bai.md").symlink_to(other)


def _picture_outside(root: Path) -> None:
    other = root.parent / f"{root.name}-ngoai.jpg"
    other.write_bytes(b"")
    photos = "photos: [{file: anh.jpg, caption: Ảnh}]\n---"
    _write(root, TEXT.replace("---\nN", f"{photos}\nN").encode())
    (root / "posts/bai/anh.jpg").symlink_to(other)


def _photo(line: str, picture: bytes | None = None) -> Callable[[Path], None]:
    """A post with one photo told in this line; the picture is a real one where none is given."""

    def make(root: Path) -> None:
        _write(root, TEXT.replace("---\nN", f"photos: [{{file: a.png, {line}}}]\n---\nN").encode())
        write_picture(root / "posts/bai/a.png")
        if picture is not None:
            (root / "posts/bai/a.png").write_bytes(picture)

    return make


def _withdrawn_twin(root: Path) -> None:
    """A photo withdrawn, and its bytes once more under another name."""
    photos = "photos:\n- {file: a.png, caption: Ảnh, consent: withdrawn}\n"
    photos += "- {file: b.png, caption: Ảnh}\n---\n"
    _write(root, TEXT.replace("---\nN", f"{photos}N").encode())
    for name in ("a", "b"):
        write_picture(root / f"posts/bai/{name}.png")


def _huge_picture() -> bytes:
    """The head of a PNG that claims 60,000 × 60,000 pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e"


def _no_cache(root: Path) -> None:
    _photo("caption: Trao quà")(root)
    (root / ".cache").write_text("", encoding="utf-8")


def _registers(*tables: bytes) -> Callable[[Path], None]:
    """A site that adds up downloaded registers: `du-lieu-truong/1.csv` and on."""

    def make(root: Path) -> None:
        config = CONFIG.replace("[dvk]", "[{dvk: {federation: du-lieu-truong}}]")
        (root / "mkdocs.yml").write_text(config, encoding="utf-8")
        (root / "du-lieu-truong").mkdir()
        for number, data in enumerate(tables, 1):
            (root / f"du-lieu-truong/{number}.csv").write_bytes(data)

    return make


def _huge_register(root: Path) -> None:
    _registers(table({}))(root)
    with (root / "du-lieu-truong/1.csv").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)


_JOINT = {"id": "truong-a/hien-mau", "scope": "joint", "joint": "hien-mau"}
_OTHER = {**_JOINT, "id": "truong-b/hien-mau", "school": "truong-b", "school_name": "CĐ B"}

MADE: Mapping[str, Callable[[Path], None]] = {
    "anh-chua-dong-y": _photo("caption: Trao quà, consent: pending"),
    "anh-da-rut": _withdrawn_twin,
    "anh-qua-lon": _photo("caption: Trao quà", _huge_picture()),
    "chu-thich-lo-hoc-sinh": _photo('caption: "Em Nguyễn Thị A, lớp 5B nhận quà"'),
    "khong-ghi-duoc": _no_cache,
    "o-mo-sai": _photo("caption: Trao quà, blur: [[0.1, 2]]"),
    "du-lieu-hong": _registers(table({"value": "ba mươi"})),
    "du-lieu-khac-chi-so": _registers(table({}), table({**_OTHER, "unit": "phần"})),
    "du-lieu-khac-phien-ban": _registers(table({"schema_version": "2"})),
    "du-lieu-mau-thuan": _registers(
        table(_JOINT), table({**_OTHER, "value": "25", "quote": "25 suất"})
    ),
    "du-lieu-nghi-trung": _registers(table(_JOINT), table({**_OTHER, "scope": "school"})),
    "du-lieu-phan-qua-tong": _registers(
        table({**_JOINT, "share": "20"}), table({**_OTHER, "share": "15"})
    ),
    "du-lieu-qua-lon": _huge_register,
    "du-lieu-trung-truong": _registers(table({}), table({"value": "31", "as_of": "2024-06-01"})),
    "khong-mo-duoc": lambda root: (root / "posts/bai.md").symlink_to(root / "posts/khong-co.md"),
    "khong-phai-utf8/bang-ma-cu": lambda root: _write(root, TEXT.encode("utf-8")[:26] + b"\xe0 m"),
    "khong-phai-utf8/utf-16": lambda root: _write(root, TEXT.encode("utf-16")),
    "khong-phai-utf8/utf-16-khong-dau": lambda root: _write(root, TEXT.encode("utf-16-le")),
    "ngoai-du-an": _outside,
    "anh-ngoai-du-an/loi-tat": _picture_outside,
    "tep-qua-lon": lambda root: _write(root, TEXT.encode() + b"a " * (5 * 1024**2 - 99)),
    "tep-rong/chi-co-bom": lambda root: _write(root, b"\xef\xbb\xbf\r\n"),
    "thieu-du-lieu-truong": _registers(),
    "thieu-cau-hinh": lambda root: (root / "mkdocs.yml").unlink(),
}


# --- rules in the source


def rules_in_source() -> frozenset[str]:
    """Every rule id that the package can emit.

    An id is a constant given as the first argument of `Issue` or `Misread`, or as the argument
    `rule` of any function of the package.
    """
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    places = {"Issue": 0, "Misread": 0}
    for tree in trees:
        places.update(_functions_with_a_rule(tree))
    return frozenset(rule for tree in trees for rule in _constants_at(places, tree))


def _functions_with_a_rule(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [arg.arg for arg in node.args.args if arg.arg != "self"]
            if "rule" in names:
                yield node.name, names.index("rule")


def _constants_at(places: Mapping[str, int], tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        given = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        if name in places and len(node.args) > places[name]:
            given.append(node.args[places[name]])
        for value in given:
            if name in places and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
