"""The decision that opens a ticket: its first turn, its entitlement, and the mails that say so."""

from datetime import datetime

from shared.domain.changes import Changes, Said
from shared.domain.clocks import clocks
from shared.domain.events import EntitlementDecided, MessageReceived
from shared.domain.frozen import Frozen
from shared.domain.gate import Entitlement
from shared.domain.identity import operation_id
from shared.domain.intake import Submission
from shared.domain.letters import GateNotice, Letter, NewTicket, Receipt
from shared.domain.recipients import supporters_for
from shared.domain.sends import Recipient, Send
from shared.domain.ticket import TicketState, fold
from shared.domain.vendor import ClockKind, Language, Vendor


class Opening(Frozen):
    """One request that is to become a ticket: what was sent, by whom, and what names it."""

    ticket: str
    submission: Submission
    refused_files: tuple[str, ...] = ()
    language: Language
    channel: str
    requester: str
    content: str

    def said(self) -> Said:
        """The personal part, stored apart from the events."""
        return Said(
            id="m1",
            email=self.submission.email,
            name=self.submission.name,
            product=self.submission.product,
            subject=self.submission.subject,
            text=self.submission.message,
            refused_files=self.refused_files,
        )


def decide_opening(
    opening: Opening,
    entitlement: Entitlement,
    received: datetime,
    vendor: Vendor,
    secret: bytes,
    *,
    member_name: str = "",
) -> Changes:
    """Covered: clocks start and the receipt states them. Not covered: kept, told, no clock runs."""
    events = _events(opening, entitlement, received, vendor)
    state = fold(opening.ticket, events)
    letters = [(_to_requester(opening), _letter_to_requester(state, entitlement, vendor))]
    notice = _letter_to_supporters(state, entitlement, vendor, member_name)
    letters += [(each, notice) for each in supporters_for("", vendor)]
    return Changes(
        events=events,
        said=(opening.said(),),
        sends=tuple(
            Send(
                id=operation_id(secret, opening.ticket, "m1", letter.letter, to.address),
                letter=letter,
                to=to,
                language=language,
                not_before=received,
            )
            for (to, language), letter in letters
        ),
    )


def _events(
    opening: Opening, entitlement: Entitlement, received: datetime, vendor: Vendor
) -> tuple[MessageReceived, EntitlementDecided]:
    message = MessageReceived(
        recorded=received,
        at=received,
        turn="m1",
        kind=opening.submission.kind,
        product=entitlement.product,
        language=opening.language,
        channel=opening.channel,
        requester=opening.requester,
        content=opening.content,
    )
    decided = EntitlementDecided(
        recorded=received,
        at=received,
        turn="m1",
        covered=entitlement.covered,
        reason=entitlement.reason,
        member=entitlement.member,
        product=entitlement.product,
        marks=entitlement.marks,
        clock_from=received if entitlement.covered else None,
        policy=vendor.policy if entitlement.covered else None,
    )
    return message, decided


def _to_requester(opening: Opening) -> tuple[Recipient, Language]:
    return Recipient(address=opening.submission.email), opening.language


def _letter_to_requester(state: TicketState, entitlement: Entitlement, vendor: Vendor) -> Letter:
    product = vendor.product_name(entitlement.product)
    due = {clock.kind: clock.due for clock in clocks(state)}
    if not entitlement.covered:
        return GateNotice(ticket=state.id, product=product, reason=entitlement.reason)
    return Receipt(
        ticket=state.id,
        product=product,
        reply_due=due[ClockKind.REPLY],
        conference_due=due.get(ClockKind.CONFERENCE),
    )


def _letter_to_supporters(
    state: TicketState, entitlement: Entitlement, vendor: Vendor, member_name: str
) -> Letter:
    due = {clock.kind: clock.due for clock in clocks(state)}
    return NewTicket(
        ticket=state.id,
        kind=state.kind,
        product=vendor.product_name(entitlement.product),
        member=member_name,
        reason=entitlement.reason,
        reply_due=due.get(ClockKind.REPLY),
        conference_due=due.get(ClockKind.CONFERENCE),
    )
