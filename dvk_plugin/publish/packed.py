"""Texts that go to the host packed beforehand, beside themselves: `a.css`, `a.css.gz`, `a.css.br`.

Servers are told to send the packed one to browsers that take it.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dvk_plugin.publish.refusal import PublishError

Pack = Callable[[bytes], bytes]
_KINDS = MappingProxyType(
    {
        "html": "text/html",
        "css": "text/css",
        "js": "text/javascript",
        "json": "application/json",
        "xml": "application/xml",
        "svg": "image/svg+xml",
        "txt": "text/plain",
        "csv": "text/csv",
        "webmanifest": "application/manifest+json",
    }
)
"""Ending of texts that are worth it → how servers name their kind."""
_ENCODINGS = MappingProxyType({".br": "br", ".gz": "gzip"})
_LEAST = 1024
"""Bytes from which packing a text is worth a file more."""


def _gzip() -> Pack:
    return lambda data: gzip.compress(data, mtime=0)


def _brotli() -> Pack:
    try:
        import brotli
    except ImportError as error:
        raise PublishError(
            "Máy này chưa có thư viện brotli mà mục «compress: brotli» cần.",
            "gõ: .venv/bin/python -m pip install brotli; hoặc ghi «compress: true» để chỉ nén "
            "kiểu gzip.",
        ) from error
    return lambda data: bytes(brotli.compress(data, mode=brotli.MODE_TEXT))


PACKERS: Mapping[str, Callable[[], Pack]] = MappingProxyType({".br": _brotli, ".gz": _gzip})
"""Ending → what packs; the best first. Both give the same bytes for the same text."""
PACKINGS: Mapping[object, tuple[str, ...]] = MappingProxyType(
    {False: (), True: (".gz",), "brotli": (".br", ".gz")}
)
"""What the option `compress` may be → endings."""


def is_worth(uri: str, size: int) -> bool:
    """Whether a file of so many bytes is a text that gets clearly smaller."""
    return uri.rpartition(".")[2] in _KINDS and size >= _LEAST


def unpacked_name(path: str) -> str:
    """The file that a packed one stands for; any other is itself."""
    stem, dot, ending = path.rpartition(".")
    return stem if f"{dot}{ending}" in PACKERS else path


def apache_lines(packings: Sequence[str]) -> Iterator[str]:
    """Lines of `.htaccess`. `.br` is a language, too (Breton), which has to be forgotten."""
    if not packings:
        return
    if ".br" in packings:
        yield from ("<IfModule mod_mime.c>", "RemoveLanguage .br", "</IfModule>")
    yield from ("<IfModule mod_rewrite.c>", "RewriteEngine On")
    for ending in packings:
        yield f"RewriteCond %{{HTTP:Accept-Encoding}} {_ENCODINGS[ending]}"
        yield "RewriteCond %{REQUEST_FILENAME} !-d"
        yield f"RewriteCond %{{REQUEST_FILENAME}}{ending} -f"
        yield f"RewriteRule ^(.+\\.(?:{'|'.join(_KINDS)}))$ $1{ending} [L]"
    for ending in packings:
        for name, kind in _KINDS.items():
            packed = f"\\.{name}\\{ending}$"
            yield f'RewriteRule "{packed}" "-" [T={kind},E=no-gzip:1,E=no-brotli:1]'
            yield from ("<IfModule mod_headers.c>", f'<FilesMatch "{packed}">')
            yield f"Header set Content-Encoding {_ENCODINGS[ending]}"
            yield "Header append Vary Accept-Encoding"
            yield from ("</FilesMatch>", "</IfModule>")
    yield "</IfModule>"


def nginx_lines(packings: Sequence[str]) -> Iterator[str]:
    """Lines of nginx; `brotli_static` needs its module, without which nginx does not start."""
    for ending in packings:
        yield {".gz": "gzip_static on;", ".br": "brotli_static on;"}[ending]
