"""What a long work tells while it lasts: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dvk_plugin import progress
from dvk_plugin.progress import Progress


class Clock:
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.ticks: Iterator[int] = iter(range(10_000))

    def monotonic(self) -> float:
        return float(next(self.ticks))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "time", Clock())


def work(count: int) -> None:
    done = Progress(count, "Ảnh")
    for _ in range(count):
        done.step()
    done.close()


def test_a_log_has_a_line_every_while(capsys: pytest.CaptureFixture[str]) -> None:
    work(25)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["Ảnh 10/25, còn khoảng 15 giây", "Ảnh 20/25, còn khoảng 5 giây"]


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    work(1)
    assert capsys.readouterr().err == ""


def test_a_terminal_has_one_line_that_goes_in_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_is_terminal", lambda: True)
    work(4)
    shown = capsys.readouterr().err
    assert "\n" not in shown
    lines = shown.split("\r")
    assert "Ảnh ██████████░░░░░░░░░░ 2/4, còn khoảng 2 giây" in lines
    assert [line for line in lines if line][-1].isspace()


def test_a_quiet_build_says_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress.log, "disabled", True)
    work(40)
    assert capsys.readouterr().err == ""
