"""A person is erased from everything that is no ticket: members, news, notices, kept mails, counts."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import partial

from shared.domain.letters.sends import Send
from shared.domain.members.member import Member
from shared.domain.members.member_errors import VersionChanged
from shared.domain.people.erasing import Erasure
from shared.domain.people.finding import IsTheirs, Traces
from shared.domain.people.forgetting import Forgotten, withdrawn
from shared.ports.desk import Desk
from shared.ports.store import Remove, StoreConflict, Table
from shared.usecases.documentation.study_rows import erase_studies
from shared.usecases.mail.unfiled_mails import UnfiledMail, erase_unfiled
from shared.usecases.members.member_versions import member_version
from shared.usecases.members.put_member import put_member
from shared.usecases.people import gather_person as gather
from shared.usecases.records.acting import until_committed
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.news_rows import erase_from_news
from shared.usecases.records.notice_rows import load_notice, replace_send
from shared.usecases.records.raw_mails import erase_raw_mail
from shared.usecases.records.standing_rows import erase_standing


async def erase_elsewhere(desk: Desk, who: Forgotten, erasure: Erasure, opened: AbstractSet[str]) -> None:
    """Nothing of the person is left there that came before this was asked; ``opened``: the person's tickets.

    Raises:
        StoreUnavailable: erase it again; what is gone stays gone.
    """
    for member in await gather.members_of(desk, who.person):
        await _erase_at_member(desk, member, who.is_theirs)
        await erase_studies(desk, member, who.person)
    async for news, _ in gather.news_of(desk, who.person):
        await erase_from_news(desk, news, who.person, who.stand_in(news), partial(_gone, who, news))
    traces = Traces(who.person, who.is_theirs, opened)
    async for notice in gather.notices_naming(desk, traces):
        await _erase_in_notice(desk, notice.id, who, traces)
    await _erase_mails(desk, who.person, opened, erasure.asked)
    await erase_standing(desk, who.person, erasure.asked)
    for place, kind in ((who.person, "seats"), (erasure.mailbox, "receipts")):
        await _remove_limit(desk, place, f"{kind}-{place}")


async def _erase_at_member(desk: Desk, key: str, theirs: IsTheirs) -> None:
    """The person is no contact and holds no seat there any more, as if the member had been written so."""

    async def attempt(_: int) -> None:
        loaded = await load_member(desk, key)
        before = loaded.header.member if loaded else None
        after = _member_without(before, theirs) if before else None
        if before is None or after is None or after == before:
            return
        try:
            await put_member(desk, after, read=(member_version(desk, before),))
        except VersionChanged:
            raise StoreConflict from None

    await until_committed(desk, key, attempt)


def _member_without(member: Member, theirs: IsTheirs) -> Member:
    return member.but(
        contacts=tuple(each for each in member.contacts if not theirs(each.address)),
        seats=tuple(each for each in member.seats if not theirs(each.address)),
    )


def _gone(who: Forgotten, aggregate: str, send: Send) -> Send:
    return who.unkeyed(withdrawn(send, who), aggregate)


async def _erase_in_notice(desk: Desk, name: str, who: Forgotten, traces: Traces) -> None:
    """A mail to the person is withdrawn and empty; one to somebody else does not name the person."""

    async def attempt(_: int) -> None:
        loaded = await load_notice(desk.store, name)
        send = loaded.notice.send if loaded else None
        if loaded is None or send is None:
            return
        to_them = traces.is_theirs(send.to.address)
        after = withdrawn(send, who) if to_them else traces.without(send)
        after = who.unkeyed(after, loaded.notice.aggregate)
        if after != send:
            await replace_send(desk.store, loaded, after)

    await until_committed(desk, name, attempt)


async def _erase_mails(desk: Desk, person: str, opened: AbstractSet[str], asked: datetime) -> None:
    """Lists first: what they name is found by the mails as they came."""
    naming = gather.mails_naming(desk, {person, *opened})
    mails = {name: kept async for name, kept in naming if kept.received <= asked}
    async for listed in gather.unfiled_of(desk, person, tuple(mails)):
        await _erase_listed(desk, listed, asked)
    for name in mails:
        await erase_raw_mail(desk, name)


async def _erase_listed(desk: Desk, listed: UnfiledMail, asked: datetime) -> None:
    if listed.received <= asked:
        await erase_raw_mail(desk, listed.said.mail)
        await erase_unfiled(desk, listed)


async def _remove_limit(desk: Desk, place: str, key: str) -> None:
    """What was counted of the person's mailbox, or asked for with its address."""

    async def attempt(_: int) -> None:
        if row := await desk.store.get(Table.LIMITS, place, key):
            await desk.store.commit(Table.LIMITS, place, [Remove(row.key, row.etag)])

    await until_committed(desk, place, attempt)
