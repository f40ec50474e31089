"""The `dvk` command: one module for each thing it does, wired in `main`."""
