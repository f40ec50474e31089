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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests share what they build, so one process has them all; but for the long ones."""
    for item in items:
        is_long = "thorough" in getattr(item, "fixturenames", ())
        name = item.nodeid if is_long else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(name))


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
