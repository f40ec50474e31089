"""A HEIC as phones write it: a grid of tiles of 512 × 512 pixels, turned by its own property.

The tile is encoded once and shown in every place, so that even 50 MP are there in a moment.
Boxes as in ISO/IEC 23008-12 (HEIF), sections 6 and 9.
"""

from __future__ import annotations

import struct
from io import BytesIO

import pillow_heif
from PIL import Image

TILE = 512


def heic_grid(picture: Image.Image, columns: int, rows: int) -> bytes:
    """A file of `columns × rows` tiles, each of them the upper left corner of a picture."""
    pillow_heif.register_heif_opener()
    plain = BytesIO()
    picture.crop((0, 0, TILE, TILE)).save(plain, "HEIF", quality=80)
    config, data = _parts(plain.getvalue())
    count = columns * rows
    tiles = range(2, 2 + count)
    size = (columns * TILE, rows * TILE)
    grid = struct.pack(">4B2H", 0, 0, rows - 1, columns - 1, *size)
    properties = b"".join((config, _ispe(TILE, TILE), _ispe(*size), _box(b"irot", b"\x01")))
    to_properties = struct.pack(">I", 1 + count) + struct.pack(">H3B", 1, 2, 3, 0x84)
    to_properties += b"".join(struct.pack(">H3B", tile, 2, 0x81, 2) for tile in tiles)
    items = [_full(b"infe", struct.pack(">HH5s", 1, 0, b"grid\0"), 2)]
    items += [_full(b"infe", struct.pack(">HH5s", t, 0, b"hvc1\0"), 2, 1) for t in tiles]
    parts = _box(b"dimg", struct.pack(f">HH{count}H", 1, count, *tiles))
    head = _box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(offset: int) -> bytes:
        """The box that tells what the file holds; tiles begin at `offset`."""
        places = struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(grid))
        places += b"".join(
            struct.pack(">HHHHII", tile, 0, 0, 1, offset, len(data)) for tile in tiles
        )
        inner = (
            _full(b"hdlr", b"\0\0\0\0pict" + bytes(13)),
            _full(b"pitm", struct.pack(">H", 1)),
            _full(b"iloc", b"\x44\x00" + struct.pack(">H", 1 + count) + places, 1),
            _full(b"iinf", struct.pack(">H", 1 + count) + b"".join(items)),
            _full(b"iref", parts),
            _box(b"iprp", _box(b"ipco", properties) + _full(b"ipma", to_properties)),
            _box(b"idat", grid),
        )
        return _full(b"meta", b"".join(inner))

    return head + meta(len(head) + len(meta(0)) + 8) + _box(b"mdat", data)


def _parts(file: bytes) -> tuple[bytes, bytes]:
    """The decoder's configuration (a whole box) and the one picture's data."""
    at = file.index(b"hvcC") - 4
    config = file[at : at + struct.unpack_from(">I", file, at)[0]]
    at = file.index(b"mdat") - 4
    return config, file[at + 8 : at + struct.unpack_from(">I", file, at)[0]]


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(data), kind) + data


def _full(kind: bytes, data: bytes, version: int = 0, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", version << 24 | flags) + data)


def _ispe(width: int, height: int) -> bytes:
    return _full(b"ispe", struct.pack(">II", width, height))
