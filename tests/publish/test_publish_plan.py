"""What is sent and deleted, and in which order, without any host."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.publish.manifest import (
    Entry,
    Manifest,
    entry_of,
    is_safe,
    read_manifest,
    write_manifest,
)
from dvk_plugin.publish.plan import make_plan

A, B = entry_of(b"a"), entry_of(b"b")


def test_assets_come_before_pages_and_entries_last() -> None:
    old = Manifest({"tin/cu/index.html": A, "dvk.css": A})
    new = {
        "index.html": A,
        "tin/cu/index.html": B,
        "tin/moi/index.html": A,
        "dvk.css": B,
        "anh/moi.webp": A,
        "sitemap.xml": A,
    }
    assert make_plan(old, new).waves == (
        ("anh/moi.webp",),
        ("dvk.css",),
        ("tin/moi/index.html",),
        ("tin/cu/index.html",),
        ("index.html", "sitemap.xml"),
    )


def test_an_asset_that_went_stays_one_version_longer_and_a_page_goes_at_once() -> None:
    old = Manifest({"index.html": A, "tin/index.html": A, "anh/x.webp": A})
    plan = make_plan(old, {"index.html": B})
    assert plan.delete == ("tin/index.html",)
    assert plan.after.gone == {"anh/x.webp": A}
    assert plan.keep == {"index.html": A, "tin/index.html": A}
    again = make_plan(plan.after, {"index.html": B})
    assert (again.delete, again.after) == ((), plan.after)
    assert make_plan(plan.after, {"index.html": A}).delete == ("anh/x.webp",)


def test_a_packed_page_comes_and_goes_with_its_page() -> None:
    pages = ("tin/index.html", "tin/index.html.br", "tin/index.html.gz")
    old = Manifest(dict.fromkeys(("index.html", "index.html.gz", "a.css.gz", *pages), A))
    plan = make_plan(old, {"index.html": B, "index.html.gz": B, "b.css": A, "b.css.gz": A})
    assert plan.waves == (("b.css", "b.css.gz"), ("index.html", "index.html.gz"))
    assert plan.delete == pages
    assert plan.after.gone == {"a.css.gz": A}


def test_a_withdrawn_picture_is_deleted_at_once_and_not_kept() -> None:
    old = Manifest({"index.html": A, "anh/x.webp": B})
    plan = make_plan(old, {"index.html": A}, forget=True)
    assert plan.delete == ("anh/x.webp",)
    assert plan.keep == {}
    assert "anh/x.webp" not in plan.before.files


def test_only_what_manifests_list_is_deleted() -> None:
    plan = make_plan(Manifest({"a.html": A}), {"index.html": A})
    assert plan.delete == ("a.html",)


VERSIONS = st.dictionaries(
    st.sampled_from(["index.html", "a/index.html", "b/index.html", "x.css", "y.webp", "z.js"]),
    st.sampled_from([A, B]),
)


@given(st.lists(VERSIONS, min_size=1, max_size=5))
def test_a_host_that_follows_the_plans_has_just_what_the_manifest_says(
    versions: list[dict[str, Entry]],
) -> None:
    host: dict[str, Entry] = {}
    manifest = Manifest()
    for new in versions:
        plan = make_plan(manifest, new)
        host |= {path: new[path] for path in plan.changed}
        for path in plan.delete:
            host.pop(path, None)
        manifest = plan.after
        assert host == {**manifest.files, **manifest.gone}
        assert manifest.files == new


@given(VERSIONS, VERSIONS, VERSIONS, st.integers(0, 30))
def test_after_a_cut_the_next_run_completes_whatever_it_is_to_publish(
    first: dict[str, Entry], second: dict[str, Entry], third: dict[str, Entry], cut: int
) -> None:
    plan = make_plan(Manifest(first), second)
    host, steps = dict(first), count()
    there = {**first, **plan.left, **second}
    for path in plan.changed:
        if next(steps) < cut:
            host[path] = second[path]
        else:
            there[path] = Entry(0, "0" * 64)  # it still waits: `State.there` says so
    last = make_plan(Manifest(first), third, there)
    host |= {path: third[path] for path in last.changed}
    for path in last.delete:
        host.pop(path, None)
    assert {path: host[path] for path in third} == third
    assert host.keys() == third.keys() | last.after.gone.keys()


def test_a_manifest_reads_back_and_is_the_same_bytes_in_whatever_order() -> None:
    manifest = Manifest({"b": A, "a": B}, {"c": A})
    assert read_manifest(write_manifest(manifest)) == manifest
    assert write_manifest(manifest) == write_manifest(Manifest({"a": B, "b": A}, {"c": A}))


def test_a_manifest_that_names_files_elsewhere_is_none() -> None:
    for path in ("../x", "/etc/passwd", "a/../../x", ".dvk/lock", "C:/x", "a\\..\\x", "a//b", ""):
        assert not is_safe(path), path
        assert read_manifest(write_manifest(Manifest({path: A}))) is None
    for text in (b"", b"[]", b"{", b'{"dvk": 2, "files": {}, "gone": {}}', b'{"dvk": 1}'):
        assert read_manifest(text) is None
