"""What a person writes by mail: a turn in a ticket that is there, or a ticket of its own."""

import asyncio
from dataclasses import dataclass, replace

from shared.domain.agenda.header import TicketHeader
from shared.domain.incoming.incoming import IncomingMail
from shared.domain.mail.mail_requests import by_mail, given_files, language_hint, submission_of
from shared.domain.mail.mail_senders import Standing, standing_in
from shared.domain.mail.outgoing_threads import BY_MAIL
from shared.domain.members.gate import MemberFacts
from shared.domain.refusals.errors import KeyReused, TicketFull, TicketUnknown
from shared.domain.tickets.entries import identified, told_by
from shared.domain.values.identity import address_key, content_digest
from shared.domain.values.intake import Kind, Submission
from shared.ports.desk import Desk
from shared.usecases.files.keep_files import files_digest
from shared.usecases.messages.add_message import Further, Landed, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket, reference_of
from shared.usecases.records.member_rows import candidates, load_facts
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket, load_ticket_and_people


async def write_in_ticket(desk: Desk, ticket: str, mail: IncomingMail, key: str, kept: str) -> Landed | None:
    """The turn, and the ticket that has it; None where the mail is to be a ticket of its own.

    That is: no such ticket or a full one, somebody of another member, or a key that was used otherwise.

    Raises:
        StoreUnavailable: write it again; it is one turn.
    """
    told = submission_of(mail, desk.vendor)
    sender = await sender_at(desk, ticket, told.email)
    if sender is None:
        return await _erased_since(desk, ticket, told, key)
    if sender.standing is Standing.OF_ANOTHER_MEMBER:
        return None
    further = Further(
        text=told.message,
        kind=Kind.OTHER,
        email=told.email,
        name=told.name,
        subject=told.subject,
        channel=BY_MAIL,
        key=key,
        files=given_files(mail),
        by_mail=by_mail(mail, kept),
        unverified=sender.standing is Standing.UNKNOWN,
    )
    try:
        return await add_message(desk, ticket, further, sender.ticket, sender.facts)
    except (KeyReused, TicketFull, TicketUnknown):
        return None


async def _erased_since(desk: Desk, ticket: str, told: Submission, key: str) -> Landed | None:
    """The turn that this mail was in a ticket that is erased: it stays that one, and brings nothing back."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None or not loaded.state.erased:
        return None
    entry = identified(desk.secret, "message", told, key, desk.clock.now(), "entry", ticket).id
    turn = next((each.id for each in loaded.state.turns if each.entry == entry), None)
    return (loaded.header, turn) if turn else None


async def open_ticket_by_mail(desk: Desk, mail: IncomingMail, key: str, kept: str) -> TicketHeader:
    """The ticket. Where the key was used for something else, the mail is a ticket of its own all the same.

    Raises:
        StoreUnavailable: open it again; it is one ticket.
    """
    request = _request(desk, mail, key, kept)
    try:
        return await open_ticket(desk, request)
    except KeyReused:
        said = content_digest(desk.secret, told_by(request.submission), *files_digest(request.files))
        return await open_ticket(desk, replace(request, key=f"{key} {said}"))


def own_reference(desk: Desk, mail: IncomingMail, key: str, kept: str) -> str:
    """The reference that the mail has, or would have, as a ticket of its own."""
    return reference_of(desk, _request(desk, mail, key, kept))


@dataclass(frozen=True, slots=True)
class SenderAt:
    """What a sender is to a ticket, that ticket with its people, and what the gate knows of the sender."""

    standing: Standing
    ticket: LoadedTicket
    facts: tuple[MemberFacts, ...]


async def sender_at(desk: Desk, ticket: str, address: str) -> SenderAt | None:
    """None where there is no such ticket. Three requests at once, then the members."""
    loaded, members = await asyncio.gather(
        load_ticket_and_people(desk.store, ticket), candidates(desk, address)
    )
    if loaded is None:
        return None
    facts = await load_facts(desk, members)
    standing = standing_in(loaded.state, address_key(desk.secret, address), address, facts)
    return SenderAt(standing, loaded, facts)


def _request(desk: Desk, mail: IncomingMail, key: str, kept: str) -> Request:
    return Request(
        submission=submission_of(mail, desk.vendor),
        channel=BY_MAIL,
        key=key,
        files=given_files(mail),
        accept_language=language_hint(mail),
        by_mail=by_mail(mail, kept),
    )
