"""A supporter answers by mail what another has answered meanwhile: held and asked, never sent unseen."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from shared.domain.answers.meanwhile import answers_of_others
from shared.domain.events.second_answer_events import SecondAnswerEnded, SecondAnswerHeld
from shared.domain.facts.second_answers import SecondAnswer, SecondAnswerOutcome
from shared.domain.facts.ticket import Ending, TicketState
from shared.domain.letters.composing import compose_to_all
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import SecondAnswerAsked, SecondAnswerLapsed
from shared.domain.members.recipients import named_or_minding
from shared.domain.tickets.changes import Changes, Said, as_many_as_fit, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House


class Seconding(Frozen):
    """An answer by mail, to what its author was shown up to this turn. ``mail``: where it is kept whole."""

    entry: Entry
    author: str
    turn: str
    mail: str
    text: str


def answered_before(state: TicketState, shown: AbstractSet[str], events: int, author: str) -> Ending | None:
    """The last answer of another supporter to what the author was shown; None where there is none.

    Only what came after the first ``events`` of the ticket: the author was shown all before. Whoever has
    answered a turn as well only adds to that.
    """
    own = {turn for each in state.endings if each.human and each.author == author for turn in each.turns}
    asked = shown - own
    later = [each for each in answers_of_others(state, author) if each.place > events]
    return next((each for each in reversed(later) if asked & set(each.turns)), None)


def decide_holding(
    state: TicketState, given: Seconding, first: Ending, now: datetime, house: House
) -> Changes:
    """It is kept with its words, and its author asked by one mail, which shows the first answer."""
    at, entry = recorded_at(state, now), given.entry
    event = SecondAnswerHeld.of(
        given, recorded=at, at=at, second=entry.id, first=first.id, content=entry.content
    )
    said = Said(id=entry.id, name=given.author, text=given.text)
    changes = Changes(events=(event,), said=(said,))
    held = changes.state_after(state).second_answers[-1]
    return changes + Changes(sends=_ask(state, held, first, at, house))


def open_answers(state: TicketState) -> tuple[SecondAnswer, ...]:
    """Those that are held, oldest first."""
    return tuple(each for each in state.second_answers if each.became is None)


def asked_about(state: TicketState, author: str, turn: str, events: int) -> SecondAnswer | None:
    """The author's answer that a mail asks about which shows this turn after so many events; else None."""
    asked = [
        each
        for each in open_answers(state)
        if (each.author, each.turn) == (author, turn) and each.place <= events
    ]
    return asked[-1] if asked else None


def ended(state: TicketState, second: SecondAnswer, became: SecondAnswerOutcome, now: datetime) -> Changes:
    """It is held no longer."""
    at = recorded_at(state, now)
    return Changes(events=(SecondAnswerEnded(recorded=at, at=at, second=second.id, became=became),))


def asked_again(state: TicketState, first: str, at: datetime, house: House) -> tuple[Send, ...]:
    """The first answer did not arrive: whoever wrote a second one is asked again. ``state``: before that."""
    answers = [each for each in state.endings if each.id == first]
    return tuple(
        mail
        for answer in answers
        for each in open_answers(state)
        if each.first == first
        for mail in _ask(state, each, answer, at, house, lost=True)
    )


def decide_lapsing(state: TicketState, now: datetime, house: House) -> Changes:
    """What has been held for so long is not sent, and its author told; as many as one transaction carries."""
    at = recorded_at(state, now)
    return as_many_as_fit(
        ended(state, each, SecondAnswerOutcome.LAPSED, now)
        + Changes(sends=_mails(state, each, _lapsed(state, each), at, house))
        for each in open_answers(state)
        if now >= each.until
    )


def question_is_over(state: TicketState, letter: SecondAnswerAsked) -> str:
    """Why this question need not be asked any more; else ""."""
    held = {each.id: each.first for each in open_answers(state)}
    if letter.second not in held:
        return "the answer is held no longer"
    stands = any(each.id == held[letter.second] for each in state.endings)
    return "" if stands or letter.lost else "the first answer did not arrive"


def _ask(
    state: TicketState, second: SecondAnswer, first: Ending, at: datetime, house: House, *, lost: bool = False
) -> tuple[Send, ...]:
    letter = SecondAnswerAsked(
        ticket=state.id,
        second=second.id,
        author=first.author,
        answered=first.at,
        until=second.until,
        lost=lost,
        turns=(first.id, second.turn),
    )
    return _mails(state, second, letter, at, house, str(lost))


def _lapsed(state: TicketState, second: SecondAnswer) -> SecondAnswerLapsed:
    return SecondAnswerLapsed(ticket=state.id, written=second.at, turns=(second.id, second.turn))


def _mails(
    state: TicketState, second: SecondAnswer, letter: Letter, at: datetime, house: House, *keys: str
) -> tuple[Send, ...]:
    """To its author; to whoever minds the ticket where that one has left."""
    readers = named_or_minding(second.author, state.owner, house.vendor)
    about = (state.id, second.id, letter.letter, *keys)
    return compose_to_all(house, letter, readers, at, *about, turn=second.turn)
