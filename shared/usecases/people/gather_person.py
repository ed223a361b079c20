"""Everything that is kept of a person is gathered: from the lists first, then from what no list names."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import batched

from shared.domain.facts.delivery_reports import AddressStanding
from shared.domain.incoming.named_addresses import people_named
from shared.domain.incoming.raw_mail import RawMail
from shared.domain.letters.notices import Notice
from shared.domain.letters.sends import Send
from shared.domain.people.finding import IsTheirs, Traces, is_on_ticket, is_persons
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.mail.find_thread import tickets_answered
from shared.usecases.mail.unfiled_mails import UnfiledMail, all_unfiled
from shared.usecases.records.agenda_rows import listed_for
from shared.usecases.records.member_rows import LoadedMember, directory, load_member
from shared.usecases.records.news_rows import load_person
from shared.usecases.records.notice_rows import NOTICES
from shared.usecases.records.raw_mails import load_raw_mail, raw_mails_kept
from shared.usecases.records.row_ranges import MOST_AT_ONCE, first_of_each, place_in
from shared.usecases.records.standing_rows import standing_under
from shared.usecases.records.ticket_rows import WholeTicket, load_whole_ticket

_MOST_MEMBERS = 1000
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class KeptOfPerson:
    """What is kept under one address.

    ``members``: those that have the person among their people. ``news``: the person's mail of each item.
    ``notices``: mails of no ticket to the person, or that name it. ``mails``: the ids of mails as they came
    in which the address stands, or that answer a ticket that the person opened. ``unfiled``: machines' mails
    of no ticket among these.
    """

    tickets: tuple[WholeTicket, ...]
    members: tuple[LoadedMember, ...]
    news: tuple[tuple[str, Send], ...]
    notices: tuple[Notice, ...]
    mails: tuple[str, ...]
    unfiled: tuple[UnfiledMail, ...]
    standing: AddressStanding


def is_theirs(desk: Desk, person: str) -> IsTheirs:
    """Whether an address is that of the person with this key."""
    return is_persons(desk.secret, person)


async def gather_person(desk: Desk, person: str) -> KeptOfPerson:
    """All of it, for somebody to read or to erase.

    Requests: eight for the list of tickets, and eight for that of each member; one a ticket; two an item of
    news; one for each 1000 notices and kept mails that there are of anybody.

    Raises:
        StoreUnavailable: gather it again.
    """
    theirs = is_theirs(desk, person)
    known = [each async for each in _members_once(desk, person)]
    tickets = [each async for each in _tickets(desk, person)]
    opened = {each.header.state.id for each in tickets if each.header.state.requester == person}
    mails = tuple([name async for name, _ in mails_naming(desk, {person, *opened})])
    return KeptOfPerson(
        tickets=tuple(tickets),
        members=tuple(each for each in known if any(map(theirs, each.header.member.addresses()))),
        news=tuple([each async for each in news_of(desk, person)]),
        notices=tuple([each async for each in notices_naming(desk, Traces(person, theirs))]),
        mails=mails,
        unfiled=tuple([each async for each in unfiled_of(desk, person, mails)]),
        standing=await standing_under(desk, person),
    )


async def members_of(desk: Desk, person: str) -> Sequence[str]:
    """The keys of the members to which the directory leads from the person. One request."""
    return await directory(desk, person, _MOST_MEMBERS)


async def tickets_of(desk: Desk, person: str) -> list[str]:
    """The tickets that may be the person's: those listed for it, and for each member that has known it."""
    keys = [person, *await members_of(desk, person)]
    rows = await asyncio.gather(*(listed_for(desk.store, key) for key in keys))
    found = (row.ticket for each in rows for row in each)
    return list(dict.fromkeys(found))


async def mails_naming(desk: Desk, keys: AbstractSet[str]) -> AsyncIterator[tuple[str, RawMail]]:
    """The mails as they came in which one of these stands, by id: a person's key, or a ticket it answers."""
    async for name, mail in raw_mails_kept(desk):
        if not keys.isdisjoint(await _named_in(desk, name, mail)):
            yield name, mail


async def news_of(desk: Desk, person: str) -> AsyncIterator[tuple[str, Send]]:
    """The person's mail of each item of news, by the item's id."""
    async for row in first_of_each(desk.store, Table.NEWS, "head", MOST_AT_ONCE):
        news = place_in(row.key)
        if send := await load_person(desk.store, news, person):
            yield news, send


async def notices_naming(desk: Desk, traces: Traces) -> AsyncIterator[Notice]:
    """The mails of no ticket that went to the person, or name it to somebody else."""
    async for row in first_of_each(desk.store, Table.NEWS, "notice", MOST_AT_ONCE):
        notice = NOTICES.read(row.text)
        if traces.names(notice):
            yield notice


async def unfiled_of(desk: Desk, person: str, mails: tuple[str, ...]) -> AsyncIterator[UnfiledMail]:
    """The machines' mails of no ticket that are the person's, or in which the address stands."""
    theirs = is_theirs(desk, person)
    for each in await all_unfiled(desk):
        if theirs(each.said.email) or each.said.mail in mails:
            yield each


async def _members_once(desk: Desk, person: str) -> AsyncIterator[LoadedMember]:
    """The members that the directory has ever known to have the person."""
    for key in await members_of(desk, person):
        if loaded := await load_member(desk, key):
            yield loaded


async def _tickets(desk: Desk, person: str) -> AsyncIterator[WholeTicket]:
    theirs = is_theirs(desk, person)
    for some in batched(await tickets_of(desk, person), _AT_ONCE, strict=False):
        for whole in await asyncio.gather(*(load_whole_ticket(desk.store, each) for each in some)):
            if whole and is_on_ticket(
                whole.header.state, whole.events, whole.said.values(), whole.sends, person, theirs
            ):
                yield whole


async def _named_in(desk: Desk, name: str, mail: RawMail) -> tuple[str, ...]:
    """The people in it and the tickets that it answers; one of before has to be read for it."""
    if mail.people is not None and mail.tickets is not None:
        return (*mail.people, *mail.tickets)
    from shared.mail.reading import read_mail  # noqa: PLC0415 - parsers that only a mail needs: no start waits for them

    raw = await load_raw_mail(desk, name)
    if raw is None:
        return ()
    read = read_mail(raw, zone=desk.vendor.zone)
    return (*people_named(read, desk.secret), *tickets_answered(desk, read))
