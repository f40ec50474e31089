#!/usr/bin/env python3
"""How fast photos are published, cold and warm, and in how much memory (Linux).

usage: photos.py [--count 100] [--workers 2] [--folder PICTURES]

Four runs over the same 12 MP JPEGs, each in a process of its own: ours with one process, a bare
Pillow loop that does the same encodes on the same cores, ours with as many processes, and ours
again with the cache full.

Goals on two cores: at least 1.7 × as fast as one process; at most 1.15 × the bare loop; warm under
2 % of cold with nothing decoded; under 600 MB for all processes together (proportional set size).
"""

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from dvk_plugin.photos.plan import FALLBACK_WIDTHS, WIDTHS  # noqa: E402
from dvk_plugin.photos.publish import publish  # noqa: E402


def ours(root: Path, workers: int) -> dict[str, object]:
    """Our pipeline over `root/photos`: seconds, and what had to be done."""
    names = sorted(f"photos/{path.name}" for path in (root / "photos").iterdir())
    start = time.perf_counter()
    gallery = publish(dict.fromkeys(names, ()), root, workers=workers)
    seconds = time.perf_counter() - start
    if gallery.faults:
        sys.exit(f"not published: {gallery.faults}")
    work = gallery.work
    return {
        "seconds": seconds,
        "decoded": work.decoded,
        "encoded": work.encoded,
        "hashed": work.hashed,
    }


def bare(root: Path, workers: int) -> dict[str, object]:
    """Pillow alone, no cache, no names, no colour: the same sizes and settings, all cores busy."""
    paths = sorted((root / "photos").iterdir())
    (root / "bare").mkdir()
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        done = pool.map(bare_one, [(path, root / "bare") for path in paths], chunksize=1)
    return {"seconds": time.perf_counter() - start, "encoded": sum(done)}


def bare_one(task: tuple[Path, Path]) -> int:
    path, folder = task
    count = 0
    with Image.open(path) as image:
        widest = WIDTHS[-1]
        turned = image.getexif().get(0x0112, 1) >= 5
        width, height = image.size[::-1] if turned else image.size
        size = (widest, height * widest // width)
        image.draft(None, size[::-1] if turned else size)
        upright = ImageOps.exif_transpose(image)
    current = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    current.info = {}
    for width in reversed(WIDTHS):
        if width != current.width:
            new = (width, size[1] * width // size[0])
            current = current.resize(new, Image.Resampling.LANCZOS)
        current.save(
            folder / f"{path.stem}-{width}.webp", quality=80, method=4 if width <= 640 else 2
        )
        count += 1
        if width in FALLBACK_WIDTHS:
            current.save(
                folder / f"{path.stem}-{width}.jpg", quality=78, optimize=True, progressive=True
            )
            count += 1
    return count


def measured(kind: str, root: Path, workers: int) -> dict[str, object]:
    """One run in a process of its own, with the peak memory of it and all its children in MB."""
    command = [sys.executable, __file__, "--run", kind, "--folder", str(root)]
    process = subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.PIPE)
    peak = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    out, _ = process.communicate()
    done.set()
    watcher.join()
    if process.returncode:
        sys.exit(f"{kind} failed")
    result = json.loads(out)
    return {**result, "seconds": round(result["seconds"], 2), "peak_mb": round(peak[0], 1)}


def memory(pid: int) -> float:
    """MB that a process and all below it hold, shared pages counted once; 0 where not told."""
    total = 0.0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
        for task in Path(f"/proc/{pid}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(memory(int(child)) for child in children)
    except OSError:
        pass
    return total


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="pictures to use instead of drawing some")
    parser.add_argument("--run", choices=["ours", "bare"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run = {"ours": ours, "bare": bare}[options.run]
        print(json.dumps(run(options.folder, options.workers)))
        return
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder), options)


def report(root: Path, options: argparse.Namespace) -> None:
    photos = root / "photos"
    if options.folder:
        photos.mkdir()
        for path in sorted(options.folder.iterdir())[: options.count]:
            os.link(path, photos / path.name)
    else:
        drawing = [sys.executable, str(HERE / "demo_pictures.py"), "--full", str(photos)]
        subprocess.run([*drawing, "--count", str(options.count)], check=True)
    runs = {}
    runs["ours, one process"] = measured("ours", root, 1)
    shutil.rmtree(root / ".cache")
    runs["bare Pillow"] = measured("bare", root, options.workers)
    runs[f"ours, {options.workers} processes"] = cold = measured("ours", root, options.workers)
    runs["ours, warm"] = warm = measured("ours", root, options.workers)
    print(json.dumps(runs, indent=2))
    one, loop = runs["ours, one process"], runs["bare Pillow"]
    print(f"against one process: {one['seconds'] / cold['seconds']:.2f} × (goal ≥ 1.7)")
    print(f"against bare Pillow: {cold['seconds'] / loop['seconds']:.2f} × (goal ≤ 1.15)")
    part = 100 * warm["seconds"] / cold["seconds"]
    print(f"warm: {part:.2f} % (goal < 2), {warm['decoded']} decoded")
    print(f"peak memory: {cold['peak_mb']} MB (goal < 600)")


if __name__ == "__main__":
    main()
