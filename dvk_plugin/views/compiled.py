"""The code of templates, kept from one run to the next where Python keeps that of modules.

It holds for this program as it is installed: what templates do with constants is done when they are
compiled, filters included. Code that is damaged or of before is made anew.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from dvk_plugin.aside import write_aside
from dvk_plugin.fingerprint import program

_DIGEST = 32


class Compiled(BytecodeCache):
    """Jinja's port to such code."""

    def __init__(self, kind: str, folder: Path | None = None) -> None:
        """`kind`: of environment; templates are compiled in another way where filters are others.

        `folder`: where code is kept, by default `__pycache__`.
        """
        self._kind = kind
        self._folder = folder or Path(cache_from_source(__file__)).parent

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            data = self._file(bucket).read_bytes()
        except OSError:
            return
        told, code = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(code).digest() == told:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        code, file = bucket.bytecode_to_string(), self._file(bucket)
        with suppress(OSError):  # a program that its users may not write to
            write_aside(file, hashlib.sha256(code).digest(), code)
            for old in self._folder.glob(f"{file.stem}.*"):
                if old != file:
                    old.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        python = sys.implementation.cache_tag
        return self._folder / f"{bucket.key}.{self._kind}.{python}.{program()[:16]}"
