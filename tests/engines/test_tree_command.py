"""`dvk tree`: what it writes and where, what it refuses, and that it needs no MkDocs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from engine_runs import run_code
from press_site import make
from sample import post, write_site
from site_differences import files_of

from dvk_plugin.adapters import tree_folder
from dvk_plugin.adapters.tree_folder import BOOK
from dvk_plugin.cli.main import dvk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, with its tree in `cay`; to be copied, not changed."""
    root = make(tmp_path_factory.mktemp("tree"))
    assert run(root).exit_code == 0
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "site"))


def run(root: Path, folder: str = "cay", *options: str) -> Result:
    config = ["-f", str(root / "mkdocs.yml")]
    command = ["tree", "-o", str(root / folder), *config, *options]
    result = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    code = result.exception.code if result.exception else result.return_value
    result.exit_code = int(code or 0)
    return result


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {uri: path.read_bytes() for uri, path in files_of(folder).items()}


def test_a_second_run_writes_the_same_bytes_and_nothing_anew(site: Path) -> None:
    before = bytes_of(site / "cay")
    assert "0 tệp mới hay đã đổi." in run(site).output
    assert bytes_of(site / "cay") == before
    assert run(site, "cay-2").exit_code == 0
    assert bytes_of(site / "cay-2") == before


def test_it_needs_no_mkdocs_and_no_material(site: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('mkdocs', 'material', 'properdocs', 'zensical'): sys.modules[name] = None\n"
        "from dvk_plugin.cli.main import main\n"
        "main()\n"
    )
    result = run_code(site, code, "tree", "-o", "khong-mkdocs")
    assert result.returncode == 0, result.stderr
    assert bytes_of(site / "khong-mkdocs") == bytes_of(site / "cay")


def test_what_is_gone_from_the_site_goes_from_the_tree(site: Path) -> None:
    shutil.rmtree(site / "posts/2024/hai")
    edited = site / "posts/2024/mot/index.md"
    edited.write_text(edited.read_text("utf-8").replace("Trao áo. Xem", "Đã trao. Xem"), "utf-8")
    result = run(site)
    assert result.exit_code == 0
    assert "mot/index.md:9:" in result.output and "không dẫn tới trang nào" in result.output
    docs = site / "cay" / "docs"
    assert not (docs / "tin-tuc/2024/hai").exists()
    assert "Đã trao. Xem" in (docs / "tin-tuc/2024/mot/index.md").read_text("utf-8")


def test_what_a_generator_leaves_there_stays_and_is_no_obstacle(site: Path) -> None:
    (site / "cay/site").mkdir()
    (site / "cay/site/index.html").write_text("dựng xong")
    assert run(site).exit_code == 0
    assert (site / "cay/site/index.html").read_text() == "dựng xong"


@pytest.mark.parametrize("name", ["docs/cua-toi.md", "ghi-chu.txt", "docs/index.md", "mkdocs.yml"])
def test_files_of_others_and_mended_ones_are_refused(site: Path, name: str) -> None:
    (site / "cay" / name).write_text("của tôi", "utf-8")
    before = bytes_of(site / "cay")
    result = run(site)
    assert result.exit_code == 1
    assert f"có «{name}» không phải do lệnh này ghi, hoặc đã bị sửa." in result.output
    assert bytes_of(site / "cay") == before


@pytest.mark.parametrize("name", ["docs", BOOK, f"{BOOK}/new", "docs/anh"])
def test_no_link_leads_out_of_the_folder(site: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "tep.txt").write_text("nguyên")
    place = site / "cay" / name
    shutil.rmtree(place, ignore_errors=True)
    place.symlink_to(outside, target_is_directory=True)
    assert run(site).exit_code == 1
    assert bytes_of(outside) == {"tep.txt": b"nguy\xc3\xaan"}


@pytest.mark.parametrize("folder", [".", "..", "docs/cay", "posts", "site/x", ".cache/cay"])
def test_a_tree_does_not_grow_in_the_site_itself(site: Path, folder: str) -> None:
    before = bytes_of(site)
    result = run(site, folder)
    assert result.exit_code == 2
    assert "Thư mục này thuộc về chính trang" in result.output
    assert bytes_of(site) == before


def test_a_folder_with_somebody_elses_site_is_refused(site: Path) -> None:
    (site / "khac/site").mkdir(parents=True)
    (site / "khac/site/index.html").write_text("trang khác")
    assert "«site/index.html» không phải do lệnh này ghi" in run(site, "khac").output
    (site / "tep").write_text("x")
    assert "«" in run(site, "tep").output and run(site, "tep").exit_code == 2


