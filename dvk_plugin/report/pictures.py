"""The photos of a report: the covers of its posts, as they are published on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dvk_plugin.domain.post import Photo, Post
from dvk_plugin.report.document import Shot
from dvk_plugin.report.subject import Subject
from dvk_plugin.views.pictures import Picture, caption_text, picture_uri

MOST = 12
"""Photos at most: a report is read, an album is looked at."""


def covers_of(subject: Subject) -> tuple[Photo, ...]:
    """The photo that stands for each of the newest posts: its `cover`, else its first."""
    found = (_cover(subject, post) for post in subject.posts)
    chosen = {photo.digest or photo.file: photo for photo in found if photo}
    return tuple(chosen.values())[:MOST]


def _cover(subject: Subject, post: Post) -> Photo | None:
    """Of a party cell's or a model's report only a photo that has to do with it."""
    fit = [photo for photo in post.published_photos if _fits(subject, post, photo)]
    chosen = (photo for photo in fit if photo.name == post.cover)
    return next(chosen, fit[0] if fit else None)


def _fits(subject: Subject, post: Post, photo: Photo) -> bool:
    if not (subject.model or subject.branch):
        return True
    return bool(frozenset(photo.models or post.models) & subject.family)


def shots_of(subject: Subject, files: Mapping[str, Path]) -> Iterator[Shot]:
    """The covers that were published. `files`: name of a variant → its file."""
    edition = subject.edition
    covers = [photo.file for photo in covers_of(subject)]
    pictures = {p.photo.file: p for p in edition.pictures(subject.posts)}
    for file in covers:
        jpeg = pictures[file].jpeg if file in pictures else None
        if jpeg is not None and jpeg.name in files:
            picture = pictures[file]
            address = edition.links.absolute(picture_uri(jpeg.name))
            path = files[jpeg.name]
            yield Shot(path, address, _caption(picture), picture.alt, jpeg.width, jpeg.height)


def _caption(picture: Picture) -> str:
    caption = caption_text(picture.photo.caption)
    return f"{caption} (ảnh: {picture.photo.credit})" if picture.photo.credit else caption
