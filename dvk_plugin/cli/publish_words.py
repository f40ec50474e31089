"""What `dvk publish` says of a host and of a plan."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dvk_plugin.publish.plan import Plan
from dvk_plugin.publish.state import State

MEGABYTE = 1_000_000
_MOST_SHOWN = 20


def tell_preview(plan: Plan) -> None:
    """What would be done."""
    for path in plan.changed[:_MOST_SHOWN]:
        click.echo(f"  tải lên  {path}")
    for path in plan.delete[:_MOST_SHOWN]:
        click.echo(f"  xóa      {path}")
    if max(len(plan.changed), len(plan.delete)) > _MOST_SHOWN:
        click.echo("  …")
    click.echo(f"Sẽ {summary(plan)}")


def status_lines(state: State, name: str) -> list[str]:
    """What a host has, in words."""
    if state.old is None:
        lines = [f"«{name}»: chưa đăng lần nào."]
    else:
        size = sum(entry.size for entry in state.old.files.values())
        lines = [f"«{name}»: đang có {len(state.old.files)} tệp, {megabytes(size)}."]
    if state.next is not None:
        lines.append("Lần đăng gần nhất bị ngắt giữa chừng; gõ «dvk publish» để làm nốt.")
    elif state.staged:
        lines.append(f"Có {len(state.staged)} tệp đã tải lên chờ lần đăng sau.")
    if state.previous is not None:
        count = len(state.previous.files)
        lines.append(
            f"Có thể trở lại phiên bản trước ({count} tệp): dvk publish {name} --rollback."
        )
    return lines


def tell_done(plan: Plan, name: str, *, rollback: bool = False) -> None:
    """What was done."""
    what = "Đã trở lại phiên bản trước" if rollback else "Đã đăng xong"
    click.echo(f"{what} ở «{name}»: {summary(plan)}")


def summary(plan: Plan) -> str:
    changed = plan.changed
    size = sum(plan.after.files[path].size for path in changed)
    same = len(plan.after.files) - len(changed)
    return (
        f"tải lên {len(changed)} tệp ({megabytes(size)}), xóa {len(plan.delete)} tệp, "
        f"giữ nguyên {same} tệp."
    )


def megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def names(found: Sequence[str]) -> str:
    return ", ".join(f"«{name}»" for name in found[:3]) + (" …" if len(found) > 3 else "")
