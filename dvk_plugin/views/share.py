"""Ways to pass a page on: plain links to where readers share; nothing is loaded from there."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Share:
    """A page's full address, and addresses that open a ready post of it.

    All are empty where the site's own address is not known.
    """

    address: str = ""
    facebook: str = ""
    zalo: str = ""


def share_of(address: str) -> Share:
    """The links that share a page's full address."""
    if not address:
        return Share()
    # Zalo takes the address in JSON, in base64.
    packed = base64.b64encode(json.dumps({"url": address}).encode()).decode()
    return Share(
        address,
        f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}",
        f"https://button-share.zalo.me/share_external?d={quote(packed, safe='')}",
    )
