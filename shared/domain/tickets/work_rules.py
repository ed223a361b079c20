"""From the events of hourly work to state: one rule for each kind of event."""

from shared.domain.events.work_events import (
    LimitNeared,
    MinutesLogged,
    MinutesWithdrawn,
    QuoteAccepted,
    QuoteDeclined,
    QuoteGiven,
    QuoteWithdrawn,
)
from shared.domain.facts.work import Quote, Work, WorkEntry
from shared.domain.tickets.ticket import Ending, How, TicketState


def _given(event: QuoteGiven, state: TicketState) -> TicketState:
    quote = Quote(
        id=event.quote,
        answer=event.answer,
        author=event.author,
        turns=_answered_first(state, event),
        terms=event.terms,
        given=event.at,
        expires=event.expires,
    )
    return _with_work(state, quotes=(*state.work.quotes, quote))


def _answered_first(state: TicketState, event: QuoteGiven) -> tuple[str, ...]:
    """The turns that nothing but the quote answers; where it answers none anew, the last that it names."""
    before = {name for each in state.endings if each.id != event.answer for name in each.turns}
    gone = {turn.id for turn in state.turns if turn.split_into}
    anew = tuple(name for name in state.up_to(event.answers_up_to) if name not in before | gone)
    return anew or (event.answers_up_to,)


def _withdrawn(event: QuoteWithdrawn, state: TicketState) -> TicketState:
    return _with_quote(state, event.quote, withdrawn=event.at)


def _accepted(event: QuoteAccepted, state: TicketState) -> TicketState:
    return _with_quote(state, event.quote, accepted=event.at, entry=event.entry)


def _declined(event: QuoteDeclined, state: TicketState) -> TicketState:
    """What the quote answered is ended once more, as declined: by the person, not by a supporter."""
    ending = Ending(
        id=event.entry,
        how=How.DECLINED,
        at=event.at,
        author="",
        turns=state.work.quote(event.quote).turns,
        content=event.content,
    )
    declined = _with_quote(state, event.quote, declined=event.at, entry=event.entry)
    return declined.model_copy(update={"endings": (*state.endings, ending)})


def _logged(event: MinutesLogged, state: TicketState) -> TicketState:
    entry = WorkEntry(
        entry=event.entry,
        quote=event.quote,
        author=event.author,
        day=event.day,
        minutes=event.minutes,
        content=event.content,
    )
    return _with_work(state, entries=(*state.work.entries, entry))


def _taken_back(event: MinutesWithdrawn, state: TicketState) -> TicketState:
    left = tuple(each for each in state.work.entries if each.entry != event.entry)
    return _with_work(state, entries=left, withdrawn=(*state.work.withdrawn, event.entry))


def _neared(event: LimitNeared, state: TicketState) -> TicketState:
    return _with_quote(state, event.quote, warned=True)


def _with_work(state: TicketState, **changed: object) -> TicketState:
    work: Work = state.work.model_copy(update=changed)
    return state.model_copy(update={"work": work})


def _with_quote(state: TicketState, name: str, **changed: object) -> TicketState:
    quotes = (each.model_copy(update=changed) if each.id == name else each for each in state.work.quotes)
    return _with_work(state, quotes=tuple(quotes))


RULES = (_given, _withdrawn, _accepted, _declined, _logged, _taken_back, _neared)
