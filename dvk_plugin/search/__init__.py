"""The offline search: what can be found, and the index that the reader's browser asks."""
