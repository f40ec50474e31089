"""Schools, party cells and models that a text names, as the registry and the models spell them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dvk_plugin.domain.model import Model
from dvk_plugin.domain.registry import Registry
from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.names import name_key

_SHORTEST = 6
"""Letters that a name needs to be looked for alone; a shorter one must follow «mô hình»."""
_SHORT_FORMS = (("hssv", "hoc-sinh-sinh-vien"), ("clb", "cau-lac-bo"), ("cdsp", "cao-dang-su-pham"))


@dataclass(frozen=True)
class Named:
    """What can be named. `school`: the one of the post, whose party cells are meant."""

    registry: Registry
    models: Mapping[str, Model]
    school: str = ""
    _keys: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def schools(self, text: str) -> tuple[str, ...]:
        """Schools by how often they are named, the most often first."""
        key = _key(text)
        counted: Counter[str] = Counter()
        for school in self.registry.schools.values():
            names = {school.name, school.short, *school.aliases}
            names |= {name.removeprefix("Trường ") for name in names}
            times = max(key.count(f"-{name}-") for name in map(_inner, names) if name)
            if times:
                counted[school.slug] = times
        return tuple(slug for slug, _ in counted.most_common())

    def models_in(self, text: str) -> tuple[str, ...]:
        """Models named in a text, by name or by the party cell that has just one model."""
        key = _key(text)
        found = [slug for slug, names in self._spellings().items() if _has(key, names)]
        return tuple(dict.fromkeys(found))

    def _spellings(self) -> dict[str, tuple[str, ...]]:
        if not self._keys:
            of_branch = Counter(model.branch for model in self._own_models() if model.branch)
            for model in self._own_models():
                names = [model.name, *model.aliases]
                branch = self.registry.branches.get(model.branch)
                if branch is not None and of_branch[model.branch] == 1:
                    names += [branch.name, *branch.aliases]
                self._keys[model.slug] = tuple(dict.fromkeys(map(_inner, names)))
        return self._keys

    def _own_models(self) -> Iterable[Model]:
        return [m for m in self.models.values() if not self.school or m.school == self.school]


def _inner(name: str) -> str:
    """What to look for: `ao-am` alone would find every warm coat, `mo-hinh-ao-am` finds a model."""
    key = _key(name).strip("-")
    return key if len(key) >= _SHORTEST or not key else f"mo-hinh-{key}"


def _key(text: str) -> str:
    """The text as `-chi-bo-2-`, with abbreviations in full and no zeros before a number."""
    key = f"-{name_key(text)}-"
    for short, full in _SHORT_FORMS:
        key = key.replace(f"-{short}-", f"-{full}-")
    return re.sub(r"-0+(?=[0-9])", "-", key)


def _has(key: str, names: Iterable[str]) -> bool:
    return any(name and f"-{name}-" in key for name in names)


def with_names_of(text: str, body: str) -> str:
    """The text with the words that a body never writes small written large: `đa kai` → `Đa Kai`."""
    words = re.findall(r"(?<=[^\W_]\s)[^\W\d_]+", body)
    large = {word for word in words if word[:1].isupper() and not word.isupper()}
    small = set(re.findall(r"[^\W\d_]+", body)) - large
    return re.sub(
        r"[^\W\d_]+",
        lambda m: m[0].capitalize() if m[0].capitalize() in large and m[0] not in small else m[0],
        text,
    )


def with_known_names(text: str, registry: Registry, models: Mapping[str, Model]) -> str:
    """The text with declared names spelled as declared, for one that came in capitals."""
    names = [model.name for model in models.values()]
    for school in registry.schools.values():
        names += [school.name, school.name.removeprefix("Trường "), school.place]
    names += [branch.name for branch in registry.branches.values()]
    names += _COMMON
    for name in sorted(filter(None, names), key=len, reverse=True):
        spelled = tidy(name).replace("\\", r"\\")
        text = re.sub(re.escape(tidy(name)), spelled, text, flags=re.IGNORECASE)
    return text


_COMMON = (
    "Dân vận khéo",
    "Đảng ủy",
    "Đảng bộ",
    "Đoàn Thanh niên",
    "Tỉnh ủy",
    "Bác Hồ",
    "Công đoàn",
    "Hội Chữ thập đỏ",
)
