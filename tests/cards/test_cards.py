"""Share cards: size, weight, the letters, the cache, and what must never be on one."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont
from sample import load_site, post, write_picture, write_site

from dvk_plugin.build import build
from dvk_plugin.cards.card import HEIGHT, WIDTH, Card, card_name
from dvk_plugin.cards.draw import BAND, MOST_BYTES, PHOTO, draw_card
from dvk_plugin.cards.publish import POOL_FROM, publish_cards
from dvk_plugin.load import load
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.previews import share_cards

CARD = Card("Trang mẫu", "Khám bệnh, phát thuốc ở xã Đa Kai", "CĐ A", "21/09/2023")
LINKS = RelativeLinks(base="https://mau.example/")
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def noise(path: Path, size: tuple[int, int] = (640, 480)) -> Path:
    """A picture that is as hard to pack as pictures get."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise(size, 90).convert("RGB").save(path)
    return path


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        replace(CARD, title="Rất dài " * 60, above="Trường " * 40),
        replace(CARD, title="x" * 300, site="y" * 300),
        replace(CARD, title="😀‮שלום</script>\x00", figure="9" * 300, label="z" * 400),
        Card("", ""),
    ],
    ids=["plain", "long", "one-word", "hostile", "empty"],
)
@pytest.mark.parametrize("has_picture", [False, True], ids=["bare", "photo"])
def test_every_card_has_the_size_and_a_light_weight(
    card: Card, has_picture: bool, tmp_path: Path
) -> None:
    picture = noise(tmp_path / "a.jpg") if has_picture else None
    data = draw_card(card, picture)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    assert len(data) <= MOST_BYTES


def test_the_same_card_is_the_same_bytes(tmp_path: Path) -> None:
    picture = noise(tmp_path / "a.jpg")
    assert draw_card(CARD, picture) == draw_card(CARD, picture)


@pytest.mark.parametrize("weight", ["medium", "bold"])
def test_the_letters_are_there_in_both_weights(weight: str) -> None:
    """Every Vietnamese letter leaves ink; what the font lacks leaves none and takes no room."""
    data = files("dvk_plugin.cards").joinpath(f"fonts/be-vietnam-pro-{weight}.ttf").read_bytes()
    font = ImageFont.truetype(io.BytesIO(data), 40, layout_engine=ImageFont.Layout.BASIC)
    for letter in VIETNAMESE + VIETNAMESE.upper() + "0123456789«»–…₫%×":
        assert font.getmask(letter).getbbox() is not None, letter
    for other in "漢😀":
        assert font.getmask(other).getbbox() is None
        assert font.getlength(other) == 0


def test_decomposed_letters_are_drawn_as_composed_ones() -> None:
    composed, decomposed = replace(CARD, title="Hiến"), replace(CARD, title="Hiê\u0301n")
    assert draw_card(composed, None) == draw_card(decomposed, None)


def test_a_figure_without_room_for_its_words_is_left_out() -> None:
    """`37,9 triệu` alone would be wrong where «chưa kể …» belongs to it."""
    whole = replace(CARD, figure="37.900.000 đồng", label="Kinh phí huy động; chưa kể thuốc")
    cut = replace(whole, label="Kinh phí huy động; chưa kể " + "rất nhiều thứ khác " * 12)
    plain = draw_card(CARD, None)
    assert draw_card(whole, None) != plain
    assert draw_card(cut, None) == plain


def test_the_photo_stands_in_its_corner(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    write_picture(path, (640, 480), "#00ff00")
    bare, shown = opened(draw_card(CARD, None)), opened(draw_card(CARD, path))
    corner = shown.crop((WIDTH - PHOTO[0] + 8, 0, WIDTH, BAND - 8))
    assert {pixel[1] > 240 > 20 > pixel[0] for _, pixel in corner.getcolors(9999) or []} == {True}
    box = ImageChops.difference(bare, shown).getbbox()
    assert box is not None
    assert box[3] <= BAND + 16  # the band below knows of no photo; blocks of JPEG are 16 high


def test_a_picture_that_cannot_be_opened_is_left_out(tmp_path: Path) -> None:
    broken = tmp_path / "a.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing")
    assert draw_card(CARD, broken) == draw_card(CARD, None)
    assert draw_card(CARD, tmp_path / "nowhere.jpg") == draw_card(CARD, None)


