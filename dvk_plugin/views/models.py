"""Models: the list of all, and a page for each with its figures, life, posts and photos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.model import DOSSIER_LABELS, Model
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.recognition import Recognition
from dvk_plugin.domain.slug import slugify
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.recognition import all_recognitions, decided
from dvk_plugin.tally.rows import Row, Span
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Cell, Edition, span_of
from dvk_plugin.views.life import life_of
from dvk_plugin.views.page import Content, Page
from dvk_plugin.views.render import render, rendered
from dvk_plugin.views.share import share_of
from dvk_plugin.views.stats import Stat, stats_of
from dvk_plugin.views.uris import MODELS, model_uri, post_uri

LINE_TITLES: Mapping[Part, tuple[str, str]] = {
    Part.OWN: ("Của riêng mô hình", "Kết quả mà nguồn tin ghi cho riêng mô hình này."),
    Part.SHARED: (
        "Cùng làm với mô hình khác",
        "Kết quả chung của nhiều mô hình: chỉ tính một lần, không chia và không cộng vào "
        "phần của riêng mô hình.",
    ),
    Part.SCHOOL: (
        "Của toàn trường",
        "Kết quả của cả trường, nêu ở đây để tham khảo, không tính cho mô hình.",
    ),
    Part.RESIDUAL: (
        "Chưa ghi nhận theo từng hoạt động",
        "Phần chênh giữa số lũy kế đã báo và các hoạt động đã ghi.",
    ),
}


@dataclass(frozen=True, slots=True)
class TableLine:
    """One metric across years: its cells by year, newest first, and for all time."""

    metric: Metric
    cells: tuple[Cell, ...]
    total: Cell

    @property
    def is_one_year(self) -> bool:
        """Whether its only year says all that the total does."""
        return self.cells == (self.total,)


@dataclass(frozen=True, slots=True)
class Section:
    """One line of law 3 as a table."""

    part: Part
    title: str
    explanation: str
    lines: tuple[TableLine, ...]
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of a year and how far it was reached."""

    year: int
    label: str
    target: Quantity
    reached: Cell
    row: Row


def table_lines(
    edition: Edition, span: Span, part: Part, years: Sequence[int]
) -> tuple[TableLine, ...]:
    """The metrics that a span has figures of, in their order, with a cell for each year."""
    tallies = edition.tallies
    return tuple(
        TableLine(
            row.metric,
            tuple(edition.cell(tallies.find(row.metric.key, span, year, part)) for year in years),
            edition.cell(row),
        )
        for row in tallies.of(span, None, part)
        if row.tally.entries
    )


def sections(edition: Edition, span: Span, years: Sequence[int]) -> tuple[Section, ...]:
    """The three lines of law 3, and residuals where there are any.

    Pictures are no result: a gallery shows them, and a model with nothing else has no figure.
    """
    found = []
    for part, (title, explanation) in LINE_TITLES.items():
        every = table_lines(edition, span, part, years)
        lines = tuple(line for line in every if line.metric.key != PHOTOS)
        if lines or part is Part.OWN:
            stats = stats_of(edition, edition.tallies.of(span, None, part))
            found.append(Section(part, title, explanation, lines, stats))
    return tuple(found)


def aims(edition: Edition, span: Span) -> tuple[Aim, ...]:
    """Targets of a span, newest year first, each beside what was reached."""
    rows = [row for row in edition.tallies.about(span) if row.target is not None]
    rows.sort(key=lambda row: -(row.year or 0))
    return tuple(
        Aim(row.year or 0, row.metric.label, row.target, edition.cell(row), row)
        for row in rows
        if row.target is not None
    )


def newest_aims(edition: Edition) -> Mapping[str, Aim]:
    """Model's slug → its newest target of which it is known how far it was reached."""
    found = {}
    for slug, model in edition.site.models.items():
        known = [aim for aim in aims(edition, span_of(model)) if aim.row.achievement is not None]
        if known:
            found[slug] = known[0]
    return found


def standing(edition: Edition) -> Mapping[str, tuple[Recognition, ...]]:
    """Model's slug → where its recognitions stand, newest year and highest level first."""
    levels = edition.site.registry.levels
    found: dict[str, list[Recognition]] = {}
    for one in decided(all_recognitions(edition.site)).values():
        found.setdefault(one.model, []).append(one)
    return {
        slug: tuple(sorted(mine, key=lambda r: (-r.year, -levels[r.level].rank)))
        for slug, mine in found.items()
    }


def model_pages(edition: Edition) -> Iterator[Page]:
    """The list of models, its cuts by school, field and level, and each model's page."""
    standings = standing(edition)
    yield from _lists(edition, standings)
    for model in edition.site.models.values():
        yield _page(edition, model, standings)


