"""Python-Markdown with less work and the same result.

It runs some twenty regular expressions over every piece of a text, each of which tries its luck at
every letter, and most of which no plain sentence can match: a link needs `[`, a heading `#`. Here a
text is asked first, with one `in`, for what any match must hold; where that is missing, the
expression is passed over, since it would have found nothing. Lines, blocks and links that are plain
have short ways of their own (`plain_lines.py`, `plain_blocks.py`, `plain_links.py`).

What must be there is derived from the expression itself, so nothing depends on which expressions a
version of Python-Markdown has. Of one that cannot be understood nothing is known, and it is run as
ever; so are all of an extension of somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions.toc import TocTreeprocessor  # type: ignore[import-untyped]
from markdown.treeprocessors import InlineProcessor  # type: ignore[import-untyped]
from markdown.util import AtomicString  # type: ignore[import-untyped]

from dvk_plugin.press.plain_blocks import spare_blocks
from dvk_plugin.press.plain_lines import spare_lines
from dvk_plugin.press.plain_links import spare_links

_KNOWN = ("markdown", "pymdownx")
"""Packages whose processors call methods of their expressions, and do nothing else with them."""
_EXPRESSIONS = ("compiled_re", "RE", "SEARCH_RE")
"""Under which names processors of spans and of blocks keep them."""
_TAGS = 512
"""How many names of tags are remembered as those of blocks, or of others."""
_RUN = "_InlineProcessor__applyPattern"
_APPLY = "_InlineProcessor__handleInline"
_PLAIN = "Trao quà"
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

try:
    _parse: Any = import_module("re._parser").parse
except (ImportError, AttributeError):  # a Python that has it elsewhere: nothing is passed over
    _parse = None


class Spared:
    """A compiled expression that is run only on texts that hold one of `words`."""

    def __init__(self, expression: re.Pattern[str], words: tuple[str, ...]) -> None:
        self._expression = expression
        self.words = words

    def __getattr__(self, name: str) -> Any:
        return getattr(self._expression, name)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._expression.search(text, *span) if _any_in(self.words, text) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._expression.match(text, *span) if _any_in(self.words, text) else None

    def finditer(self, text: str, *span: int) -> Iterable[re.Match[str]]:
        return self._expression.finditer(text, *span) if _any_in(self.words, text) else ()


def _any_in(words: tuple[str, ...], text: str) -> bool:
    for word in words:  # noqa: SIM110 - `any` takes three times as long
        if word in text:
            return True
    return False


def make_sparing(markdown: Markdown) -> Markdown:
    """The converter, which from now on passes over what cannot match."""
    for processor in (*markdown.inlinePatterns, *markdown.parser.blockprocessors):
        if _is_known(processor):
            for name in _EXPRESSIONS:
                _spare(processor, name)
    for processor in markdown.treeprocessors:
        if type(processor) is TocTreeprocessor:
            _spare_contents(processor)
        if type(processor) is InlineProcessor:
            _spare_texts(processor)
    if _all_known(markdown):
        markdown.is_block_level = lru_cache(_TAGS)(markdown.is_block_level)
    spare_lines(markdown)
    spare_blocks(markdown)
    spare_links(markdown)
    return markdown


def _is_known(processor: object) -> bool:
    return type(processor).__module__.partition(".")[0] in _KNOWN


def _all_known(markdown: Markdown) -> bool:
    """Whether nobody else has a part in it, who might change while texts are converted which tags
    are those of blocks; `dvk_plugin` does not."""
    every = (
        *(markdown.preprocessors, markdown.parser.blockprocessors, markdown.inlinePatterns),
        *(markdown.treeprocessors, markdown.postprocessors),
    )
    return all(
        _is_known(one) or type(one).__module__.startswith("dvk_plugin.")
        for registry in every
        for one in registry
    )


def _spare(processor: object, name: str) -> None:
    expression = getattr(processor, name, None)
    if isinstance(expression, re.Pattern) and (words := words_of(expression)):
        setattr(processor, name, Spared(expression, words))


def _spare_texts(inline: Any) -> None:
    """Passing over expressions before anything is made ready to run them; over all at once, for
    texts that hold nothing that any of them needs.

    What applies and runs them is private to Python-Markdown; where it is not found, or answers
    anything else about a text that does not match, each expression is asked on its own.
    """
    apply: Any = getattr(inline, _APPLY, None)
    run: Any = getattr(inline, _RUN, None)
    patterns = [(one, _words_needed(one)) for one in inline.inlinePatterns]
    is_known = apply and run and all(words for _, words in patterns)
    if not (is_known and _gives_back(apply, _PLAIN)):
        return
    if not all(_finds_nothing(run, pattern) for pattern, _ in patterns):
        return
    signs = {word[-1] for _, words in patterns for word in words}
    may_match = re.compile(f"[{''.join(map(re.escape, sorted(signs)))}]").search
    count = len(patterns)

    def apply_where_needed(text: str, at: int = 0) -> str:
        if not may_match(text) or isinstance(text, AtomicString):
            return text
        start = 0
        while at < count:
            pattern, words = patterns[at]
            for word in words:
                if word in text:
                    text, matched, start = run(pattern, text, at, start)
                    break
            else:
                matched, start = False, 0
            at += not matched
        return text

    setattr(inline, _APPLY, apply_where_needed)


def _words_needed(pattern: Any) -> tuple[str, ...]:
    expression = pattern.getCompiledRegExp()
    return expression.words if isinstance(expression, Spared) else ()


def _gives_back(apply: Callable[..., str], text: str) -> bool:
    try:
        return apply(text) is text
    except (AttributeError, LookupError, TypeError):  # of another Python-Markdown
        return False


def _finds_nothing(run: Callable[..., Any], pattern: Any) -> bool:
    try:
        return bool(run(pattern, _PLAIN, 0, 0) == (_PLAIN, False, 0))
    except (AttributeError, LookupError, TypeError):  # of another Python-Markdown
        return False


def _spare_contents(toc: Any) -> None:
    """Looking for the place of a table of contents only in texts that name it."""
    replace = toc.replace_marker

    def replace_marker(root: Element, contents: Element) -> None:
        if any(toc.marker in text for text in root.itertext()):
            replace(root, contents)

    toc.replace_marker = replace_marker


def words_of(expression: re.Pattern[str]) -> tuple[str, ...]:
    """Words one of which stands in any text that the expression matches; empty: not known."""
    if _parse is None or expression.flags & re.IGNORECASE:
        return ()
    return _of_sequence(_parse(expression.pattern, expression.flags))


def _of_sequence(sequence: Iterable[tuple[Any, Any]]) -> tuple[str, ...]:
    """The most telling words of parts that must all match, one after the other."""
    found, run = [], ""
    for operation, argument in sequence:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        found += [(run,), _of_part(str(operation), argument)]
        run = ""
    known = [words for words in (*found, (run,)) if all(words) and words]
    return min(known, key=_commonness, default=())


def _of_part(operation: str, argument: Any) -> tuple[str, ...]:
    if operation == "BRANCH":
        branches = [_of_sequence(branch) for branch in argument[1]]
        return tuple(word for words in branches for word in words) if all(branches) else ()
    if operation == "IN":
        is_plain = all(str(kind) == "LITERAL" for kind, _ in argument)
        return tuple(chr(code) for _, code in argument) if is_plain else ()
    if operation == "SUBPATTERN":
        _, added, removed, inner = argument
        return () if added or removed else _of_sequence(inner)  # flags of its own
    if operation in _REPEATS:
        return _of_sequence(argument[2]) if argument[0] else ()
    return _of_sequence(argument[1]) if operation == "ASSERT" else ()


def _commonness(words: tuple[str, ...]) -> tuple[bool, int, int]:
    """Words with a sign in them tell most, then few of them, then long ones."""
    is_plain = any(all(char.isalnum() or char.isspace() for char in word) for word in words)
    return is_plain, len(words), -min(map(len, words))
