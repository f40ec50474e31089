"""Lines of a server's log, as nginx and Apache write them."""

from __future__ import annotations

from datetime import datetime, timedelta

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36"
)
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
START = datetime(2024, 4, 1, 0, 0, 0)  # noqa: DTZ001


def line(
    minute: float,
    path: str = "/tin-tuc/2024/mot/",
    address: str = "203.0.113.7",
    *,
    agent: str = CHROME,
    status: int = 200,
    method: str = "GET",
    zone: str = "+0700",
    host: str = "",
) -> str:
    """A request so many minutes after the beginning of April 2024."""
    time = (START + timedelta(minutes=minute)).strftime("%d/%b/%Y:%H:%M:%S")
    return (
        f'{host}{address} - - [{time} {zone}] "{method} {path} HTTP/1.1" {status} 512 '
        f'"https://mau.example/" "{agent}"\n'
    )