def test_errors_are_told_together_and_nothing_is_written(site: Path) -> None:
    for slug in ("mot", "hai"):
        path = site / f"posts/2024/{slug}/index.md"
        path.write_text(path.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    before = bytes_of(site / "cay")
    result = run(site)
    assert result.exit_code == 1
    assert result.output.count("LỖI") >= 2 and "Chưa ghi gì." in result.output
    assert bytes_of(site / "cay") == before


def test_a_full_disk_leaves_the_tree_of_before(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bytes_of(site / "cay")
    path = site / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("Trang mẫu", "Trang khác"), "utf-8")
    digests = []

    def full(data: bytes | Path) -> str:
        digests.append(data)
        if len(digests) > 20:
            raise OSError(28, "No space left on device")
        return str(len(digests))

    monkeypatch.setattr("dvk_plugin.cli.tree.foreign_file", lambda folder: "")
    monkeypatch.setattr(tree_folder, "_digest", full)
    result = run(site)
    assert result.exit_code == 1
    assert "Chưa ghi xong vào" in result.output
    assert bytes_of(site / "cay") == before


def test_whoever_is_cut_off_leaves_nothing_to_build_and_the_next_run_ends_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("Trang mẫu", "Trang khác"), "utf-8")
    moved: list[Path] = []
    rename = Path.replace

    def cut(self: Path, target: Path) -> Path:
        if BOOK in self.parts and ".new-" not in self.name:
            moved.append(self)
            if len(moved) == 5:
                raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        with pytest.raises(AssertionError):
            run(site)
    assert len(moved) == 5
    assert not (site / "cay/mkdocs.yml").exists()
    assert run(site).exit_code == 0
    whole = bytes_of(site / "cay")
    shutil.rmtree(site / "cay")
    assert run(site).exit_code == 0
    assert bytes_of(site / "cay") == whole


def test_what_a_tree_cannot_take_along_is_told(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/2024/mot/index.md": post("model: ao-am\nfunds: 5 triệu đồng")})
    config = tmp_path / "mkdocs.yml"
    told = config.read_text("utf-8").replace("[dvk]", "[dvk, search, git-dates]")
    config.write_text(f"{told}hooks: [lam-dep.py]\n", "utf-8")
    result = run(tmp_path)
    assert result.exit_code == 0
    assert (
        "Không mang theo được, vì công cụ khác không chạy: git-dates, lam-dep.py." in result.output
    )
    missing = "markdown_extensions: [mo_rong_khong_co]\n"
    config.write_text(f"{told}{missing}", "utf-8")
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "mo_rong_khong_co" in result.output and "Gợi ý: cài phần ấy bằng pip" in result.output
    config.write_text(f"INHERIT: chung.yml\n{told}", "utf-8")
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "lấy thêm từ một tệp khác (INHERIT)" in result.output


def test_templates_and_files_of_the_sites_own_go_along(site: Path) -> None:
    (site / "mau/partials").mkdir(parents=True)
    (site / "mau/partials/footer.html").write_text("<footer>Chân trang</footer>", "utf-8")
    config = site / "mkdocs.yml"
    told = config.read_text("utf-8").replace("font: false", "font: false, custom_dir: mau")
    config.write_text(told, "utf-8")
    assert run(site).exit_code == 0
    theme = site / "cay" / "theme"
    assert (theme / "partials/footer.html").read_text("utf-8") == "<footer>Chân trang</footer>"
    assert (theme / "partials/header.html").is_file()


def test_the_book_tells_every_file(made: Path) -> None:
    known = json.loads((made / "cay" / BOOK / "files.json").read_text("utf-8"))
    there = {uri for uri in files_of(made / "cay") if not uri.startswith(BOOK)}
    assert known.keys() == there


def test_a_readme_is_the_first_page_of_a_folder_that_has_none(site: Path) -> None:
    for name in ("a/README.md", "b/README.md", "b/index.md"):
        (site / "docs" / name).parent.mkdir(exist_ok=True)
        (site / "docs" / name).write_text(f"# Trang {name}\n", "utf-8")
    assert run(site).exit_code == 0
    docs = site / "cay" / "docs"
    assert "Trang a/README.md" in (docs / "a/index.md").read_text("utf-8")
    assert "Trang b/index.md" in (docs / "b/index.md").read_text("utf-8")
    assert not (docs / "a/README.md").exists() and not (docs / "b/README.md").exists()
