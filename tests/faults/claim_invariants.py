"""What must hold of claimed customers at rest: each counts for one member, with all that was heard of it."""

from collections.abc import Iterator

from shared.ports.desk import Desk
from shared.usecases.records.member_rows import customer_key
from tests.faults.reading import Reading


def claims_broken(reading: Reading, desk: Desk) -> Iterator[str]:
    """Members that name a customer which another claims, and events that wait although a member names it."""
    for member in reading.members.values():
        for customer in member.header.member.customers if member.header else ():
            place = reading.members.get(customer_key(desk, customer))
            if place is None or place.claimed_by != member.key:
                yield f"5: member {member.key} names a customer that it does not claim"
            elif place.unclaimed:
                yield f"5: events of a customer of {member.key} wait for a member"
            heard = sum(len(each.states) for each in member.subscriptions.values())
            if heard < len(_raw_of(reading, customer.id)):
                yield f"5: member {member.key} does not know all that was heard of its customer"


def _raw_of(reading: Reading, customer: str) -> set[str]:
    """Every event of this customer, wherever it is kept."""
    raw = {text for each in reading.members.values() for text in each.raw | each.unclaimed}
    return {text for text in raw if f'"customer":"{customer}"' in text and '"status"' in text}
