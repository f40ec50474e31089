"""A line to a server that breaks: it is reset after so many bytes, as a bad network does."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

_RESET = struct.pack("ii", 1, 0)
"""Linger for no time: closing sends a reset (RST)."""


@dataclass
class BrokenLine:
    """`after`: bytes that one connection lets through; `left`: how many connections break."""

    port: int
    after: int
    left: int
    broken: int = 0


@contextmanager
def broken_line(target: int, after: int, left: int = 10**9) -> Iterator[BrokenLine]:
    """A port of this machine that passes on to another one."""
    listening = socket.create_server(("127.0.0.1", 0))
    line = BrokenLine(listening.getsockname()[1], after, left)

    def meet() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", target))
            breaks = line.left > 0
            line.left -= breaks
            for ends in ((client, server), (server, client)):
                threading.Thread(target=_pump, args=(*ends, line, breaks), daemon=True).start()

    threading.Thread(target=meet, daemon=True).start()
    try:
        yield line
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _pump(source: socket.socket, sink: socket.socket, line: BrokenLine, breaks: bool) -> None:
    passed = 0
    with suppress(OSError):
        while data := source.recv(4096):
            passed += len(data)
            if breaks and passed > line.after:
                line.broken += 1
                for end in (source, sink):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                break
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
