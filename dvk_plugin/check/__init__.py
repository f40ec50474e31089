"""Rules that need the whole site: one function each, listed in `rules.RULES`."""
