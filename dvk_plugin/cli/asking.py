"""Questions in a terminal, in Vietnamese, asked again on a slip.

`Ask` is what a command works with; a test answers through prompt_toolkit's own pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import click
import questionary
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from dvk_plugin.cli.console import Refusal, told

T = TypeVar("T")
Suggest = Callable[[str], Iterable[tuple[str, str]]]
"""What is typed → words to offer, each with what it means."""
_ARROWS = "(phím ↑ ↓ rồi Enter)"


class _Suggestions(Completer):
    def __init__(self, suggest: Suggest) -> None:
        self._suggest = suggest

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        for word, meaning in self._suggest(typed):
            yield Completion(word, start_position=-len(typed), display_meta=meaning)


class Ask:
    """Somebody at a terminal. Every question raises `click.Abort` when they leave it."""

    def text(
        self,
        question: str,
        read: Callable[[str], T | Refusal],
        *,
        default: str = "",
        suggest: Suggest | None = None,
    ) -> T:
        """The answer as `read` takes it; a slip is told, and the question comes again."""
        completer = _Suggestions(suggest) if suggest else None
        typed = default
        while True:
            typed = self._ask(
                questionary.text(question, default=typed, completer=completer, qmark="›")
            )
            answer = read(typed.strip())
            if not isinstance(answer, Refusal):
                return answer
            click.echo(told(answer))

    def path(self, question: str, read: Callable[[str], T | Refusal]) -> T:
        """The same for the name of a file or folder, completed from the disk."""
        while True:
            asked = questionary.text(question, completer=PathCompleter(expanduser=True), qmark="›")
            answer = read(self._ask(asked).strip())
            if not isinstance(answer, Refusal):
                return answer
            click.echo(told(answer))

    def choose(self, question: str, choices: Mapping[str, str]) -> str:
        """The key of the words chosen."""
        options = [questionary.Choice(words, value=key) for key, words in choices.items()]
        return self._ask(
            questionary.select(question, options, instruction=_ARROWS, qmark="›", use_jk_keys=False)
        )

    def _ask(self, question: questionary.Question) -> str:
        try:
            return str(question.unsafe_ask())
        except (KeyboardInterrupt, EOFError):
            raise click.Abort from None
