"""The small port through which a site is published: what every kind of web space can do.

Paths are relative to the site's folder on the host, with `/`. All methods may be called from
several threads at once. They raise `HostFailed` where asking again may help, `PublishError` where
it cannot, `NotThere` where a file to rename or copy is missing.
"""

from __future__ import annotations

from typing import Protocol


class Host(Protocol):
    """A folder on a web host, opened."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes, None where there is none."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Write a file that nobody is served; it replaces what was there."""
        ...

    def rename(self, old: str, new: str) -> None:
        """Give a file another name at one stroke, replacing what was there."""
        ...

    def copy(self, old: str, new: str) -> None:
        """The same bytes under a second name that nobody is served."""
        ...

    def delete(self, path: str) -> None:
        """Delete a file or a link; one that is not there is all right."""
        ...

    def sizes(self, folder: str) -> dict[str, int]:
        """Names and sizes of the files in a folder; nothing where there is no such folder."""
        ...

    def make_folder(self, path: str) -> bool:
        """Make a folder whose parent is there; whether it was missing.

        One that is a link is refused: it may lead out of the site.
        """
        ...

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is empty."""
        ...

    def close(self) -> None: ...
