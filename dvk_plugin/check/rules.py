"""All rules over a whole site, in one tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dvk_plugin.check.addresses import check_groupings, check_model_names, check_post_addresses
from dvk_plugin.check.bodies import check_bodies
from dvk_plugin.check.body_pictures import check_body_pictures
from dvk_plugin.check.captions import check_captions
from dvk_plugin.check.federation import check_federation, check_shares
from dvk_plugin.check.figures import (
    check_checkpoints,
    check_equal_figures,
    check_mixed_kinds,
    check_parts,
    check_same_day,
    check_starts,
    check_target_conflicts,
    check_unit_values,
)
from dvk_plugin.check.models import (
    check_branches,
    check_foreign_models,
    check_idle_targets,
    check_level_validity,
    check_recognised_unregistered,
    check_recognition_conflicts,
    check_umbrellas,
)
from dvk_plugin.check.photos import check_consent, check_photos, check_withdrawals
from dvk_plugin.check.references import check_circles, check_dangling, check_part_metrics
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.site import Site
from dvk_plugin.read.photo_settings import PhotoSettings

RULES: tuple[Callable[[Site], Iterator[Issue]], ...] = (
    check_post_addresses,
    check_model_names,
    check_groupings,
    check_dangling,
    check_circles,
    check_part_metrics,
    check_starts,
    check_checkpoints,
    check_same_day,
    check_equal_figures,
    check_parts,
    check_unit_values,
    check_target_conflicts,
    check_mixed_kinds,
    check_umbrellas,
    check_branches,
    check_foreign_models,
    check_recognised_unregistered,
    check_recognition_conflicts,
    check_level_validity,
    check_idle_targets,
    check_bodies,
    check_withdrawals,
    check_shares,
    check_federation,
)
"""Rules that need only what was read."""

FILE_RULES: tuple[Callable[[Site, Path], Iterator[Issue]], ...] = (
    check_photos,
    check_body_pictures,
)
"""Rules that look at files beside the posts."""


def check_texts(site: Site, root: Path) -> tuple[Issue, ...]:
    """What the rules find that look at posts' texts, and at nothing but the post beside."""
    return (*check_bodies(site), *check_body_pictures(site, root))


def check_site(site: Site, root: Path, photos: PhotoSettings) -> tuple[Issue, ...]:
    """What every rule finds; the order of rules plays no part once issues are sorted."""
    found = [issue for rule in RULES for issue in rule(site)]
    found.extend(issue for rule in FILE_RULES for issue in rule(site, root))
    found.extend(check_consent(site, photos.consent))
    found.extend(check_captions(site, photos))
    return tuple(found)
