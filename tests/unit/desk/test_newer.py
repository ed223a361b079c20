"""What is new to a supporter is what others did after it had seen the ticket, and only so much is kept."""

from datetime import UTC, datetime

from shared.domain.answers.newer import MOST_REMEMBERED, Seen, SeenTickets, last_place, new_to
from shared.domain.facts.ticket import Ending, How, Note, TicketState, Turn
from shared.domain.values.intake import Kind

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def turn(name: str, place: int, into: str = "") -> Turn:
    return Turn(id=name, kind=Kind.QUESTION, received=AT, place=place, split_into=into)


def ending(name: str, author: str, place: int, how: How = How.ANSWER) -> Ending:
    return Ending(id=name, how=how, at=AT, author=author, turns=(), content="", place=place)


def note(name: str, author: str) -> Note:
    return Note(id=name, author=author, at=AT, content="")


STATE = TicketState(
    id="t",
    events=9,
    turns=(turn("m1", 1), turn("m2", 5), turn("m3", 6, into="elsewhere")),
    endings=(
        ending("e1", "bo", 2),
        ending("e2", "anna", 7),
        ending("e3", "bo", 8),
        ending("e4", "", 9, How.DECLINED),
        ending("e5", "bo", 0),
    ),
    notes=(note("n1", "bo"), note("n2", "anna"), note("n3", "bo")),
)


def test_new_is_what_others_wrote_and_did_after_that_and_nothing_of_ones_own() -> None:
    new = new_to("anna", STATE, Seen(events=4, notes=1))
    assert (new.messages, new.answers, new.notes) == (("m2", "e4"), ("e3",), ("n3",))
    assert new_to("bo", STATE, Seen(events=4, notes=1)).answers == ("e2",)
    assert new_to("anna", STATE, Seen.whole(STATE)).ids == frozenset()


def test_the_last_place_is_that_of_the_last_thing_that_may_be_new() -> None:
    assert (last_place("anna", STATE), last_place("bo", STATE)) == (9, 9)
    mine = STATE.but(endings=STATE.endings[:2])
    assert (last_place("anna", mine), last_place("bo", mine)) == (6, 7)


def test_the_tickets_that_were_opened_last_are_remembered_and_no_more() -> None:
    seen = SeenTickets()
    for number in (*range(MOST_REMEMBERED), 0, MOST_REMEMBERED):
        seen = seen.with_ticket(f"t{number}", Seen(events=number, notes=0))
    assert len(seen.tickets) == MOST_REMEMBERED
    assert ("t0" in seen.tickets, "t1" in seen.tickets) == (True, False)
    assert list(seen.tickets)[-1] == f"t{MOST_REMEMBERED}"
