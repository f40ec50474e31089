"""Isso on this machine's own address, for trying comments before a host is set up."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from http.server import HTTPServer
from pathlib import Path

from dvk_plugin.comments.isso import trial_config
from dvk_plugin.read.answers import shown

_NEW = "comment created: "
_WORDS = {
    "Activate comment: ": "Duyệt: ",
    "Delete comment: ": "Xóa: ",
    "Link to comment: ": "Bài: ",
}
"""What Isso says of a new comment → what we say; the rest of its words help nobody here."""


class MissingIsso(Exception):
    """Isso is not installed."""


def make_trial(root: Path, sites: Sequence[str], port: int) -> HTTPServer:
    """A server of comments for sites at these origins, not yet running.

    Raises MissingIsso, and OSError where the port is taken.
    """
    try:
        from isso import config, make_app
        from werkzeug.serving import make_server
    except ImportError as error:
        raise MissingIsso from error
    _speak_vietnamese()
    settings = config.load(config.default_file())
    settings.read_string(trial_config(root, sites, port))
    app = make_app(settings, threading=True)
    return make_server("127.0.0.1", port, app, threaded=True)


def _speak_vietnamese() -> None:
    logger = logging.getLogger("isso")
    logger.handlers = [_Told()]
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    logging.getLogger().setLevel(logging.WARNING)  # parts of Isso speak there


class _Told(logging.Handler):
    """New comments as Isso logs them, on the terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith(_NEW):
            comment = json.loads(message.removeprefix(_NEW))
            _print(f"Bình luận mới, {shown(str(comment['author']))}: {shown(comment['text'])}")
        for theirs, ours in _WORDS.items():
            if message.startswith(theirs):
                _print(ours + message.removeprefix(theirs))


def _print(line: str) -> None:
    """A line on the terminal, with nothing that would steer it: readers wrote a part of it."""
    print("".join(char if char.isprintable() else "·" for char in line), flush=True)
