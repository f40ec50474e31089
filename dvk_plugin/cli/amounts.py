"""Amounts that a user types, read as the metric's own and echoed."""

from __future__ import annotations

from dvk_plugin.cli.names import SiteNames
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import NOWHERE
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.measures import read_amount
from dvk_plugin.read.tree import Scalar, Table
from dvk_plugin.views.format import format_quantity


def read_typed(text: str, metric: Metric) -> Quantity | Issue:
    """What a text says as an amount of a metric, or why it says none."""
    issues: list[Issue] = []
    read = read_amount(Scalar(tidy(text), NOWHERE), metric, Fields(Table((), NOWHERE), issues))
    return issues[0] if read is None else read


def amount_text(names: SiteNames, key: str, text: str) -> str | Issue:
    """The amount as typed, when it can be read as one of the metric."""
    read = read_typed(text, names.lexicon.registry.metrics[key])
    return read if isinstance(read, Issue) else tidy(text)


def echo_amount(names: SiteNames, key: str, amount: str) -> str:
    """`37.900.000 đồng`: how a good amount was read."""
    read = read_typed(amount, names.lexicon.registry.metrics[key])
    if isinstance(read, Issue) or read.value is None:
        return "có, nhưng chưa rõ số"
    return format_quantity(read)
