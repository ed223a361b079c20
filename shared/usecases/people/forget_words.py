"""A closed ticket's words are kept no longer, where a setting says so: done by the ticket's own look."""

from datetime import datetime

from shared.domain.agenda.retaining import over_since
from shared.domain.people.forgetting import KEPT_NO_LONGER, Forgotten
from shared.domain.tickets.changes import Changes
from shared.domain.values.authority import By
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.people.erase_ticket import erase_ticket
from shared.usecases.people.gather_person import mails_naming
from shared.usecases.records.acting import write_hints
from shared.usecases.records.raw_mails import erase_raw_mail
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket, load_whole_ticket

_MOST_MERGES = 20


async def forget_words(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """The ticket without words, files and mails once its time has come; its log and numbers stay.

    One that was merged away is kept for as long as the ticket in which its matter went on.

    Raises ``StoreUnavailable``: look at it again; what is gone stays gone.
    """
    loaded = await _as_it_lives_on(desk, loaded)
    if not _is_over(desk, loaded):
        return loaded
    state = loaded.state
    who = Forgotten(state.requester, "", desk.house(), KEPT_NO_LONGER)
    await _erase_orders(desk, state.id)
    await erase_ticket(desk, state.id, who)
    return await load_ticket(desk.store, state.id) or loaded


async def _erase_orders(desk: Desk, ticket: str) -> None:
    """Supporters' mails that did something there. All mails are read, only where there are any of these."""
    whole = await load_whole_ticket(desk.store, ticket)
    if whole and any(event.by is By.MAIL for event in whole.events):
        async for mail, _ in mails_naming(desk, {ticket}):
            await erase_raw_mail(desk, mail)


def _is_over(desk: Desk, loaded: LoadedTicket) -> bool:
    instant = loaded.header.forgets_at(desk.vendor.silence)
    return instant is not None and desk.clock.now() >= instant


async def _as_it_lives_on(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """One that was merged away, and whose time has come, counts from when the other was closed."""
    if not loaded.state.merged or not _is_over(desk, loaded):
        return loaded
    after = loaded.header.but(lives_on=await _over_since(desk, loaded))
    if after == loaded.header:
        return loaded
    await write_hints(desk, after)
    try:
        return await commit_ticket(desk.store, loaded, after, Changes())
    except StoreConflict:
        return await load_ticket(desk.store, after.state.id) or loaded


async def _over_since(desk: Desk, loaded: LoadedTicket) -> datetime | None:
    """When the matter was over where it went; None where nothing is left of it there."""
    there: LoadedTicket | None = loaded
    for _ in range(_MOST_MERGES):
        if there is None or there.state.merged is None:
            break
        there = await load_ticket(desk.store, there.state.merged.into)
    return over_since(there.state, desk.clock.now()) if there else None
