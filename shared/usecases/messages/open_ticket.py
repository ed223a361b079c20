"""A request comes in: exactly one ticket, its clocks or its gate notice, and the mails that say so.

Storage requests: three at once (the ticket, the directory by address and by domain), two at once (the member,
the agenda), the ticket's transaction, the queue's message: seven in all, four one after the other, the same
for a member and a stranger. By the open door two more: what has come by it, at the same time as the first,
and its own count, at the same time as the member. Each file is one more, then too; a request without a key
just after a full hour asks once more, at the same time as the first. So does one with a token for help.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.agenda import LEARN, Listing
from shared.domain.agenda.header import TicketHeader, empty_header
from shared.domain.agenda.picking import Picking
from shared.domain.books.months import months_near
from shared.domain.facts.files import GivenFile
from shared.domain.mail.mail_requests import NOT_BY_MAIL, ByMail
from shared.domain.members.gate import (
    MemberFacts,
    decide_entitlement,
    decide_helped,
    decide_unverified,
    member_of,
)
from shared.domain.members.member import domain_of
from shared.domain.members.recipients import supporter
from shared.domain.messages.receiving import CallerBody, Message, decide_message
from shared.domain.messages.telling import Decision
from shared.domain.refusals.errors import InstantInFuture
from shared.domain.tickets.changes import Said
from shared.domain.tickets.entries import Entry, identified
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Kind, Passage, Submission
from shared.domain.values.language import choose_language
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.telemetry import telemetry
from shared.usecases.files.keep_files import files_digest, keep_files, with_files
from shared.usecases.floods.count_knocks import AtDoor, CountedKnocks, count_knock, read_knocks
from shared.usecases.links.help_token import helped_or_refused
from shared.usecases.messages.sender import Sender, sender_at_door
from shared.usecases.records.acting import COMMITTED_WITHIN, tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import candidates, domain_key
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in. ``key`` is the caller's own submission key, where it has one.

    A supporter writes down what was said on the telephone: the receipt is then the instant of the call.
    ``passage``: where in the documentation it came up, where somebody studied.
    ``at_door``: how it came by the door that is open to everybody, where it did. ``help_token``: what says
    that a member's user wrote it, where it came from inside a product.
    """

    submission: Submission
    channel: str
    key: str | None = None
    files: tuple[GivenFile, ...] = ()
    accept_language: Language | None = None
    by_mail: ByMail = NOT_BY_MAIL
    passage: Passage | None = None
    at_door: AtDoor | None = None
    help_token: str = ""

    @property
    def call(self) -> CallerBody | None:
        """What a supporter wrote down for a caller."""
        return self.submission if isinstance(self.submission, CallerBody) else None


async def open_ticket(desk: Desk, request: Request) -> TicketHeader:
    """Exactly one ticket for this request, however often it is sent.

    Raises:
        KeyReused: the key has been used for other content.
        AuthorUnknown, InstantInFuture: of a request that a supporter wrote down.
        TooManyRequests: of one that came by the open door; nothing was written.
        HelpTokenRefused, HelpTokenOver: its token for help does not hold; nothing was written.
        StoreUnavailable: send it again with the same key; nothing is lost or doubled.
    """
    if call := request.call:
        supporter(call.author, desk.vendor)
        if call.called_at is not None and call.called_at > desk.clock.now():
            raise InstantInFuture
    entry = _entry(desk, request, desk.clock.now())
    telemetry().note(ticket=entry.id)

    async def attempt(_: int) -> TicketHeader:
        known, before, members, knocks, helped = await asyncio.gather(
            load_ticket(desk.store, entry.id),
            _before_the_hour(desk, entry),
            candidates(desk, request.submission.email),
            read_knocks(desk, request.at_door, request.submission.email, entry.id),
            helped_or_refused(desk, request.help_token),
        )
        for each in filter(None, (before, known)):
            entry.repeats({each.header.state.id: each.header.state.content}, each.header.state.id)
            return each.header
        if isinstance(helped, Exception):
            raise helped
        sender, knocks = sender_at_door(desk, members, helped, knocks)
        return await _open(desk, request, entry, sender, knocks)

    return await until_committed(desk, entry.id, attempt)


def reference_of(desk: Desk, request: Request) -> str:
    """The reference of the ticket that the request has become, or would become now."""
    return _entry(desk, request, desk.clock.now()).id


