"""The fields of posts, models and the registry: the one list of them.

Readers know no other names (`tests/read/test_shapes.py` holds them to it); the form in the browser
(`write/form.py`) and the JSON Schemas (`write/schema.py`) are made of it.
"""

from __future__ import annotations

from dvk_plugin.domain.model import DOSSIER_LABELS, KINDS, SECTORS, State
from dvk_plugin.domain.recognition import Status
from dvk_plugin.read.shape import Field, Holds, Shape

_MODELS = Field(
    "models",
    Holds.MODELS,
    "Mô hình",
    "Bỏ trống là việc của cả trường.",
    also=("model",),
)
_PART_MODELS = Field(
    "models",
    Holds.MODELS,
    "Mô hình",
    "Chỉ chọn khi khác với các mô hình của bài.",
    also=("model",),
)

MEASURE: Shape = (
    Field(
        "value",
        Holds.AMOUNT,
        "Con số",
        "Viết như trong báo cáo: 37,9 triệu đồng; 04 suất; gần 100 lượt. Dấu phẩy là phần thập "
        "phân, dấu chấm tách hàng nghìn.",
    ),
    _PART_MODELS,
    Field("note", Holds.PROSE, "Ghi chú", "Lời giải thích cho người đọc."),
    Field(
        "kind",
        Holds.CHOICE,
        "Loại số",
        "Bỏ trống là số tăng thêm, của riêng lần này.",
        words=(
            ("increment", "tăng thêm"),
            ("cumulative", "lũy kế, từ đầu đến nay"),
            ("stock", "hiện có"),
        ),
        rare=True,
    ),
    Field(
        "scope",
        Holds.CHOICE,
        "Của ai",
        "Bỏ trống: của các mô hình mà bài nêu; bài không nêu mô hình thì của toàn trường.",
        words=(
            ("models", "của mô hình"),
            ("school", "của toàn trường"),
            ("joint", "làm chung với trường khác"),
        ),
        rare=True,
    ),
    Field(
        "period",
        Holds.PERIOD,
        "Thời gian",
        "2023; tháng 3/2023; năm học 2024-2025; 01/03/2023..21/09/2023. Bỏ trống: từ đầu năm.",
        rare=True,
    ),
    Field("as_of", Holds.DAY, "Tính đến ngày", "Chỉ ghi khi khác với bài.", rare=True),
    Field("since", Holds.DAY, "Số lũy kế tính từ ngày", rare=True),
    Field("target", Holds.AMOUNT, "Chỉ tiêu đề ra", rare=True),
    Field("share", Holds.AMOUNT, "Phần của trường trong số làm chung", rare=True),
    Field("each", Holds.AMOUNT, "Giá trị mỗi suất", "5.000.000 đồng", rare=True),
    Field(
        "also",
        Holds.LINES,
        "Chưa kể",
        "Phần có thật nhưng không đếm được: một số vật phẩm, thuốc.",
        rare=True,
    ),
    Field("inferred", Holds.FLAG, "Do ban biên tập suy luận", rare=True),
    Field("disjoint", Holds.FLAG, "Nhóm người không trùng với nhóm khác", rare=True),
    Field("id", Holds.LINE, "Mã của con số", "Để số khác nhắc tới.", rare=True),
    Field("part_of", Holds.LINE, "Là một phần của số (mã)", rare=True),
    Field("same_as", Holds.LINE, "Chính là số (mã)", rare=True),
    Field("supersedes", Holds.LINE, "Thay cho số cũ (mã)", rare=True),
    Field("amended", Holds.DAY, "Ngày đính chính", rare=True),
    Field("reason", Holds.LINE, "Lý do đính chính", rare=True),
    Field("quote", Holds.PROSE, "Câu trong bài gốc", rare=True),
)
"""Options of one figure."""

PHOTO: Shape = (
    Field(
        "file", Holds.PHOTO, "Tệp ảnh", "Ảnh được đặt cạnh bài, trang tự thu nhỏ.", required=True
    ),
    Field("caption", Holds.LINE, "Chú thích", "Ai đang làm gì, ở đâu.", required=True),
    Field(
        "alt",
        Holds.LINE,
        "Tả ảnh",
        "Những gì nhìn thấy, dành cho người không xem được ảnh.",
    ),
    Field(
        "consent",
        Holds.CHOICE,
        "Sự đồng ý của người trong ảnh",
        words=(
            ("obtained", "đã được đồng ý"),
            ("public_event", "chụp ở sự kiện công khai"),
            ("not_needed", "không có người thật"),
            ("pending", "đang xin"),
            ("withdrawn", "đã rút lại, không đăng nữa"),
        ),
    ),
    Field("credit", Holds.LINE, "Người chụp, nơi giữ ảnh", rare=True),
    Field("models", Holds.MODELS, "Mô hình của riêng ảnh này", also=("model",), rare=True),
    Field(
        "blur",
        Holds.BOXES,
        "Ô cần làm mờ",
        "Bốn số từ 0 đến 1: trái, trên, rộng, cao. Ví dụ: 0.1, 0.2, 0.15, 0.2",
        rare=True,
    ),
)

