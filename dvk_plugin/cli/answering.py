"""One answer of a command: from its option, else from somebody at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import click

from dvk_plugin.cli.console import Refusal, told

if TYPE_CHECKING:
    from dvk_plugin.cli.asking import Ask

T = TypeVar("T")


def answer_to(
    option: str,
    question: str,
    given: str,
    ask: Ask | None,
    read: Callable[[str], T | Refusal],
    *,
    default: str = "",
) -> T:
    """What an option says, else what is answered; neither ends the command."""
    if given:
        return read_option(option, given, read)
    if ask is None:
        raise unanswered(option)
    return ask.text(question, read, default=default)


def unanswered(option: str, choices: Iterable[str] = ()) -> click.UsageError:
    """An answer that cannot be done without, where nobody can be asked."""
    told_choices = f", một trong: {', '.join(choices)}" if choices else ""
    return click.UsageError(
        f"chưa có {option}, và ở đây không có ai để hỏi.\n"
        f"Gợi ý: thêm {option} vào lệnh{told_choices}."
    )


def read_option(option: str, given: str, read: Callable[[str], T | Refusal]) -> T:
    answer = read(given)
    if isinstance(answer, Refusal):
        raise click.UsageError(f"{option}: {told(answer)}")
    return answer
