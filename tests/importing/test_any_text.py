"""No text, page or legacy bytes make the import fail; what it writes is always readable."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dvk_plugin.domain.metric import CATALOGUE
from dvk_plugin.domain.registry import Registry
from dvk_plugin.importing.blocks import Paragraph, Span
from dvk_plugin.importing.compose import Wishes, compose
from dvk_plugin.importing.figures import propose
from dvk_plugin.importing.frontmatter import write_head
from dvk_plugin.importing.html import read_html
from dvk_plugin.importing.legacy import mended, read_legacy
from dvk_plugin.importing.markdown import write_markdown
from dvk_plugin.importing.named import Named
from dvk_plugin.importing.phrases import find_phrases
from dvk_plugin.importing.plain import read_plain
from dvk_plugin.importing.refusal import Refusal
from dvk_plugin.read.frontmatter import read_page
from dvk_plugin.read.lexicon import make_lexicon
from dvk_plugin.read.posts import read_post

_WORDS = """\
    trao tặng 30 04 1.234 37,9 65 triệu tỷ đồng suất quà học bổng em người máu đơn vị khoảng
    gần trên từ đến - / , . ; : ( ) « » mỗi lũy kế đến nay chỉ tiêu kế hoạch trong đó ngày
    21/9/2023 số 308-CV/TU lớp K12A lần thứ hai mươi mốt một năm % k tr 0911266252 lượt xem trở
    lên rưỡi Chi bộ 2 toàn trường BÁO CÁO I. 1. a) + * _ # ` [x](y) <b> &amp; \\ | " ' { } ---
    … 🌸 ²"""
WORDS = st.sampled_from(_WORDS.split())
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200)


@given(TEXTS)
def test_phrases_are_pieces_of_the_sentence_in_its_order(text: str) -> None:
    ends = 0
    for phrase in find_phrases(" ".join(text.split())):
        assert ends <= phrase.start < phrase.end <= len(text)
        ends = phrase.end


@given(TEXTS)
def test_any_text_gives_proposals(text: str) -> None:
    blocks = [Paragraph((Span(text),))]
    propose(blocks, CATALOGUE, Named(Registry(), {}), date(2024, 12, 19))


@settings(max_examples=200)
@given(st.lists(TEXTS, max_size=8).map("\n\n".join))
def test_any_document_becomes_a_post_that_can_be_read(text: str) -> None:
    blocks = read_plain(text)
    assert not isinstance(blocks, Refusal)
    made = compose(blocks, Registry(), {}, Wishes(day=date(2024, 1, 9)))
    post = f"{write_head(made.head)}\n{write_markdown(made.blocks)}"
    page = read_page(post, "posts/2024/bai/index.md")
    assert page.issues == (), post
    lexicon = make_lexicon(Registry(), {})
    read, issues = read_post(page, lexicon)
    assert {issue.rule for issue in issues} <= {"thieu-tieu-de", "bai-thieu-dia-chi"}, post
    assert read is None or read.measures == ()


_PIECES = """\
    <p>;</p>;<b>;</b>;<table>;<tr>;<td>;<td colspan=9>;<td rowspan=3>;</td>;</tr>;</table>;
    <ul>;<ol>;<li>;</li>;</ul>;</ol>;<h1>;</h1>;<h3>;<br>;<img src=a>;<a href=javascript:x>;</a>;
    <script>;</script>;<div style=text-align:center>;</div>;<blockquote>;chữ;30 suất;<!--;-->;<?;
    &;&#0;<"""
PIECES = st.sampled_from(_PIECES.split(";"))


@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_page_becomes_markdown(page: str) -> None:
    blocks = read_html(page, lambda source, alt: "anh.jpg")
    made = compose(blocks, Registry(), {}, Wishes())
    assert "<script" not in write_markdown(made.blocks)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_not(data: bytes) -> None:
    read_legacy(data)
    mended(data.decode("latin-1"))
