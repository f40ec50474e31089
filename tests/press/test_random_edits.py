"""A page is never stale, whatever editors do: many small changes in a row, drawn by lot.

After each, what a warm build leaves is compared with a build of the same sources that knows
nothing. The lots are the same in every run.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from press_site import edit, run, tree
from sample import write_picture, write_site

STEPS = 10
SLUGS = [f"bai-{number}" for number in range(9)]
TITLES = ["Trao áo ấm", "Khám bệnh", "Hiến máu", "Tin năm 2024", "Gói bánh", "Trồng cây <b>"]
DAYS = ["02/01/2023", "15/03/2023", "15/03/2024", "16/03/2024", "30/11/2024"]
MODELS = ["ao-am", "bep-com", "cho-me"]
TAGS = ["áo ấm", "mùa đông", "vùng cao"]
LINES = ["", "draft: true", "summary: Một câu tóm tắt.", "category: Chuyện hay"]


@dataclass(frozen=True)
class State:
    """A post as an editor left it. `mends`: the post whose funds it puts right."""

    title: str = TITLES[0]
    day: str = DAYS[0]
    models: tuple[str, ...] = ("ao-am",)
    funds: int = 5
    gifts: int = 0
    tags: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    consent: str = "obtained"
    cover: bool = False
    link: str = ""
    mends: str = ""

    def text(self, slug: str) -> str:
        photos = (
            f"{{file: {name}.jpg, caption: {caption}, consent: {self.consent}}}"
            for name, caption in zip("ab", self.captions, strict=False)
        )
        mends = f", supersedes: so-{self.mends}, amended: 01/12/2024" if self.mends else ""
        head = [
            f"title: {self.title}",
            f"date: {self.day}",
            f"models: [{', '.join(self.models)}]",
            f"tags: [{', '.join(self.tags)}]",
            f"photos: [{', '.join(photos)}]",
            f"funds: {{value: {self.funds} triệu đồng, id: so-{slug}{mends}}}",
            *([f"gifts: {self.gifts} suất"] if self.gifts else []),
            *(["cover: b.jpg"] if self.cover and len(self.captions) > 1 else []),
            *self.lines,
        ]
        link = f"Xem [bài kia](../{self.link}/index.md)." if self.link else ""
        picture = "![](a.jpg)" if self.captions else ""
        lines = "\n".join(head)
        return f"---\n{lines}\n---\nNội dung của bài. {link}\n\n{picture}\n"


@dataclass
class Editor:
    """Changes a site's posts at random, never into what a build would refuse."""

    root: Path
    lot: random.Random
    posts: dict[str, State] = field(default_factory=dict)

    def drawn(self, slug: str) -> State:
        lot = self.lot
        return State(
            title=lot.choice(TITLES),
            day=lot.choice(DAYS),
            models=tuple(lot.sample(MODELS, lot.randint(1, 2))),
            funds=lot.randint(1, 9),
            gifts=lot.choice([0, 0, 40]),
            tags=tuple(lot.sample(TAGS, lot.randint(0, 2))),
            lines=tuple(lot.sample(LINES, lot.randint(0, 2))),
            captions=tuple(lot.sample(["Trao áo", "Ăn cơm"], lot.randint(0, 2))),
            consent=lot.choice(["obtained", "obtained", "withdrawn"]),
            cover=lot.random() < 0.5,
            link=lot.choice(["", *SLUGS]),
        )

    def change(self) -> str:
        """One change; what it was."""
        slug = self.lot.choice(SLUGS)
        new = self.drawn(slug)
        if slug not in self.posts or self.lot.random() < 0.2:
            self.posts[slug] = new
            what = f"{slug} new"
        elif self.lot.random() < 0.15 and len(self.posts) > 2:
            del self.posts[slug]
            what = f"{slug} gone"
        elif self.lot.random() < 0.3:
            others = [one for one in self.posts if one != slug]
            self.posts[slug] = replace(self.posts[slug], mends=self.lot.choice(others))
            what = f"{slug} mends"
        else:
            name = self.lot.choice([name for name in vars(new) if name != "mends"])
            self.posts[slug] = replace(self.posts[slug], **{name: getattr(new, name)})
            what = f"{slug} {name}"
        self._settle()
        self.write()
        return what

    def _settle(self) -> None:
        """What mends a figure mends one that is there, of another post, which is not mended."""
        mended: set[str] = set()
        for slug, post in self.posts.items():
            other = self.posts.get(post.mends)
            is_sound = other and other.models == post.models and not other.mends
            if (
                not is_sound
                or post.mends in mended
                or "draft: true" in post.lines + (other.lines if other else ())
            ):
                self.posts[slug] = replace(post, mends="")
            else:
                mended.add(post.mends)

    def write(self) -> None:
        for slug in SLUGS:
            folder = self.root / "posts/2024" / slug
            if slug not in self.posts:
                shutil.rmtree(folder, ignore_errors=True)
                continue
            for name, colour in (("a", "red"), ("b", "blue")):
                if not (folder / f"{name}.jpg").exists():
                    write_picture(folder / f"{name}.jpg", (40, 30), colour)
            path, text = folder / "index.md", self.posts[slug].text(slug)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")


def test_a_warm_build_gives_what_a_cold_one_does(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = tmp_path / "warm"
    write_site(root)
    options = "{per_page: 2, register_per_page: 3}"
    edit("mkdocs.yml", "[dvk]", f"[{{dvk: {options}}}]")(root)
    editor = Editor(root, random.Random(2))
    editor.posts = {slug: editor.drawn(slug) for slug in SLUGS[:7]}
    editor.write()
    run(root, caplog)
    kept = 0
    for step in range(STEPS):
        what = editor.change()
        kept += run(root, caplog)[1]
        cold = tmp_path / f"cold-{step}"
        shutil.copytree(root, cold, ignore=shutil.ignore_patterns("site", ".cache"))
        run(cold, caplog)
        assert tree(root / "site") == tree(cold / "site"), what
    assert kept > STEPS * 10, "most pages show nothing of a change"
