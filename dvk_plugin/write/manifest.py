"""Small files that browsers and crawlers ask for: the web manifest, robots.txt."""

from __future__ import annotations

from dvk_plugin.write.opendata import to_json

MANIFEST, ROBOTS = "site.webmanifest", "robots.txt"
ICONS = "assets/dvk/icons"
ICON_SIZES = (192, 512)
THEME_COLOUR, GROUND_COLOUR = "#96181c", "#fffdfa"
"""Header and page in the light scheme (theme/assets/dvk/dvk.css)."""


def manifest_json(name: str) -> bytes:
    """The web manifest (W3C). Addresses are relative to it: they hold below any folder."""
    icons = [
        {"src": f"{ICONS}/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    return to_json(
        {
            "name": name,
            "short_name": name,
            "lang": "vi",
            "dir": "ltr",
            "start_url": "./",
            "scope": "./",
            "display": "browser",
            "theme_color": THEME_COLOUR,
            "background_color": GROUND_COLOUR,
            "icons": icons,
        }
    ).encode()


def robots_txt(sitemap: str) -> bytes:
    """Everything may be read (RFC 9309); where the sitemap is, if the site knows its address."""
    lines = ["User-agent: *", "Allow: /"]
    if sitemap:
        lines += ["", f"Sitemap: {sitemap}"]
    return ("\n".join(lines) + "\n").encode()
