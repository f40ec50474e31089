"""The site's folder onto the school's web host, so that readers never see half of a change.

What the host has is told by a manifest in its folder `.dvk`; only what differs is sent, under
other names first, then everything is renamed into place, and what nobody needs goes last.
"""
