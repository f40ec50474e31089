"""Lists of posts: all news, years, keywords and categories, each cut into pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dvk_plugin.domain.post import Post
from dvk_plugin.domain.slug import slugify
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.format import format_date
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import paginate
from dvk_plugin.views.render import rendered
from dvk_plugin.views.uris import NEWS, category_uri, post_uri, tag_uri, year_uri


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to a neighbouring list, with the number of posts in it."""

    label: str
    uri: str
    count: int
    is_current: bool = False


def news_pages(edition: Edition) -> Iterator[Page]:
    """Every list page."""
    posts = edition.site.posts
    years = group_by(posts, "year")
    yield from _list(edition, NEWS, "Tin tức", posts, _years(years, ""))
    for year, mine in years.items():
        base = f"{NEWS}/nam/{year}"
        yield from _list(edition, base, f"Tin năm {year}", mine, _years(years, year))
    for tag, mine in group_by(posts, "tags").items():
        yield from _list(edition, f"tu-khoa/{slugify(tag)}", f"Từ khóa: {tag}", mine, ())
    for category, mine in group_by(posts, "category").items():
        base = f"chuyen-muc/{slugify(category)}"
        yield from _list(edition, base, f"Chuyên mục: {category}", mine, ())


def group_by(posts: Sequence[Post], kind: str) -> Mapping[str, list[Post]]:
    """Posts by `year` (newest first), or by `tags` or `category` (by address)."""
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if kind == "year":
            names: tuple[str, ...] = (str(post.date.year),)
        elif kind == "tags":
            names = post.tags
        else:
            names = (post.category,) if post.category else ()
        for name in names:
            groups[name].append(post)
    ordered = sorted(groups, key=slugify, reverse=kind == "year")
    return {name: groups[name] for name in ordered if slugify(name)}


def _years(years: Mapping[str, list[Post]], current: str) -> tuple[Chip, ...]:
    total = sum(len(posts) for posts in years.values())
    chips = [Chip("Tất cả", f"{NEWS}/index.md", total, not current)]
    chips += [Chip(y, year_uri(int(y)), len(posts), y == current) for y, posts in years.items()]
    return tuple(chips)


def _list(
    edition: Edition, base: str, title: str, posts: Sequence[Post], chips: tuple[Chip, ...]
) -> Iterator[Page]:
    for leaf in paginate(posts, base, edition.per_page):
        name = title if leaf.number == 1 else f"{title} – trang {leaf.number}"
        content = rendered(
            "news.html",
            edition.href(leaf.uri),
            edition=edition.ground,
            title=title,
            leaf=leaf,
            chips=chips,
            base=base,
        )
        yield Page(
            leaf.uri,
            name,
            content=content,
            shown=(content.shown,),
            description=describe(
                f"{name} trên {edition.site.name}{_reach(leaf.items)}.", newest(leaf.items)
            ),
            updated=edition.updated(leaf.items),
            items=tuple(map(post_uri, leaf.items)),
        )


def _reach(posts: Sequence[Post]) -> str:
    """`: 12 bài từ 03/01/2023 đến 21/09/2023`, of posts newest first."""
    if not posts:
        return ""
    first, last = posts[-1].date, posts[0].date
    days = f"ngày {format_date(last)}" if first == last else f"từ {format_date(first)} đến "
    return f": {len(posts)} bài {days}" + ("" if first == last else format_date(last))


def newest(posts: Sequence[Post]) -> str:
    """The newest of posts by its title, as a sentence."""
    return f"Mới nhất: {posts[0].title}" if posts else ""


def chips_of(post: Post) -> tuple[Chip, ...]:
    """Links from a post to the lists it stands in."""
    chips = [Chip(tag, tag_uri(tag), 0) for tag in post.tags if slugify(tag)]
    if post.category and slugify(post.category):
        chips.insert(0, Chip(post.category, category_uri(post.category), 0))
    return tuple(chips)
