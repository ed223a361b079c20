"""The decisions that tie a ticket to entries of the register, untie it, and tell its requester."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import Field

from shared.domain.events.register_events import ReporterTold, TiedToEntry, UntiedFromEntry
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.composing import compose
from shared.domain.letters.register_letters import ErrorConfirmed
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import product_named
from shared.domain.members.recipients import supporter
from shared.domain.refusals.register_errors import RegisterProductDiffers
from shared.domain.register.entry import EntryKind, EntryState, RegisterEntry
from shared.domain.tickets.changes import Changes, SyncTie, recorded_at
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.fields import ReasonBody, SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.vendor import Vendor

MOST_TIES = 10
"""Entries that one answer ties its ticket to."""


class TieBody(Frozen):
    """Who ties the ticket to the entry."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
    other_product: bool = Field(
        default=False, description="`true`: also where the ticket is about another product than the entry."
    )


def decide_tying(
    state: TicketState, given: TieBody, entries: Iterable[RegisterEntry], now: datetime, house: House
) -> Changes:
    """The ticket is tied to each of these entries, which learn it; those that it is tied to, stay.

    Raises:
        AuthorUnknown, TicketMergedAway.
        RegisterProductDiffers: the ticket is about another product, and nobody said that this is meant.
    """
    author = supporter(given.author, house.vendor)
    new = {each.name: each for each in entries if not state.errors.has(each.name)}
    if not new:
        return Changes()
    refuse_merged(state)
    if not given.other_product and any(_differs(state, each, house.vendor) for each in new.values()):
        raise RegisterProductDiffers
    at = recorded_at(state, now)
    events = tuple(TiedToEntry(recorded=at, at=at, entry=name, author=author.id) for name in new)
    return Changes(events=events, effects=tuple(SyncTie(entry=name) for name in new))


def decide_untying(
    state: TicketState, given: ReasonBody, names: Iterable[str], now: datetime, house: House
) -> Changes:
    """The ticket is tied to none of these names of an entry; tied to none, it changes nothing.

    Raises ``AuthorUnknown``.
    """
    author = supporter(given.author, house.vendor)
    known, at = [name for name in names if state.errors.has(name)], recorded_at(state, now)
    events = tuple(
        UntiedFromEntry(recorded=at, at=at, entry=name, author=author.id, reason=given.reason)
        for name in known
    )
    return Changes(events=events, effects=tuple(SyncTie(entry=name) for name in known))


def decide_telling(
    state: TicketState, entry: RegisterEntry, to: Recipient, now: datetime, house: House
) -> Changes:
    """The requester is told on this ticket that the entry is confirmed; told before, it changes nothing."""
    if entry.name in state.errors.told:
        return Changes()
    at = recorded_at(state, now)
    workaround = entry.workaround.read_in(state.language) if entry.workaround else ""
    letter = ErrorConfirmed(
        ticket=state.id,
        product=entry.product,
        error=entry.name,
        adaptation=entry.kind is EntryKind.ADAPTATION,
        title=entry.title.read_in(state.language),
        workaround=workaround,
        fixed_in=entry.fixed_in,
        released=entry.state is EntryState.RELEASED,
        link=ticket_link(state, to.address, at, house.secret),
    )
    send = compose(house, letter, (to, state.language), at, state.id, "register", entry.name)
    return Changes(events=(ReporterTold(recorded=at, at=at, entry=entry.name),), sends=(send,))


def _differs(state: TicketState, entry: RegisterEntry, vendor: Vendor) -> bool:
    """The ticket is about a product of the vendor's, and it is another than the entry's."""
    found = product_named(state.product, vendor.products)
    return found is not None and found.id != entry.product
