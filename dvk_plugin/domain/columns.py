"""The columns of the open data's tables: one list for who writes, reads, checks and explains them.

`SCHEMA_VERSION` grows when a column is renamed, taken away or means something else; a column more
is no new version.
"""

from __future__ import annotations

from dataclasses import dataclass

from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import Adds
from dvk_plugin.domain.quantity import Certainty, Qualifier

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type (a word of Frictionless' Table Schema), what it tells.

    `choices`: the only values there are. An empty cell is «not known» or «not given».
    """

    name: str
    type: str
    label: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


COUNTED, RESIDUAL = "counted", "residual"
STATUSES = (COUNTED, "checkpoint", RESIDUAL, "part", "same", "superseded", "older", "derived")
"""Why an entry counts or not (`Standing`, in the tally)."""
MODELS_ADD, LATEST_EACH = "models", "latest_each"
ADDS = (*map(str, Adds), LATEST_EACH, MODELS_ADD)
"""How a metric adds; of `latest_each` several models' figures are never summed, and `models` are
counted, each once."""

REGISTER = (
    Column("schema_version", "integer", "phiên bản của cách ghi", is_required=True),
    Column("id", "string", "mã của con số, không trùng trên mọi trang", is_required=True),
    Column("school", "string", "mã trường", is_required=True),
    Column("school_name", "string", "tên trường"),
    Column("models", "string", "mã các mô hình, cách nhau bằng dấu chấm phẩy"),
    Column("metric", "string", "mã chỉ số", is_required=True),
    Column("metric_label", "string", "tên chỉ số"),
    Column("adds", "string", "chỉ số này cộng thế nào", ADDS, True),
    Column("unit", "string", "đơn vị tính"),
    Column("value", "number", "con số; trống là chưa có số liệu"),
    Column("qualifier", "string", "mức chắc chắn như người viết ghi", tuple(Qualifier), True),
    Column("lo", "number", "đầu nhỏ, khi là khoảng từ … đến"),
    Column("hi", "number", "đầu lớn, khi là khoảng từ … đến"),
    Column("incomplete", "string", "những gì chưa kể trong số này"),
    Column("period_start", "date", "ngày đầu của kỳ; trống là từ đầu"),
    Column("period_end", "date", "ngày cuối của kỳ", is_required=True),
    Column("as_of", "date", "số tính đến ngày", is_required=True),
    Column("reported", "date", "ngày đăng bài báo số này"),
    Column("since", "date", "số lũy kế tính từ ngày"),
    Column("kind", "string", "loại số: tăng thêm, lũy kế, hiện có", tuple(Kind), True),
    Column("scope", "string", "của mô hình, toàn trường hay làm chung", tuple(Scope), True),
    Column("status", "string", "được cộng, hoặc vì sao không", STATUSES, True),
    Column("part_of", "string", "nằm trong số có mã này"),
    Column("same_as", "string", "chính là số có mã này"),
    Column("supersedes", "string", "thay cho số có mã này"),
    Column("superseded_by", "string", "đã được số có mã này thay"),
    Column("joint", "string", "mã chung giữa các trường, khi làm chung"),
    Column("share", "number", "phần của trường trong số làm chung"),
    Column("share_qualifier", "string", "mức chắc chắn của phần ấy", tuple(Qualifier)),
    Column("disjoint", "boolean", "nhóm người không trùng nhóm khác"),
    Column("derived", "boolean", "số do máy tính ra từ các số khác"),
    Column("inferred", "boolean", "ban biên tập xếp cho mô hình"),
    Column("target", "number", "chỉ tiêu đề ra cho số này"),
    Column("post", "string", "bài báo số này"),
    Column("source_url", "string", "địa chỉ của bài trên mạng"),
    Column("register_url", "string", "địa chỉ của dòng trong sổ chi tiết"),
    Column("file", "string", "tệp của bài"),
    Column("line", "integer", "dòng trong tệp"),
    Column("quote", "string", "nguyên văn số đã ghi"),
)
"""`register.csv`: every figure that any post reported, counted or not."""

TALLY = (
    Column("metric", "string", "mã chỉ số", is_required=True),
    Column("unit", "string", "đơn vị tính"),
    Column("value", "number", "con số; trống là chưa có số liệu"),
    Column("qualifier", "string", "mức chắc chắn", tuple(Certainty), True),
    Column("lo", "number", "đầu nhỏ, khi là khoảng từ … đến"),
    Column("hi", "number", "đầu lớn, khi là khoảng từ … đến"),
    Column("incomplete", "string", "những gì chưa kể trong số này"),
    Column("school", "string", "mã trường; trống là mọi trường"),
    Column("branch", "string", "mã chi bộ; trống là mọi chi bộ"),
    Column("model", "string", "mã mô hình; trống là mọi mô hình"),
    Column("year", "integer", "năm; trống là mọi năm"),
    Column("part", "string", "dòng nào của tổng", is_required=True),
    Column("as_of", "date", "số tính đến ngày"),
    Column("target", "number", "chỉ tiêu"),
    Column("achievement", "number", "phần trăm chỉ tiêu đã đạt"),
    Column(
        "posts",
        "string",
        "các bài đã báo, cách nhau bằng dấu chấm phẩy; nhiều nhất 100",
    ),
    Column("sources_count", "integer", "số này gom từ bao nhiêu nguồn"),
)
"""`tally.csv`: every total."""
