"""Vietnamese in the encodings from before Unicode: windows-1258, TCVN3 (ABC) and VNI.

A text is taken for one of them only when nearly all of its words are then Vietnamese syllables, and
those of no other reading are.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata

_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?"
_CODA = "(?:ch|ng|nh|c|m|n|p|t)?"
_SYLLABLE = re.compile(rf"{_ONSET}[aăâeêioôơuưy]{{1,3}}{_CODA}")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 4
_SURE, _UNSURE = 0.93, 0.6

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_MARKS = {
    "a": dict(zip("øùûõïâêáàåãäéèúüë", "àáảãạâăấầẩẫậắằẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâáàåãä", "èéẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("øùûõïâáàåãä", "òóỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
}
_VNI_ALONE = dict(zip("íìæóòîôöñ", "íìỉĩịỵơưđ", strict=True))


def _vni(text: str) -> str:
    pairs = {base + mark: to for base, marks in _VNI_MARKS.items() for mark, to in marks.items()}
    both = {key.upper(): value.upper() for key, value in pairs.items()} | {
        key[0].upper() + key[1]: value.upper() for key, value in pairs.items()
    }
    alone = _VNI_ALONE | {key.upper(): value.upper() for key, value in _VNI_ALONE.items()}
    table = both | pairs | alone
    pattern = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    return re.sub(pattern, lambda match: table[match.group()], text)


def _tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(char, char) for char in text)


def read_legacy(data: bytes) -> tuple[str, str] | None:
    """A text in one of the old encodings and the encoding's name; None when it is not sure."""
    shares = sorted(
        ((vietnamese_share(text), name, text) for name, text in _readings(data)), reverse=True
    )
    (best, name, text), (second, _, _) = shares[:2]
    if best < _SURE or second > best - 0.05:
        return None
    return unicodedata.normalize("NFC", text), name


def mended(text: str) -> tuple[str, str] | None:
    """A text that came in Unicode but shows TCVN3 or VNI letters (`C«ng hoµ`), and its name."""
    if vietnamese_share(text) > _UNSURE:
        return None
    for name, convert in (("TCVN3", _tcvn3), ("VNI", _vni)):
        better = convert(text)
        if vietnamese_share(better) >= _SURE:
            return unicodedata.normalize("NFC", better), name
    return None


def _readings(data: bytes) -> list[tuple[str, str]]:
    latin = data.decode("latin-1")
    readings = [("TCVN3", _tcvn3(latin)), ("VNI", _vni(latin))]
    with contextlib.suppress(UnicodeDecodeError):
        readings.append(("windows-1258", data.decode("cp1258")))
    return readings


def vietnamese_share(text: str) -> float:
    """How many of the words with letters beyond ASCII are Vietnamese syllables, 0 to 1.

    Too few such words to say: 0.
    """
    words = [
        word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()
    ]
    if len(words) < _ENOUGH_WORDS:
        return 0.0
    return sum(map(is_syllable, words)) / len(words)


def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: onset, vowels, coda, one tone at most."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(char in _TONES for char in parts)
    toneless = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(toneless) is not None
