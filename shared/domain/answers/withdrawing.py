"""The decision to correct a mistake: an entry is withdrawn, and the clocks run as if without it."""

from datetime import datetime

from shared.domain.events.answer_events import EntryWithdrawn
from shared.domain.facts.ticket import How, TicketState, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.errors import EntryUnknown
from shared.domain.values.vendor import Vendor


def decide_withdrawing(
    state: TicketState, entry: str, author: str, reason: str, now: datetime, vendor: Vendor
) -> Changes:
    """A correction: the logged contact or ended turn was a mistake, and the clocks run as if without it.

    Raises:
        AuthorUnknown, TicketMergedAway.
        EntryUnknown: there is no such entry, or it is an answer, which has been sent, or the member's.
    """
    named = supporter(author, vendor)
    refuse_merged(state)
    if not any(each.id == entry and each.how not in {How.ANSWER, How.DECLINED} for each in state.endings):
        raise EntryUnknown(entry)
    at = recorded_at(state, now)
    return Changes(events=(EntryWithdrawn(recorded=at, at=at, entry=entry, author=named.id, reason=reason),))