DOCUMENT: Shape = (
    Field("number", Holds.LINE, "Số, ký hiệu", "308-CV/TU", required=True),
    Field("date", Holds.DAY, "Ngày ban hành"),
    Field("issuer", Holds.ISSUER, "Nơi ban hành"),
    Field("subject", Holds.LINE, "Về việc"),
)

RECOGNITION: Shape = (
    Field("level", Holds.LEVEL, "Mức công nhận", required=True),
    Field(
        "status",
        Holds.CHOICE,
        "Kết quả",
        "Bỏ trống là đã công nhận.",
        words=tuple((str(status), status.label) for status in Status),
    ),
    Field("body", Holds.LINE, "Nơi công nhận"),
    Field("document", Holds.LINE, "Quyết định số"),
    Field("date", Holds.DAY, "Ngày công nhận"),
)
_RECOGNITION_OF_POST: Shape = (
    Field(
        "models", Holds.MODELS, "Mô hình", "Bài nói về một mô hình thì bỏ trống.", also=("model",)
    ),
    *RECOGNITION,
    Field("year", Holds.YEAR, "Năm", "Bỏ trống là năm của bài."),
)

CREDIT: Shape = (
    Field("name", Holds.LINE, "Tên nguồn", "Đảng ủy Trường"),
    Field("url", Holds.ADDRESS, "Địa chỉ trên mạng", "https://…"),
)

VIEWS: Shape = (
    Field("value", Holds.LINE, "Số lượt", "527"),
    Field("as_of", Holds.DAY, "Tính đến ngày", "Bỏ trống là ngày của số liệu trong bài."),
)
"""The number of views that a post had on a site before this one."""
_REDIRECT_FROM = Field(
    "redirect_from",
    Holds.LINES,
    "Địa chỉ cũ",
    "Người đọc mở địa chỉ cũ được đưa tới trang này: tin-tuc/2023/ten-cu/",
    rare=True,
)

POST: Shape = (
    Field("title", Holds.LINE, "Tiêu đề", required=True),
    Field("date", Holds.DAY, "Ngày đăng", required=True),
    Field("school", Holds.SCHOOL, "Trường"),
    _MODELS,
    Field("summary", Holds.PROSE, "Tóm tắt", "Một, hai câu; hiện ở danh sách tin."),
    Field(
        "metrics",
        Holds.FIGURES,
        "Số liệu",
        "Mỗi con số một mục. Trang cộng từ đây, không cộng từ nội dung bài.",
        inside=MEASURE,
    ),
    Field("photos", Holds.TABLES, "Ảnh", inside=PHOTO),
    Field("as_of", Holds.DAY, "Số liệu tính đến ngày", "Bỏ trống là ngày đăng.", rare=True),
    Field("category", Holds.LINE, "Chuyên mục", "Tin tức", rare=True),
    Field("tags", Holds.LINES, "Từ khóa", rare=True),
    Field("authors", Holds.LINES, "Người viết", also=("author",), rare=True),
    Field("cover", Holds.LINE, "Ảnh bìa", "Tên một tệp trong mục Ảnh.", rare=True),
    Field("source", Holds.TABLE, "Nguồn của bài", inside=CREDIT, rare=True),
    Field("documents", Holds.TABLES, "Văn bản được nhắc tới", inside=DOCUMENT, rare=True),
    Field(
        "recognitions",
        Holds.TABLES,
        "Tin công nhận mô hình",
        inside=_RECOGNITION_OF_POST,
        rare=True,
    ),
    Field("draft", Holds.FLAG, "Bản nháp, chưa đăng", rare=True),
    Field("publish_at", Holds.DAY, "Ngày dự định đăng", rare=True),
    Field("slug", Holds.LINE, "Địa chỉ riêng", "Bỏ trống là theo tên thư mục.", rare=True),
    Field("views", Holds.TABLE, "Lượt xem ở trang cũ", inside=VIEWS, rare=True),
    Field(
        "comments",
        Holds.CHOICE,
        "Bình luận",
        "Chỉ có tác dụng khi trang đã mở bình luận; bỏ trống là có.",
        words=(("true", "cho bình luận"), ("false", "không cho bình luận ở bài này")),
        rare=True,
    ),
    _REDIRECT_FROM,
)
POST_OF_HOST = ("description", "hide", "template", "icon", "search", "status")
"""Fields of a post that mean something to the host alone."""

