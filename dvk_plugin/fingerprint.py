"""A mark of all that pages may be made of, so that a page is printed anew when any of it changes.

It stands for the front matter of posts, models and the registry, photos as published, settings,
this program with its templates, and the libraries that write pages. The texts of posts and models
are left out: a page that shows one says so itself (`Page.own`), and so an author who mends a
sentence has one page printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dvk_plugin import __version__
from dvk_plugin.domain.site import Site
from dvk_plugin.photos.plan import Published
from dvk_plugin.read.settings import Settings

_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "pymdown-extensions", "pyyaml")
_ELSEWHERE = ("publish", "root", "site_dir", "theme_dir", "today")
"""Settings that pages are not made of, or have in their frames."""
_PACKAGE = Path(__file__).parent


def digest(texts: Iterable[str]) -> str:
    """A mark that tells this sequence of texts apart from every other."""
    found = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


def context_of(site: Site, settings: Settings, published: Mapping[str, Published]) -> str:
    """The mark for a site whose photos (by file) are published so."""
    return digest(
        (
            program(),
            *_options(settings),
            *_posts(site),
            *_declared(settings),
            *_federated(settings),
            *_photos(published),
        )
    )


@cache
def program() -> str:
    """A mark of this program as installed, and of the libraries that it writes pages with."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".html"))
    stats = ((path, path.stat()) for path in files)
    code = (f"{path}|{stat.st_size}|{stat.st_mtime_ns}" for path, stat in stats)
    return digest((__version__, *map(_version, _LIBRARIES), *code))


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return ""


def _options(settings: Settings) -> Iterator[str]:
    for name, value in vars(settings).items():
        yield name
        yield "" if name in _ELSEWHERE else repr(value)


def _posts(site: Site) -> Iterator[str]:
    for post in site.posts:
        yield post.file
        yield post.key
        yield f"{post.head_mark} {post.key in site.held_keys}"
        for photo in post.photos:
            yield f"{photo.file}|{photo.digest}|{photo.consent}|{photo.withdrawn_with}"


def _declared(settings: Settings) -> Iterator[str]:
    """The registry and the models, by their files."""
    registry = settings.posts_path / "registry.yml"
    for path in (registry, *sorted(settings.models_path.glob("*.md"))):
        yield path.name
        try:
            yield hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            yield ""


def _federated(settings: Settings) -> Iterator[str]:
    """What other schools told, by their files."""
    folder = settings.root / settings.federation
    for path in sorted(folder.rglob("*")) if settings.federation else ():
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            yield hashlib.sha256(path.read_bytes()).hexdigest()


def _photos(published: Mapping[str, Published]) -> Iterator[str]:
    for file, photo in sorted(published.items()):
        yield file
        yield from (variant.name for variant in photo.variants)
        yield photo.original.name if photo.original else ""
