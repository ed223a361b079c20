"""A request comes in: exactly one ticket, its clocks or its gate notice, and the mails that say so.

Storage requests: three at once (the ticket, the directory by address and by domain), two at once (the member,
the agenda), the ticket's transaction, the queue's message: seven in all, four one after the other, the same
for a member and a stranger.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from shared.domain.errors import KeyReused
from shared.domain.gate import Entitlement, MemberFacts, decide_entitlement
from shared.domain.header import TicketHeader, aggregate_of, empty_header
from shared.domain.identity import address_key, content_digest, digest, submission_key
from shared.domain.intake import Submission
from shared.domain.language import choose_language
from shared.domain.opening import Opening, decide_opening
from shared.domain.vendor import Language
from shared.ports import Desk, StoreConflict
from shared.usecases.acting import ATTEMPTS, TooBusy, tell
from shared.usecases.agenda_rows import write_agenda
from shared.usecases.member_rows import candidates, load_facts
from shared.usecases.ticket_rows import commit_ticket, load_ticket


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in. ``key`` is the caller's own submission key, where it has one."""

    submission: Submission
    channel: str
    key: str | None = None
    refused_files: tuple[str, ...] = ()
    accept_language: Language | None = None


async def open_ticket(desk: Desk, request: Request) -> TicketHeader:
    """Exactly one ticket for this request, however often it is sent.

    Raises:
        KeyReused: the key has been used for other content.
        StoreUnavailable: send it again with the same key; nothing is lost or doubled.
    """
    content = _content(desk, request)
    ticket = _ticket(desk, request, content)
    for _ in range(ATTEMPTS):
        known, members = await asyncio.gather(
            load_ticket(desk.store, ticket), candidates(desk, request.submission.email)
        )
        if known is not None:
            return _same_request(known.header, content)
        try:
            return await _open(desk, request, ticket, content, members)
        except StoreConflict:
            continue
    raise TooBusy(ticket)


def _content(desk: Desk, request: Request) -> str:
    return content_digest(desk.secret, request.submission.model_dump_json(), *request.refused_files)


def _ticket(desk: Desk, request: Request, content: str) -> str:
    """The reference: the same for the same sender and submission key, and for nobody else."""
    key = submission_key(request.key, content, desk.clock.now())
    return digest(desk.secret, "ticket", request.channel, request.submission.email.casefold(), key)


def _same_request(known: TicketHeader, content: str) -> TicketHeader:
    if known.state.content != content:
        raise KeyReused(known.state.id)
    return known


async def _open(
    desk: Desk, request: Request, ticket: str, content: str, members: tuple[str, ...]
) -> TicketHeader:
    """Agenda row before state: it is written while the member is read, for a ticket covered or not."""
    received = desk.clock.now()
    listed = received + desk.vendor.policy.reply
    facts, _ = await asyncio.gather(
        load_facts(desk, members),
        write_agenda(
            desk.store, aggregate_of(ticket), received, look=received, listed=listed, members=members
        ),
    )
    submission = request.submission
    entitlement = decide_entitlement(submission.email, submission.product, facts, received, desk.vendor)
    member = _member(entitlement, facts)
    opening = Opening(
        ticket=ticket,
        submission=submission,
        refused_files=request.refused_files,
        language=choose_language(
            submission.language, member.member.language if member else None, request.accept_language
        ),
        channel=request.channel,
        requester=address_key(desk.secret, submission.email),
        content=content,
    )
    return await _commit(desk, opening, entitlement, member, received, listed)


async def _commit(
    desk: Desk,
    opening: Opening,
    entitlement: Entitlement,
    member: MemberFacts | None,
    received: datetime,
    listed: datetime,
) -> TicketHeader:
    name = member.member.name if member else ""
    changes = decide_opening(opening, entitlement, received, desk.vendor, desk.secret, member_name=name)
    header = empty_header(opening.ticket, listed).after(changes)
    await commit_ticket(desk.store, None, header, changes)
    await tell(desk, header.aggregate)
    return header


def _member(entitlement: Entitlement, facts: tuple[MemberFacts, ...]) -> MemberFacts | None:
    return next((each for each in facts if each.key == entitlement.member), None)
