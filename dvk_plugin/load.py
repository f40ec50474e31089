"""Folders to a site: read → book → check, every finding collected on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from dvk_plugin.check.rules import check_site
from dvk_plugin.domain.issue import Issue, softened, sort_issues
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.post import Post, newest_first
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.registry import Registry
from dvk_plugin.domain.site import Site
from dvk_plugin.fingerprint import digest, program
from dvk_plugin.photo_files import with_photo_files
from dvk_plugin.processes import collecting_rarely
from dvk_plugin.read.comments import COMMENTS_FILE, read_comments
from dvk_plugin.read.files import is_post, look_again
from dvk_plugin.read.frontmatter import Page, read_page_file
from dvk_plugin.read.lexicon import Lexicon, make_lexicon
from dvk_plugin.read.models import read_model, read_model_names
from dvk_plugin.read.own_pages import read_own_pages
from dvk_plugin.read.register_files import read_registers
from dvk_plugin.read.registry import read_registry_file
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.visits import VIEWS_FILE, read_visits
from dvk_plugin.reading import read_posts
from dvk_plugin.tally.booking import book
from dvk_plugin.walk import Stamp, look_once, stamps

REGISTRY_FILE = "registry.yml"


@collecting_rarely()
def load(settings: Settings) -> tuple[Site, tuple[Issue, ...]]:
    """The site in the settings' folders, and every finding, by place.

    Posts that can be read are there even when others cannot.
    """
    lexicon, pages, issues = load_lexicon(settings)
    registry = lexicon.registry
    models, model_issues = _models(pages, lexicon)
    stamp = digest((program(), _content(settings), *(f"{p.file}|{p.head_mark}" for p in pages)))
    every, unread, post_issues = _posts(settings, lexicon, stamp)
    every = with_photo_files(every, settings.root)
    held = [post for post in every if post.is_held(settings.today)]
    posts = tuple(post for post in every if settings.drafts or not post.is_held(settings.today))
    federated, register_issues = _registers(settings)
    visits, visit_issues = read_visits(settings.posts_path / VIEWS_FILE, settings.root)
    comments, comment_issues = read_comments(settings.posts_path / COMMENTS_FILE, settings.root)
    own_pages, own_issues = read_own_pages(settings.docs_path, settings.models_path, settings.root)
    ledger, id_issues = book(posts, registry.metrics)
    site = Site(
        name=settings.site_name,
        url=settings.site_url,
        registry=registry,
        models=MappingProxyType({model.slug: model for model in models}),
        posts=posts,
        ledger=ledger,
        unread=frozenset((*unread, *(page.file for page in pages if page.head is None))),
        federated=federated,
        held=tuple(sorted(held, key=_next_out)),
        visits=visits,
        comments=comments,
        own_pages=own_pages,
    )
    found = [
        *model_issues,
        *post_issues,
        *register_issues,
        *visit_issues,
        *comment_issues,
        *own_issues,
        *_own_ids(id_issues, posts),
    ]
    if issues and registry == Registry():
        found = [issue for issue in found if issue.rule not in _NEED_REGISTRY]
    return site, sort_issues((*issues, *found, *check_site(site, settings.root, settings.photos)))


def _registers(settings: Settings) -> tuple[tuple[Register, ...], tuple[Issue, ...]]:
    if not settings.federation:
        return (), ()
    return read_registers(settings.root / settings.federation, settings.root)


def load_lexicon(settings: Settings) -> tuple[Lexicon, list[Page], tuple[Issue, ...]]:
    """Every name that posts may use, the pages of models, and what is wrong with the registry.

    This is where a reading begins: what lies in the folders is looked at anew.
    """
    look_again()
    registry, issues = read_registry_file(settings.posts_path / REGISTRY_FILE, settings.root)
    pages = [read_page_file(path, settings.root) for path in model_files(settings)]
    return make_lexicon(registry, read_model_names(pages)), pages, issues


_NEED_REGISTRY = ("truong-la", "chi-bo-la", "chi-so-la", "muc-cong-nhan-la")
"""Rules that say nothing while the registry itself cannot be read."""


def _own_ids(issues: Iterable[Issue], posts: Sequence[Post]) -> Iterator[Issue]:
    """Findings of `trung-ma`, but for ids made of the address of two posts: that has its own."""
    first = {post.key: post.file for post in reversed(posts)}
    twins = [post for post in posts if first[post.key] != post.file]
    twins += [post for post in posts if post.key in {twin.key for twin in twins}]
    made = {m.source for post in twins for m in post.measures if not m.id}
    made |= {photo.source for post in twins for photo in post.photos}
    given = {m.source: m.place("id") for post in posts for m in post.measures}
    for issue in issues:
        if issue.source not in made:
            yield replace(issue, source=given.get(issue.source, issue.source))


def _content(settings: Settings) -> str:
    """A mark of the registry as it is written."""
    try:
        return hashlib.sha256((settings.posts_path / REGISTRY_FILE).read_bytes()).hexdigest()
    except OSError:
        return ""


def model_files(settings: Settings) -> list[Path]:
    """Markdown files of models, by name; the folder's own index page is none."""
    files = settings.models_path.glob("*.md")
    return sorted(path for path in files if path.name != "index.md")


