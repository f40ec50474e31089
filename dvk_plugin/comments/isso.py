"""Isso made ready: its configuration for a site, on this machine for a trial or on a real host."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

PORT = 8020
DATABASE = ".cache/dvk/isso/comments.db"
"""Of the trial, from the project's root."""


def isso_config(database: str, sites: Sequence[str], listen: str, public: str) -> str:
    """The text of `isso.cfg`: comments wait for approval, names are asked for, addresses shortened
    by Isso itself to their network.

    `sites`: origins that may show the comments (`https://truong.edu.vn`). `public`: where readers
    reach the server.
    """
    hosts = "\n".join(f"    {site}" for site in sites)
    return f"""\
[general]
dbpath = {database}
name = binh-luan
host =
{hosts}
max-age = 15m
notify = stdout
gravatar = false
latest-enabled = false

[moderation]
enabled = true
approve-if-email-previously-approved = false
purge-after = 30d

[server]
listen = {listen}
public-endpoint = {public}
trusted-proxies = 127.0.0.1

[guard]
enabled = true
ratelimit = 3
direct-reply = 5
reply-to-self = true
require-author = true
require-email = false

[hash]
salt = {secrets.token_urlsafe(18)}
algorithm = pbkdf2
"""


def desk_config() -> str:
    """What a real host has besides: a page for moderators, and letters to them to be filled in."""
    return f"""
[admin]
enabled = true
password = {secrets.token_urlsafe(18)}

# Thư báo cho người duyệt: đổi «notify = stdout» ở trên thành «notify = smtp» rồi bỏ dấu # ở dưới.
# [smtp]
# host = smtp.truong.edu.vn
# port = 587
# security = starttls
# username = trang-tin@truong.edu.vn
# password =
# from = trang-tin@truong.edu.vn
# to = nguoi-duyet@truong.edu.vn
"""


def trial_config(root: Path, sites: Sequence[str], port: int) -> str:
    """The configuration of a trial on this machine's own address."""
    database = root / DATABASE
    database.parent.mkdir(parents=True, exist_ok=True)
    here = f"http://127.0.0.1:{port}"
    return isso_config(str(database), sites, here, here)
