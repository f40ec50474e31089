"""Whose report it is, of which year: a school's, a party cell's or a model's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dvk_plugin.domain.model import Model
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.registry import Branch, School
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.rows import LINES, Row, Span
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.edition import Edition, span_of


@dataclass(frozen=True)
class Subject:
    """One school and year; with `branch` or `model`, only that part of the school."""

    edition: Edition
    year: int
    school: School
    branch: Branch | None = None
    model: Model | None = None

    @property
    def span(self) -> Span:
        if self.model:
            return span_of(self.model)
        return Span(self.school.slug, self.branch.slug if self.branch else "")

    @property
    def name(self) -> str:
        """`Trường Cao đẳng A`, `Chi bộ 2, Trường Cao đẳng A`, `mô hình «Áo ấm», Trường …`."""
        if self.model:
            return f"mô hình «{self.model.name}», {self.school.name}"
        return f"{self.branch.name}, {self.school.name}" if self.branch else self.school.name

    @property
    def who(self) -> str:
        """The subject of its sentences."""
        if self.model:
            return "Mô hình và các mô hình thành phần" if self.is_umbrella else "Mô hình"
        return self.branch.name if self.branch else "Trường"

    @property
    def is_umbrella(self) -> bool:
        return self.model is not None and self.model.slug in self.edition.site.children

    @property
    def main_part(self) -> Part:
        """The line that stands for it: the total of a school and of an umbrella.

        What one model or party cell shares with others is never told as its own.
        """
        return Part.OWN if (self.model or self.branch) and not self.is_umbrella else Part.TOTAL

    @cached_property
    def family(self) -> frozenset[str]:
        """Slugs of the models whose posts and figures are its own."""
        site = self.edition.site
        if self.model:
            return site.family(self.model.slug)
        if self.branch:
            return frozenset(m.slug for m in site.models.values() if m.branch == self.branch.slug)
        return frozenset(m.slug for m in site.models.values() if m.school == self.school.slug)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """Its models that something is told of in the year; a model's report has those under it."""
        own = {self.model.slug} if self.model else set()
        return tuple(
            model
            for slug, model in self.edition.site.models.items()
            if slug in self.family - own and self._is_told(model)
        )

    def _is_told(self, model: Model) -> bool:
        return any(year.year == self.year for year in model.years) or any(
            self.rows(part, span_of(model)) for part in (Part.TOTAL, *LINES)
        )

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Its posts that speak for a day of the year, newest first."""
        edition = self.edition
        if self.model or self.branch:
            posts = edition.posts_of_models(self.family)
        else:
            posts = edition.posts_of_school(self.school.slug)
        return tuple(post for post in posts if post.as_of.year == self.year)

    @property
    def as_of(self) -> date | None:
        """The newest day that its posts of the year speak for."""
        return max((post.as_of for post in self.posts), default=None)

    def rows(self, part: Part, span: Span | None = None, year: int | None = None) -> list[Row]:
        """The rows of a line in the year, pictures apart, which are no result.

        A row that nothing was reported for is left out: what was aimed at has its own table.
        """
        span = self.span if span is None else span
        rows = self.edition.tallies.of(span, self.year if year is None else year, part)
        return [row for row in rows if row.tally.entries and row.metric.key != PHOTOS]

    def aimed_rows(self) -> Iterator[Row]:
        """The rows of the year that have a target: its own first, then those of its models."""
        for span in dict.fromkeys((self.span, *map(span_of, self.models))):
            for row in self.edition.tallies.about(span):
                if row.year == self.year and row.target is not None:
                    yield row

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it has figures for, newest first."""
        return self.edition.tallies.years(self.span)
