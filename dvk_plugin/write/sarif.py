"""Findings for other programs: SARIF 2.1.0 (OASIS) and GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from dvk_plugin.domain.issue import Issue, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(issues: Sequence[Issue], version: str) -> Mapping[str, object]:
    """One run of `dvk`, its rules by name, a result for each finding; columns in characters."""
    rules = sorted({issue.rule for issue in issues})
    driver = {"name": "dvk", "version": version, "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, rules.index(issue.rule)) for issue in issues],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(issue: Issue, rule: int) -> Mapping[str, object]:
    place = issue.source
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.width,
    }
    return {
        "ruleId": issue.rule,
        "ruleIndex": rule,
        "level": str(issue.severity),
        "message": {"text": "\n".join(_words(issue))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.file)},
                    "region": region,
                }
            }
        ],
    }


def github_lines(issues: Iterable[Issue]) -> Iterator[str]:
    """`::error file=…,line=…,col=…,title=…::…`: shown beside the line in a pull request."""
    for issue in issues:
        kind = "error" if issue.severity is Severity.ERROR else "warning"
        place = issue.source
        where = f"file={_escaped(place.file)},line={place.line},col={place.column}"
        words = _data("\n".join(_words(issue)))
        yield f"::{kind} {where},title={_escaped(issue.rule)}::{words}"


def _words(issue: Issue) -> Iterator[str]:
    yield issue.message
    if issue.hint:
        yield f"Gợi ý: {issue.hint}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
