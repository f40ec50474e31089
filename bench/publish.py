#!/usr/bin/env python3
"""Publishing 1,000 files over SFTP with 20 ms of latency each way, beside `lftp mirror`.

usage: publish.py [--files N] [--latency SECONDS] [--parallel N]

An OpenSSH server on this machine (Debian: openssh-server, lftp) behind a proxy that holds back
every packet. Prints seconds by the clock and of processor: first publication, nothing changed, one
edit. Goals: the first within 1.5 times of lftp's, one edit within 3 seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "publish"))
from openssh import openssh
from small_site import send, write_small_site
from web_servers import free_port

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.sftp import SftpHost


def delay(port: int, target: int, latency: float) -> None:
    """Pass on what comes in at a port, each piece so many seconds later."""

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def out() -> None:
            while True:
                due, data = await line.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                writer.write(data)
                if not data:
                    writer.close()
                    return

        task = asyncio.create_task(out())
        while True:
            data = await reader.read(1 << 16)
            line.put_nowait((loop.time() + latency, data))
            if not data:
                return await task

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)

    async def serve() -> None:
        server = await asyncio.start_server(meet, "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(serve())


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of processor, children included."""
    start, before = time.monotonic(), processor()
    work()
    return {
        "wall": round(time.monotonic() - start, 2),
        "cpu": round(processor() - before, 2),
    }


def processor() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.020)
    parser.add_argument("--parallel", type=int, default=4)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dvk-bench-"))
    site, web, peer = folder / "site", folder / "web", folder / "peer"
    web.mkdir()
    peer.mkdir()
    write_small_site(site, options.files)
    with openssh(folder / "ssh") as server:
        port = free_port()
        proxy = multiprocessing.Process(target=delay, args=(port, server.port, options.latency))
        proxy.start()
        time.sleep(1)
        try:
            compare(site, peer, replace(server.access(web), port=port), options.parallel)
        finally:
            proxy.terminate()
            shutil.rmtree(folder, ignore_errors=True)


def compare(site: Path, peer: Path, access: Access, parallel: int) -> None:
    """Publish to a host, mirror to the folder `peer` of the same one, and print what each took."""

    def ours() -> None:
        host = SftpHost(access)
        try:
            send(host, site, workers=parallel)
        finally:
            host.close()

    def lftp() -> None:
        ssh = (
            f"ssh -a -x -i {access.key} -o StrictHostKeyChecking=no "
            f"-o UserKnownHostsFile={access.key}.known -o LogLevel=ERROR"
        )
        script = (
            f"set sftp:connect-program '{ssh}'; set net:max-retries 2; "
            f"mirror -R --parallel={parallel} {site} {peer}; quit"
        )
        where = f"sftp://{access.user}:x@127.0.0.1:{access.port}"
        subprocess.run(["lftp", "-e", script, where], check=True)

    told = {"dvk first": timed(ours), "lftp first": timed(lftp)}
    told["dvk nothing changed"] = timed(ours)
    (site / "bai/7/index.html").write_text("sửa")
    told["dvk one edit"] = timed(ours)
    told["lftp one edit"] = timed(lftp)
    ratio = told["dvk first"]["wall"] / told["lftp first"]["wall"]
    print(json.dumps({**told, "ratio": round(ratio, 2)}, indent=2))


if __name__ == "__main__":
    main()
