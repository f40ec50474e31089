"""MkDocs: the one host that is known by name, and only in this folder."""

from dvk_plugin.adapters.mkdocs.plugin import DvkPlugin

__all__ = ["DvkPlugin"]
