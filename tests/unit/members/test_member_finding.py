"""Members are found by how words of their name begin, and by what is to be done about them."""

from datetime import timedelta

import pytest

from shared.domain.members.coverage import Coverage
from shared.domain.members.member_finding import SOON, MembersFilter, is_called
from shared.domain.members.member_listing import MemberLine, SubscriptionLine, behind
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Language
from tests.fakes.desk import START

LINE = MemberLine(
    id="ost-vast",
    name="Öst & Väst Élan AB",
    language=Language.SWEDISH,
    subscriptions=(),
    empty_seats=(),
    flagged_seats=(),
)


def subscribed(status: str, days: int | None) -> MemberLine:
    """The member with a subscription of this status, which covers for so many days more."""
    until = None if days is None else START + timedelta(days=days)
    cover = Coverage(covered=True, reason=GateReason.SUBSCRIBED, until=until)
    line = SubscriptionLine(product="planner", billed_as="planner", status=status, coverage=cover)
    return LINE.but(subscriptions=(line,))


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("", True),
        ("  ", True),
        ("&", True),
        ("öst", True),
        ("VÄ ös", True),
        ("elan", True),
        ("vast", True),
        ("ost-v", True),
        ("ost", True),
        ("st", False),
        ("öst norr", False),
    ],
)
def test_each_word_that_is_typed_begins_a_word_of_the_name_or_id(typed: str, *, called: bool) -> None:
    assert is_called(LINE, typed) is called


@pytest.mark.parametrize(
    ("status", "days", "found"),
    [
        ("active", None, set()),
        ("active", 31, set()),
        ("active", 30, {MembersFilter.ENDING}),
        ("past_due", 5, {MembersFilter.UNPAID, MembersFilter.ENDING}),
        ("past-due", None, {MembersFilter.UNPAID}),
        ("unpaid", None, {MembersFilter.UNPAID}),
        ("cancelled", 3, {MembersFilter.ENDING}),
        ("a new word", None, set()),
    ],
)
def test_what_is_to_be_done_follows_from_the_subscriptions(
    status: str, days: int | None, found: set[MembersFilter]
) -> None:
    line = subscribed(status, days)
    shown = {each for each in MembersFilter if each.shows(line, START)}
    assert shown == {MembersFilter.ALL, *found}
    assert timedelta(days=30) == SOON


def test_a_cover_that_has_ended_ends_no_more() -> None:
    ended = Coverage(covered=False, reason=GateReason.LAPSED)
    (line,) = subscribed("cancelled", 1).subscriptions
    member = LINE.but(
        subscriptions=(line.but(coverage=ended),), empty_seats=("planner",), flagged_seats=("ledger",)
    )
    shown = {each for each in MembersFilter if each.shows(member, START)}
    assert shown == {MembersFilter.ALL, MembersFilter.EMPTY_SEATS, MembersFilter.FLAGGED}


def test_a_page_begins_behind_a_member_that_is_none_of_these_any_more() -> None:
    every = [LINE.but(id=each) for each in "abcd"]
    found = [every[0], every[3]]
    assert [each.id for each in behind("b", every, found)] == ["d"]
    assert [each.id for each in behind("unknown", every, found)] == ["a", "d"]
    assert behind("d", every, found) == []
