"""A site to files for machines and offices."""
