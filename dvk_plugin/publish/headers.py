"""What a web server should be told of the site: redirects, caching, and what browsers may load.

The Content-Security-Policy is made from the pages themselves: of inline scripts only those that
stand in them, by their hashes, may run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from dvk_plugin.publish.manifest import Files
from dvk_plugin.publish.packed import apache_lines, nginx_lines

NGINX = "dvk-nginx.conf"
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.S | re.I)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.I)
_LOADED = re.compile(
    r"<(script|img|source|iframe|video|audio)\b[^>]*?\bsrc\s*=\s*[\"']?(https://[^/\"'\s>?#]+)",
    re.I,
)
_DIRECTIVE = {
    "script": "script-src",
    "img": "img-src",
    "source": "media-src",
    "video": "media-src",
    "audio": "media-src",
    "iframe": "frame-src",
}
_RUN = ("", "module", "text/javascript", "application/javascript")
"""Types of scripts that browsers run; data such as JSON-LD need no leave."""
_CACHED = r"-[0-9a-f]{12}(?:-\w+)?\.(?:webp|jpe?g)$|\.[0-9a-f]{8}\.min\.(?:js|css)$"
"""Files whose name tells their content: another content has another name."""
_FOREVER = "public, max-age=31536000, immutable"
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


@dataclass(frozen=True)
class Told:
    """What is known of the site. `base`: the path of its address, `/` or `/dang-uy/`; empty where
    it is unknown. `connects`: addresses that pages ask themselves (the weather). `redirects`: old
    path → new, both from the site's root. `open`: folders in which other rules hold (the form).
    """

    base: str = ""
    connects: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    open: tuple[str, ...] = ()


def policy_of(folder: Path, files: Files, told: Told) -> str:
    """The Content-Security-Policy that these pages keep to."""
    allowed: dict[str, set[str]] = {
        "script-src": set(),
        "img-src": {"data:"},
        "media-src": set(),
        "frame-src": set(),
        "connect-src": {_origin(address) for address in told.connects},
    }
    for uri in files:
        if uri.endswith(".html") and not uri.startswith(told.open or "\0"):
            page = (folder / uri).read_text(encoding="utf-8", errors="replace")
            allowed["script-src"].update(_hashes(page))
            for tag, origin in _LOADED.findall(page):
                allowed[_DIRECTIVE[tag.lower()]].add(origin)
    lines = [" ".join((name, "'self'", *sorted(more))) for name, more in allowed.items()]
    fixed = (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
    return "; ".join((fixed[0], *lines, *fixed[1:]))


def _hashes(page: str) -> Iterator[str]:
    for attributes, text in _SCRIPT.findall(page):
        kind = _TYPE.search(attributes)
        if text.strip() and (kind[1].lower() if kind else "") in _RUN:
            digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def htaccess(told: Told, policy: str, packings: Sequence[str]) -> Mapping[str, bytes]:
    """The files `.htaccess` for Apache and LiteSpeed."""
    lines = [
        "# Do dvk ghi mỗi lần đăng; sửa tay ở đây sẽ bị ghi đè.",
        "<IfModule mod_mime.c>",
        "AddType application/manifest+json .webmanifest",
        "AddType image/webp .webp",
        "AddType font/woff2 .woff2",
        "</IfModule>",
    ]
    if told.base:
        lines += [f"ErrorDocument 404 {told.base}404.html", *_moved(told)]
    lines += [
        "<IfModule mod_headers.c>",
        *(f'Header always set {name} "{value}"' for name, value in _HEADERS),
        f'Header always set Content-Security-Policy "{policy}"',
        'Header set Cache-Control "no-cache"',
        f'<FilesMatch "{_CACHED}">',
        f'Header set Cache-Control "{_FOREVER}"',
        "</FilesMatch>",
        "</IfModule>",
    ]
    lines += apache_lines(packings)
    inner = "<IfModule mod_headers.c>\nHeader always unset Content-Security-Policy\n</IfModule>\n"
    return {
        ".htaccess": _text(lines),
        **{f"{folder}.htaccess": inner.encode() for folder in told.open},
    }


def _moved(told: Told) -> Iterator[str]:
    if told.redirects:
        yield "<IfModule mod_alias.c>"
        for old, new in sorted(told.redirects.items()):
            yield f'RedirectMatch 301 "^{_pattern(told.base + old)}$" "{told.base}{quote(new)}"'
        yield "</IfModule>"


def _pattern(path: str) -> str:
    """A path as a regular expression; a folder also with the name of its first page."""
    told = re.escape(path.removesuffix("index.html"))
    return f"{told}(?:index\\.html)?" if told.endswith("/") else told


def nginx(told: Told, policy: str, packings: Sequence[str]) -> Mapping[str, bytes]:
    """A file to be included in the server's block of nginx by whoever runs it."""
    shared = [
        *(f'add_header {name} "{value}" always;' for name, value in _HEADERS),
        f'add_header Content-Security-Policy "{policy}" always;',
    ]
    base = told.base or "/"
    lines = [
        "# Do dvk ghi mỗi lần đăng. Người quản trị máy chủ thêm vào khối server:",
        f"#     include /đường/dẫn/tới/trang/{NGINX};",
        f"error_page 404 {base}404.html;",
        *shared,
        'add_header Cache-Control "no-cache" always;',
        *_blocks((f"~ {_CACHED}",), [*shared, f'add_header Cache-Control "{_FOREVER}";']),
        *_blocks((f"^~ {base}.dvk/", f"= {base}{NGINX}"), ["return 404;"]),
        *_blocks(
            (f"^~ {base}{folder}" for folder in told.open),
            ['add_header Cache-Control "no-cache" always;'],
        ),
    ]
    for old, new in sorted(told.redirects.items()):
        lines.append(f'rewrite "^{_pattern(base + old)}$" "{base}{quote(new)}" permanent;')
    lines += nginx_lines(packings)
    return {NGINX: _text(lines)}


def _blocks(places: Iterable[str], inner: list[str]) -> Iterator[str]:
    for place in places:
        yield f"location {_quoted(place)} {{"
        yield from (f"    {line}" for line in inner)
        yield "}"


def _quoted(place: str) -> str:
    mark, _, path = place.partition(" ")
    return f'{mark} "{path}"'


def _text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
