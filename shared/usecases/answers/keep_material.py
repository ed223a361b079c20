"""A supporter keeps a turn as material for better documentation, or keeps it no more."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.keeping_material import MaterialGiven, decide_dropping, decide_keeping
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket


async def keep_material(desk: Desk, ticket: str, given: MaterialGiven) -> TicketHeader:
    """The turn stands in the material of the month of its receipt. Repeated, it changes nothing.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown: nothing was written.
        StoreUnavailable: send it again.
    """

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_keeping(state, given, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def drop_material(desk: Desk, ticket: str, given: MaterialGiven) -> TicketHeader:
    """The turn is material no more. Repeated, it changes nothing.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown: nothing was written.
        StoreUnavailable: send it again.
    """

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_dropping(state, given, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header
