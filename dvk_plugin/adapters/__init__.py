"""Hosts: whoever turns pages into a site. Only `mkdocs` imports MkDocs."""