def post_files(settings: Settings) -> Mapping[Path, Stamp]:
    """Markdown files below the posts' folder, by name; hidden folders and README are none."""
    root = settings.posts_path
    found = {uri: stamp for uri, stamp in stamps(root, look_once).items() if is_post(uri)}
    return {root / uri: found[uri] for uri in sorted(found)}


def _models(pages: Sequence[Page], lexicon: Lexicon) -> tuple[tuple[Model, ...], tuple[Issue, ...]]:
    models: list[Model] = []
    issues: list[Issue] = []
    first: dict[str, Model] = {}
    for page in pages:
        model, found = read_model(page, lexicon)
        issues.extend(found)
        if model is None:
            continue
        if first.setdefault(model.slug, model) is model:
            models.append(model)
        else:
            issues.append(_same_address(model, first[model.slug]))
    return tuple(_in_order(models, lexicon.registry)), tuple(issues)


def _same_address(model: Model, first: Model) -> Issue:
    return Issue(
        "trung-dia-chi",
        model.source,
        f"Mô hình này có địa chỉ /mo-hinh/{model.slug}/ trùng với mô hình ở {first.file}.",
        f"đổi tên tệp, ví dụ: {model.slug}-2.md",
    )


def _in_order(models: Iterable[Model], registry: Registry) -> list[Model]:
    """Models by school and party cell as declared, umbrellas first, then by address."""
    schools, branches = list(registry.schools), list(registry.branches)

    def place(model: Model) -> tuple[object, ...]:
        school = schools.index(model.school) if model.school in schools else len(schools)
        branch = branches.index(model.branch) if model.branch in branches else len(branches)
        return (school, branch, bool(model.parent), model.slug)

    return sorted(models, key=place)


def _posts(
    settings: Settings, lexicon: Lexicon, stamp: str
) -> tuple[tuple[Post, ...], tuple[str, ...], tuple[Issue, ...]]:
    """Posts newest first, those held back too; then files unread, and what is wrong.

    Faults in a post that is held back are only pointed at: nothing of it is published yet. Those
    that leave open whether it is to be held back are not softened.
    """
    posts: list[Post] = []
    unread: list[str] = []
    issues: list[Issue] = []
    for one in read_posts(post_files(settings), settings.root, lexicon, stamp):
        post = one.post
        held = post.is_held(settings.today) if post else one.is_draft
        when = (post.place("draft"), post.place("publish_at")) if post else ()
        issues.extend(softened(one.issues, when) if held else one.issues)
        if post is None:
            unread.append(one.file)
        else:
            posts.append(post)
    return newest_first(posts), tuple(unread), tuple(issues)


def _next_out(post: Post) -> tuple[bool, date, str]:
    """Sort key of posts held back: the next to come out first, drafts last."""
    return (post.draft, post.publish_at or post.date, post.key)
