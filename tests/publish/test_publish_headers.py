"""What web servers do with what they are told, nginx and Apache themselves."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import brotli
import pytest
from web_servers import apache, needs_brotli, nginx

from dvk_plugin.publish.folder import FolderHost
from dvk_plugin.publish.headers import NGINX, Told, policy_of
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import locked
from dvk_plugin.publish.manifest import read_folder
from dvk_plugin.publish.parcel import Parcel, make_parcel
from dvk_plugin.publish.release import Release, publish
from dvk_plugin.publish.state import read_state
from dvk_plugin.publish.transfer import Crew

TOLD = Told(
    "/dang-uy/",
    ("https://thoi-tiet.example/v1?x=1",),
    {
        "bai/cu/": "bai/moi/",
        "index.php/a b.html": "bai/moi/",
        "bai/mat/": "khong/co/",
        "mo-hinh/cu/": "mo-hinh/moi/",
        "bai/phang-cu.html": "bai/phang.html",
    },
    ("admin/",),
)
PHOTO = "anh/hoc-bong-0123456789ab-640.webp"


def write_site(site: Path) -> None:
    script = "<script>document.title='a'</script>"
    texts = {
        "index.html": f"<!doctype html>{script}{'x' * 2000}",
        "404.html": "<!doctype html>Không tìm thấy trang",
        "bai/moi/index.html": '<!doctype html><iframe src="https://video.example/1"></iframe>',
        "admin/index.html": "<!doctype html><script>eval('1')</script>",
        "mo-hinh/moi/index.html": "<!doctype html>",
        "mo-hinh/moi/feed.xml": "<feed/>",
        "bai/phang.html": "<!doctype html>",
        PHOTO: "ảnh",
    }
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)


@pytest.fixture(params=["htaccess", "nginx"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a server that has a site published below `/dang-uy/`."""
    write_site(tmp_path)
    parcel = make_parcel(tmp_path, TOLD, request.param, (".br", ".gz"))
    with TemporaryDirectory() as open_to_all:  # the servers' own users have to get there
        root = Path(open_to_all)
        root.chmod(0o755)
        web = root / "web" / "dang-uy"
        web.mkdir(parents=True)
        send_parcel(FolderHost(web), parcel)
        if request.param == "nginx":
            needs_brotli()
            with nginx(web.parent, web / NGINX, root / "server") as url:
                yield url
        else:
            with apache(web.parent, root / "server") as url:
                yield url


def send_parcel(host: Host, parcel: Parcel) -> None:
    with locked(host) as lock:
        crew = Crew(2)
        release = Release(host, crew, read_state(host, crew), lock, 10**6)
        publish(release, parcel.files, parcel.read)


def get(address: str, path: str, accept: str = "") -> tuple[HTTPResponse, bytes]:
    line = HTTPConnection(urlsplit(address).netloc, timeout=20)
    line.request("GET", path, headers={"Accept-Encoding": accept} if accept else {})
    answer = line.getresponse()
    return answer, answer.read()


def test_a_web_server_does_what_it_is_told(address: str) -> None:
    page, text = get(address, "/dang-uy/")
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-cache")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0]
    assert "connect-src 'self' https://thoi-tiet.example;" in policy
    assert "frame-src 'self' https://video.example;" in policy
    for accept, encoding, unpack in (
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
    ):
        packed, data = get(address, "/dang-uy/", accept)
        assert packed.headers["Content-Encoding"] == encoding
        assert packed.headers["Content-Type"].startswith("text/html")
        assert packed.headers["Content-Language"] is None
        assert unpack(data) == text
        assert packed.headers["Content-Security-Policy"] == policy
    photo, _ = get(address, f"/dang-uy/{PHOTO}")
    assert "immutable" in photo.headers["Cache-Control"]
    assert photo.headers["X-Content-Type-Options"] == "nosniff"
    lost, told = get(address, "/dang-uy/khong/co/trang/")
    assert (lost.status, "Không tìm thấy" in told.decode()) == (404, True)
    for old in ("/dang-uy/bai/cu/", "/dang-uy/bai/cu/index.html", "/dang-uy/index.php/a%20b.html"):
        moved, _ = get(address, old)
        assert moved.status == 301, old
        assert moved.headers["Location"].endswith("/dang-uy/bai/moi/")
    for old, new in (
        ("mo-hinh/cu/feed.xml", "mo-hinh/moi/feed.xml"),
        ("bai/phang-cu.html", "bai/phang.html"),
    ):
        moved, _ = get(address, f"/dang-uy/{old}")
        assert moved.headers["Location"].endswith(f"/dang-uy/{new}")
    assert get(address, "/dang-uy/bai/mat/")[0].status == 404
    assert get(address, "/dang-uy/.dvk/manifest.json")[0].status in (403, 404)
    form, _ = get(address, "/dang-uy/admin/")
    assert (form.status, form.headers["Content-Security-Policy"]) == (200, None)


def test_a_policy_names_only_what_pages_run_and_load(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<script type='application/ld+json'>{}</script><script src='a.js'></script>"
    )
    policy = policy_of(tmp_path, read_folder(tmp_path), Told())
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy


def test_files_of_the_authors_own_stand_before_ours(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x")
    (tmp_path / ".htaccess").write_text("của trường")
    assert make_parcel(tmp_path, Told(), "htaccess").extras == {}