MODEL_YEAR: Shape = (
    Field(
        "state",
        Holds.CHOICE,
        "Tình hình trong năm",
        words=tuple((str(state), state.label) for state in State),
    ),
    Field("targets", Holds.AMOUNTS, "Chỉ tiêu"),
    Field("documents", Holds.TABLES, "Văn bản", inside=DOCUMENT),
    Field("recognitions", Holds.TABLES, "Công nhận", inside=RECOGNITION),
    Field("honours", Holds.LINES, "Khen thưởng"),
)

MODEL: Shape = (
    Field("name", Holds.LINE, "Tên mô hình", "Như đã đăng ký.", required=True),
    Field("school", Holds.SCHOOL, "Trường"),
    Field("branch", Holds.BRANCH, "Chi bộ"),
    Field("parent", Holds.MODEL, "Thuộc mô hình chung"),
    Field("kind", Holds.CHOICE, "Tập thể hay cá nhân", words=tuple((w, w) for w in KINDS)),
    Field("field", Holds.CHOICE, "Lĩnh vực", words=tuple((w, w) for w in SECTORS)),
    Field("founded", Holds.LINE, "Thành lập", "2023"),
    Field("summary", Holds.PROSE, "Tóm tắt", "Một câu."),
    Field("years", Holds.YEARS, "Từng năm", inside=MODEL_YEAR),
    Field("aliases", Holds.LINES, "Tên gọi khác", rare=True),
    _REDIRECT_FROM,
    *(Field(name, Holds.LINES, label, rare=True) for name, label in DOSSIER_LABELS.items()),
)
MODEL_OF_HOST = ("title", "description", "hide", "template", "icon", "search", "tags")
"""Fields of a model that mean something to the host alone."""

_ALIASES = Field("aliases", Holds.LINES, "Tên gọi khác")
SCHOOL: Shape = (
    Field("name", Holds.LINE, "Tên đầy đủ", required=True),
    Field("short", Holds.LINE, "Tên ngắn"),
    Field("place", Holds.LINE, "Ở đâu", "tỉnh Bình Thuận"),
    Field("phone", Holds.LINE, "Điện thoại"),
    Field(
        "links",
        Holds.TABLE,
        "Liên kết",
        inside=(
            Field("facebook", Holds.ADDRESS, "Facebook"),
            Field("map", Holds.ADDRESS, "Bản đồ"),
            Field("website", Holds.ADDRESS, "Trang mạng"),
            Field("email", Holds.ADDRESS, "Thư điện tử"),
            Field("zalo", Holds.ADDRESS, "Zalo"),
        ),
    ),
    _ALIASES,
)
BRANCH: Shape = (
    Field("school", Holds.SCHOOL, "Trường"),
    Field("name", Holds.LINE, "Tên chi bộ", required=True),
    _ALIASES,
)
METRIC: Shape = (
    Field("label", Holds.LINE, "Tên chỉ số", required=True),
    Field("unit", Holds.LINE, "Đơn vị tính", "suất", required=True),
    Field("units", Holds.LINES, "Đơn vị khác cũng nhận"),
    _ALIASES,
    Field(
        "adds",
        Holds.CHOICE,
        "Cách cộng",
        "Bỏ trống là cộng tất cả.",
        words=(
            ("sum", "cộng tất cả"),
            ("distinct", "người, các nhóm có thể trùng nhau"),
            ("latest", "số hiện có, lấy số mới nhất"),
        ),
    ),
    Field("dimension", Holds.LINE, "Loại", "Chỉ số cùng loại mới so được với nhau."),
    Field(
        "across_models",
        Holds.CHOICE,
        "Số hiện có của các mô hình",
        "Bỏ trống là cộng được với nhau.",
        words=(("true", "cộng được với nhau"), ("false", "không cộng được với nhau")),
    ),
)
LEVEL: Shape = (
    Field("label", Holds.LINE, "Tên mức", required=True),
    Field("body", Holds.LINE, "Nơi công nhận"),
    Field("valid_from", Holds.DAY, "Có từ ngày"),
    Field("valid_to", Holds.DAY, "Có đến ngày"),
)
ISSUER: Shape = (Field("name", Holds.LINE, "Tên cơ quan", required=True),)

REGISTRY: Shape = (
    Field("schools", Holds.DECLARED, "Trường", inside=SCHOOL),
    Field("branches", Holds.DECLARED, "Chi bộ", inside=BRANCH),
    Field("metrics", Holds.DECLARED, "Chỉ số của riêng trang", inside=METRIC),
    Field("levels", Holds.DECLARED, "Mức công nhận", "Xếp từ thấp lên cao.", inside=LEVEL),
    Field("issuers", Holds.DECLARED, "Cơ quan ban hành văn bản", inside=ISSUER),
)
