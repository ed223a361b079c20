"""A look at a product's releases: what each still has to cause elsewhere is caused, once."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from shared.domain.news.news import FixTold, NewsItem, ReleaseTold, Title
from shared.domain.refusals.register_errors import RegisterStepRefused
from shared.domain.releases.release import Release
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.news.publish_news import begin_news
from shared.usecases.register.keep_entry import release_entries
from shared.usecases.register.register_rows import follow
from shared.usecases.releases.release_rows import effect_done, waiting_effects

_log = logging.getLogger(__name__)


async def look_at_releases(desk: Desk, place: str) -> datetime | None:
    """The entries that each release fixes are released, and its news begins to go.

    Returns: None, since nothing is left for later.

    Raises ``StoreUnavailable``: the look is to be repeated; nothing is lost or doubled.
    """
    for release, row in await waiting_effects(desk.store, place):
        for name in release.fixes:
            await _release_entry(desk, release, name)
        await begin_news(desk, release.news, release.content, await item_of(desk, release), release.published)
        with suppress(StoreConflict):
            await effect_done(desk.store, place, row)
    return None


async def _release_entry(desk: Desk, release: Release, name: str) -> None:
    """The entry is released; one that a supporter has taken back since stays where it was put."""
    try:
        await release_entries(desk, (name,), release.version, release.author)
    except RegisterStepRefused:
        _log.warning("an entry is not released: it was moved after its release had been published")


async def item_of(desk: Desk, release: Release) -> NewsItem:
    """What its mails say; their title is the product with its version."""
    title = f"{desk.vendor.product_called(release.product)} {release.version}"
    told = ReleaseTold(
        product=release.product,
        version=release.version,
        place=release.place,
        fixes=await _fixes(desk, release),
    )
    return NewsItem(
        title=Title(sv=title, en=title), text=release.notes, products=(release.product,), release=told
    )


async def _fixes(desk: Desk, release: Release) -> tuple[FixTold, ...]:
    """Each entry that it fixes as it is called now, once; of those merged, the one in which they go on."""
    found = await asyncio.gather(*(follow(desk, name) for name in release.fixes))
    entries = {each.entry.name: each.entry for each in found}
    return tuple(FixTold(entry=name, title=Title.of(each.title)) for name, each in entries.items())
