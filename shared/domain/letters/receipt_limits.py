"""How many receipts one address gets: a flood of requests in somebody's name becomes no flood of mails."""

from datetime import datetime, timedelta
from typing import Self

from shared.domain.letters.letters import ConfirmAddress, GateNotice, Receipt, TakenUp
from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen, Instant

LIMITS = ((timedelta(minutes=10), 3), (timedelta(hours=3), 10))
"""In so long a time at most so many."""
LONGEST = max(span for span, _ in LIMITS)
TOO_MANY = "too many receipts to one address"
NO_ADDRESS = "the sender's address cannot be written to"


class Granted(Frozen):
    """A receipt that may go, by its operation id, since when."""

    send: str
    at: Instant


class ReceiptCount(Frozen):
    """The receipts that one address has got lately."""

    granted: tuple[Granted, ...] = ()

    def with_one_more(self, send: str, now: datetime) -> Self | None:
        """The count once this receipt goes, at whichever attempt; None where it may not."""
        if any(each.send == send for each in self.granted):
            return self
        lately = tuple(each for each in self.granted if now - each.at < LONGEST)
        if any(sum(now - each.at < span for each in lately) >= most for span, most in LIMITS):
            return None
        return self.model_copy(update={"granted": (*lately, Granted(send=send, at=now))})


def is_receipt(send: Send) -> bool:
    """The mail tells a requester that something has come, whoever wrote it in whose name."""
    return isinstance(send.letter, Receipt | TakenUp | GateNotice | ConfirmAddress)
