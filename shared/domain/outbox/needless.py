"""Why mails leave no more though they are due: pointless by now, told otherwise, or too late."""

from datetime import datetime, timedelta

from shared.domain.facts.ticket import TicketState
from shared.domain.lanes.lane import Lane
from shared.domain.letters.sends import Send
from shared.domain.outbox.delivering import pointless

LONGEST_WAIT = timedelta(hours=24)
"""A receipt that tells a stranger of yesterday's request helps nobody, and keeps today's from leaving."""
WAITED_TOO_LONG = "waited in its lane for 24 hours"
TOLD_TOGETHER = "told of with other requests of strangers"


def needless_by(state: TicketState, send: Send, now: datetime, told_until: datetime | None) -> str:
    """Why this mail of the ticket need not leave any more; else "".

    ``told_until``: notices of strangers' tickets that waited since then, or for longer, have been told in a
    digest; one that was put back until later was not among them.
    """
    if send.lane is Lane.STRANGERS and now - send.waits_since > LONGEST_WAIT:
        return WAITED_TOO_LONG
    if send.lane is Lane.STRANGERS_NOTICES and told_until and send.not_before <= told_until:
        return TOLD_TOGETHER
    return pointless(state, send)
