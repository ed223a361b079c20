"""The decisions of supporters about hourly work: to log minutes under an accepted quote, and to correct."""

from datetime import date, datetime

from shared.domain.events.work_events import LimitNeared, MinutesLogged, MinutesWithdrawn
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote, QuoteStatus
from shared.domain.letters.work_letters import LimitNear
from shared.domain.members.recipients import supporter, supporters_for
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.errors import MinutesUnknown, WorkDayRefused, WorkLimitReached, WorkNotAccepted
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor
from shared.domain.work.quote_mails import quote_mails


class MinutesGiven(Frozen):
    """Minutes that a supporter worked. ``quote``: under which; "" for the one accepted last.

    ``day`` is None for today. ``entry`` and ``content`` tell a repetition.
    """

    entry: str
    content: str
    author: str
    minutes: int
    text: str
    day: date | None = None
    quote: str = ""


def decide_minutes(
    state: TicketState, given: MinutesGiven, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The minutes are logged; near the limit supporters are told, once a quote. A merge takes nothing away.

    Raises:
        AuthorUnknown: no supporter has this id.
        QuoteUnknown: the ticket has no such quote.
        WorkNotAccepted: nobody has accepted it, or any.
        WorkDayRefused: the work was before the acceptance, or is still to come.
        WorkLimitReached: with so many minutes the accepted limit would be passed.
    """
    author = supporter(given.author, vendor)
    at = recorded_at(state, now)
    quote = _accepted(state, given.quote, at)
    day = _day(quote, given.day, at, vendor)
    if given.minutes > state.work.left(quote):
        raise WorkLimitReached(state.work.left(quote))
    event = MinutesLogged(
        recorded=at,
        at=at,
        entry=given.entry,
        quote=quote.id,
        author=author.id,
        day=day,
        minutes=given.minutes,
        content=given.content,
    )
    said = Said(id=given.entry, name=author.id, text=given.text)
    logged = Changes(events=(event,), said=(said,))
    return logged + _warning(state, quote, given.minutes, at, vendor, secret)


def _accepted(state: TicketState, named: str, at: datetime) -> Quote:
    quote = state.work.quote(named) if named else state.work.newest_accepted()
    if quote is None or quote.status(state.void, at) is not QuoteStatus.ACCEPTED:
        raise WorkNotAccepted
    return quote


def _day(quote: Quote, given: date | None, at: datetime, vendor: Vendor) -> date:
    """The day of the work, in the vendor's zone; never before the day of the acceptance."""
    today = at.astimezone(vendor.zone).date()
    day = given or today
    if quote.accepted is None or not quote.accepted.astimezone(vendor.zone).date() <= day <= today:
        raise WorkDayRefused
    return day


def _warning(
    state: TicketState, quote: Quote, minutes: int, at: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    if quote.warned or not state.work.near(quote, minutes):
        return Changes()
    letter = LimitNear(
        ticket=state.id,
        terms=quote.terms,
        logged_minutes=state.work.logged(quote.id) + minutes,
        left_minutes=state.work.left(quote) - minutes,
    )
    told = [(each, letter) for each in supporters_for(state.owner, vendor)]
    sends = quote_mails(state, quote, told, at, secret)
    return Changes(events=(LimitNeared(recorded=at, at=at, quote=quote.id),), sends=sends)


def decide_minutes_withdrawal(
    state: TicketState, entry: str, author: str, reason: str, now: datetime, vendor: Vendor
) -> Changes:
    """A correction: the entry was a mistake and is not billed; repeated, it changes nothing.

    Raises:
        AuthorUnknown: no supporter has this id.
        MinutesUnknown: there is no such entry.
    """
    named = supporter(author, vendor)
    if entry in state.work.withdrawn:
        return Changes()
    if entry not in {each.entry for each in state.work.entries}:
        raise MinutesUnknown(entry)
    at = recorded_at(state, now)
    event = MinutesWithdrawn(recorded=at, at=at, entry=entry, author=named.id, reason=reason)
    return Changes(events=(event,))
