"""Posts: `posts/**/index.md` with photos beside it, or `posts/**/<name>.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.measure import Measure
from dvk_plugin.domain.post import Credit, Post
from dvk_plugin.domain.recognition import Recognition
from dvk_plugin.domain.slug import slugify, tidy
from dvk_plugin.domain.source import Places
from dvk_plugin.read.answers import needs_one_value, shown, unknown_field
from dvk_plugin.read.documents import read_documents, read_recognition
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.frontmatter import Page
from dvk_plugin.read.lead import plain_text
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.measures import read_measures, read_models
from dvk_plugin.read.old_addresses import read_old_addresses
from dvk_plugin.read.old_views import read_old_views
from dvk_plugin.read.photos import is_photo_count, read_photos
from dvk_plugin.read.registry import safe_href
from dvk_plugin.read.shape import names
from dvk_plugin.read.shapes import POST, POST_OF_HOST
from dvk_plugin.read.tree import Node, Scalar, Table

NEWS = "tin-tuc"
DECLARE_SCHOOL = "khai báo trường trong posts/registry.yml, mục schools"
_DATED = re.compile(r"^(?:[0-9]{4}-)?[0-9]{1,2}-[0-9]{1,2}-(?=.)")

_PLACED = ("category", "cover", "slug", "draft", "publish_at")
"""Fields that later checks may find fault with."""


def read_post(page: Page, lexicon: Lexicon) -> tuple[Post | None, tuple[Issue, ...]]:
    """The post in a page, and what is wrong with it; None where title or date cannot be had.

    Rules: `thieu-tieu-de`, `thieu-ngay`, `truong-la`, `thieu-truong`, `mo-hinh-la`,
    `muc-la`, `bai-thieu-dia-chi`, `luot-xem-la`, and those of figures, photos, documents and
    recognitions.
    """
    if page.head is None:
        return None, page.issues
    issues = list(page.issues)
    fields = Fields(page.head, issues)
    title, day = fields.text("title"), fields.day("date")
    old_addresses, old_places = read_old_addresses(fields)
    measures = tuple(_measures(fields, lexicon))
    slug = _slug(fields, page.file, title)
    values: dict[str, Any] = {
        "school": read_school(fields, lexicon, required=True),
        "models": read_models(fields, lexicon, "models", "model"),
        "category": fields.text("category"),
        "tags": fields.texts("tags"),
        "authors": fields.texts("authors", "author"),
        "summary": fields.text("summary"),
        "cover": fields.text("cover"),
        "draft": fields.flag("draft"),
        "publish_at": fields.day("publish_at"),
        "credit": _credit(fields),
        "views": read_old_views(fields),
        "comments": fields.scalar("comments") is None or fields.flag("comments"),
        "documents": read_documents(fields, lexicon),
        "photos": tuple(read_photos(fields, lexicon, page.file)),
        "as_of": fields.day("as_of") or day,
    }
    key = f"{NEWS}/{day.year if day else 0}/{slug}"
    values["recognitions"] = tuple(_recognitions(fields, lexicon, key, day, values["models"]))
    _need(fields)
    _refuse_unknown(fields, lexicon)
    if not title or day is None or not slug:
        return None, tuple(issues)
    post = Post(
        key=key,
        slug=slug,
        file=page.file,
        title=title,
        date=day,
        measures=measures,
        text=page.body.encode("utf-8", "surrogatepass"),
        body_line=page.body_line,
        lead=plain_text(page.body),
        head_mark=page.head_mark,
        source=fields.place("title"),
        places=(
            *fields.places("category", "cover", "slug", "draft", "publish_at"),
            *_tag_places(fields),
            *old_places,
        ),
        redirect_from=old_addresses,
        **values,
    )
    return post, tuple(issues)


def is_draft(page: Page) -> bool:
    """Whether a page says that it is a draft, whatever else is wrong with it."""
    return page.head is not None and Fields(page.head, []).flag("draft")


def _need(fields: Fields) -> None:
    """Rules `thieu-tieu-de` and `thieu-ngay`; asked last, when misspelt names are known."""
    if fields.lacks("title"):
        fields.add(
            Issue(
                "thieu-tieu-de", fields.source, "Bài này chưa có tiêu đề.", "title: Tiêu đề của bài"
            )
        )
    if fields.lacks("date"):
        fields.add(
            Issue("thieu-ngay", fields.source, "Bài này chưa có ngày đăng.", "date: 21/09/2023")
        )


def _tag_places(fields: Fields) -> Places:
    return tuple((f"tags/{tidy(tag.text)}", tag.source) for tag in fields.scalars("tags"))


def _slug(fields: Fields, file: str, title: str) -> str:
    """From `slug`, else the folder's or file's name, else the title."""
    slug = slugify(fields.text("slug")) or slugify(address_name(file)) or slugify(title)
    if not slug and title:
        fields.add(
            Issue(
                "bai-thieu-dia-chi",
                fields.place("title"),
                "Tên thư mục và tiêu đề không có chữ cái nào để làm địa chỉ trang.",
                "slug: ten-bai-khong-dau",
            )
        )
    return slug


def address_name(file: str) -> str:
    """What a post's address is made of: its folder's or file's name without a leading date."""
    path = PurePosixPath(file)
    return _DATED.sub("", tidy(path.parent.name if path.name == "index.md" else path.stem))


