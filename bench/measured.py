"""The environment of programs that are measured."""

from __future__ import annotations

import os

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""As where they are used: compiled code is kept, whatever this machine says."""
