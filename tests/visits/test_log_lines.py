"""Lines of logs are read as servers write them; whatever else stands there is passed over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits_sample import CHROME, GOOGLEBOT, line

from dvk_plugin.visits.logline import read_line
from dvk_plugin.visits.robots import is_robot


def test_a_line_is_read_as_nginx_writes_it() -> None:
    read = read_line(line(495).encode())
    assert read is not None
    assert (read.address, read.day, read.second) == (b"203.0.113.7", date(2024, 4, 1), 495 * 60)
    assert (read.method, read.target, read.status) == (b"GET", b"/tin-tuc/2024/mot/", b"200")
    assert read.agent == CHROME.encode()


@pytest.mark.parametrize(
    "text",
    [
        line(0, host="mau.example:443 "),
        line(0, address="2001:db8::7"),
        line(0, address="may-khach.example"),
        line(0).replace("- - [", "- Nguyễn Văn A ["),
        line(0).replace(" HTTP/1.1", ""),
        line(0, agent=r"Mozilla/5.0 \"la\" \x1b[31m"),
        line(0).rstrip("\n") + ' "10.0.0.1" 0.003\n',
        line(0).rstrip("\n"),
    ],
)
def test_other_servers_write_more_or_less(text: str) -> None:
    read = read_line(text.encode())
    assert read is not None and read.target == b"/tin-tuc/2024/mot/"


def test_days_are_those_of_vietnam() -> None:
    """A server in UTC writes 18:30 when it is half past one of the next day here."""
    read = read_line(line(18 * 60 + 30, zone="+0000").encode())
    assert read is not None
    assert (read.day, read.second) == (date(2024, 4, 2), 90 * 60)
    early = read_line(line(30, zone="+1330").encode())
    assert early is not None and early.day == date(2024, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"\xff\xfe\x00",
        b"\x1b]0;rm\x07",
        b'- - - [] "" 200',
        line(0).encode()[:60],
        line(0).replace("01/Apr/2024", "31/Feb/2024").encode(),
        line(0).replace("01/Apr/2024", "01/Thg/2024").encode(),
        line(0).replace("01/Apr/2024", "00/Apr/0000").encode(),
        line(0).replace("00:00:00", "25:61:00").encode(),
        line(0).replace("GET ", "").encode(),
    ],
)
def test_what_is_no_line_of_a_log_is_none(text: bytes) -> None:
    assert read_line(text) is None


@given(st.binary(max_size=200), st.integers(0, 150))
def test_no_bytes_break_the_reading(junk: bytes, at: int) -> None:
    whole = line(0).encode()
    read_line(whole[:at] + junk + whole[at:])
    read_line(junk)


def test_a_line_made_to_be_slow_is_not() -> None:
    """Every repetition of the pattern is bounded or possessive: the work grows with the line."""
    for evil in (b'"\\' * 8000, b"a " * 8000, b"[" * 16000, line(0).encode()[:90] + b'\\"' * 7000):
        assert read_line(evil) is None


@pytest.mark.parametrize(
    "agent",
    [GOOGLEBOT, "", "-", "curl/8.5.0", "python-requests/2.31.0", "UptimeRobot/2.0",
     "facebookexternalhit/1.1", "Mozilla/5.0 HeadlessChrome/120.0.0.0 Safari/537.36"],
)  # fmt: skip
def test_robots_are_no_readers(agent: str) -> None:
    assert is_robot(agent.encode())


@pytest.mark.parametrize(
    "agent",
    [CHROME, "Mozilla/5.0 (Linux; Android 9; CUBOT_X18) AppleWebKit/537.36 Chrome/120.0 Mobile",
     "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Zalo iOS/1",
     "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Telegram-Android/10.0",
     "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/110.0 Safari/537.36 coc_coc/115"],
)  # fmt: skip
def test_readers_are_no_robots(agent: str) -> None:
    assert not is_robot(agent.encode())
