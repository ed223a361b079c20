"""Which entries of the register a ticket is about, as it is shown."""

import asyncio

from shared.domain.facts.register_ties import TicketTie
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import WholeTicket
from shared.usecases.register.register_rows import follow
from shared.usecases.views.ticket_views import TicketView, TiedEntryView


async def with_ties(desk: Desk, whole: WholeTicket, view: TicketView, language: Language) -> TicketView:
    """The view with the entries that the ticket is tied to, their titles in this language.

    One request for each, and one more for each that it went on in; none where there are none.
    """
    ties = whole.header.state.errors.ties
    shown = await asyncio.gather(*(_shown(desk, tie, language) for tie in ties))
    return view.but(tied_to=tuple(shown)) if shown else view


async def _shown(desk: Desk, tie: TicketTie, language: Language) -> TiedEntryView:
    entry = (await follow(desk, tie.entry)).entry
    title = entry.title.read_in(language)
    return TiedEntryView.of(tie, entry=entry.name, named=tie.entry, title=title, state=entry.state)
