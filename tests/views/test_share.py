"""The links that pass a page on."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, urlsplit

from dvk_plugin.views.share import Share, share_of

ADDRESS = "https://mau.example/dang-uy/tin-tuc/2024/hoc-bong/?a=1&b=2"


def test_each_place_gets_the_whole_address() -> None:
    share = share_of(ADDRESS)
    facebook = parse_qs(urlsplit(share.facebook).query)
    zalo = parse_qs(urlsplit(share.zalo).query)
    assert facebook == {"u": [ADDRESS]}
    assert json.loads(base64.b64decode(zalo["d"][0])) == {"url": ADDRESS}


def test_a_site_that_does_not_know_its_address_offers_no_links() -> None:
    assert share_of("") == Share()
