"""The list of members: in which order, what each line says as time passes, and which are wanted."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.members.billing import Provider, Status
from shared.domain.members.coverage import coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.members.member_listing import (
    MemberLine,
    MembersWanted,
    line_of,
    listed,
    sorted_by_name,
)
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.members.subscriptions import State, SubscriptionHistory
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.name_order import in_order
from tests.fakes.desk import START, VENDOR

DAY = timedelta(days=1)
RUNE = "rune@acme.example.org"
SEAT = Seat(product="planner", address=RUNE)


def facts(
    *subscriptions: HandSubscription, seats: tuple[Seat, ...] = (), flagged: bool = False
) -> MemberFacts:
    """A member with these."""
    member = Member(
        id="acme", name="Acme", owner=Person(address=RUNE), subscriptions=subscriptions, seats=seats
    )
    flags = SeatFlags().reported(RUNE, DeliveryStatus.BOUNCED, START) if flagged else SeatFlags()
    return MemberFacts(key="k", member=member, subscriptions=member.hand_histories(), flags=flags)


def line(of: MemberFacts, after: timedelta = timedelta()) -> MemberLine:
    """What the list says of it so long after it was written there."""
    return line_of(listed(of, START, VENDOR), START + after, VENDOR)


def subscribed(product: str = "planner", status: Status = Status.ACTIVE, **more: object) -> HandSubscription:
    """A state since a month ago."""
    told = {"product": product, "status": status.value, "since": START - 30 * DAY}
    return HandSubscription.model_validate(told | more)


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("Ö", "Ä"),
        ("Ä", "Å"),
        ("Å", "Z"),
        ("ångström", "Zeta"),
        ("A\u030angström", "Zeta"),
        ("Eriksson", "Élan"),
        ("beta", "Alfa"),
        ("Alfa 2", "Alfa"),
        ("Alfa", "2 Alfa"),
        ("Øst", "Ärlig"),
    ],
)
def test_names_stand_as_in_a_swedish_list(name: str, after: str) -> None:
    assert in_order(after) < in_order(name)


def test_members_of_one_name_stand_by_their_ids() -> None:
    one = line(facts())
    assert [each.id for each in sorted_by_name([one.but(id="b"), one.but(id="a")])] == ["a", "b"]


def test_time_alone_changes_a_line_that_was_written_before() -> None:
    """A year that begins later, and ends."""
    until = START + 365 * DAY
    year = facts(subscribed(since=START + 10 * DAY, paid_until=until, status=Status.TRIALING))
    told = [line(year, after).subscriptions[0].coverage.covered for after in (0 * DAY, 9 * DAY, 10 * DAY)]
    assert told == [False, False, True]
    assert line(year, 11 * DAY).subscriptions[0].coverage.until == until


STATUSES = st.sampled_from([*Status, "on_ice"])
INSTANTS = st.integers(-40, 40).map(lambda days: START + days * DAY)
STATES = st.lists(
    st.builds(
        State, at=INSTANTS, id=st.sampled_from("abc"), status=STATUSES, paid_until=st.none() | INSTANTS
    ),
    max_size=4,
)


@given(STATES, st.integers(0, 100))
def test_at_any_later_instant_a_line_says_what_the_history_does(states: list[State], days: int) -> None:
    empty = SubscriptionHistory(provider=Provider.STRIPE, subscription="s", customer="c", product="planner")
    history = empty.with_states(states)
    of = MemberFacts(key="k", member=facts().member, subscriptions=(history,))
    (told,) = line(of, days * DAY).subscriptions
    in_force = history.states_at(START + days * DAY)
    assert told.coverage == coverage(history, START + days * DAY, VENDOR.grace)
    assert told.status == (in_force[-1].status if in_force else "")


def test_a_seat_is_empty_where_a_product_is_subscribed_to_now_and_nobody_holds_it() -> None:
    of = facts(subscribed(), subscribed("ledger"), seats=(SEAT,), flagged=True)
    told = line(of)
    assert (told.empty_seats, told.flagged_seats) == (("ledger",), ("planner",))
    assert line(facts(subscribed(status=Status.CANCELLED))).empty_seats == ()


ENDING = subscribed("ledger", paid_until=START + 5 * DAY, status=Status.CANCELLED)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, True),
        ({"product": "ledger"}, True),
        ({"product": "archive"}, False),
        ({"status": "cancelled"}, True),
        ({"status": "paused"}, False),
        ({"product": "planner", "status": "cancelled"}, False),
        ({"lapsed": True}, False),
        ({"ending_before": START + 6 * DAY}, True),
        ({"ending_before": START + 5 * DAY}, False),
        ({"product": "planner", "ending_before": START + 6 * DAY}, False),
        ({"empty_seat": True}, True),
        ({"empty_seat": True, "product": "planner"}, False),
        ({"flagged": True}, True),
        ({"flagged": True, "product": "ledger"}, False),
        ({"flagged": True, "empty_seat": True, "status": "active"}, True),
    ],
)
def test_all_that_is_asked_must_hold(wanted: dict[str, object], found: bool) -> None:  # noqa: FBT001 - a row
    of = facts(subscribed(), ENDING, seats=(SEAT,), flagged=True)
    assert MembersWanted.model_validate(wanted).wants(line(of)) is found


def test_what_has_ended_is_lapsed_and_ends_no_more() -> None:
    told = line(facts(ENDING), 5 * DAY)
    assert told.subscriptions[0].coverage.reason is GateReason.LAPSED
    assert MembersWanted(lapsed=True).wants(told)
    assert not MembersWanted(ending_before=START + 90 * DAY).wants(told)
