"""A card drawn: paper with the title, the photo beside it, a red band with the key figure."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from dvk_plugin.cards.card import HEIGHT, WIDTH, Card
from dvk_plugin.cards.letters import Font, clean, letters, line_height
from dvk_plugin.cards.lines import wrap
from dvk_plugin.cards.mark import draw_mark

# The colours of the site in its light scheme (theme/assets/dvk/dvk.css).
RED, ON_RED, CREAM = "#96181c", "#ffffff", "#f6dfb4"
GOLD, GOLD_LIGHT, GOLD_INK = "#c9932e", "#efbf5c", "#7a5200"
PAPER, PAPER_DEEP, INK_SOFT = "#fffdfa", "#f7ead2", "#63564d"
QUALITIES = (80, 65, 50, 30, 10)
"""Of the JPEG: the first that keeps the card within `MOST_BYTES`."""
MOST_BYTES = 100_000
MARGIN = 56
BAND = 426
"""Where the red band begins, counted from the top; the photo stands above it."""
PHOTO = (640, BAND)
"""Size of the photo in the upper right corner: the smallest JPEG of a 3:2 photo as it is."""
_RULE = 6
_GAP = 12
_SIZES = (54, 47, 41, 36, 32)
_PLAIN_SIZES = (72, 64, 56, 48, 42, 36)
_FIGURE_SIZES = (58, 52, 46, 40, 34)
_MARK, _LARGE_MARK = 84, 340
_SITE_WIDTH = 300


def draw_card(card: Card, picture: Path | None) -> bytes:
    """The card as JPEG. A picture that cannot be opened is left out."""
    photo = None if picture is None else _photo(picture)
    figure = _fitted_figure(card)
    image = _ground(card.site, photo is not None, figure is not None).copy()
    if photo is not None:
        image.paste(photo, (WIDTH - PHOTO[0], 0))
    draw = ImageDraw.Draw(image)
    right = WIDTH - PHOTO[0] - _RULE - 34 if photo else WIDTH - _LARGE_MARK
    _write_heading(draw, card, right - MARGIN, _PLAIN_SIZES if photo is None else _SIZES)
    if figure is not None:
        _write_figure(draw, *figure)
    return _encoded(image)


def _encoded(image: Image.Image) -> bytes:
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


@lru_cache(maxsize=4)
def _ground(site: str, has_photo: bool, has_figure: bool) -> Image.Image:
    """What cards of a site share: paper, band, rules, mark and name."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    if has_photo:
        left = WIDTH - PHOTO[0]
        draw.rectangle((left - _RULE, 0, left - 1, BAND), fill=GOLD)
    else:
        _stamp(image, _LARGE_MARK, (WIDTH - _LARGE_MARK - 20, BAND - _LARGE_MARK + 40), PAPER_DEEP)
    draw.rectangle((0, BAND, WIDTH, HEIGHT), fill=RED)
    draw.rectangle((0, BAND, WIDTH, BAND + _RULE - 1), fill=GOLD)
    font = letters("medium", 25 if has_figure else 32)
    width = _SITE_WIDTH if has_figure else WIDTH - 2 * MARGIN - _MARK
    lines, _ = wrap(clean(site), width, 3, font.getlength)
    wide = round(max(map(font.getlength, lines), default=0))
    left = WIDTH - MARGIN - wide if has_figure else MARGIN + _MARK + 20
    _write_block(
        draw, lines, font, left, _band_middle() - len(lines) * line_height(font) // 2, CREAM
    )
    _stamp(image, _MARK, (left - _MARK - 18, _band_middle() - _MARK // 2), GOLD_LIGHT)
    return image


def _stamp(image: Image.Image, size: int, place: tuple[int, int], colour: str) -> None:
    image.paste(Image.new("RGB", (size, size), colour), place, draw_mark(size))


def _photo(path: Path) -> Image.Image | None:
    """The middle of a picture; as wide as it is made for, none of its points is reckoned anew."""
    try:
        with Image.open(path) as opened:
            image = opened.convert("RGB")
    except OSError:
        return None
    if image.width == PHOTO[0] and image.height >= BAND:
        top = (image.height - BAND) // 2
        return image.crop((0, top, PHOTO[0], top + BAND))
    return ImageOps.fit(image, PHOTO, Image.Resampling.BICUBIC)


def _write_heading(
    draw: ImageDraw.ImageDraw, card: Card, width: int, sizes: tuple[int, ...]
) -> None:
    """What stands above the title, the title as large as it fits, and what stands below."""
    small = letters("medium", 26)
    above, _ = wrap(clean(card.above), width, 2, small.getlength)
    below, _ = wrap(clean(card.below), width, 1, small.getlength)
    around = (len(above) + len(below)) * line_height(small) + (bool(above) + bool(below)) * _GAP
    lines, font = _fitted_title(clean(card.title), width, BAND - 60 - around, sizes)
    top = (BAND - around - len(lines) * line_height(font)) // 2
    top = _write_block(draw, above, small, MARGIN, top, GOLD_INK) + _GAP * bool(above)
    top = _write_block(draw, lines, font, MARGIN, top, RED) + _GAP
    _write_block(draw, below, small, MARGIN, top, INK_SOFT)


def _fitted_title(
    title: str, width: int, room: int, sizes: tuple[int, ...]
) -> tuple[list[str], Font]:
    """The title in the largest letters in which all of it fits; else cut in the smallest."""
    for size in sizes:
        font = letters("bold", size)
        lines, is_whole = wrap(title, width, room // line_height(font), font.getlength)
        if is_whole:
            break
    return lines, font


def _fitted_figure(card: Card) -> tuple[str, Font, list[str]] | None:
    """The key figure in the largest letters that fit, and lines on what it counts.

    None where either does not fit in full: a figure without its qualifiers would be wrong.
    """
    width = WIDTH - 2 * MARGIN - _SITE_WIDTH - _MARK - 60
    text = clean(card.figure)
    label, is_whole = wrap(clean(card.label), width, 2, letters("medium", 25).getlength)
    if not (text and label and is_whole):
        return None
    for size in _FIGURE_SIZES:
        font = letters("bold", size)
        if font.getlength(text) <= width:
            return text, font, label
    return None


def _write_figure(draw: ImageDraw.ImageDraw, text: str, font: Font, label: list[str]) -> None:
    small = letters("medium", 25)
    top = _band_middle() - (line_height(font) + len(label) * line_height(small)) // 2
    top = _write_block(draw, [text], font, MARGIN, top, ON_RED)
    _write_block(draw, label, small, MARGIN, top, CREAM)


def _write_block(
    draw: ImageDraw.ImageDraw, lines: list[str], font: Font, left: int, top: int, colour: str
) -> int:
    """Write lines under each other; where the next would begin."""
    for line in lines:
        draw.text((left, top), line, font=font, fill=colour)
        top += line_height(font)
    return top


def _band_middle() -> int:
    return (BAND + _RULE + HEIGHT) // 2
