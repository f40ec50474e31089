"""`dvk amend`: a figure corrected in its post's own text, the old one kept beside the new."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from dvk_plugin.cli.amounts import read_typed
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, Slip, settings_or_exit, told
from dvk_plugin.cli.find_post import post_or_exit
from dvk_plugin.cli.names import SiteNames, exact_name, load_names
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.rewriting import read_as_it_stands, tell_changes, write_back
from dvk_plugin.domain.issue import Issue, Severity, has_errors, render_issue
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Measure
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import Source
from dvk_plugin.load import load
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.files import decode_text
from dvk_plugin.read.frontmatter import read_page
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.posts import NEWS, read_post
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.today import build_day
from dvk_plugin.tally.booking import whole_id
from dvk_plugin.tally.roots import replacements
from dvk_plugin.views.format import format_quantity
from dvk_plugin.write.amendment import Amendment, write_amendment


@click.command()
@click.argument("post", metavar="BÀI")
@click.argument("metric", metavar="CHỈ_SỐ")
@click.argument("value", metavar="SỐ_MỚI")
@click.option("--reason", required=True, help="Vì sao sửa; người đọc sẽ thấy.")
@click.option("--date", "day", default="", help="Ngày đính chính; bỏ trống thì là hôm nay.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ ghi gì.")
@CONFIG
def amend(
    post: str, metric: str, value: str, reason: str, day: str, dry_run: bool, config: Path
) -> int:
    """Đính chính một con số của một bài: số cũ còn đó, không được cộng nữa.

    BÀI là tệp, thư mục hay địa chỉ của bài. CHỈ_SỐ là mã hoặc tên chỉ số; bài có nhiều số của
    chỉ số ấy thì ghi mã của số (id). Trả về 0 khi đã ghi, 1 khi đã ghi mà có điều phải xem lại
    hoặc phải sửa bằng tay, 2 khi chưa ghi gì vì lệnh chưa đúng.
    """
    settings = replace(settings_or_exit(config), drafts=True)
    site, before = load(settings)
    found = post_or_exit(site, settings.root, post)
    old = _entry_or_exit(site, load_names(settings), found, metric)
    new = Amendment(
        _amount_or_exit(site, old, value),
        _short_id(site, old),
        _day_or_exit(day),
        _reason_or_exit(reason),
    )
    path = settings.root / found.file
    text = read_as_it_stands(path, found.file)
    if text is None:
        return WRONG_USAGE
    changed = write_amendment(text, old.source.line, old.source.column, new)
    if changed is None or not _is_right(text, changed, found, old, settings):
        _tell_by_hand(old, new)
        return FINDINGS
    if dry_run:
        tell_changes(text, changed)
        return 0
    if not write_back(path, found.file, changed):
        return WRONG_USAGE
    tell_changes(text, changed)
    _tell_mentions(found, old, len(changed.splitlines()) - len(text.splitlines()))
    return _tell_findings(settings, before)


# --- what is meant


def _entry_or_exit(site: Site, names: SiteNames, post: Post, text: str) -> Entry:
    """The figure of the post that stands today and is meant by its metric or its id."""
    replaced = replacements(site.ledger.entries)
    mine = [
        entry
        for entry in site.ledger.entries.values()
        if entry.post == post.key and not entry.derived and entry.id not in replaced
    ]
    mine.sort(key=lambda entry: entry.source)
    metric = names.lexicon.metrics.find(text)
    by_id = [e for e in mine if text in (e.id, own_id(e), _numbered(e)) and own_id(e) != metric]
    found = by_id or [entry for entry in mine if entry.metric == metric]
    if len(found) == 1:
        return found[0]
    if found:
        click.echo(f"Bài có {len(found)} số của chỉ số này; ghi mã của số cần sửa:", err=True)
    elif metric or not mine:
        click.echo(f"Bài này chưa có số liệu nào của «{text}».", err=True)
    else:
        slip = exact_name(text, names.lexicon.metrics, "chỉ số")
        click.echo(told(slip) if isinstance(slip, Slip) else "", err=True)
    _tell_ids(found or mine)
    sys.exit(WRONG_USAGE)


def _tell_ids(entries: Sequence[Entry]) -> None:
    if entries:
        click.echo("Các số trong bài:", err=True)
    for entry in entries:
        click.echo(
            f"  {_numbered(entry)}  {format_quantity(entry.quantity)}  ({entry.source})", err=True
        )


def _numbered(entry: Entry) -> str:
    """`gifts/1` for the first figure of a metric, whose own id bears no number."""
    return f"{entry.metric}/1" if own_id(entry) == entry.metric else own_id(entry)


def own_id(entry: Entry) -> str:
    """An id as its own post may write it: `gifts/2`."""
    return entry.id.removeprefix(f"{entry.school}/{entry.post.removeprefix(f'{NEWS}/')}/")


def _short_id(site: Site, entry: Entry) -> str:
    short = own_id(entry)
    return short if whole_id(short, entry, site.ledger.entries) == entry.id else entry.id


def _amount_or_exit(site: Site, old: Entry, text: str) -> str:
    read = read_typed(text, site.registry.metrics[old.metric])
    if isinstance(read, Issue):
        _refuse(told(read))
    if replace(read, text="") == replace(old.quantity, text=""):
        _refuse(f"Số mới cũng là {format_quantity(read)}, giống số cũ ở {old.source}.")
    return tidy(text)


def _day_or_exit(text: str) -> date:
    read = read_date(text) if text else build_day()
    if isinstance(read, Misread):
        _refuse(told(read))
    return read


def _reason_or_exit(text: str) -> str:
    if not tidy(text):
        _refuse('Cần ghi lý do, ví dụ --reason "Báo cáo gốc cộng nhầm".')
    return tidy(text)


def _refuse(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(WRONG_USAGE)


# --- what is written


def _is_right(text: str, changed: str, post: Post, old: Entry, settings: Settings) -> bool:
    """Whether the changed text says all it said and one figure more, and nothing else."""
    names = load_names(settings)
    was, now = (
        read_post(read_page(_as_read(each), post.file), names.lexicon) for each in (text, changed)
    )
    if was[0] is None or now[0] is None or len(now[1]) > len(was[1]):
        return False
    added = [m for m in now[0].measures if m.amended and m.supersedes and m.metric == old.metric]
    kept = [_bare(m) for m in now[0].measures if m is not added[-1]] if added else []
    return _rest(now[0]) == _rest(was[0]) and kept == [_bare(m) for m in was[0].measures]


def _rest(post: Post) -> Post:
    """A post without its figures and without places, which move when lines are added."""
    nowhere = Source("")
    return replace(
        post,
        measures=(),
        source=nowhere,
        body_line=0,
        photos=tuple(replace(photo, source=nowhere) for photo in post.photos),
        recognitions=tuple(replace(one, source=nowhere) for one in post.recognitions),
    )


def _as_read(text: str) -> str:
    read = decode_text(text.encode("utf-8"), Source(""))
    return read if isinstance(read, str) else ""


def _bare(measure: Measure) -> Measure:
    """A figure without its place."""
    return replace(measure, source=Source(""), places=())


# --- what is told


def _tell_by_hand(old: Entry, new: Amendment) -> None:
    click.echo(f"{old.source}: không tự sửa được cách viết ở đây; chưa ghi gì.", err=True)
    click.echo("Gợi ý: viết chỉ số này thành danh sách và thêm một số nữa ở cuối:", err=True)
    click.echo(
        f"    - value: {new.value}\n      supersedes: {new.supersedes}\n"
        f"      amended: {new.day:%d/%m/%Y}\n      reason: {new.reason}",
        err=True,
    )


def _tell_mentions(post: Post, old: Entry, moved: int) -> None:
    """Where the text of the post still says the old amount: only its author can change that."""
    wanted = tidy(old.quantity.text)
    for number, line in enumerate(post.body.split("\n"), post.body_line + moved):
        if wanted and wanted in tidy(line):
            click.echo(f"{post.file}:{number}: nội dung bài còn ghi «{wanted}», xin xem lại.")
    if wanted and wanted in post.summary:
        click.echo(f"{post.file}: mục summary còn ghi «{wanted}», xin xem lại.")


def _tell_findings(settings: Settings, before: Sequence[Issue]) -> int:
    """What the check says now and did not say before."""
    _, after = load(settings)
    known = {(issue.rule, issue.source.file, issue.message) for issue in before}
    new = [i for i in after if (i.rule, i.source.file, i.message) not in known]
    new = [issue for issue in new if issue.severity is Severity.ERROR]
    for issue in new:
        click.echo(f"\n{render_issue(issue)}")
    if not new:
        click.echo("Dựng lại trang để người đọc thấy số mới.")
    return FINDINGS if has_errors(new) else 0
