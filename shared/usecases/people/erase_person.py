"""A person is erased: told first what will be touched, then done by looks, from the beginning after a crash.

The first look comes at once, the last one when everything that was being written meanwhile has been
committed: it goes through everything anew, and takes the lists by person away.
"""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.members.recipients import supporter
from shared.domain.people.erasing import (
    SETTLED_AFTER,
    EraseBody,
    Erasure,
    erasure_of,
    refuse_named,
    refuse_own,
)
from shared.domain.people.forgetting import Forgotten
from shared.domain.refusals.people_errors import PersonOwnsMember
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Remove, StoreConflict, Table
from shared.usecases.people.erase_elsewhere import erase_elsewhere
from shared.usecases.people.erase_ticket import erase_ticket
from shared.usecases.people.erasure_rows import load_erasure, write_erasure
from shared.usecases.people.gather_person import gather_person, is_theirs, members_of, tickets_of
from shared.usecases.people.person_views import ErasureView, erasure_view
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import AgendaRow, listed_for, remove_rows, write_agenda
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.ticket_rows import load_ticket


async def erase_person(desk: Desk, given: EraseBody, language: Language) -> ErasureView:
    """What will be touched and what remains; unless that was all that was asked for, it is done soon.

    Raises:
        AuthorUnknown, PersonOfDesk, ReasonNamesPerson, PersonOwnsMember: nothing will be done.
        StoreUnavailable: send it again; it is done once.
    """
    supporter(given.author, desk.vendor)
    refuse_own(given.address, desk.vendor)
    refuse_named(given)
    erasure = erasure_of(given, desk.secret, desk.clock.now())
    kept = await gather_person(desk, erasure.person)
    theirs = is_theirs(desk, erasure.person)
    members = [each.header.member for each in kept.members]
    if owned := [each.id for each in members if theirs(each.owner.address)]:
        raise PersonOwnsMember(", ".join(owned))
    if not given.preview:
        await _begin(desk, erasure)
    who = Forgotten(erasure.person, erasure.author, desk.house())
    return erasure_view(kept, who, erasure.asked, given.preview, language)


async def _begin(desk: Desk, erasure: Erasure) -> None:
    """Agenda row before state. One that is being done goes on as this one, with what came between."""
    looks = (erasure.asked, erasure.asked + SETTLED_AFTER)
    await write_agenda(desk.store, erasure.aggregate, erasure.asked, look=looks[0], later_looks=looks[1:])

    async def attempt(_: int) -> None:
        known = await load_erasure(desk, erasure.person)
        await write_erasure(desk, erasure, known[1] if known else None)

    await until_committed(desk, erasure.person, attempt)
    await tell(desk, erasure.aggregate)


async def look_at_person(desk: Desk, person: str) -> datetime | None:
    """Erase what is left; the instant of the next look, None once nothing is.

    Raises:
        StoreUnavailable: look again; what is gone stays gone.
    """
    loaded = await load_erasure(desk, person)
    if loaded is None or loaded[0].done:
        return None
    erasure, etag = loaded
    began = desk.clock.now()
    who = Forgotten(person, erasure.author, desk.house())
    tickets = await tickets_of(desk, person)
    opened = {each for each in tickets if await _erase_of_before(desk, each, who, erasure.asked)}
    await erase_elsewhere(desk, who, erasure, opened)
    if began < erasure.asked + SETTLED_AFTER:
        return erasure.asked + SETTLED_AFTER
    if not await _unlisted(desk, person):
        return began + SETTLED_AFTER
    try:
        await write_erasure(desk, erasure.but(done=began), etag)
    except StoreConflict:
        return began + SETTLED_AFTER
    return None


async def _erase_of_before(desk: Desk, ticket: str, who: Forgotten, asked: datetime) -> bool:
    """A ticket that the person has opened since is a new beginning, and stays. True: an older one of its."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None or _is_new(loaded.header, who.person, asked):
        return False
    await erase_ticket(desk, ticket, who)
    return who.opened(loaded.header)


def _is_new(header: TicketHeader, person: str, asked: datetime) -> bool:
    first = header.state.turns[0].received if header.state.turns else asked
    return header.state.requester == person and first > asked


async def _unlisted(desk: Desk, person: str) -> bool:
    """The lists by person are gone, but for what needs them; False while some row is still too young."""
    gone = [await _remove_needless(desk, row, person) for row in await listed_for(desk.store, person)]
    for key in await members_of(desk, person):
        await _forget_way(desk, key, person)
    return all(gone)


async def _remove_needless(desk: Desk, row: AgendaRow, person: str) -> bool:
    loaded = await load_ticket(desk.store, row.ticket)
    needed = loaded is not None and person in loaded.header.listed_for
    return needed or bool(await remove_rows(desk.store, [row], desk.clock.now()))


async def _forget_way(desk: Desk, member: str, person: str) -> None:
    """The directory does not lead from the address to a member that does not name it."""
    key = f"who-{person}-{member}"
    row = await desk.store.get(Table.DIRECTORY, person, key)
    loaded = await load_member(desk, member)
    named = loaded and any(map(is_theirs(desk, person), loaded.header.member.addresses()))
    if row and not named:
        await desk.store.commit(Table.DIRECTORY, person, [Remove(key, row.etag)])
