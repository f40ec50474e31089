"""Options of the whole test run."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew",
        action="store_true",
        help="write the texts that tests expect anew; read the difference before committing it",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        default="CI" in os.environ,
        help="look at every page in the browser, not at one of each kind (always so in CI)",
    )


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether to look at all there is."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be written, not compared."""
    return bool(request.config.getoption("--renew"))


# Machines are noisy: no example is judged by the clock. In CI the examples are the same each time.
settings.register_profile(
    "dvk",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dvk")
