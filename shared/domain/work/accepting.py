"""The decisions of a person at the member, by a mail's link: to accept a quote in writing, or to decline."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.events.work_events import QuoteAccepted, QuoteDeclined
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote, QuoteStatus
from shared.domain.letters.composing import Reader, compose
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.work_letters import QuoteAcceptedLetter, QuoteDecided, QuoteDeclinedLetter
from shared.domain.members.recipients import supporters_for
from shared.domain.refusals.errors import LinkExpired, QuoteExpired, QuoteSettled, QuoteTakenBack
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import decide_proving
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import digest
from shared.domain.values.mail_domain import compared_address


class DecidingFacts(Frozen):
    """Who decides, as known by the link, and ``content``, a digest of all that was read and typed.

    ``owner``: the member's contact for the contract.
    """

    link: Link
    person: Recipient
    content: str
    owner: Reader | None = None


def decide_acceptance(
    state: TicketState, given: str, facts: DecidingFacts, now: datetime, house: House
) -> Changes:
    """The quote is accepted in writing, by the name given; both sides are told. Again: nothing changes.

    Raises:
        LinkExpired, LinkRevoked: the link opens nothing any more.
        QuoteUnknown, QuoteExpired, QuoteTakenBack: there is no such quote now.
        QuoteSettled: it was declined before.
    """
    at = recorded_at(state, now)
    quote, done = _open_quote(state, facts.link, at, QuoteStatus.ACCEPTED)
    if done:
        return Changes()
    entry = _entry(house.secret, quote)
    event = QuoteAccepted(
        recorded=at, at=at, quote=quote.id, entry=entry, person=facts.link.person, content=facts.content
    )
    letter = QuoteAcceptedLetter(
        ticket=state.id, product=state.product, terms=quote.terms, name=given, accepted_at=at
    )
    told = [((facts.person, state.language), letter)]
    if facts.owner and compared_address(facts.owner[0].address) != compared_address(facts.person.address):
        told.append((facts.owner, letter))
    said = Said(id=entry, email=facts.person.address, name=given)
    sends = (*_mails(state, quote, told, at, house), *_notices(state, quote, at, house, accepted=True))
    proved = decide_proving(state, facts.link.person, now)
    return Changes(events=(event,), said=(said,), sends=sends) + proved


def decide_declining(
    state: TicketState, given: str, facts: DecidingFacts, now: datetime, house: House
) -> Changes:
    """The quote is declined, with words or without: that ends what it answered. Again: nothing changes.

    Raises:
        LinkExpired, LinkRevoked, QuoteUnknown, QuoteExpired, QuoteTakenBack: as for accepting.
        QuoteSettled: it was accepted before.
    """
    at = recorded_at(state, now)
    quote, done = _open_quote(state, facts.link, at, QuoteStatus.DECLINED)
    if done:
        return Changes()
    entry = _entry(house.secret, quote)
    event = QuoteDeclined(
        recorded=at, at=at, quote=quote.id, entry=entry, person=facts.link.person, content=facts.content
    )
    letter = QuoteDeclinedLetter(ticket=state.id, product=state.product, terms=quote.terms)
    told = [((facts.person, state.language), letter)]
    said = Said(id=entry, email=facts.person.address, name=facts.person.name, text=given)
    sends = (*_mails(state, quote, told, at, house), *_notices(state, quote, at, house, accepted=False))
    proved = decide_proving(state, facts.link.person, now)
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
    state: TicketState, quote: Quote, at: datetime, house: House, *, accepted: bool
) -> tuple[Send, ...]:
    letter = QuoteDecided(ticket=state.id, terms=quote.terms, accepted=accepted)
    told = [(each, letter) for each in supporters_for(state.owner, house.vendor)]
    return _mails(state, quote, told, at, house)


def _mails(
    state: TicketState, quote: Quote, told: Sequence[tuple[Reader, Letter]], at: datetime, house: House
) -> tuple[Send, ...]:
    """Each letter to its reader, once however often it is decided."""
    return tuple(
        compose(house, letter, reader, at, state.id, quote.id, letter.letter, turn=quote.turns[-1])
        for reader, letter in told
    )
