"""Addresses and names: each page one address, each model one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.domain.source import Source
from dvk_plugin.read.names import name_key


def check_post_addresses(site: Site) -> Iterator[Issue]:
    """`trung-dia-chi`: two posts of one year with one address."""
    first: dict[str, Source] = {}
    for post in sorted(site.posts, key=lambda post: post.file):
        if post.key in first:
            yield Issue(
                "trung-dia-chi",
                post.source,
                f"Bài này có địa chỉ /{post.key}/ trùng với bài ở {first[post.key]}.",
                f"slug: {post.slug}-2",
            )
        first.setdefault(post.key, post.source)


def check_model_names(site: Site) -> Iterator[Issue]:
    """`trung-ten-mo-hinh`: one name or alias that means two models."""
    owners: dict[str, str] = {}
    for model in sorted(site.models.values(), key=lambda model: model.file):
        for name in dict.fromkeys(map(name_key, (model.slug, model.name, *model.aliases))):
            if owners.setdefault(name, model.slug) != model.slug:
                other = site.models[owners[name]]
                yield Issue(
                    "trung-ten-mo-hinh",
                    model.source,
                    f"Tên «{name}» vừa chỉ mô hình này vừa chỉ mô hình ở {other.file}.",
                    "đổi tên hoặc bỏ bớt trong mục aliases của một mô hình.",
                )


def check_groupings(site: Site) -> Iterator[Issue]:
    """`trung-tu-khoa`: two keywords or categories that differ only in marks or case."""
    for kind in ("tags", "category"):
        spellings: dict[str, dict[str, Source]] = defaultdict(dict)
        for post in sorted(site.posts, key=lambda post: (post.date, post.key)):
            value = getattr(post, kind)
            for word in value if isinstance(value, tuple) else (value,) if value else ():
                spellings[slugify(word)].setdefault(word, post.source)
        for words in spellings.values():
            usual, *others = words
            for word in others:
                yield Issue(
                    "trung-tu-khoa",
                    words[word],
                    f"«{word}» và «{usual}» (ở {words[usual]}) sẽ chung một địa chỉ trang.",
                    f"viết thống nhất là «{usual}».",
                )
