"""The group `photos:` of the plugin's options, read alike by both hosts."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import CONFIG, write_site

from dvk_plugin.domain.issue import Issue
from dvk_plugin.read.photo_settings import PhotoSettings
from dvk_plugin.read.settings import Settings, read_settings


def settings_of(root: Path, photos: str) -> Settings | Issue:
    config = CONFIG.replace("plugins: [dvk]", f"plugins:\n  - dvk:\n      photos: {photos}\n")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_settings(root / "mkdocs.yml")


def test_a_site_need_not_speak_of_photos(tmp_path: Path) -> None:
    assert write_site(tmp_path).photos == PhotoSettings()


def test_every_option_of_photos_is_read(tmp_path: Path) -> None:
    told = "{consent: require, originals: true, caption_words: [a], cache_mb: 1}"
    settings = settings_of(tmp_path, told)
    assert isinstance(settings, Settings)
    assert settings.photos == PhotoSettings("require", True, ("a",), (), 1)


@pytest.mark.parametrize("photos", ["", "{}", "{consent: }", "{originals: ~, caption_words: []}"])
def test_empty_values_mean_not_given(photos: str, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, photos)
    assert isinstance(settings, Settings)
    assert settings.photos == PhotoSettings()


@pytest.mark.parametrize(
    ("photos", "words", "hint"),
    [
        ("true", "một nhóm nhiều mục", "photos: {consent: require}"),
        ("[consent]", "một nhóm nhiều mục", "photos: {consent: require}"),
        ("{conset: require}", "không có mục «conset»", "consent: require"),
        ("{1: 2}", "không có mục «1»", "các mục: consent, "),
        ("{consent: strict}", "phải là warn hoặc require", "consent: require"),
        ("{consent: true}", "phải là warn hoặc require", "consent: require"),
        ("{originals: 1}", "phải là true hoặc false", "originals: true"),
        ("{caption_words: [1, 2]}", "phải là danh sách từ", "caption_words: ["),
        ("{caption_words: ['']}", "phải là danh sách từ", "caption_words: ["),
        ("{caption_words_ignored: {a: b}}", "phải là danh sách từ", "caption_words_ignored: ["),
        ("{cache_mb: 0}", "phải là số từ 1 trở lên", "cache_mb: 2048"),
        ("{cache_mb: true}", "phải là số từ 1 trở lên", "cache_mb: 2048"),
    ],
)
def test_a_wrong_option_is_told_at_its_line(
    photos: str, words: str, hint: str, tmp_path: Path
) -> None:
    issue = settings_of(tmp_path, photos)
    assert isinstance(issue, Issue)
    assert (issue.rule, issue.source.line) == ("cau-hinh-hong", 6)
    assert words in issue.message
    assert issue.hint.startswith(hint)
