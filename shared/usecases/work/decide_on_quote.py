"""What a person at the member does by a quote's link: read it, accept it in writing, or decline it."""

from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import QuoteStatus, Terms
from shared.domain.letters.composing import Reader
from shared.domain.letters.sends import Recipient
from shared.domain.refusals.errors import LinkRevoked, QuoteUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import content_digest
from shared.domain.values.vendor import Language
from shared.domain.work.accepting import DecidingFacts, decide_acceptance, decide_declining
from shared.ports.desk import Desk
from shared.usecases.links.open_link import open_whole_ticket, person_at
from shared.usecases.records.acting import Decide, act_on_ticket
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.ticket_rows import WholeTicket


class OfferedQuote(Frozen):
    """A quote as the person whom its link was mailed to reads it. ``name``: who accepted, as typed."""

    ticket: str
    language: Language
    words: str
    author: str
    terms: Terms
    status: QuoteStatus
    accepted: Instant | None
    declined: Instant | None
    name: str
    logged_minutes: int


@dataclass(frozen=True, slots=True)
class _Opened:
    link: Link
    whole: WholeTicket
    person: Recipient


async def read_quote(desk: Desk, token: str) -> OfferedQuote:
    """What the link shows; reading it changes nothing. Raises as ``open_link``, and ``QuoteUnknown``."""
    opened = await _open(desk, token)
    state, said = opened.whole.header.state, opened.whole.said
    quote = state.work.quote(opened.link.about)
    decided = said.get(quote.entry)
    return OfferedQuote.of(
        quote,
        ticket=state.id,
        language=state.language,
        words=said[quote.answer].text if quote.answer in said else "",
        author=desk.vendor.name_of(quote.author),
        status=quote.status(state.void, desk.clock.now()),
        name=decided.name if decided and quote.accepted else "",
        logged_minutes=state.work.logged(quote.id),
    )


async def accept_quote(desk: Desk, token: str, name: str) -> TicketState:
    """The quote is accepted under the name typed, and both sides are told; repeated, nothing changes.

    Raises as ``open_link`` and the decision: nothing was written; ``StoreUnavailable``: send it again.
    """
    opened = await _open(desk, token)
    owner = await _owner(desk, opened.whole.header.state.member)
    facts = _facts(desk, opened, "accepted", name, owner)
    return await _decided(desk, opened, decide_acceptance, name, facts)


async def decline_quote(desk: Desk, token: str, words: str) -> TicketState:
    """The quote is declined, with words or without; both sides are told. Raises as ``accept_quote``."""
    opened = await _open(desk, token)
    facts = _facts(desk, opened, "declined", words, None)
    return await _decided(desk, opened, decide_declining, words, facts)


async def _decided(
    desk: Desk, opened: _Opened, decide: Decide[str, DecidingFacts], typed: str, facts: DecidingFacts
) -> TicketState:
    loaded = opened.whole.loaded
    return (await act_on_ticket(desk, loaded.state.id, decide, typed, facts, loaded)).state


async def _open(desk: Desk, token: str) -> _Opened:
    """A merge takes no quote along: the link leads to the ticket that it was given in."""
    link, whole = await open_whole_ticket(desk, token, Purpose.QUOTE)
    if link.about not in {quote.id for quote in whole.header.state.work.quotes}:
        raise QuoteUnknown(link.about)
    person = person_at(desk, [whole.loaded], link.person)
    if person is None:
        raise LinkRevoked
    return _Opened(link, whole, person)


def _facts(desk: Desk, opened: _Opened, how: str, text: str, owner: Reader | None) -> DecidingFacts:
    """Who decides, and the digest of what was read and typed."""
    quote = opened.whole.header.state.work.quote(opened.link.about)
    said = opened.whole.said.get(quote.answer)
    read = (quote.terms.model_dump_json(), said.text if said else "")
    content = content_digest(desk.secret, how, quote.id, *read, text)
    return DecidingFacts(link=opened.link, person=opened.person, content=content, owner=owner)


async def _owner(desk: Desk, member: str) -> Reader | None:
    """The member's contact for the contract, in the member's language."""
    loaded = await load_member(desk, member) if member else None
    if loaded is None:
        return None
    known = loaded.header.member
    return Recipient(address=known.owner.address, name=known.owner.name), known.language
