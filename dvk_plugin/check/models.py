"""Models: umbrellas, party cells, recognition and targets."""

from __future__ import annotations

from collections.abc import Iterator

from dvk_plugin.check.references import circles, place_in_post, target_place
from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.recognition import Recognition, Status
from dvk_plugin.domain.site import Site
from dvk_plugin.tally.recognition import all_recognitions
from dvk_plugin.tally.targets import stated_targets


def check_umbrellas(site: Site) -> Iterator[Issue]:
    """`vong-tron-mo-hinh`: models that are each other's umbrella."""
    parents = {m.slug: frozenset({m.parent}) for m in site.models.values() if m.parent}
    for circle in circles(parents):
        model = min((site.models[slug] for slug in circle), key=lambda m: m.file)
        way = " → ".join(site.models[slug].name for slug in (*circle, circle[0]))
        yield Issue(
            "vong-tron-mo-hinh",
            model.place("parent"),
            f"Mô hình là con của chính nó qua mục parent: {way}.",
            "bỏ mục parent của một trong các mô hình này.",
        )


def check_branches(site: Site) -> Iterator[Issue]:
    """`chi-bo-khac-truong`: a model under a party cell of another school."""
    for model in site.models.values():
        branch = site.registry.branches.get(model.branch)
        if branch and model.school and branch.school and branch.school != model.school:
            yield Issue(
                "chi-bo-khac-truong",
                model.place("branch"),
                f"{branch.name} thuộc trường «{_school(branch.school, site)}», còn mô hình thuộc "
                f"trường «{_school(model.school, site)}».",
                f"nếu chi bộ đúng thì ghi «school: {branch.school}»; nếu không, sửa tên chi bộ.",
            )


def _school(slug: str, site: Site) -> str:
    school = site.registry.schools.get(slug)
    return school.label if school else slug


def check_foreign_models(site: Site) -> Iterator[Issue]:
    """`mo-hinh-khac-truong`: a figure booked to another school's model without being joint."""
    for entry in site.ledger.entries.values():
        if entry.scope is Scope.JOINT or entry.derived:
            continue
        for slug in sorted(entry.models):
            model = site.models.get(slug)
            if model and model.school and entry.school and model.school != entry.school:
                yield Issue(
                    "mo-hinh-khac-truong",
                    place_in_post(entry, "models", site),
                    f"Số liệu này của trường «{_school(entry.school, site)}», nhưng mô hình "
                    f"«{model.name}» thuộc trường «{_school(model.school, site)}».",
                    "sửa tên mô hình; nếu các trường làm chung, ghi «scope: joint».",
                )


def check_recognised_unregistered(site: Site) -> Iterator[Issue]:
    """`cong-nhan-chua-dang-ky`: recognised in a year for which no state is given."""
    for one in all_recognitions(site):
        model = site.models.get(one.model)
        if model is None or one.status is Status.NOT_RECOGNISED or model.file in site.unread:
            continue
        years = {year.year: year.state for year in model.years}
        if years.get(one.year) is None:
            yield Issue(
                "cong-nhan-chua-dang-ky",
                one.source,
                f"Mô hình «{model.name}» được {_told(one)} năm {one.year}, nhưng năm đó chưa "
                "ghi là đã đăng ký hay hoạt động.",
                f"thêm vào {model.file}, mục years: «{one.year}: {{state: registered}}».",
            )


def _told(one: Recognition) -> str:
    return "công nhận" if one.status is Status.RECOGNISED else "đề nghị công nhận"


def check_recognition_conflicts(site: Site) -> Iterator[Issue]:
    """`cong-nhan-mau-thuan`: both recognised and not, of one model, year and level."""
    first: dict[tuple[str, int, str], Recognition] = {}
    for one in all_recognitions(site):
        if one.status is Status.PROPOSED:
            continue
        other = first.setdefault((one.model, one.year, one.level), one)
        if other.status is not one.status:
            yield Issue(
                "cong-nhan-mau-thuan",
                one.source,
                f"Ở đây ghi «{one.status.label}», còn ở {other.source} ghi "
                f"«{other.status.label}», cùng một mô hình, năm và mức.",
                "giữ lại ý đúng ở cả hai nơi.",
            )


def check_level_validity(site: Site) -> Iterator[Issue]:
    """`muc-het-hieu-luc`: recognised on a day when the level did not exist."""
    for one in all_recognitions(site):
        level = site.registry.levels[one.level]
        if one.date is None:
            continue
        early = level.valid_from is not None and one.date < level.valid_from
        late = level.valid_to is not None and one.date > level.valid_to
        if early or late:
            yield Issue(
                "muc-het-hieu-luc",
                one.source,
                f"Mức «{level.label}» không có hiệu lực vào ngày {one.date:%d/%m/%Y}.",
                "xem lại ngày, hoặc valid_from và valid_to của mức này trong registry.yml.",
            )


def check_idle_targets(site: Site) -> Iterator[Issue]:
    """`chi-tieu-khong-so-lieu`: a target for something that nobody ever reported (a warning)."""
    entries = site.ledger.entries.values()
    reported = {(e.school, e.metric) for e in entries if e.quantity.text or e.quantity.value}
    for target in stated_targets(site.models.values(), entries):
        if not reported & {(school, target.key.metric) for school in (target.key.school, "")}:
            label = site.registry.metrics[target.key.metric].label
            yield Issue(
                "chi-tieu-khong-so-lieu",
                target_place(target, site),
                f"Có chỉ tiêu cho «{label}», nhưng chưa bài nào báo số liệu này.",
                f"thêm số liệu vào một bài, ví dụ «{target.key.metric}: …», hoặc bỏ chỉ tiêu.",
                Severity.WARNING,
            )
