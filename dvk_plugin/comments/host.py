"""Files that set Isso up on a school's own host: its configuration, a systemd unit, nginx."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from dvk_plugin.comments.isso import desk_config, isso_config

_LISTEN = "127.0.0.1:8080"
_UNIT = """\
# /etc/systemd/system/isso.service
# apt install python3-venv python3-dev gcc
# python3 -m venv /opt/isso && /opt/isso/bin/pip install isso
# install -m 600 isso.cfg /etc/isso.cfg && systemctl enable --now isso
[Unit]
Description=Bình luận của trang (Isso)
After=network.target

[Service]
DynamicUser=yes
StateDirectory=isso
LoadCredential=isso.cfg:/etc/isso.cfg
ExecStart=/opt/isso/bin/isso -c %d/isso.cfg run
Restart=on-failure
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
MemoryMax=256M

[Install]
WantedBy=multi-user.target
"""
_NGINX = """\
# /etc/nginx/conf.d/isso.conf
# certbot --nginx -d {host}
limit_req_zone $binary_remote_addr zone=isso_moi:1m rate=10r/m;

server {{
    listen 80;
    server_name {host};

    location {path}/new {{
        limit_req zone=isso_moi burst=5 nodelay;
        client_max_body_size 64k;
        {proxy}
    }}

    location {path}/ {{
        client_max_body_size 64k;
        {proxy}
    }}
}}
"""
_PROXY = "\n        ".join(
    (
        f"proxy_pass http://{_LISTEN};",
        "proxy_set_header Host $host;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
    )
)
_SCRIPT_NAME = "proxy_set_header X-Script-Name {path};"


def host_files(site: str, isso: str) -> Mapping[str, str]:
    """The files by name. `site`, `isso`: addresses of the site and of its comments' server."""
    place, server = urlsplit(site), urlsplit(isso)
    origin = f"{place.scheme}://{place.netloc}"
    config = isso_config("/var/lib/isso/comments.db", (origin,), f"http://{_LISTEN}", isso)
    proxy = _PROXY
    if path := server.path.rstrip("/"):
        proxy += "\n        " + _SCRIPT_NAME.format(path=path)
    return {
        "isso.cfg": config + desk_config(),
        "isso.service": _UNIT,
        "isso-nginx.conf": _NGINX.format(host=server.hostname, path=path, proxy=proxy),
    }