def _page(edition: Edition, model: Model, standings: Mapping[str, tuple[Recognition, ...]]) -> Page:
    posts = edition.posts_of_models(edition.site.family(model.slug))
    return Page(
        model_uri(model.slug),
        model.name,
        partial(_content, edition, model, standings),
        description=describe(
            model.summary,
            f"Mô hình «{model.name}» của {edition.school_name(model.school)}: kết quả, bài viết "
            "và hình ảnh.",
            *model.dossier.get("goals", ()),
        ),
        kind="model",
        updated=edition.updated(posts),
        items=tuple(map(post_uri, posts)),
    )


def _content(
    edition: Edition, model: Model, standings: Mapping[str, tuple[Recognition, ...]]
) -> Content:
    uri = model_uri(model.slug)
    span = span_of(model)
    family = edition.site.family(model.slug)
    posts = edition.posts_of_models(family)
    years = edition.tallies.years(span)
    children = [edition.site.models[slug] for slug in edition.site.children.get(model.slug, ())]
    together = edition.tallies.of(span, None, Part.TOTAL) if children else ()
    values = {
        "edition": edition,
        "model": model,
        "share": share_of(edition.links.absolute(uri)),
        "dossier": [(DOSSIER_LABELS[k], model.dossier[k]) for k in DOSSIER_LABELS
                    if model.dossier.get(k)],
        "life": life_of(model, standings.get(model.slug, ())),
        "standings": standings,
        "children": children,
        "parent": edition.site.models.get(model.parent),
        "branch": edition.site.registry.branches.get(model.branch),
        "years": years,
        "sections": sections(edition, span, years),
        "together": table_lines(edition, span, Part.TOTAL, years) if children else (),
        "together_stats": stats_of(edition, together),
        "aims": aims(edition, span),
        "posts": posts,
        "pictures": [p for p in edition.pictures(posts)
                     if family & frozenset(p.photo.models or p.post.models)],
    }  # fmt: skip
    href = edition.href(uri)
    return Content(
        before=render("model_before.html", href, **values),
        after=render("model_after.html", href, **values),
    )


@dataclass(frozen=True, slots=True)
class Cut:
    """A list of models by one thing they have in common."""

    group: str
    label: str
    uri: str
    models: tuple[Model, ...]


def cuts(edition: Edition, standings: Mapping[str, tuple[Recognition, ...]]) -> tuple[Cut, ...]:
    """All models, then those of each school, field and recognised level that has any."""
    models = tuple(edition.site.models.values())
    registry = edition.site.registry
    found = [Cut("", "Tất cả", f"{MODELS}/index.md", models)]
    for school in registry.schools.values():
        mine = tuple(m for m in models if m.school == school.slug)
        found.append(Cut("truong", school.label, _cut_uri("truong", school.slug), mine))
    for sector in dict.fromkeys(m.sector for m in models if m.sector):
        mine = tuple(m for m in models if m.sector == sector)
        label = sector[:1].upper() + sector[1:]
        found.append(Cut("linh-vuc", label, _cut_uri("linh-vuc", slugify(sector)), mine))
    for level in registry.levels.values():
        mine = tuple(m for m in models if _is_at(standings.get(m.slug, ()), level.slug))
        found.append(Cut("cong-nhan", level.label, _cut_uri("cong-nhan", level.slug), mine))
    return tuple(cut for cut in found if cut.models or not cut.group)


def _cut_uri(group: str, slug: str) -> str:
    return f"{MODELS}/{group}/{slug}.md"


def _is_at(recognitions: Sequence[Recognition], level: str) -> bool:
    return any(one.level == level and one.status == "recognised" for one in recognitions)


def _lists(edition: Edition, standings: Mapping[str, tuple[Recognition, ...]]) -> Iterator[Page]:
    every = cuts(edition, standings)
    newest = newest_aims(edition)
    for cut in every:
        title = "Các mô hình" if not cut.group else f"Các mô hình: {cut.label}"
        yield Page(
            cut.uri,
            title,
            content=rendered(
                "models.html",
                edition.href(cut.uri),
                edition=edition,
                title=title,
                cut=cut,
                cuts=every,
                standings=standings,
                aims=newest,
            ),
            description=describe(
                f"{title} – {len(cut.models)} mô hình «Dân vận khéo» trên {edition.site.name}: "
                + "; ".join(model.name for model in cut.models)
            ),
            updated=edition.updated(edition.site.posts),
            items=tuple(model_uri(model.slug) for model in cut.models),
        )
