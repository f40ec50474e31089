"""Readers' comments: Isso made ready for a site, and what it holds frozen into the sources."""
