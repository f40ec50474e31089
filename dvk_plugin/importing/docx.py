"""A Word document as HTML, by mammoth.

mammoth takes what was inserted and leaves what was deleted of tracked changes, reads nothing from
outside the file, and runs no macro.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from dvk_plugin.importing import look
from dvk_plugin.importing.pictures import PictureFolder
from dvk_plugin.importing.refusal import Refusal, damaged

_STYLES = (
    (re.compile(r"title|tiêu đề$|subtitle", re.IGNORECASE), look.TITLE_CLASS),
    (re.compile(r"caption|chú thích", re.IGNORECASE), look.CAPTION_CLASS),
    (re.compile(r"quote|trích dẫn", re.IGNORECASE), look.QUOTE_CLASS),
)
_SIDES = {"center": look.CENTRE_CLASS, "right": look.RIGHT_CLASS, "end": look.RIGHT_CLASS}
_HEADING = re.compile(r"heading [1-6]", re.IGNORECASE)
_CLASSES = (*dict.fromkeys((*(name for _, name in _STYLES), *_SIDES.values())),)
_STYLE_MAP = "\n".join(f"p[style-name='{name}'] => p.{name}:fresh" for name in _CLASSES)


def read_docx(path: Path, pictures: PictureFolder) -> str | Refusal:
    """A .docx that `survey` found sound, as HTML in which `src` names a picture of the folder."""
    import mammoth  # here, so that no other command waits for it

    try:
        with path.open("rb") as file:
            return str(
                mammoth.convert_to_html(
                    file,
                    style_map=_STYLE_MAP,
                    include_embedded_style_map=False,
                    transform_document=mammoth.transforms.paragraph(_with_look),
                    convert_image=mammoth.images.img_element(lambda image: _taken(image, pictures)),
                    external_file_access=False,
                ).value
            )
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError):
        return damaged("các phần trong tệp không khớp nhau")
    except (zipfile.BadZipFile, EOFError, OSError):
        return damaged()


def _with_look(paragraph: Any) -> Any:
    """The paragraph with a style of ours that tells what it is or where it stands."""
    style = paragraph.style_name or ""
    if paragraph.numbering or _HEADING.fullmatch(style):
        return paragraph
    ours = next((name for words, name in _STYLES if words.search(style)), None)
    ours = ours or _SIDES.get(paragraph.alignment or "")
    return paragraph.copy(style_name=ours, style_id=None) if ours else paragraph


def _taken(image: Any, pictures: PictureFolder) -> dict[str, str]:
    try:
        with image.open() as source:
            return {"src": pictures.take(source)}
    except ValueError:  # mammoth's word for a picture outside the file
        why = "chỉ là liên kết tới một tệp khác, không nằm trong tài liệu"
    except KeyError:
        why = "không có trong tài liệu"
    except (zipfile.BadZipFile, EOFError):
        why = "bị hỏng trong tài liệu"
    return {"src": pictures.miss(f"{why}; xin chép ảnh ấy vào cạnh bài và ghi vào mục photos")}
