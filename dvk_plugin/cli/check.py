"""`dvk check`: every finding in the posts, models and registry."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dvk_plugin import __version__
from dvk_plugin.build import build, page_files
from dvk_plugin.check.published import check_published
from dvk_plugin.cli.console import FINDINGS, settings_or_exit
from dvk_plugin.cli.findings import by_file
from dvk_plugin.cli.fix import run_fix
from dvk_plugin.cli.options import CONFIG, TODAY
from dvk_plugin.cli.published import published_files
from dvk_plugin.cli.watch import watch
from dvk_plugin.domain.issue import Issue, sort_issues
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.held import held_line
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.opendata import to_json
from dvk_plugin.write.sarif import github_lines, sarif

FORMATS = ("text", "json", "sarif", "github")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Cách in kết quả.",
)
@click.option("--json", "as_json", is_flag=True, help="Như --format json.")
@click.option(
    "--watch", "keep_on", is_flag=True, help="Soát lại mỗi khi có tệp được lưu; Ctrl-C để thôi."
)
@click.option("--fix", is_flag=True, help="Sửa những chỗ chỉ có một cách hiểu, rồi soát.")
@click.option("--dry-run", is_flag=True, help="Cùng --fix: chỉ cho xem sẽ sửa gì.")
@click.option(
    "--published", is_flag=True, help="So với các nơi đăng: địa chỉ nào đã đăng mà nay không còn."
)
@TODAY
@CONFIG
def check(
    form: str,
    as_json: bool,
    keep_on: bool,
    fix: bool,
    dry_run: bool,
    published: bool,
    today: str,
    config: Path,
) -> int:
    """Tìm lỗi trong bài viết, mô hình và danh mục.

    Trả về 0 khi không có gì phải sửa, 1 khi có, 2 khi lệnh chưa đúng.
    """
    form = "json" if as_json else form
    if dry_run and not fix:
        raise click.UsageError("--dry-run chỉ dùng cùng --fix.")
    if (fix or keep_on) and form != "text":
        raise click.UsageError("--fix và --watch chỉ in cho người đọc, không dùng cùng --format.")
    settings = settings_or_exit(config, today)
    if fix and dry_run:
        return FINDINGS if run_fix(settings, dry_run=True) else 0
    if fix:
        run_fix(settings, dry_run=False)
        click.echo()
    if not keep_on:
        return run_check(settings, form, published=_published(settings) if published else ())

    def once_more() -> None:
        with suppress(SystemExit):  # told, and to be mended: the watching goes on
            run_check(settings_or_exit(config, today), "text")

    watch(settings, once_more)
    return 0


def _published(settings: Settings) -> Collection[str]:
    try:
        return published_files(settings)
    except PublishError as error:
        click.echo(f"{error.message}\nGợi ý: {error.hint}", err=True)
        sys.exit(FINDINGS)


def run_check(settings: Settings, form: str, published: Collection[str] = ()) -> int:
    """Print the findings; 1 when there is any, 0 when all is well.

    `published`: the files on the web hosts, whose addresses must go on.
    """
    site, issues = findings(settings)
    if published:
        lost = check_published(site, published, site_files(settings))
        issues = sort_issues((*issues, *lost))
    if form == "json":
        click.echo(to_json([issue_data(issue) for issue in issues]), nl=False)
    elif form == "sarif":
        click.echo(to_json(sarif(issues, __version__)), nl=False)
    elif form == "github":
        for line in github_lines(issues):
            click.echo(line)
    else:
        _tell(site, issues)
    return FINDINGS if issues else 0


def findings(settings: Settings) -> tuple[Site, tuple[Issue, ...]]:
    """The site of this day, and what is wrong with it and with the one of all days to come.

    A post that waits for its day is looked at as if it had come: when it does, nobody may be
    there to see why the build stops.
    """
    site, now = _checked(settings)
    if not any(not post.draft for post in site.held):
        return site, now
    _, later = _checked(replace(settings, today=date.max))
    told = {(issue.rule, issue.source, issue.message) for issue in later}
    rest = (issue for issue in now if (issue.rule, issue.source, issue.message) not in told)
    return site, sort_issues((*later, *rest))


def site_files(settings: Settings) -> frozenset[str]:
    """The pages that a build of this day makes or takes over, as a host serves them."""
    site, _ = load(settings)
    links = RelativeLinks(directories=settings.use_directory_urls, base=settings.site_url)
    output, _ = build(site, settings, links)
    made = (file for bundle in output.bundles for file in bundle.files)
    docs = settings.docs_path
    own = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    return page_files(output.pages, settings, links) | {*made, *own, "404.html"}


def _checked(settings: Settings) -> tuple[Site, tuple[Issue, ...]]:
    site, found = load(settings)
    _, more = build(site, settings, RelativeLinks())
    return site, sort_issues((*found, *more))


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


def _tell(site: Site, issues: Sequence[Issue]) -> None:
    for line in by_file(issues, len(site.posts), len(site.models)):
        click.echo(line)
    if held := held_line(site):
        click.echo(held)
