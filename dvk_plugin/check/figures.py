"""Law 9, conflicts: figures that cannot both be right, shown with both their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from dvk_plugin.check.references import place_in_post, target_place
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind
from dvk_plugin.domain.metric import Adds
from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.domain.site import Site
from dvk_plugin.tally.checkpoints import settle
from dvk_plugin.tally.figure import Figure, compute_sum, figure_of
from dvk_plugin.tally.roots import compute_roots, equal_groups, replacements
from dvk_plugin.tally.targets import StatedTarget, TargetKey, stated_targets


def written(entry: Entry) -> str:
    """A figure as its writer put it."""
    citation = entry.citations[0]
    return citation.quote or entry.quantity.text or number(entry.quantity.value)


def number(value: Decimal | None) -> str:
    """A number for a message: dots between thousands, a comma before decimals."""
    if value is None:
        return "chưa rõ"
    text = f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def check_checkpoints(site: Site) -> Iterator[Issue]:
    """`luy-ke-nho-hon`: a running total below what it contains, beyond what qualifiers allow."""
    books = settle(compute_roots(site.ledger), site.registry.metrics)
    for residual in books.residuals.values():
        if residual.is_below:
            point, parts = residual.checkpoint, residual.covered
            sources = sorted({e.source for e in books.flows if e.id in residual.covers})
            missing = (parts.value or Decimal(0)) - (point.quantity.value or Decimal(0))
            yield Issue(
                "luy-ke-nho-hon",
                point.source,
                f"Số lũy kế «{written(point)}» nhỏ hơn tổng {number(parts.value)} đã ghi tới "
                f"ngày đó ở {_places(sources)}; thiếu {number(missing)}.",
                "sửa lại số lũy kế; nếu số cũ sai, thêm «supersedes: <mã số liệu cũ>».",
            )


def check_starts(site: Site) -> Iterator[Issue]:
    """`ky-nguoc`: a running total that starts after the day it speaks for."""
    for entry in site.ledger.entries.values():
        if entry.since is not None and entry.since > entry.as_of:
            yield Issue(
                "ky-nguoc",
                place_in_post(entry, "since", site),
                f"Số này tính từ {entry.since:%d/%m/%Y}, sau cả ngày tính đến là "
                f"{entry.as_of:%d/%m/%Y}.",
                "xem lại mục since (ngày bắt đầu) và as_of (ngày tính đến).",
            )


def _places(sources: Iterable[object]) -> str:
    names = [str(source) for source in sources]
    more = f" và {len(names) - 3} nơi khác" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def check_same_day(site: Site) -> Iterator[Issue]:
    """`hai-so-mot-ngay`: two running totals or stocks of one series and day that differ."""
    days: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in compute_roots(site.ledger):
        if entry.kind is not Kind.INCREMENT:
            days[(entry.kind, *entry.series, entry.as_of)].append(entry)
    for same in days.values():
        yield from _disagreements(same, "hai-so-mot-ngay", "cùng nói về một ngày")


def check_equal_figures(site: Site) -> Iterator[Issue]:
    """`cung-so-khac-gia-tri`: figures said to be the same that cannot be."""
    for group in equal_groups(site.ledger.entries):
        if len(group) > 1:
            yield from _disagreements(group, "cung-so-khac-gia-tri", "được ghi là một (same_as)")


def _disagreements(entries: Iterable[Entry], rule: str, why: str) -> Iterator[Issue]:
    for one, other in combinations(sorted(entries, key=lambda e: e.source), 2):
        if figure_of(one).bounds.apart(figure_of(other).bounds):
            yield Issue(
                rule,
                other.source,
                f"«{written(other)}» ở đây và «{written(one)}» ở {one.source} {why} "
                "nhưng không khớp nhau.",
                "giữ số đúng; số mới thay số cũ thì ghi «supersedes: <mã số liệu cũ>».",
            )


def check_parts(site: Site) -> Iterator[Issue]:
    """`phan-lon-hon-tong` and `tong-cac-phan-khac-tong`: parts against their whole."""
    entries = site.ledger.entries
    replaced = replacements(entries)
    parts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.part_of in entries and entry.part_of != entry.id and entry.id not in replaced:
            whole = replaced.get(entry.part_of, entries[entry.part_of])
            parts[whole.id].append(entry)
    for key, mine in parts.items():
        whole = entries[key]
        adds = site.registry.metrics[whole.metric].adds
        same = [entry for entry in mine if entry.metric == whole.metric]
        yield from _too_large(whole, same)
        if adds is Adds.SUM:
            yield from _sum_of_parts(whole, same)


def _too_large(whole: Entry, parts: Iterable[Entry]) -> Iterator[Issue]:
    for part in parts:
        if figure_of(whole).bounds.below(figure_of(part).bounds):
            yield Issue(
                "phan-lon-hon-tong",
                part.source,
                f"Phần «{written(part)}» lớn hơn cả tổng «{written(whole)}» ở {whole.source}.",
                "kiểm tra lại hai số, hoặc bỏ mục part_of nếu số này không nằm trong tổng kia.",
            )


def _sum_of_parts(whole: Entry, parts: list[Entry]) -> Iterator[Issue]:
    """Two or more parts are taken as the full breakdown; one alone is just «trong đó»."""
    total = compute_sum(figure_of(part) for part in parts)
    if len(parts) < 2 or total.value is None or figure_of(whole).value is None:
        return
    whole_bounds = figure_of(whole).bounds
    over = whole_bounds.below(total.bounds)
    exact = _is_exact(figure_of(whole)) and _is_exact(total)
    if over or (exact and total.value != whole.quantity.value):
        last = max(parts, key=lambda entry: entry.source)
        yield Issue(
            "tong-cac-phan-khac-tong",
            last.source,
            f"Các phần cộng lại là {number(total.value)}, nhưng tổng ghi «{written(whole)}» "
            f"ở {whole.source}; {_gap(total.value, whole.quantity.value)}.",
            "sửa số sai; nếu còn phần chưa ghi, thêm phần đó với cùng part_of.",
        )


def _gap(found: Decimal | None, wanted: Decimal | None) -> str:
    """How far and in which direction a number is off: `thiếu 5`, `thừa 5`."""
    gap = (found or Decimal(0)) - (wanted or Decimal(0))
    return f"{'thừa' if gap > 0 else 'thiếu'} {number(abs(gap))}"


def _is_exact(figure: Figure) -> bool:
    return figure.certainty is Certainty.EXACT and not figure.incomplete


def check_unit_values(site: Site) -> Iterator[Issue]:
    """`so-luong-nhan-don-gia`: count times unit value against a total stated in the same post."""
    stated: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    derived: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    replaced = replacements(site.ledger.entries)
    for entry in site.ledger.entries.values():
        if entry.id in replaced:
            continue
        if entry.id.endswith("/each"):
            derived[(entry.post, *entry.series)].append(entry)
        elif entry.kind is Kind.INCREMENT and not entry.part_of and not entry.derived:
            stated[(entry.post, *entry.series)].append(entry)
    for slot, products in derived.items():
        worth = compute_sum(figure_of(entry) for entry in products)
        said = compute_sum(figure_of(entry) for entry in stated.get(slot, ()))
        if said.bounds.apart(worth.bounds):
            yield Issue(
                "so-luong-nhan-don-gia",
                place_in_post(products[0], "each", site),
                f"Số lượng nhân đơn giá là {number(worth.value)} đồng, nhưng tổng ghi "
                f"{number(said.value)} đồng ở {stated[slot][0].source}; "
                f"{_gap(said.value, worth.value)}.",
                "sửa số lượng, mục each hoặc số tổng cho khớp nhau.",
            )


def check_target_conflicts(site: Site) -> Iterator[Issue]:
    """`hai-chi-tieu`: two targets for one metric, scope and year that differ."""
    first: dict[TargetKey, StatedTarget] = {}
    targets = stated_targets(site.models.values(), site.ledger.entries.values())
    for target in targets:
        other = first.setdefault(target.key, target)
        if other.quantity.value != target.quantity.value:
            yield Issue(
                "hai-chi-tieu",
                target_place(target, site),
                f"Chỉ tiêu ở đây là «{target.quantity.text}», còn ở {other.source} là "
                f"«{other.quantity.text}», cùng cho năm {target.key.year}.",
                "giữ một chỉ tiêu.",
            )


def check_mixed_kinds(site: Site) -> Iterator[Issue]:
    """`lan-loai-so`: one series told both as something added and as what there is now."""
    kinds: dict[tuple[object, ...], dict[bool, list[Entry]]] = defaultdict(dict)
    for entry in site.ledger.entries.values():
        told = kinds[(entry.school, entry.metric)]
        told.setdefault(entry.kind is Kind.STOCK, []).append(entry)
    for pair in kinds.values():
        if len(pair) == 2:
            stock, flow = (min(pair[kind], key=lambda e: e.source) for kind in (True, False))
            yield Issue(
                "lan-loai-so",
                stock.source,
                f"Số «{written(stock)}» là số hiện có (kind: stock), còn «{written(flow)}» ở "
                f"{flow.source} là số tăng thêm; hai loại không cộng được với nhau.",
                "ghi cùng một loại, hoặc tách thành hai chỉ số.",
            )
