"""A product's releases as the desk shows them, with the errors that a next one could fix."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.register.entry import EntryState, RegisterEntry
from shared.ports.desk import Desk
from shared.usecases.register.register_rows import all_entries
from shared.usecases.releases.read_releases import ReleasesView, list_releases

FIXABLE = (EntryState.FIXED, EntryState.CONFIRMED)
"""The states in which an error can be released with a version, those that are nearer to it first."""


@dataclass(frozen=True, slots=True)
class DeskReleases:
    """The product's releases, the newest version first; ``fixable``: errors that are confirmed or fixed."""

    product: str
    known: ReleasesView
    fixable: Sequence[RegisterEntry]


async def read_desk_releases(desk: Desk, product: str) -> DeskReleases:
    """One request for the releases, and one for each 1000 errors, all at once. Raises ``ProductUnsold``."""
    known, entries = await asyncio.gather(list_releases(desk, product), all_entries(desk.store))
    ours = [each for each in entries if each.product == product and not each.merged_into]
    fixable = [each for state in FIXABLE for each in ours if each.state is state]
    return DeskReleases(product, known, fixable)
