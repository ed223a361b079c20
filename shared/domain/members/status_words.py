"""Words of billing providers that mean something else here, or too little: refused, with what to send.

A word that nobody knows is not among them: it keeps the old state, and supporters are told.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

from shared.domain.members.billing import Identifier, plain_word

_BEGINS_LATER = "Send active for future, with the day it begins as the time of the event."
_MOVED = "Send cancelled for transferred, and an event of its own for the subscription that goes on."
_OF_AN_INVOICE = (
    "This word is about an invoice. Send active with the end of the invoiced period as paid_until, and "
    "past_due with its beginning once the invoice is overdue."
)
_NO_END = "Send paid_until with non_renewing: where the last period ends."
_OF_INVOICES = (
    "booked", "draft", "fullypaid", "not_paid", "open", "overdue", "paid", "payment_due", "posted",
    "unbooked", "uncollectible", "unpaidoverdue", "void", "voided",
)  # fmt: skip
_UNCLEAR = {"future": _BEGINS_LATER, "transferred": _MOVED} | dict.fromkeys(_OF_INVOICES, _OF_AN_INVOICE)


def _clear(word: str) -> str:
    """The word as it is. Raises ``ValueError`` with what to send instead."""
    if message := _UNCLEAR.get(plain_word(word)):
        raise ValueError(message)
    return word


type StatusWord = Annotated[Identifier, AfterValidator(_clear)]
"""A provider's word for a status, except those that mean something else here."""


def needed_end(word: str, paid_until: datetime | None) -> datetime | None:
    """The end as it is. Raises ``ValueError`` where the word says that there is one, and it is missing."""
    if paid_until is None and plain_word(word) == "non_renewing":
        raise ValueError(_NO_END)
    return paid_until
