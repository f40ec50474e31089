"""A site to pages: pure functions, one module for each kind of page."""
