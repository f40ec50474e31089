"""The photos that posts name, as they lie in the folders: what a file is called there, which files
hold the same picture, and that one which is withdrawn is so wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dvk_plugin.domain.post import Consent, Photo, Post
from dvk_plugin.domain.slug import tidy
from dvk_plugin.photos.cache import Cache
from dvk_plugin.read.files import is_inside
from dvk_plugin.walk import is_plain_file, join, stamp_of


def with_photo_files(posts: Iterable[Post], root: Path) -> tuple[Post, ...]:
    """Posts whose photos are named as on the disk, and withdrawn in all when they are in one."""
    found = tuple(with_found_files(post, root) for post in posts)
    return _with_withdrawals(_with_digests(found, root))


def with_found_files(post: Post, root: Path) -> Post:
    """A post whose photos' files are named as on the disk, in whichever form of Unicode.

    A Mac writes «ế» as three characters (NFD) where an editor types one.
    """
    if all(is_plain_file(join(root, photo.file)) for photo in post.photos):
        return post
    photos = (replace(photo, file=_on_disk(photo.file, root)) for photo in post.photos)
    return replace(post, photos=tuple(photos))


def _on_disk(file: str, root: Path) -> str:
    path = root / file
    if not is_inside(path, root) or path.exists():
        return file
    wanted = tidy(path.name)
    for name in sorted(_names(path.parent)):
        if tidy(name) == wanted:
            return path.with_name(name).relative_to(root).as_posix()
    return file


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _with_withdrawals(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    """Posts in which a photo withdrawn anywhere is withdrawn wherever its bytes stand."""
    withdrawn = sorted((p for p in _photos(posts) if not p.is_published), key=lambda p: p.source)
    gone = {_identity(photo): photo.source for photo in reversed(withdrawn)}
    if not gone:
        return posts

    def followed(photo: Photo) -> Photo:
        if not photo.is_published or _identity(photo) not in gone:
            return photo
        return replace(photo, consent=Consent.WITHDRAWN, withdrawn_with=gone[_identity(photo)])

    return tuple(replace(post, photos=tuple(map(followed, post.photos))) for post in posts)


def _identity(photo: Photo) -> str:
    return photo.digest or photo.file


def _with_digests(posts: tuple[Post, ...], root: Path) -> tuple[Post, ...]:
    """Posts whose photos of equal size were read, so that equal bytes count as one picture."""
    sizes: dict[int, set[str]] = defaultdict(set)
    for photo in _photos(posts):
        path = join(root, photo.file)
        if is_inside(path, root) and (stamp := stamp_of(path)):
            sizes[stamp[0]].add(photo.file)
    twins = {file for files in sizes.values() if len(files) > 1 for file in files}
    cache = Cache(root)
    digests = {file: cache.digest(file) for file in twins}
    cache.save()
    return tuple(_with_digest(post, digests) for post in posts)


def _photos(posts: Iterable[Post]) -> Iterator[Photo]:
    return (photo for post in posts for photo in post.photos)


def _with_digest(post: Post, digests: dict[str, str]) -> Post:
    if not any(photo.file in digests for photo in post.photos):
        return post
    photos = (replace(p, digest=digests.get(p.file, "")) for p in post.photos)
    return replace(post, photos=tuple(photos))
