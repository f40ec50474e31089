"""`dvk check`: every finding in the posts, models and registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from dvk_plugin.build import build
from dvk_plugin.cli.console import FINDINGS, settings_or_exit
from dvk_plugin.domain.issue import Issue, Severity, render_issue, sort_issues
from dvk_plugin.load import load
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.opendata import to_json


def run_check(config: Path, *, as_json: bool) -> int:
    """Print the findings; 1 when there is any, 0 when all is well."""
    settings = settings_or_exit(config)
    site, found = load(settings)
    _, more = build(site, settings, RelativeLinks())
    issues = sort_issues((*found, *more))
    if as_json:
        click.echo(to_json([issue_data(issue) for issue in issues]), nl=False)
    else:
        for issue in issues:
            click.echo(f"{render_issue(issue)}\n")
        click.echo(summary(issues, len(site.posts), len(site.models)))
    return FINDINGS if issues else 0


def issue_data(issue: Issue) -> Mapping[str, object]:
    """A finding as plain data for editors' programs."""
    return {
        "severity": str(issue.severity),
        "rule": issue.rule,
        "file": issue.source.file,
        "line": issue.source.line,
        "column": issue.source.column,
        "message": issue.message,
        "hint": issue.hint,
    }


def summary(issues: Iterable[Issue], posts: int, models: int) -> str:
    """`2 bài, 9 mô hình: không có lỗi.`"""
    severities = [issue.severity for issue in issues]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    told = f"{errors} lỗi, {warnings} điều nhắc." if severities else "không có lỗi."
    return f"{posts} bài, {models} mô hình: {told}"
