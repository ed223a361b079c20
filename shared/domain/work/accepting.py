"""The decisions of a person at the member, by a mail's link: to accept a quote in writing, or to decline."""

from datetime import datetime

from shared.domain.events.work_events import QuoteAccepted, QuoteDeclined
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote, QuoteStatus
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.work_letters import QuoteAcceptedLetter, QuoteDecided, QuoteDeclinedLetter
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import decide_proving
from shared.domain.values.errors import LinkExpired, QuoteExpired, QuoteSettled, QuoteTakenBack
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import digest
from shared.domain.values.vendor import Vendor
from shared.domain.work.quote_mails import Reader, quote_mails


class Deciding(Frozen):
    """What a person sends with a decision: who, as known by the link, and the name or words typed.

    ``content`` is a digest of all that was read and typed. ``owner``: the member's contact for the contract.
    """

    link: Link
    person: Recipient
    text: str
    content: str
    owner: Reader | None = None


def decide_acceptance(
    state: TicketState, given: Deciding, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The quote is accepted in writing, by the name typed; both sides are told. Again: nothing changes.

    Raises:
        LinkExpired, LinkRevoked: the link opens nothing any more.
        QuoteUnknown, QuoteExpired, QuoteTakenBack: there is no such quote now.
        QuoteSettled: it was declined before.
    """
    at = recorded_at(state, now)
    quote, done = _open_quote(state, given.link, at, QuoteStatus.ACCEPTED)
    if done:
        return Changes()
    entry = _entry(secret, quote)
    event = QuoteAccepted(
        recorded=at, at=at, quote=quote.id, entry=entry, person=given.link.person, content=given.content
    )
    letter = QuoteAcceptedLetter(ticket=state.id, terms=quote.terms, name=given.text, accepted_at=at)
    told = [((given.person, state.language), letter)]
    if given.owner and given.owner[0].address.casefold() != given.person.address.casefold():
        told.append((given.owner, letter))
    said = Said(id=entry, email=given.person.address, name=given.text)
    sends = (
        *quote_mails(state, quote, told, at, secret),
        *_notices(state, quote, at, vendor, secret, accepted=True),
    )
    proved = decide_proving(state, given.link.person, now)
    return Changes(events=(event,), said=(said,), sends=sends) + proved


def decide_declining(
    state: TicketState, given: Deciding, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The quote is declined, which ends what it answered as ``declined``. Again: nothing changes.

    Raises:
        LinkExpired, LinkRevoked, QuoteUnknown, QuoteExpired, QuoteTakenBack: as for accepting.
        QuoteSettled: it was accepted before.
    """
    at = recorded_at(state, now)
    quote, done = _open_quote(state, given.link, at, QuoteStatus.DECLINED)
    if done:
        return Changes()
    entry = _entry(secret, quote)
    event = QuoteDeclined(
        recorded=at, at=at, quote=quote.id, entry=entry, person=given.link.person, content=given.content
    )
    letter = QuoteDeclinedLetter(ticket=state.id, terms=quote.terms)
    told = [((given.person, state.language), letter)]
    said = Said(id=entry, email=given.person.address, name=given.person.name, text=given.text)
    sends = (
        *quote_mails(state, quote, told, at, secret),
        *_notices(state, quote, at, vendor, secret, accepted=False),
    )
    proved = decide_proving(state, given.link.person, now)
    return Changes(events=(event,), said=(said,), sends=sends) + proved


def _open_quote(state: TicketState, link: Link, at: datetime, wished: QuoteStatus) -> tuple[Quote, bool]:
    """The quote that the link is about, where it may be decided on; and whether it was, as wished."""
    link.must_hold(state.link_series)
    if link.expired(at):
        raise LinkExpired
    quote = state.work.quote(link.about)
    match quote.status(state.void, at):
        case status if status is wished:
            return quote, True
        case QuoteStatus.OFFERED:
            return quote, False
        case QuoteStatus.ACCEPTED | QuoteStatus.DECLINED:
            raise QuoteSettled
        case QuoteStatus.EXPIRED:
            raise QuoteExpired
        case _:
            raise QuoteTakenBack


def _entry(secret: bytes, quote: Quote) -> str:
    """A quote is decided on once, so its id names the entry."""
    return digest(secret, "decided", quote.id)


def _notices(
    state: TicketState, quote: Quote, at: datetime, vendor: Vendor, secret: bytes, *, accepted: bool
) -> tuple[Send, ...]:
    letter = QuoteDecided(ticket=state.id, terms=quote.terms, accepted=accepted)
    return quote_mails(
        state, quote, [(each, letter) for each in supporters_for(state.owner, vendor)], at, secret
    )
