"""Words that make a number a target: plans, promises, norms, and headings of what is to come."""

from __future__ import annotations

import re

_QUALIFIERS = r"(?:(?:khoảng|gần|trên|hơn|từ|ít nhất|tối thiểu|không dưới|là|:)\s*)*"
_DEEDS = r"(?:làm|tổ chức|trao|tặng|vận động|hiến|thực hiện|thăm|khám|hỗ trợ|quyên góp|xây)"
_STRONG_TARGET = re.compile(
    r"(?<![^\W_])(?:chỉ tiêu|mục tiêu|phấn đấu|dự kiến|định mức|sẽ|dự định|từ nay đến"
    r"|thời gian tới|sắp tới|(?:năm|tháng|quý|kỳ|tuần|năm học|học kỳ|đợt|chặng) (?:tới|sau)"
    r"|sang năm|cam kết|mong (?:có|nhận|được|muốn|rằng)|hy vọng|hi vọng|quyết tâm|(?<!quy )định"
    rf"(?= {_DEEDS})|hứa|thống nhất(?= {_DEEDS}| sẽ| chủ trương| chỉ tiêu|:)"
    rf"|giao(?= [^,;:]{{2,40}} {_DEEDS})"
    r"|đăng ký(?= (?:vận động|trao|hiến|tặng)|:))(?![^\W_])"
)
_PLAN_LABEL = re.compile(
    r"(?:^|[;(,→]|[-+–•]\s)\s*(?:phương hướng|kế hoạch|nhiệm vụ)(?! số)[^:;.]{0,30}:"
)
_PLAN = re.compile(
    r"(?<![^\W_])kế hoạch(?:\s+(?:¤+|năm|cả năm|đề ra|được giao|giao|đặt ra|ban đầu|của năm"
    r"|vận động"
    rf"|hiến|trao|tặng|phải|đầu năm|quyên góp|huy động|được|hỗ trợ)){{0,5}}\s*\(?{_QUALIFIERS}$"
)
_DONE = re.compile(r"(?<![^\W_])(?:đã|kết quả|thực tế|thực hiện(?: được|:))(?![^\W_])")
_DONE_AFTER_FIGURE = re.compile(
    r"(?<![^\W_])(?:đạt(?! chỉ tiêu| kế hoạch)|được(?! giao| đề ra)|hoàn thành|thực hiện)(?![^\W_])"
)
"""Weak words: one can also plan to reach 70, but after `chỉ tiêu 20` they tell what was done."""
_DIGIT = re.compile(r"[0-9]")
_TARGET_AFTER = re.compile(
    r"\s*(?:mà\s+|như\s+)?(?:(?:kế hoạch|chỉ tiêu|mục tiêu)\s+(?:đã |được |năm )*|được "
    r"|mà [^,;.0-9]{0,30})"
    r"(?:giao|đề ra|đặt ra)|\s*(?:đề ra|đặt ra)(?![^\W_])"
)
_AHEAD = re.compile(
    r"phương hướng|thời gian tới|(?:kế hoạch|nhiệm vụ)[^/]{0,30} (?:tới|tiếp theo|sắp tới|quý sau)"
    r"|dự kiến|chỉ tiêu (?:năm|phấn đấu)|thống nhất$"
    r"|(?:^|/ )(?:[0-9ivxa-z]{1,4}[.)] ?)*(?:một số )?(?:nhiệm vụ|kế hoạch|chương trình"
    r"|công việc|việc)"
    r"(?: trọng tâm| công tác)*,? ?(?:trong )?(?:(?:[0-9]+|sáu|ba) tháng|tháng|quý|năm|học kỳ|cuối)"
    r"(?! qua| trước)[^/]{0,20}(?:$|/)"
)


def is_target(before: str) -> bool:
    """Whether the words before a number plan it, and nothing since then tells that it is done."""
    if _PLAN.search(before):
        return True
    strong = [*_STRONG_TARGET.finditer(before), *_PLAN_LABEL.finditer(before)]
    if not strong:
        return False
    start = max(match.end() for match in strong)
    figure = _DIGIT.search(before, start)
    done_after = figure and _DONE_AFTER_FIGURE.search(before, figure.end())
    return not (done_after or _DONE.search(before, start))


def is_told_as_target(after: str) -> bool:
    """`23 đơn vị mà Đảng ủy giao`: the words after a number say so."""
    return _TARGET_AFTER.match(after) is not None


def is_planned(above: str) -> bool:
    """Whether the headings above a sentence speak of what is still to come."""
    return _AHEAD.search(above.lower()) is not None
