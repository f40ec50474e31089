"""Model files: page and declaration in one, `docs/mo-hinh/<slug>.md`.

    ---
    name: Câu lạc bộ Hiến máu tình nguyện
    school: cdsp-lang-son
    years: {2024: {state: expanded, targets: {blood_units: 23 đơn vị}}}
    ---
    Giới thiệu mô hình…

They are read twice: first for their names, which posts and models may then use, then whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from types import MappingProxyType

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.model import (
    DOSSIER_LABELS,
    KINDS,
    SECTORS,
    Model,
    ModelYear,
    State,
    Target,
)
from dvk_plugin.domain.recognition import Recognition
from dvk_plugin.domain.slug import slugify
from dvk_plugin.domain.source import Places, Source
from dvk_plugin.read.answers import needs_a_table, needs_one_value, shown, unknown_field
from dvk_plugin.read.documents import read_documents, read_recognition
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.frontmatter import Page
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.measures import DECLARE_METRIC, read_amount, read_models
from dvk_plugin.read.names import name_key
from dvk_plugin.read.old_addresses import read_old_addresses
from dvk_plugin.read.posts import read_school
from dvk_plugin.read.shape import names
from dvk_plugin.read.shapes import MODEL, MODEL_OF_HOST
from dvk_plugin.read.tree import Scalar, Table

DECLARE_BRANCH = "khai báo chi bộ trong posts/registry.yml, mục branches"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def model_slug(file: str) -> str:
    """The slug of a model: its file's name, folded."""
    return slugify(PurePosixPath(file).stem)


def read_model_names(pages: Iterable[Page]) -> dict[str, tuple[str, ...]]:
    """Slug → name and aliases of each model, issues left to `read_model`.

    A page that cannot be read still has its slug, so that posts may name the model.
    """
    names: dict[str, tuple[str, ...]] = {}
    for page in pages:
        names.setdefault(model_slug(page.file), ())
        if page.head is not None:
            fields = Fields(page.head, [])
            names[model_slug(page.file)] += (fields.text("name"), *fields.texts("aliases"))
    return names


def read_model(page: Page, lexicon: Lexicon) -> tuple[Model | None, tuple[Issue, ...]]:
    """The model that a page declares, and what is wrong with it.

    Rules: `mo-hinh-thieu-ten`, `truong-la`, `chi-bo-la`, `mo-hinh-la`, `nam-khong-ro`,
    `chi-so-la`, and those of dates, amounts and documents.
    """
    slug = model_slug(page.file)
    if not slug:
        return None, (*page.issues, _no_address(page.file))
    if page.head is None:
        return Model(slug, slug, page.file, source=Source(page.file)), page.issues
    issues = list(page.issues)
    fields = Fields(page.head, issues)
    branch = _branch(fields, lexicon)
    school = read_school(fields, lexicon)
    old_addresses, old_places = read_old_addresses(fields)
    if not school and branch:
        school = lexicon.registry.branches[branch].school
    model = Model(
        slug=slug,
        name=fields.text("name") or slug,
        file=page.file,
        school=school,
        branch=branch,
        aliases=fields.texts("aliases"),
        redirect_from=old_addresses,
        parent=_parent(fields, lexicon),
        kind=fields.word("kind", KINDS),
        sector=fields.word("field", SECTORS),
        founded=fields.text("founded"),
        dossier=MappingProxyType({key: fields.texts(key) for key in DOSSIER_LABELS}),
        years=tuple(sorted(_years(fields, lexicon, slug), key=lambda y: y.year)),
        summary=fields.text("summary"),
        source=fields.place("name"),
        places=(
            *fields.places("parent", "branch", "school"),
            *_name_places(fields),
            *old_places,
        ),
    )
    if fields.lacks("name"):
        issues.append(
            Issue(
                "mo-hinh-thieu-ten",
                fields.source,
                "Mô hình này chưa có tên.",
                "name: Tên mô hình như đã đăng ký",
            )
        )
    for key, _ in fields.leftovers():
        if key.text not in MODEL_OF_HOST:
            fields.add(unknown_field(key, (*names(MODEL), *MODEL_OF_HOST)))
    return model, tuple(issues)


def _no_address(file: str) -> Issue:
    return Issue(
        "bai-thieu-dia-chi",
        Source(file),
        "Tên tệp của mô hình không có chữ cái nào để làm địa chỉ trang.",
        "đổi tên tệp, ví dụ: ten-mo-hinh.md",
    )


def _name_places(fields: Fields) -> Places:
    """The places of all spellings, each under its own text."""
    names = fields.scalars("name") if isinstance(fields.node("name"), Scalar) else ()
    aliases = (*names, *fields.scalars("aliases"))
    return tuple((f"names/{name_key(alias.text)}", alias.source) for alias in aliases)


def _branch(fields: Fields, lexicon: Lexicon) -> str:
    scalar = fields.scalar("branch")
    if scalar is None:
        return ""
    school = fields.scalar("school")
    among = None
    if school is not None:
        owner = lexicon.schools.find(school.text)
        if owner is None and len(lexicon.branches.owners(scalar.text)) > 1:
            return ""  # which of them, the school would say
        among = {branch.slug for branch in lexicon.registry.branches_of(owner or "")}
    key = lexicon.branches.find(scalar.text, among)
    return key or fields.key(scalar, lexicon.branches, "chi-bo-la", "chi bộ", DECLARE_BRANCH)


def _parent(fields: Fields, lexicon: Lexicon) -> str:
    return next(iter(read_models(fields, lexicon, "parent")), "")


def _years(fields: Fields, lexicon: Lexicon, slug: str) -> Iterator[ModelYear]:
    for key, node in fields.entries("years"):
        if not _YEAR.fullmatch(key.text):
            fields.add(_no_year(key))
        elif isinstance(node, Table):
            yield _year(int(key.text), Fields(node, fields.issues), lexicon, slug, key)
        elif not node.is_empty:
            fields.add(needs_a_table(key.text, node))


def _no_year(key: Scalar) -> Issue:
    return Issue(
        "nam-khong-ro",
        key.source,
        f"«{shown(key.text)}» không phải là một năm.",
        "2024: {state: new}",
    )


def _year(year: int, fields: Fields, lexicon: Lexicon, slug: str, key: Scalar) -> ModelYear:
    found = ModelYear(
        year=year,
        state=fields.choice("state", State),
        targets=tuple(_targets(fields, lexicon)),
        documents=read_documents(fields, lexicon),
        recognitions=tuple(_recognitions(fields, lexicon, slug, year)),
        honours=fields.texts("honours"),
        source=key.source,
    )
    fields.refuse_leftovers()
    return found


def _targets(fields: Fields, lexicon: Lexicon) -> Iterator[Target]:
    for key, node in fields.entries("targets"):
        name = fields.key(key, lexicon.metrics, "chi-so-la", "chỉ số", DECLARE_METRIC)
        if not name or node.is_empty:
            continue
        if not isinstance(node, Scalar):
            fields.add(needs_one_value(key.text, node))
            continue
        amount = read_amount(node, lexicon.registry.metrics[name], fields, exactly=True)
        if amount is not None:
            yield Target(name, amount, node.source)


def _recognitions(fields: Fields, lexicon: Lexicon, slug: str, year: int) -> Iterator[Recognition]:
    for table in fields.tables("recognitions"):
        found = read_recognition(table, lexicon, slug, year)
        if found is not None:
            yield found
