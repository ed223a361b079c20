"""A closed ticket's words are kept no longer, where a setting says so: done by the ticket's own look."""

from shared.domain.people.forgetting import KEPT_NO_LONGER, Forgotten
from shared.ports.desk import Desk
from shared.usecases.people.erase_ticket import erase_ticket
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket


async def forget_words(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """The ticket without words, files and mails once its time has come; its log and numbers stay.

    Raises ``StoreUnavailable``: look at it again; what is gone stays gone.
    """
    header = loaded.header
    instant = header.forgets_at(desk.vendor.silence)
    if instant is None or desk.clock.now() < instant:
        return loaded
    who = Forgotten(header.state.requester, "", desk.house(), KEPT_NO_LONGER)
    await erase_ticket(desk, header.state.id, who)
    return await load_ticket(desk.store, header.state.id) or loaded
