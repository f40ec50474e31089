"""The day that a build is for. It only says which posts are due; no page shows it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""No summer time, so that a fixed offset needs no table of zones (Windows has none)."""
EPOCH = "SOURCE_DATE_EPOCH"
"""The variable by which builds are told their time (reproducible-builds.org): seconds, UTC."""


def build_day(environment: Mapping[str, str] = os.environ) -> date:
    """Today in Vietnam, or the day that `SOURCE_DATE_EPOCH` tells; nonsense there is as unset."""
    told = environment.get(EPOCH, "")
    try:
        moment = datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        moment = datetime.now(UTC)
    return moment.astimezone(VIETNAM).date()
