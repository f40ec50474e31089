"""The target `zip`: one file to be unpacked by the file manager of a hosting's control panel."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from dvk_plugin.aside import write_aside
from dvk_plugin.publish.parcel import Parcel
from dvk_plugin.publish.refusal import PublishError

_DAY = (1980, 1, 1, 0, 0, 0)
"""The same site gives the same bytes on whatever day."""


def write_zip(parcel: Parcel, target: Path) -> int:
    """Write the whole site into a file; its size in bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in parcel.files:
            info = zipfile.ZipInfo(path, _DAY)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, parcel.read(path))
    try:
        write_aside(target, data.getvalue())
        target.chmod(0o644)
    except OSError as error:
        raise PublishError(
            f"Không ghi được tệp «{target}».",
            "kiểm tra quyền ghi và chỗ trống trên đĩa, hoặc sửa mục «path».",
        ) from error
    return len(data.getvalue())
