"""The decisions of supporters about hourly work: to log minutes under an accepted quote, and to correct."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.events.work_events import LimitNeared, MinutesLogged, MinutesWithdrawn
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote, QuoteStatus
from shared.domain.letters.composing import compose_to_all
from shared.domain.letters.work_letters import LimitNear
from shared.domain.members.recipients import supporter, supporters_for
from shared.domain.refusals.errors import MinutesUnknown, WorkDayRefused, WorkLimitReached, WorkNotAccepted
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import MINUTES_IN_A_DAY, ReasonBody, SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.intake import Text
from shared.domain.values.vendor import Vendor

type WhatWasDone = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class MinutesBody(Frozen):
    """Minutes that somebody worked on one day under an accepted quote."""

    author: SupporterId = Field(description="Who worked: the id of a supporter in the settings.")
    minutes: Annotated[int, Field(ge=1, le=MINUTES_IN_A_DAY)] = Field(description="How many, whole.")
    text: WhatWasDone = Field(description="What was done, as the member reads it on the statement.")
    day: date | None = Field(
        default=None,
        description="The day of the work in the vendor's zone, from the acceptance on; left out: today.",
    )
    quote: Annotated[str, Field(pattern=r"^[a-z2-7]{16}$")] | None = Field(
        default=None, description="The quote that it is billed under; left out: the one accepted last."
    )


def decide_minutes(
    state: TicketState, given: MinutesBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The minutes are logged; near the limit supporters are told, once a quote. A merge takes nothing away.

    Raises:
        KeyReused, AuthorUnknown.
        QuoteUnknown: the ticket has no such quote.
        WorkNotAccepted: nobody has accepted it, or any.
        WorkDayRefused: the work was before the acceptance, or is still to come.
        WorkLimitReached: with so many minutes the accepted limit would be passed.
    """
    new = entry.anew(state)
    if new is None:
        return Changes()
    author = supporter(given.author, house.vendor)
    at = recorded_at(state, now)
    quote = _accepted(state, given.quote or "", at)
    day = _day(quote, given.day, at, house.vendor)
    if given.minutes > state.work.left(quote):
        raise WorkLimitReached(state.work.left(quote))
    event = MinutesLogged(
        recorded=at,
        at=at,
        entry=new.id,
        quote=quote.id,
        author=author.id,
        day=day,
        minutes=given.minutes,
        content=new.content,
    )
    said = Said(id=new.id, name=author.id, text=given.text)
    return Changes(events=(event,), said=(said,)) + _warning(state, quote, given.minutes, at, house)


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


def _warning(state: TicketState, quote: Quote, minutes: int, at: datetime, house: House) -> Changes:
    if quote.warned or not state.work.near(quote, minutes):
        return Changes()
    letter = LimitNear(
        ticket=state.id,
        terms=quote.terms,
        logged_minutes=state.work.logged(quote.id) + minutes,
        left_minutes=state.work.left(quote) - minutes,
    )
    readers, keys = supporters_for(state.owner, house.vendor), (state.id, quote.id, letter.letter)
    sends = compose_to_all(house, letter, readers, at, *keys, turn=quote.turns[-1])
    return Changes(events=(LimitNeared(recorded=at, at=at, quote=quote.id),), sends=sends)


def decide_minutes_withdrawal(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """A correction: the minutes that the entry is about are billed to nobody; repeated, it changes nothing.

    Raises:
        AuthorUnknown.
        MinutesUnknown: there is no such entry.
    """
    named, wrong = supporter(given.author, house.vendor), entry.about
    if wrong in state.work.withdrawn:
        return Changes()
    if wrong not in {each.entry for each in state.work.entries}:
        raise MinutesUnknown(wrong)
    at = recorded_at(state, now)
    event = MinutesWithdrawn(recorded=at, at=at, entry=wrong, author=named.id, reason=given.reason)
    return Changes(events=(event,))
