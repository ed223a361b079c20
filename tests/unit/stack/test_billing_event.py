"""The local stack's billing provider numbers its events as they come."""

from datetime import datetime, timedelta

from devstack.stack.billing_event import signed_headers

KEY = "whsec_bm90IGEgc2VjcmV0LCBvbmx5IGFuIGV4YW1wbGU="
AT = datetime.fromisoformat("2026-03-02T09:00:00.999980Z")


def test_of_two_events_said_within_a_second_the_later_is_the_one_that_holds() -> None:
    """In the same second the greater id holds, so what is said later must have it."""
    spoken = [AT + timedelta(microseconds=step) for step in range(40)]
    ids = [signed_headers("{}", KEY, at)["webhook-id"] for at in spoken]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_two_events_of_one_instant_are_two() -> None:
    """An id of its own, also where the clock has not moved between them."""
    first, second = (signed_headers("{}", KEY, AT)["webhook-id"] for _ in range(2))
    assert first != second
