"""Who reported what a release fixes: asked of the register while the audience of its news is frozen."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

from shared.domain.news.news import FixTold, NewsItem
from shared.domain.news.release_audience import FixReport
from shared.ports.desk import Desk
from shared.usecases.records.member_rows import load_member, member_key
from shared.usecases.register.read_register import Reporter, entry_reporters
from shared.usecases.register.register_rows import follow, ties_of


async def reported_at(desk: Desk, item: NewsItem) -> Mapping[str, tuple[str, ...]]:
    """The entries that each member reported, by the member's key. Two requests an entry; none without any."""
    found: dict[str, list[str]] = defaultdict(list)
    for fix, members in await asyncio.gather(*(_members_of(desk, each) for each in _fixes(item))):
        for member in members:
            found[member].append(fix)
    return {member: tuple(fixes) for member, fixes in found.items()}


async def fix_reports(desk: Desk, item: NewsItem) -> tuple[FixReport, ...]:
    """Everybody who reported something that it fixes. Requests: as ``entry_reporters``, and a member."""
    fixes = _fixes(item)
    found = await asyncio.gather(*(entry_reporters(desk, each.entry) for each in fixes))
    reported = [(fix.entry, each) for fix, some in zip(fixes, found, strict=True) for each in some]
    series = await _series(desk, {each.member for _, each in reported})
    return tuple(_report(desk, entry, each, series) for entry, each in reported)


def _report(desk: Desk, entry: str, reporter: Reporter, series: Mapping[str, int]) -> FixReport:
    return FixReport.of(
        reporter,
        entry=entry,
        member=reporter.member or member_key(desk, ""),
        series=series[reporter.member],
    )


async def _series(desk: Desk, members: set[str]) -> Mapping[str, int]:
    """How often the links of each of these members were revoked."""
    keys = sorted(members)
    loaded = await asyncio.gather(*(load_member(desk, key) for key in keys if key))
    known = {each.key: len(each.header.revocations) for each in loaded if each}
    return {key: known.get(key, 0) for key in keys}


async def _members_of(desk: Desk, fix: FixTold) -> tuple[str, set[str]]:
    entry = (await follow(desk, fix.entry)).entry
    return fix.entry, {tie.member for tie in await ties_of(desk.store, entry.id) if tie.member}


def _fixes(item: NewsItem) -> tuple[FixTold, ...]:
    return item.release.fixes if item.release else ()
