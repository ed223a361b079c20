"""Automatic mail to an address in trouble is not sent: asked before a mail is leased."""

from shared.domain.facts.delivery_reports import IN_TROUBLE
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.sends import Send
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.usecases.records.standing_rows import record_alive, trouble_of


async def held_back(desk: Desk, send: Send, state: TicketState | None = None) -> str:
    """Why this mail is not to be sent; else "". One request, or none: see ``may_be_held_back``.

    A message that came from the address after it failed lifts its trouble, here and everywhere.

    Raises:
        StoreUnavailable: ask again later.
    """
    if not may_be_held_back(send, desk.vendor):
        return ""
    trouble = await trouble_of(desk, send.to.address)
    if trouble is None:
        return ""
    key = address_key(desk.secret, send.to.address)
    wrote = (
        max((turn.received for turn in state.turns if turn.sender == key), default=None) if state else None
    )
    if wrote is None or trouble.seen(wrote).in_trouble:
        return IN_TROUBLE
    await record_alive(desk, send.to.address, wrote)
    return ""


def may_be_held_back(send: Send, vendor: Vendor) -> bool:
    """Not a person's answer, which is always tried, and not what is meant for the vendor's own people."""
    return not isinstance(send.letter, PersonsAnswer) and not vendor.owns(send.to.address)
