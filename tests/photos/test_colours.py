"""Wide-gamut photos look as they did: their profile is followed, then left behind."""

from __future__ import annotations

import struct
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from dvk_plugin.photos.decode import decode

Matrix = tuple[tuple[float, float, float], ...]
SRGB: Matrix = (
    (0.4360747, 0.3850649, 0.1430804),
    (0.2225045, 0.7168786, 0.0606169),
    (0.0139322, 0.0971045, 0.7141733),
)
SPACES: dict[str, tuple[Matrix, float]] = {
    "Display P3": (
        ((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407)),
        2.2,
    ),
    "Adobe RGB": (
        ((0.60974, 0.20528, 0.14919), (0.31111, 0.62567, 0.06322), (0.01947, 0.06087, 0.74457)),
        2.19921875,
    ),
}
"""To XYZ seen under D50, and the exponent, of spaces that cameras write."""


def profile(name: str) -> bytes:
    """A small ICC profile of version 2: three primaries and a gamma."""
    matrix, gamma = SPACES[name]
    columns = list(zip(*matrix, strict=True))
    curve = b"curv" + bytes(4) + struct.pack(">IHxx", 1, round(gamma * 256))
    text = name.encode()
    about = b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 78)
    tags = {
        b"desc": about,
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(0.9642, 1, 0.8249),
    }
    for letter, column in zip("rgb", columns, strict=True):
        tags[f"{letter}XYZ".encode()] = _xyz(*column)
        tags[f"{letter}TRC".encode()] = curve
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, at + len(body), len(data))
        body += padded
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += _xyz(0.9642, 1, 0.8249)[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in values))


def rendered(colour: tuple[int, ...], name: str) -> tuple[int, ...]:
    """A colour of a space in sRGB, by arithmetic; out of range, at its edge."""
    matrix, gamma = SPACES[name]
    light = [(part / 255) ** gamma for part in colour]
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix]
    linear = [sum(a * b for a, b in zip(row, xyz, strict=True)) for row in inverse(SRGB)]
    return tuple(round(255 * _encoded(min(1.0, max(0.0, part)))) for part in linear)


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple((x / det, y / det, z / det) for x, y, z in rows)


@pytest.mark.parametrize("name", SPACES)
def test_a_wide_gamut_photo_matches_its_srgb_rendering(name: str, tmp_path: Path) -> None:
    colours = list(product((40, 128, 215), repeat=3))
    image = Image.new("RGB", (len(colours), 4))
    for x, colour in enumerate(colours):
        image.paste(colour, (x, 0, x + 1, 4))
    image.save(tmp_path / "a.png", icc_profile=profile(name))
    out = decode(tmp_path / "a.png")
    assert isinstance(out, Image.Image)
    moved = 0
    for x, colour in enumerate(colours):
        got, want = out.getpixel((x, 1)), rendered(colour, name)
        assert isinstance(got, tuple)
        assert max(abs(a - b) for a, b in zip(got, want, strict=True)) <= 3, (colour, got, want)
        moved = max(moved, *(abs(a - b) for a, b in zip(colour, want, strict=True)))
    assert moved > 20  # else the test would show nothing


def test_a_broken_profile_is_left_out(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "#336699").save(tmp_path / "a.png", icc_profile=b"nonsense" * 40)
    out = decode(tmp_path / "a.png")
    assert isinstance(out, Image.Image)
    assert out.getpixel((3, 3)) == (0x33, 0x66, 0x99)