def test_a_second_time_draws_none_and_a_new_word_draws_one(tmp_path: Path) -> None:
    cards = {f"{n}.jpg": replace(CARD, title=f"Bài {n}") for n in range(3)}
    first = publish_cards(cards, {}, tmp_path)
    assert (first.drawn, first.reused, first.failed) == (3, 0, 0)
    second = publish_cards(cards, {}, tmp_path)
    assert (second.drawn, second.reused, second.files) == (0, 3, first.files)
    changed = {**cards, "1.jpg": replace(CARD, title="Bài mới")}
    third = publish_cards(changed, {}, tmp_path)
    assert (third.drawn, third.reused) == (1, 2)


def test_every_word_and_the_picture_tell_cards_apart() -> None:
    names = {card_name("a", CARD)}
    for field in ("site", "title", "above", "below", "figure", "label", "picture"):
        names.add(card_name("a", replace(CARD, **{field: "khác"})))
    assert len(names) == 8


def test_processes_draw_the_same_bytes_as_one(tmp_path: Path) -> None:
    cards = {f"{n}.jpg": replace(CARD, title=f"Bài số {n}") for n in range(POOL_FROM)}
    one = publish_cards(cards, {}, tmp_path / "one", workers=1)
    many = publish_cards(cards, {}, tmp_path / "many", workers=2)
    assert one.drawn == many.drawn == POOL_FROM
    for name, path in one.files.items():
        assert path.read_bytes() == many.files[name].read_bytes()


def test_a_cache_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"posts/bai.md": post("gifts: 3 suất")})
    site, _ = load(settings)
    shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
    (tmp_path / ".cache").write_text("a file where the folder should be")
    output, issues = build(site, settings, LINKS)
    assert [issue.rule for issue in issues] == ["khong-ghi-duoc"]
    assert output.deck.failed == len(output.deck.files) + output.deck.failed > 0


def edition_of(root: Path, files: dict[str, str]) -> Edition:
    site, _ = load_site(root, files)
    return Edition(site, compute_tallies(site), LINKS)


def test_a_card_tells_a_figure_as_its_page_does(tmp_path: Path) -> None:
    head = "model: ao-am\nmetrics: {funds_raised: {value: khoảng 65 triệu đồng, also: [thuốc]}}"
    edition = edition_of(tmp_path, {"posts/bai.md": post(head)})
    card = share_cards(edition)["tin-tuc/2024/bai/index.md"]
    assert card.figure == "khoảng 65.000.000 đồng"
    assert card.label == "Kinh phí huy động; tính đến 15/03/2024; chưa kể thuốc"
    model = share_cards(edition)["mo-hinh/ao-am.md"]
    assert (model.figure, model.label) == (card.figure, card.label)


@pytest.mark.parametrize(
    "measure",
    [
        "{value: 9 suất, kind: cumulative}",
        "{value: 9 suất, scope: joint}",
        "{value: hàng trăm suất}",
    ],
)
def test_a_figure_that_needs_explaining_is_no_key_figure(measure: str, tmp_path: Path) -> None:
    edition = edition_of(tmp_path, {"posts/bai.md": post(f"metrics: {{gifts: {measure}}}")})
    assert share_cards(edition)["tin-tuc/2024/bai/index.md"].figure == ""


def test_a_withdrawn_photo_is_on_no_card_and_leaves_the_cache(tmp_path: Path) -> None:
    text = post("photos: [{file: a.jpg, caption: Ảnh, consent: obtained}]")
    settings = write_site(tmp_path, {"posts/bai/index.md": text})
    write_picture(tmp_path / "posts/bai/a.jpg", (800, 600), "#00ff00")
    cache = tmp_path / ".cache"

    def cards() -> dict[str, bytes]:
        output, _ = build(load(settings)[0], settings, LINKS)
        named = {uri: path for uri, path in output.pictures.items() if uri.startswith("chia-se/")}
        return {uri: path.read_bytes() for uri, path in named.items()}

    def is_green(data: bytes) -> bool:
        return opened(data).getpixel((WIDTH - 100, 100)) == (0, 255, 1)

    shown = cards()
    assert sum(map(is_green, shown.values())) == 1
    assert sum(is_green(p.read_bytes()) for p in cache.rglob("card-*.jpg")) == 1
    (tmp_path / "posts/bai/index.md").write_text(text.replace("obtained", "withdrawn"), "utf-8")
    after = cards()
    assert len(after) == len(shown)
    assert not any(map(is_green, after.values()))
    assert not any(is_green(path.read_bytes()) for path in cache.rglob("card-*.jpg"))


def test_a_site_that_knows_no_address_draws_no_cards(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"posts/bai.md": post("gifts: 3 suất")})
    output, _ = build(load(settings)[0], settings, RelativeLinks())
    assert output.deck.drawn == 0
    assert not any(uri.startswith("chia-se/") for uri in output.pictures)