def read_school(fields: Fields, lexicon: Lexicon, *, required: bool = False) -> str:
    """The school's slug; left out, the only one declared. Rules: `truong-la`, `thieu-truong`."""
    scalar = fields.scalar("school")
    schools = lexicon.registry.schools
    if scalar is not None:
        key = fields.key(scalar, lexicon.schools, "truong-la", "trường", DECLARE_SCHOOL)
        return key or lexicon.registry.only_school
    if required and len(schools) > 1 and fields.lacks("school"):
        fields.add(
            Issue(
                "thieu-truong",
                fields.source,
                "Trang này có nhiều trường, nên bài phải ghi của trường nào.",
                " hoặc ".join(f"«school: {slug}»" for slug in schools),
            )
        )
    return lexicon.registry.only_school


def _measures(fields: Fields, lexicon: Lexicon) -> Iterator[Measure]:
    """Figures under `metrics`, then those at the top level of the front matter.

    Rule: `ghi-hai-noi`, for a metric told in two places, which would count twice.
    """
    first: dict[str, Scalar] = {}
    for key, node in (*fields.entries("metrics"), *_top_figures(fields, lexicon)):
        name = lexicon.metrics.find(key.text) or ""
        if not node.is_empty and first.setdefault(name, key) is not key and name:
            fields.add(_told_twice(key, first[name], lexicon.registry.metrics[name].label))
        yield from read_measures(key, node, lexicon, fields)


def _top_figures(fields: Fields, lexicon: Lexicon) -> Iterator[tuple[Scalar, Node]]:
    """Fields at the top level that are figures; of `photos` only a bare count is one."""
    for key, node in fields.pairs():
        name = tidy(key.text)
        if name == "photos":
            if is_photo_count(node):
                yield key, node
        elif name not in _RESERVED and _is_figure(name, node, lexicon):
            fields.node(name)
            yield key, node


def _told_twice(key: Scalar, first: Scalar, label: str) -> Issue:
    return Issue(
        "ghi-hai-noi",
        key.source,
        f"«{label}» đã ghi ở dòng {first.source.line}; ghi thêm ở đây thì bị cộng hai lần.",
        "xóa một nơi; nếu là hai số khác nhau thì viết thành danh sách, ví dụ [30 suất, 20 suất].",
    )


def _is_figure(name: str, node: Node, lexicon: Lexicon) -> bool:
    """Whether a field at the top level is a metric; «ảnh» with a list under it means `photos`."""
    metric = lexicon.metrics.find(name)
    return metric is not None and (metric != "photos" or isinstance(node, Scalar))


_RESERVED = frozenset(names(POST))


def _credit(fields: Fields) -> Credit | None:
    """`source: Đảng ủy Trường`, or `{name: …, url: …}`. Rule: `dia-chi-khong-an-toan`."""
    node = fields.node("source")
    if isinstance(node, Scalar):
        return Credit(tidy(node.text))
    if not isinstance(node, Table):
        if node is not None:
            fields.add(needs_one_value("source", node))
        return None
    inner = Fields(node, fields.issues)
    name, url = inner.text("name"), inner.scalar("url")
    inner.refuse_leftovers()
    href = safe_href(url.text) if url else ""
    if url and not href:
        fields.add(
            Issue(
                "dia-chi-khong-an-toan",
                url.source,
                f"«{shown(url.text)}» không phải là một địa chỉ trang web dùng được.",
                "url: https://…",
            )
        )
    return Credit(name or href, href) if name or href else None


def _recognitions(
    fields: Fields, lexicon: Lexicon, key: str, day: date | None, of_post: tuple[str, ...]
) -> Iterator[Recognition]:
    """Of the model named, else the only one of the post. Rule: `cong-nhan-thieu-mo-hinh`."""
    for table in fields.tables("recognitions"):
        models = read_models(table, lexicon, "models", "model")
        year = _year(table, day)
        if table.lacks("models", "model"):
            models = of_post if len(of_post) == 1 else ()
            if len(of_post) != 1:
                table.add(_of_no_model(table, of_post))
        for model in models or ("",):
            found = read_recognition(table, lexicon, model, year, key)
            if found is not None and year:
                yield found


def _of_no_model(fields: Fields, of_post: tuple[str, ...]) -> Issue:
    return Issue(
        "cong-nhan-thieu-mo-hinh",
        fields.source,
        "Chưa ghi mô hình nào được công nhận.",
        f"model: {of_post[0] if of_post else 'ten-mo-hinh'}",
    )


def _year(fields: Fields, day: date | None) -> int:
    """The year of a recognition, that of the post by default; 0 when it cannot be had."""
    scalar = fields.scalar("year")
    if scalar is None:
        return day.year if day and fields.lacks("year") else 0
    if re.fullmatch(r"(?:19|20)[0-9]{2}", scalar.text):
        return int(scalar.text)
    fields.add(
        Issue(
            "nam-khong-ro",
            scalar.source,
            f"«{shown(scalar.text)}» không phải là một năm.",
            "year: 2024",
        )
    )
    return 0


def _refuse_unknown(fields: Fields, lexicon: Lexicon) -> None:
    metrics = lexicon.registry.metrics.values()
    for key, _ in fields.leftovers():
        if key.text not in POST_OF_HOST:
            figures = (name for metric in metrics for name in (metric.key, *metric.aliases))
            fields.add(unknown_field(key, (*_RESERVED, *POST_OF_HOST, *figures)))
