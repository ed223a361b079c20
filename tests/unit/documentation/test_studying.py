"""Who is sent what to study, and what marks on documents come to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.documentation.documents import Document, Shelf
from shared.domain.documentation.studying import (
    Study,
    StudyMark,
    decide_marking,
    seat_after,
    seat_at,
    seats_to_tell,
    sitting_of,
    studies_given_up,
)
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Seat
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.refusals.documentation_errors import DocumentUnknown
from shared.domain.values.house import House
from tests.fakes.desk import SECRET, START, VENDOR
from tests.triggers.examples import ACME

HOUSE = House(vendor=VENDOR, secret=SECRET)
RUNE = ACME.seats[0]
NOBODY = Study(product="p", person="r")
FACTS = MemberFacts(key="acme", member=ACME, subscriptions=ACME.hand_histories())


def document(name: str, version: str = "1") -> Document:
    told = {"sv": "Titel", "en": "Title"}
    address = dict.fromkeys(told, "https://docs.example.com")
    return Document.model_validate({"id": name, "title": told, "address": address, "version": version})


SHELF = Shelf(product="planner", documents=(document("a"), document("b")))


def marked(
    study: Study, name: str, shelf: Shelf = SHELF, *, studied: bool = True, at: datetime = START
) -> Study:
    return decide_marking(study, StudyMark(document=name, studied=studied), shelf, at, HOUSE)


def test_a_document_is_studied_in_the_version_that_it_had() -> None:
    study = marked(NOBODY, "a")
    assert [study.has(document("a", version)) for version in "12"] == [True, False]
    assert marked(study, "a", at=START + timedelta(days=1)) is study


def test_the_last_document_makes_the_day_in_the_vendors_zone() -> None:
    night = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    half = marked(NOBODY, "a", at=night)
    assert (half.finished, marked(half, "b", at=night).finished) == (None, date(2026, 3, 3))


def test_what_was_finished_stays_so_when_the_list_grows_until_a_mark_is_taken_back() -> None:
    finished = marked(marked(NOBODY, "a"), "b")
    grown = SHELF.having(document("c")).having(document("d"))
    assert marked(finished, "c", grown).finished == finished.finished
    assert marked(finished, "a", grown, studied=False).finished is None


def test_a_document_that_is_not_on_the_list_cannot_be_marked() -> None:
    with pytest.raises(DocumentUnknown):
        marked(NOBODY, "z")


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=12))
def test_whatever_is_pressed_in_whatever_order_the_day_stands_while_both_are_marked(
    presses: list[tuple[str, bool]],
) -> None:
    study, seat = NOBODY, RUNE
    for name, studied in presses:
        after = marked(study, name, studied=studied)
        study, seat = after, seat_after(seat, study, after)
        both = all(study.has(each) for each in SHELF.documents)
        assert (study.finished is not None, seat.studied is not None) == (both, both)


def test_a_day_that_somebody_else_wrote_is_neither_moved_nor_taken_back() -> None:
    written = RUNE.but(studied=date(2026, 1, 15))
    finished = marked(marked(NOBODY, "a"), "b")
    assert seat_after(written, NOBODY, finished) == written
    assert seat_after(written, finished, marked(finished, "b", studied=False)) == written


def known(seat: Seat, **more: object) -> Study:
    product, person = sitting_of(seat, SECRET)
    return Study(product=product, person=person).but(**more)


def test_who_is_told_is_who_was_not_since_the_seat_became_theirs() -> None:
    there = known(RUNE)
    assert seats_to_tell(FACTS, {}, START, HOUSE) == (RUNE,)
    assert seats_to_tell(FACTS, {there.sitting: there}, START, HOUSE) == ()
    assert seats_to_tell(FACTS, {there.sitting: there.given_up()}, START, HOUSE) == (RUNE,)


def test_a_dead_address_a_studied_seat_and_an_uncovered_product_are_not_told() -> None:
    dead = SeatFlags().reported(RUNE.address, DeliveryStatus.BOUNCED, START)
    studied = ACME.but(seats=(RUNE.but(studied=date(2026, 1, 15)),))
    for facts in (FACTS.but(flags=dead), FACTS.but(member=studied), FACTS.but(subscriptions=())):
        assert seats_to_tell(facts, {}, START, HOUSE) == ()


def test_a_seat_that_is_somebody_elses_is_given_up_once_and_begins_anew_when_it_comes_back() -> None:
    there = known(RUNE, marks=marked(NOBODY, "a").marks)
    empty = ACME.but(seats=())
    assert studies_given_up(empty, {there.sitting: there}, SECRET) == (there,)
    gone = there.given_up()
    assert studies_given_up(empty, {gone.sitting: gone}, SECRET) == ()
    anew = gone.begun_anew()
    assert (anew.times, anew.held, anew.marks) == (2, True, ())
    assert there.begun_anew() is there


def test_a_seat_is_known_by_product_and_person_however_the_address_is_spelled() -> None:
    spelled = ACME.but(seats=(RUNE.but(address=RUNE.address.upper()),))
    assert seat_at(spelled, sitting_of(RUNE, SECRET), SECRET) == spelled.seats[0]
    other = sitting_of(RUNE.but(product="ledger"), SECRET)
    assert seat_at(ACME, other, SECRET) is None
