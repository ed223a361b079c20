"""A request comes in: exactly one ticket, its clocks or its gate notice, and the mails that say so.

Storage requests: three at once (the ticket, the directory by address and by domain), two at once (the member,
the agenda), the ticket's transaction, the queue's message: seven in all, four one after the other, the same
for a member and a stranger. Each file is one more, at the same time as the member.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.header import TicketHeader, empty_header
from shared.domain.books.months import months_near
from shared.domain.facts.files import GivenFile
from shared.domain.mail.mail_requests import NOT_BY_MAIL, ByMail
from shared.domain.members.gate import Entitlement, MemberFacts, decide_entitlement, decide_unverified
from shared.domain.members.member import domain_of
from shared.domain.members.recipients import supporter
from shared.domain.messages.receiving import Decision, Message, decide_message
from shared.domain.tickets.changes import Said
from shared.domain.values.errors import InstantInFuture, KeyReused
from shared.domain.values.identity import address_key, content_digest, digest, submission_key
from shared.domain.values.intake import Submission
from shared.domain.values.language import choose_language
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.files.keep_files import files_digest, keep_files, with_files
from shared.usecases.records.acting import ATTEMPTS, TooBusy, tell
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import candidates, domain_key, load_facts
from shared.usecases.records.ticket_rows import commit_ticket, load_ticket


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in. ``key`` is the caller's own submission key, where it has one.

    A supporter (``author``) writes down what was said on the telephone: the receipt is then ``called_at``.
    """

    submission: Submission
    channel: str
    key: str | None = None
    files: tuple[GivenFile, ...] = ()
    accept_language: Language | None = None
    author: str = ""
    called_at: datetime | None = None
    by_mail: ByMail = NOT_BY_MAIL


async def open_ticket(desk: Desk, request: Request) -> TicketHeader:
    """Exactly one ticket for this request, however often it is sent.

    Raises:
        KeyReused: the key has been used for other content.
        AuthorUnknown, InstantInFuture: of a request that a supporter wrote down.
        StoreUnavailable: send it again with the same key; nothing is lost or doubled.
    """
    _check_call(desk, request)
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


def _check_call(desk: Desk, request: Request) -> None:
    if request.author:
        supporter(request.author, desk.vendor)
    if request.called_at is not None and request.called_at > desk.clock.now():
        raise InstantInFuture


def _content(desk: Desk, request: Request) -> str:
    told = (request.submission.model_dump_json(), *files_digest(request.files), request.author)
    return content_digest(desk.secret, *told, str(request.called_at or ""))


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
    now = desk.clock.now()
    received = request.called_at or now
    header = _empty(desk, request, ticket, members, received)
    facts, (kept, refused), _ = await asyncio.gather(
        load_facts(desk, members),
        keep_files(desk, ticket, "m1", request.files),
        write_agenda(
            desk.store,
            header.aggregate,
            now,
            look=now,
            listing=header.listing(),
        ),
    )
    decision = decision_for(desk, request.submission.email, request.submission.product, facts, received)
    message = with_files(
        _message(desk, request, content, member_of(decision.entitlement, facts)), kept, refused
    )
    changes = decide_message(header.state, message, decision, received, now, desk.vendor, desk.secret)
    after = header.after(changes)
    await commit_ticket(desk.store, None, after, changes)
    await tell(desk, after.aggregate)
    return after


def _empty(
    desk: Desk, request: Request, ticket: str, members: tuple[str, ...], received: datetime
) -> TicketHeader:
    """The new ticket's header: listed by when it would be due, whatever the gate will say."""
    return empty_header(
        ticket,
        received + desk.vendor.policy.reply,
        known_by(desk, request.submission.email, members),
        months_near(received),
    )


def _message(desk: Desk, request: Request, content: str, member: MemberFacts | None) -> Message:
    submission = request.submission
    return Message(
        said=Said(
            id="m1",
            email=submission.email,
            name=submission.name,
            product=submission.product,
            subject=submission.subject,
            text=submission.message,
            **request.by_mail.model_dump(),
        ),
        kind=submission.kind,
        language=choose_language(
            submission.language, member.member.language if member else None, request.accept_language
        ),
        channel=request.channel,
        requester=address_key(desk.secret, submission.email),
        content=content,
        author=request.author,
    )


def known_by(desk: Desk, address: str, members: tuple[str, ...]) -> tuple[str, ...]:
    """Under which keys the gate knows this sender, or may come to know."""
    return (*members, address_key(desk.secret, address), domain_key(desk, domain_of(address)))


def decision_for(
    desk: Desk,
    address: str,
    product: str,
    facts: tuple[MemberFacts, ...],
    received: datetime,
    *,
    unverified_at: str | None = None,
) -> Decision:
    """The gate's decision for a message received then; where it is covered, the clock runs from then.

    ``unverified_at`` is the ticket's member, where the sender is not known there.
    """
    if unverified_at is None:
        entitlement = decide_entitlement(address, product, facts, received, desk.vendor)
    else:
        entitlement = decide_unverified(address, product, unverified_at, facts, received, desk.vendor)
    member = member_of(entitlement, facts)
    return Decision(
        entitlement=entitlement,
        clock_from=received if entitlement.covered else None,
        member_name=member.member.name if member else "",
    )


def member_of(entitlement: Entitlement, facts: tuple[MemberFacts, ...]) -> MemberFacts | None:
    """The member that the entitlement names."""
    return next((each for each in facts if each.key == entitlement.member), None)
