"""Addresses and names: each page one address, each model one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.domain.source import Source
from dvk_plugin.read.answers import shown
from dvk_plugin.read.names import name_key


def check_post_addresses(site: Site) -> Iterator[Issue]:
    """`trung-dia-chi`: two posts of one year with one address."""
    first: dict[str, Source] = {}
    for post in sorted(site.posts, key=lambda post: post.file):
        if post.key in first:
            yield Issue(
                "trung-dia-chi",
                post.place("slug"),
                f"Bài này có địa chỉ /{post.key}/ trùng với bài ở {first[post.key]}.",
                f"slug: {post.slug}-2",
            )
        first.setdefault(post.key, post.source)


def check_model_names(site: Site) -> Iterator[Issue]:
    """`trung-ten-mo-hinh`: one name or alias that means two models."""
    owners: dict[str, str] = {}
    for model in sorted(site.models.values(), key=lambda model: model.file):
        spellings = {name_key(name): name for name in (model.slug, *model.aliases, model.name)}
        for key, name in spellings.items():
            if key and owners.setdefault(key, model.slug) != model.slug:
                other = site.models[owners[key]]
                yield Issue(
                    "trung-ten-mo-hinh",
                    model.place(f"names/{key}"),
                    f"Tên «{name}» vừa chỉ mô hình này vừa chỉ mô hình ở {other.file}.",
                    "đổi tên hoặc bỏ bớt trong mục aliases của một mô hình.",
                )


def check_groupings(site: Site) -> Iterator[Issue]:
    """`trung-tu-khoa`: two keywords or categories that differ only in marks or case.

    `tu-khoa-thieu-chu`: one without a letter, which gives no address.
    """
    for kind in ("tags", "category"):
        spellings: dict[str, dict[str, Source]] = defaultdict(dict)
        for post in sorted(site.posts, key=lambda post: (post.date, post.key)):
            value = getattr(post, kind)
            for word in value if isinstance(value, tuple) else (value,) if value else ():
                words = spellings[slugify(word)]
                if word not in words:
                    words[word] = post.place(f"tags/{word}" if kind == "tags" else kind)
        for slug, words in spellings.items():
            if not slug:
                yield from _without_letters(words)
                continue
            usual, *others = words
            for word in others:
                yield Issue(
                    "trung-tu-khoa",
                    words[word],
                    f"«{word}» và «{usual}» (ở {words[usual]}) sẽ chung một địa chỉ trang.",
                    f"viết thống nhất là «{usual}».",
                )


def _without_letters(words: Mapping[str, Source]) -> Iterator[Issue]:
    for word, place in words.items():
        yield Issue(
            "tu-khoa-thieu-chu",
            place,
            f"«{shown(word)}» không có chữ cái hay chữ số nào để làm địa chỉ trang.",
            "viết từ khóa, chuyên mục bằng chữ, hoặc xóa đi.",
        )
