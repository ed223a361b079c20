"""Whether a responsible person may be asked again to confirm."""

from datetime import timedelta

import pytest

from shared.domain.members.appointments import Appointment, Appointments
from shared.domain.members.gate import MemberFacts
from shared.domain.members.seat_flags import PersonsWord, SeatFlags
from shared.domain.seats.changing import SeatsChanged
from shared.domain.seats.confirming import SeatAsked, decide_ask_again, may_be_asked
from tests.examples.news_examples import member
from tests.fakes.desk import START

RUNE = "rune@acme.example.org"
MEMBER = member("acme", ("planner", RUNE), ("ledger", RUNE))
PLANNER = Appointment(product="planner", address=RUNE, since=START, asked=START, told=True)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def facts(*named: Appointment, flags: SeatFlags = SeatFlags()) -> MemberFacts:  # noqa: B008 - it is frozen
    return MemberFacts(key="k", member=MEMBER, appointments=Appointments(named=named), flags=flags)


@pytest.mark.parametrize(
    ("named", "later", "may"),
    [
        (PLANNER, DAY - SECOND, False),
        (PLANNER, DAY, True),
        (PLANNER.but(asked=None), SECOND, True),
        (PLANNER.but(told=False), DAY, False),
        (PLANNER.but(confirmed=START), DAY, False),
        (PLANNER.but(declined=START), DAY, True),
    ],
)
def test_a_person_is_asked_once_in_a_day_until_it_has_confirmed(
    named: Appointment, later: timedelta, *, may: bool
) -> None:
    assert may_be_asked(facts(named), MEMBER.seats[0], START + later) is may


def test_who_held_its_seat_before_anything_was_noted_may_be_asked() -> None:
    assert may_be_asked(facts(), MEMBER.seats[0], START)


def test_who_said_no_is_not_asked_until_the_address_is_used_again() -> None:
    flags = SeatFlags().reported(RUNE, PersonsWord.DECLINED, START)
    assert not may_be_asked(facts(PLANNER, flags=flags), MEMBER.seats[0], START + DAY)


def test_a_person_is_asked_of_all_its_seats_at_once_save_those_it_was_asked_of_lately() -> None:
    after = decide_ask_again(facts(), SeatAsked(product="planner", before=RUNE.upper()), START)
    assert [(each.product, each.asked, each.told) for each in after.named] == [
        ("planner", START, False),
        ("ledger", START, False),
    ]
    later = decide_ask_again(facts(PLANNER), SeatAsked(product="ledger", before=RUNE), START + SECOND)
    assert [(each.product, each.told) for each in later.named] == [("planner", True), ("ledger", False)]


def test_said_again_nothing_changes() -> None:
    asked = SeatAsked(product="planner", before=RUNE)
    after = decide_ask_again(facts(), asked, START)
    assert decide_ask_again(facts(*after.named), asked, START + SECOND) == after


def test_nobody_is_asked_of_a_seat_that_it_does_not_hold() -> None:
    with pytest.raises(SeatsChanged):
        decide_ask_again(facts(PLANNER), SeatAsked(product="archive", before=RUNE), START)
