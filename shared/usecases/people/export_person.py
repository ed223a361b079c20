"""What is kept of a person, and of nobody else, is put together to be handed out."""

from collections.abc import AsyncIterator, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shared.domain.events.events import TicketEvent
from shared.domain.letters.sends import Send
from shared.domain.people.erasing import refuse_own
from shared.domain.people.finding import IsTheirs, is_about
from shared.domain.people.words import words_in
from shared.domain.tickets.changes import Said
from shared.domain.values.identity import address_key, short_code
from shared.ports.desk import Desk
from shared.usecases.people.exported import (
    ExportedEvent,
    ExportedMail,
    ExportedMember,
    ExportedTicket,
    ExportedWords,
    PersonExport,
)
from shared.usecases.people.gather_person import KeptOfPerson, gather_person, is_theirs
from shared.usecases.records.member_rows import LoadedMember
from shared.usecases.records.raw_mails import load_raw_mail
from shared.usecases.records.ticket_rows import WholeTicket

_NAMES = frozenset({"name", "address", "sender"})
"""Fields of letters: their reader's own stand in no letter."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The export, and what goes beside it: files and mails as they came, by the names that it says."""

    person: PersonExport
    files: dict[str, bytes]
    mails: dict[str, bytes]


async def export_person(desk: Desk, address: str) -> Exported:
    """Everything of this address. Requests: as for gathering, one a file and two a mail.

    Raises:
        PersonOfDesk: the vendor's own people are not exported.
        StoreUnavailable: ask again.
    """
    refuse_own(address, desk.vendor)
    person = address_key(desk.secret, address)
    kept, theirs = await gather_person(desk, person), is_theirs(desk, person)
    mails = {name: raw async for name, raw in _mails(desk, kept, theirs)}
    return Exported(
        person=PersonExport(
            address=address,
            made=desk.clock.now(),
            tickets=tuple(_ticket(each, person, theirs) for each in kept.tickets),
            members=tuple(_member(each, theirs) for each in kept.members),
            news=tuple(_mail(send, theirs) for _, send in kept.news),
            notices=tuple(
                _mail(each.send, theirs) for each in kept.notices if each.send and _is_to(each.send, theirs)
            ),
            machine_mails=tuple(
                _words(each.said, theirs) for each in kept.unfiled if theirs(each.said.email)
            ),
            kept_mails=tuple(mails),
            standing=kept.standing,
        ),
        files={name: content async for name, content in _files(desk, kept, theirs)},
        mails=mails,
    )


async def _mails(desk: Desk, kept: KeptOfPerson, theirs: IsTheirs) -> AsyncIterator[tuple[str, bytes]]:
    """The person's own mails. Those of others that name the person are those others' data."""
    for said in _all_said(kept):
        raw = await load_raw_mail(desk, said.mail) if said.mail and theirs(said.email) else None
        if raw is not None:
            yield f"{said.mail}.eml", raw


async def _files(desk: Desk, kept: KeptOfPerson, theirs: IsTheirs) -> AsyncIterator[tuple[str, bytes]]:
    for said in (each for each in _all_said(kept) if theirs(each.email)):
        for named in said.files:
            if stored := await desk.files.get(named.id):
                yield f"{named.id}-{named.name}", stored.content


def _all_said(kept: KeptOfPerson) -> Iterator[Said]:
    for ticket in kept.tickets:
        yield from ticket.said.values()
    yield from (each.said for each in kept.unfiled)


def _ticket(whole: WholeTicket, person: str, theirs: IsTheirs) -> ExportedTicket:
    """Of a ticket that the person opened, what the vendor's people wrote too; never what others did."""
    state = whole.header.state
    opened = state.requester == person
    received = {turn.id: turn.received for turn in state.turns}
    shown = [each for each in whole.said.values() if theirs(each.email) or (opened and not each.email)]
    mine = {each.id for each in whole.said.values() if theirs(each.email)}
    others = {each.id for each in whole.said.values() if each.email} - mine
    events = whole.events if opened else [each for each in whole.events if is_about(each, mine)]
    return ExportedTicket(
        ticket=state.id,
        code=short_code(state.id),
        opened=opened,
        words=tuple(_words(each, theirs).but(received=received.get(each.id)) for each in shown),
        events=tuple(_event(each, others) for each in events),
        mails=tuple(_mail(each, theirs) for each in whole.sends if _is_to(each, theirs)),
    )


def _event(event: TicketEvent, others: AbstractSet[str]) -> ExportedEvent:
    """What was noted with it, but of a message of somebody else's."""
    words = () if is_about(event, others) else words_in(event)
    return ExportedEvent(event=event.event, at=event.at, words=words)


def _words(said: Said, theirs: IsTheirs) -> ExportedWords:
    return ExportedWords.of(
        said,
        entry=said.id,
        by_person=theirs(said.email),
        files=tuple(f"{each.id}-{each.name}" for each in said.files),
        mail=f"{said.mail}.eml" if said.mail else "",
    )


def _mail(send: Send, theirs: IsTheirs) -> ExportedMail:
    """Of a copy only that it went: its words are to somebody else. Whoever a mail names is not the person."""
    said = words_in(send.letter, but=_NAMES) if theirs(send.to.address) else ()
    return ExportedMail(mail=send.letter.letter, state=send.state, at=send.not_before, words=said)


def _is_to(send: Send, theirs: IsTheirs) -> bool:
    return any(theirs(each.address) for each in (send.to, *send.cc))


def _member(loaded: LoadedMember, theirs: IsTheirs) -> ExportedMember:
    member, named = loaded.header.member, loaded.header.appointments.named
    contacts = [each.name or each.address for each in member.contacts if theirs(each.address)]
    return ExportedMember(
        member=member.id,
        name=member.name,
        owner=theirs(member.owner.address),
        contact=", ".join(contacts),
        seats=tuple(each for each in member.seats if theirs(each.address)),
        appointments=tuple(each for each in named if theirs(each.address)),
    )
