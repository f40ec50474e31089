"""MkDocs: the one host that is known by name, and only in this folder.

Where it is gone and ProperDocs, which carries it on, is there, that answers to its name.
"""

try:
    import mkdocs  # noqa: F401
except ImportError:
    import properdocs.replacement  # noqa: F401

from dvk_plugin.adapters.mkdocs.plugin import DvkPlugin

__all__ = ["DvkPlugin"]
