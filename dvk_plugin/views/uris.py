"""Where each page stands, by what it is about: its source's place in the docs folder; and marks
of figures on pages."""

from __future__ import annotations

from functools import lru_cache

from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.slug import slugify

NEWS = "tin-tuc"
MODELS = "mo-hinh"
GALLERY = "thu-vien-anh"
NUMBERS = "so-lieu"
UNITS = "don-vi"
DATA = "du-lieu"
SEARCH = "tim-kiem"
PRIVACY = "quyen-rieng-tu"
ROOT_PAGE = "index.md"


def post_uri(post: Post) -> str:
    return _index_of(post.key)


@lru_cache(maxsize=1 << 15)
def _index_of(folder: str) -> str:
    """Kept once, however many pages lead there."""
    return f"{folder}/index.md"


def cited_uri(citation: Citation) -> str:
    """The page that a citation names: a post, or a model."""
    is_model = citation.post.startswith(f"{MODELS}/")
    return f"{citation.post}.md" if is_model else _index_of(citation.post)


def model_uri(slug: str) -> str:
    return f"{MODELS}/{slug}.md"


def metric_uri(metric: Metric) -> str:
    return f"{NUMBERS}/{metric.key}/index.md"


def year_uri(year: int) -> str:
    return f"{NEWS}/nam/{year}/index.md"


def tag_uri(tag: str) -> str:
    return f"tu-khoa/{slugify(tag)}/index.md"


def category_uri(category: str) -> str:
    return f"chuyen-muc/{slugify(category)}/index.md"


def school_uri(school: str) -> str:
    return f"{UNITS}/{school}/index.md"


def branch_uri(school: str, branch: str) -> str:
    return f"{UNITS}/{school}/{branch}/index.md"


def line_anchor(entry: Entry) -> str:
    """The mark of an entry's line on its register's page."""
    return f"so-{slugify(entry.id)}"


def figure_anchor(entry: Entry) -> str:
    """The mark of an entry in the facts box of its post."""
    own = entry.id.removeprefix(f"{entry.school}/{entry.post.removeprefix(f'{NEWS}/')}/")
    return f"bai-{slugify(own)}"
