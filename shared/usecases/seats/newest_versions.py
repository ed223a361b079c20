"""The newest version of each product that covers a member now, for its page."""

import asyncio
from datetime import datetime

from shared.domain.facts.links import Link, Purpose
from shared.domain.members.gate import MemberFacts
from shared.domain.news.news import Words
from shared.domain.releases.release import place_of
from shared.domain.releases.upgrading import may_upgrade
from shared.domain.seats.changing import subscribed_products
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.usecases.links.open_link import link_address
from shared.usecases.releases.release_rows import newest_release


class NewestView(Frozen):
    """The newest version of a product, its notes, and the page where it is fetched."""

    product: str
    version: str
    published: Instant
    notes: Words
    address: str


async def newest_versions(
    desk: Desk, facts: MemberFacts, reader: str, now: datetime
) -> tuple[NewestView, ...]:
    """Of each product that the member may upgrade now and that has been released. One request a product."""
    products = subscribed_products(facts, desk.vendor)
    covered = [each for each in products if may_upgrade(facts, each, now, desk.vendor)]
    found = await asyncio.gather(*(_newest(desk, each, facts, reader, now) for each in covered))
    return tuple(filter(None, found))


async def _newest(
    desk: Desk, product: str, facts: MemberFacts, reader: str, now: datetime
) -> NewestView | None:
    release = await newest_release(desk.store, place_of(desk.secret, product))
    if release is None:
        return None
    link = Link.lasting(
        Purpose.UPGRADE, facts.key, reader, now, about=release.place, series=facts.link_series
    )
    return NewestView.of(release, address=link_address(desk, link))