def _entry(desk: Desk, request: Request, now: datetime) -> Entry:
    """Its id is the ticket's reference: the same for this sender and submission key, and for nobody else."""
    submission, files = request.submission, files_digest(request.files)
    names = ("ticket", request.channel, compared_address(submission.email))
    return identified(desk.secret, "open", submission, request.key, now, *names, also=files)


async def _before_the_hour(desk: Desk, entry: Entry) -> LoadedTicket | None:
    """What the same request without a key made just before the full hour. No request but just after it."""
    return await load_ticket(desk.store, entry.earlier) if entry.earlier else None


async def _open(
    desk: Desk, request: Request, entry: Entry, sender: Sender, knocks: CountedKnocks | None
) -> TicketHeader:
    """Agenda row before state: it is written while the member is read, for a ticket covered or not."""
    now, called, held = desk.clock.now(), request.call, knocks.why_held(desk) if knocks else None
    received = (called.called_at if called else None) or now
    header = _empty(desk, request, entry.id, sender.members, received)
    facts, (kept, refused), *_ = await asyncio.gather(
        sender.facts(desk),
        keep_files(desk, entry.id, "m1", request.files),
        write_agenda(desk.store, header.aggregate, now, look=now, listing=_listing(header, request)),
        count_knock(desk, knocks, header.aggregate),
    )
    submission = request.submission
    decision = decision_for(desk, submission.email, submission.product, facts, received, helped=sender.helped)
    member = member_of(decision.entitlement, facts)
    message = with_files(_message(desk, request, entry.content, member, received), kept, refused)
    decision = decision.but(held=held)
    changes = decide_message(header.state, message, decision, now, desk.house()).done_by(desk.by)
    after = header.after(changes)
    if desk.clock.now() - now > COMMITTED_WITHIN:
        await write_agenda(
            desk.store, after.aggregate, desk.clock.now(), look=now, listing=_listing(header, request)
        )
    await commit_ticket(desk.store, None, after, changes)
    await tell(desk, after.aggregate)
    return after


def _listing(header: TicketHeader, request: Request) -> Listing:
    """Where the new ticket stands until the gate has decided: nobody's, and in a list only where it waits."""
    asked = request.submission.kind is Kind.CONFERENCE
    picking = Picking(owner="", gated=False, conference=asked)
    return header.listing().but(picking=picking, learnt=(LEARN,))


def _empty(
    desk: Desk, request: Request, ticket: str, members: tuple[str, ...], received: datetime
) -> TicketHeader:
    """The new ticket's header: listed by when it would first be due, whatever the gate will say."""
    return empty_header(
        ticket,
        received + desk.vendor.policy.first_due(conference=request.submission.kind is Kind.CONFERENCE),
        known_by(desk, request.submission.email, members),
        months_near(received),
        people=(address_key(desk.secret, request.submission.email), *members),
        by_door=request.at_door is not None,
    )


def _message(
    desk: Desk, request: Request, content: str, member: MemberFacts | None, received: datetime
) -> Message:
    submission = request.submission
    return Message(
        said=Said(
            id="m1",
            email=submission.email,
            name=submission.name,
            product=submission.product,
            subject=submission.subject,
            text=submission.message,
            document_place=request.passage.place if request.passage else "",
            **request.by_mail.model_dump(),
        ),
        kind=submission.kind,
        language=choose_language(
            submission.language, member.member.language if member else None, request.accept_language
        ),
        channel=request.channel,
        requester=address_key(desk.secret, submission.email),
        content=content,
        author=request.call.author if request.call else "",
        received=received,
        document=request.passage.document if request.passage else "",
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
    helped: MemberFacts | None = None,
) -> Decision:
    """The gate's decision for a message received then; where it is covered, the clock runs from then.

    ``unverified_at`` is the ticket's member, where the sender is not known there. ``helped``: the member
    whose token for help came along.
    """
    if helped:
        entitlement = decide_helped(address, product, helped, facts, received, desk.vendor)
    elif unverified_at is None:
        entitlement = decide_entitlement(address, product, facts, received, desk.vendor)
    else:
        entitlement = decide_unverified(address, product, unverified_at, facts, received, desk.vendor)
    member = member_of(entitlement, facts)
    return Decision(
        entitlement=entitlement,
        clock_from=received if entitlement.covered else None,
        member_name=member.member.name if member else "",
    )
