"""The newest version of a product, for a member that is covered now and for nobody else."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.facts.files import must_open
from shared.domain.facts.links import Link, Purpose
from shared.domain.members.gate import MemberFacts
from shared.domain.news.news import Words
from shared.domain.refusals.errors import FileUnknown, LinkExpired, LinkRevoked
from shared.domain.refusals.release_errors import NothingReleased, UpgradeLinkExpired, UpgradeWithheld
from shared.domain.releases.release import Release, place_of
from shared.domain.releases.upgrading import may_upgrade, must_be_sold
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.domain.values.vendor import Language
from shared.mail.amounts import hourly_rate_in_words
from shared.ports.desk import Desk
from shared.usecases.files.open_file import OpenedFile, file_scan
from shared.usecases.links.open_link import link_address
from shared.usecases.links.open_member import OpenedMember, member_of_token, open_member
from shared.usecases.releases.release_rows import newest_release


class NewestVersion(Frozen):
    """The number of a product's newest version."""

    product: str
    version: str


class Upgrade(Frozen):
    """The newest version of a product and where to fetch it.

    ``expires``: when ``address`` ends, where it is a link to a file of the desk; ask again for another.
    """

    product: str
    version: str
    published: Instant
    notes: Words
    address: str
    expires: Instant | None = None


@dataclass(frozen=True, slots=True)
class UpgradeOffered:
    """What a member's page shows: the ``upgrade`` where the member is ``covered`` and there is one.

    ``language``: the member's; None where the reader belongs to none.
    """

    product: str
    covered: bool
    upgrade: Upgrade | None
    language: Language | None


async def newest_version(desk: Desk, product: str) -> NewestVersion:
    """The newest version's number, for anybody. One request. Raises ``ProductUnsold, NothingReleased``."""
    must_be_sold(product, desk.vendor)
    release = await newest_release(desk.store, place_of(desk.secret, product))
    if release is None:
        raise NothingReleased
    return NewestVersion(product=product, version=release.version)


async def upgrade_for_program(desk: Desk, token: str | None, product: str) -> Upgrade:
    """The newest version, for the program that brings this member's token. Two requests.

    Raises:
        MemberTokenNeeded, MemberTokenRefused: nothing says whose program it is.
        ProductUnsold: the vendor sells no such product.
        UpgradeWithheld: the member is not covered for it now.
        NothingReleased: it is, and there is nothing yet.
    """
    facts = await member_of_token(desk, token)
    must_be_sold(product, desk.vendor)
    if not may_upgrade(facts, product, desk.clock.now(), desk.vendor):
        raise UpgradeWithheld(_rate(desk))
    release = await newest_release(desk.store, place_of(desk.secret, product))
    if release is None:
        raise NothingReleased
    return _upgrade(desk, facts, release)


async def offered_upgrade(desk: Desk, token: str) -> UpgradeOffered:
    """What the page behind a release mail's link shows now. Two requests; opening it changes nothing.

    Raises ``LinkInvalid, UpgradeLinkExpired, LinkRevoked``.
    """
    opened = await _opened(desk, token, Purpose.UPGRADE)
    release = await newest_release(desk.store, opened.link.about)
    if release is None:
        raise LinkRevoked
    facts, product = opened.facts, release.product
    covered = may_upgrade(facts, product, desk.clock.now(), desk.vendor)
    upgrade = _upgrade(desk, facts, release) if facts and covered else None
    return UpgradeOffered(product, covered, upgrade, facts.member.language if facts else None)


async def open_release_file(desk: Desk, token: str) -> OpenedFile:
    """The newest version's file, for a member that is covered as it asks.

    Raises:
        LinkInvalid, UpgradeLinkExpired: the link opens nothing.
        LinkRevoked: it has been revoked, or the newest version is elsewhere.
        UpgradeWithheld: the member is not covered any more.
        FileInfected, FileUnscanned, FileUnknown: there is no such file, or nobody may have it.
    """
    opened = await _opened(desk, token, Purpose.DOWNLOAD)
    release = await newest_release(desk.store, opened.link.about)
    if release is None or release.file is None:
        raise LinkRevoked
    if not may_upgrade(opened.facts, release.product, desk.clock.now(), desk.vendor):
        raise UpgradeWithheld(_rate(desk))
    scan, stored = await asyncio.gather(
        file_scan(desk.store, release.file.id), desk.files.get(release.file.id)
    )
    must_open(scan, desk.vendor.file_scanning)
    if stored is None:
        raise FileUnknown(release.file.id)
    return OpenedFile(release.file.name, stored.content, scan)


async def _opened(desk: Desk, token: str, purpose: Purpose) -> OpenedMember:
    """As ``open_member``. Such a link is not renewed: the next mail, or the page, has another."""
    try:
        return await open_member(desk, token, purpose)
    except LinkExpired:
        raise UpgradeLinkExpired from None


def _rate(desk: Desk) -> Mapping[str, str]:
    """What hourly help costs, by language."""
    return {each.value: hourly_rate_in_words(desk.vendor, each) for each in Language}


def _upgrade(desk: Desk, facts: MemberFacts, release: Release) -> Upgrade:
    if release.address:
        return Upgrade.of(release)
    programs = digest(desk.secret, "role", "program")
    link = Link.lasting(
        Purpose.DOWNLOAD,
        facts.key,
        programs,
        desk.clock.now(),
        about=release.place,
        series=facts.link_series,
    )
    return Upgrade.of(release, address=link_address(desk, link), expires=link.expires)
