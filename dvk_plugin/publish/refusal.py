"""Why a site cannot be published, in words for its webmaster."""

from __future__ import annotations


class PublishError(Exception):
    """Nothing more can be done: what is wrong, and what to do instead (Vietnamese)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class HostFailed(PublishError):
    """The host may answer if it is asked again: the line was cut, or it is busy."""


class NotThere(Exception):
    """A file that should be on the host is not."""
