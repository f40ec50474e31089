"""Pictures in posts' texts: listed among the photos, and never fetched from another site."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from dvk_plugin.check.bodies import place_in_body
from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.photos.plan import is_beside
from dvk_plugin.read.answers import shown
from dvk_plugin.read.files import is_file_inside
from dvk_plugin.read.pictures import WrittenPicture, file_key, without_code, written_pictures

_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_REMOTE_IN_HTML = re.compile(
    r"<(?:img|source|video|audio|track|input|table|t[dhr]|body)\b[^<>]*?"
    r"\b(?:src|srcset|poster|background)\s*=\s*"
    r"(?:\"(?:[^\"<>]*[\s,])?|'(?:[^'<>]*[\s,])?)?(?:https?:)?//[^<>]*"
    r"|<(?:image|use|feimage)\b[^<>]*?\bhref\s*=\s*[\"']?\s*(?:https?:)?//[^<>]*"
    r"|\burl\(\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
"""What makes a browser fetch a picture or a film; scripts and frames have a rule of their own."""
_IMG = re.compile(r"<img\b[^<>]*>?", re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_CAPTION = "Ai đang làm gì, ở đâu"
_PLAIN = re.compile(r"[^\W\d_][\w ./()-]*[\w)]")
"""Words that YAML takes as they are, in a table of one line."""


def check_body_pictures(site: Site, root: Path) -> Iterator[Issue]:
    """`anh-tren-mang`, `anh-chua-khai`, `anh-the-img`."""
    for post in site.posts:
        body = post.body
        names = {photo.name for photo in post.photos}
        for picture in written_pictures(body):
            if _REMOTE.match(picture.target):
                yield _remote(post, picture.start, picture.end)
            elif picture.target not in names and not picture.target.startswith(("/", "data:")):
                yield from _unlisted(post, picture, root)
        if "<" in body or "url(" in body:
            yield from _in_html(post)


def _in_html(post: Post) -> Iterator[Issue]:
    text = without_code(post.body)
    remote = [match.span() for match in _REMOTE_IN_HTML.finditer(text)]
    for start, end in remote:
        yield _remote(post, start, end)
    for match in _IMG.finditer(text):
        if not any(start >= match.start() and end <= match.end() for start, end in remote):
            told = _SRC.search(match[0])
            name = next(filter(None, told.groups()), "") if told else ""
            yield Issue(
                "anh-the-img",
                place_in_body(post, *match.span()),
                "Thẻ <img> không hiện được ảnh nằm cạnh bài: chỉ ảnh viết theo cách dưới đây mới "
                "được thu nhỏ, bỏ thông tin riêng tư và đưa lên trang.",
                f"ghi ảnh vào mục photos rồi viết ![lời tả]({shown(name) or 'ten-anh.jpg'}).",
                Severity.WARNING,
            )


def _remote(post: Post, start: int, end: int) -> Issue:
    return Issue(
        "anh-tren-mang",
        place_in_body(post, start, end),
        "Ảnh này nằm ở trang khác: ai mở bài thì máy của người ấy bị trang kia ghi lại.",
        "tải ảnh về cạnh bài, ghi vào mục photos rồi viết ![lời tả](ten-anh.jpg).",
    )


def _unlisted(post: Post, picture: WrittenPicture, root: Path) -> Iterator[Issue]:
    name = file_key(picture.target)
    listed = {file_key(photo.name): photo.name for photo in post.photos}
    if name in listed:
        return
    near = difflib.get_close_matches(name, listed, n=1, cutoff=0.7)
    file = name if is_beside(name) else PureWindowsPath(name).name
    item = f"- {{file: {_yaml(file)}, caption: {_yaml(picture.alt or _CAPTION)}}}"
    if near and not is_file_inside((root / post.file).parent / picture.target, root):
        hint = f"![{picture.alt}]({listed[near[0]]})"
    elif file == name:
        hint = f"thêm vào mục photos:\n{item}" if post.photos else f"photos:\n  {item}"
    else:
        hint = f"chép ảnh vào cạnh bài, viết ![lời tả]({file}) và thêm vào mục photos:\n{item}"
    yield Issue(
        "anh-chua-khai",
        place_in_body(post, picture.start, picture.end),
        f"Ảnh «{shown(name)}» đứng giữa bài nhưng không có trong mục photos, nên không hiện ra.",
        hint,
    )


def _yaml(text: str) -> str:
    """The text as a value inside a table of one line."""
    if _PLAIN.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'"
