"""Logs of the server to visits of posts, with nothing of a visitor kept."""
