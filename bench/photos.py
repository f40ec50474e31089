#!/usr/bin/env python3
"""How fast photos are published, cold and warm, and in how much memory (Linux).

usage: photos.py [--count 100] [--workers 2] [--folder PICTURES]
       photos.py --megapixels 50 --kind jpeg|progressive|png|alpha|heic [--count 8] [--originals]

Four runs over the same 12 MP JPEGs, each in a process of its own: ours with one process, a bare
Pillow loop that does the same encodes on the same cores, ours with as many processes, and ours
again with the cache full.

With --megapixels only the peak memory is measured, over copies of one large picture.

Goals on two cores: at least 1.7 × as fast as one process; at most 1.15 × the bare loop; warm under
2 % of cold with nothing decoded; under 600 MB for all processes together (proportional set size).
"""

import argparse
import json
import multiprocessing
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from demo_pictures import PICTURES, grain  # noqa: E402
from heic_grid import TILE, heic_grid  # noqa: E402
from watching import watching  # noqa: E402

from dvk_plugin.photos.plan import FALLBACK_WIDTHS, WIDTHS  # noqa: E402
from dvk_plugin.photos.publish import publish  # noqa: E402


def ours(root: Path, options: argparse.Namespace) -> dict[str, object]:
    """Our pipeline over `root/photos`: seconds, and what had to be done."""
    names = sorted(f"photos/{path.name}" for path in (root / "photos").iterdir())
    start = time.perf_counter()
    wanted = dict.fromkeys(names, ())
    gallery = publish(wanted, root, workers=options.workers, originals=options.originals)
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


def bare(root: Path, options: argparse.Namespace) -> dict[str, object]:
    """Pillow alone, no cache, no names, no colour: the same sizes and settings, all cores busy."""
    paths = sorted((root / "photos").iterdir())
    (root / "bare").mkdir()
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(options.workers) as pool:
        done = pool.map(bare_one, [(path, root / "bare") for path in paths], chunksize=1)
    return {"seconds": time.perf_counter() - start, "encoded": sum(done)}


def bare_one(task: tuple[Path, Path]) -> int:
    """Encode one photo in every size; how many files came of it."""
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


def measured(
    kind: str, root: Path, options: argparse.Namespace, workers: int = 0
) -> dict[str, object]:
    """One run in a process of its own, with the peak memory of it and all its children in MB."""
    command = [sys.executable, __file__, "--run", kind, "--folder", str(root)]
    command += ["--workers", str(workers or options.workers)]
    command += ["--originals"] if options.originals else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    with watching(process.pid) as taken:
        out, _ = process.communicate()
    if process.returncode:
        sys.exit(f"{kind} failed")
    result = json.loads(out)
    return {**result, "seconds": round(result["seconds"], 2), "peak_mb": round(taken.peak_mb, 1)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="pictures to use instead of drawing some")
    parser.add_argument("--megapixels", type=int, help="measure the memory for such pictures")
    parser.add_argument("--kind", choices=[*KINDS], default="jpeg")
    parser.add_argument("--originals", action="store_true", help="publish in full size, too")
    parser.add_argument("--run", choices=["ours", "bare"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run = {"ours": ours, "bare": bare}[options.run]
        print(json.dumps(run(options.folder, options)))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        report_memory(root, options) if options.megapixels else report(root, options)


KINDS = {
    "jpeg": (".jpg", {"quality": 92}),
    "progressive": (".jpg", {"quality": 92, "progressive": True, "subsampling": 0}),
    "png": (".png", {"compress_level": 1}),
    "alpha": (".png", {"compress_level": 1}),
    "heic": (".heic", {}),
}
"""Kind of picture → how its name ends, and how it is written."""


def draw_large(folder: Path, options: argparse.Namespace) -> None:
    """Copies of one turned picture, told apart by a box at their end that no decoder minds."""
    suffix, how = KINDS[options.kind]
    height = int((options.megapixels * 1_000_000 / 1.5) ** 0.5)
    _, scene = PICTURES[0]
    picture = scene().image.resize((height * 3 // 2, height))
    picture = Image.blend(picture, grain(picture.size, 1), 0.06)
    exif = Image.Exif()
    exif[0x0112] = 6
    if options.kind == "alpha":
        picture.putalpha(200)
    folder.mkdir()
    first = folder / f"0{suffix}"
    if options.kind == "heic":
        first.write_bytes(heic_grid(picture, picture.width // TILE, picture.height // TILE))
    else:
        picture.save(first, exif=exif, **how)
    for number in range(1, options.count):
        copy = folder / f"{number}{suffix}"
        copy.write_bytes(first.read_bytes() + struct.pack(">I4sI", 12, b"free", number))


def report_memory(root: Path, options: argparse.Namespace) -> None:
    """Print the peak memory of copies of one large picture."""
    draw_large(root / "photos", options)
    run = measured("ours", root, options)
    print(json.dumps(run))
    what = f"{options.count} {options.kind} of {options.megapixels} MP"
    print(f"{what}: {run['peak_mb']} MB (goal < 600)")


def report(root: Path, options: argparse.Namespace) -> None:
    """Run cold and warm, ours and bare, and print the ratios."""
    photos = root / "photos"
    if options.folder:
        photos.mkdir()
        for path in sorted(options.folder.iterdir())[: options.count]:
            os.link(path, photos / path.name)
    else:
        drawing = [sys.executable, str(HERE / "demo_pictures.py"), "--full", str(photos)]
        subprocess.run([*drawing, "--count", str(options.count)], check=True)
    runs = {}
    runs["ours, one process"] = measured("ours", root, options, 1)
    shutil.rmtree(root / ".cache")
    runs["bare Pillow"] = measured("bare", root, options)
    runs[f"ours, {options.workers} processes"] = cold = measured("ours", root, options)
    runs["ours, warm"] = warm = measured("ours", root, options)
    print(json.dumps(runs, indent=2))
    one, loop = runs["ours, one process"], runs["bare Pillow"]
    print(f"against one process: {one['seconds'] / cold['seconds']:.2f} × (goal ≥ 1.7)")
    print(f"against bare Pillow: {cold['seconds'] / loop['seconds']:.2f} × (goal ≤ 1.15)")
    part = 100 * warm["seconds"] / cold["seconds"]
    print(f"warm: {part:.2f} % (goal < 2), {warm['decoded']} decoded")
    print(f"peak memory: {cold['peak_mb']} MB (goal < 600)")


if __name__ == "__main__":
    main()
