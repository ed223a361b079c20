"""A look at one aggregate: whatever is due there now is decided, committed and sent.

The scan looks because an instant has come, the queue because an act asked for it soon. Both do the same, as
often as they like: what is due is read from the aggregate, never from the message or the row.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from shared.domain.agenda.closing import decide_closing
from shared.domain.clocks.digesting import CatchUp
from shared.domain.tickets.changes import Changes
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, StoreUnavailable
from shared.ports.telemetry import telemetry
from shared.usecases.clocks.pass_time import pass_time
from shared.usecases.documentation.tell_improved import look_at_documents
from shared.usecases.held.tell_of_held import look_at_held, promise_word_of
from shared.usecases.mail.forget_raw_mails import look_at_mails
from shared.usecases.mail.tell_of_kept_mails import look_at_kept
from shared.usecases.members.look_at_member import look_at_member
from shared.usecases.messages.move_turns import apply_effects
from shared.usecases.news.look_at_news import look_at_news
from shared.usecases.news.stop_news import look_at_reader
from shared.usecases.outbox.look_at_notice import look_at_notice
from shared.usecases.outbox.send_due import send_due
from shared.usecases.people.erase_person import look_at_person
from shared.usecases.people.forget_words import forget_words
from shared.usecases.records.acting import write_hints
from shared.usecases.records.agenda_rows import remove_stale
from shared.usecases.records.outbox_rows import TicketAtHand, open_at_hand, reopened
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket
from shared.usecases.register.look_at_entry import look_at_entry
from shared.usecases.releases.look_at_releases import look_at_releases
from shared.usecases.seats.ask_for_page import look_at_asked

type Look = Callable[[Desk, str], Awaitable[datetime | None]]


async def look_at(desk: Desk, aggregate: str, late: CatchUp | None = None) -> datetime | None:
    """Do what is due at this aggregate now; the instant of its next look, None where there is none.

    ``late``: what the scan that looks catches up with; escalations are held back for its digests.

    Raises:
        StoreUnavailable: the look is to be repeated later; nothing is half-done.
    """
    kind, _, name = aggregate.partition("-")
    with telemetry().act("look", about=aggregate):
        if kind == "ticket":
            return await look_at_ticket(desk, name, late)
        look = _LOOKS.get(kind)
        return await look(desk, name) if look else None


async def look_at_ticket(desk: Desk, ticket: str, late: CatchUp | None = None) -> datetime | None:
    """Cause what is to be caused, ask the gate, tell of clocks, send what waits, close, tidy the lists.

    What fails for a reason of its own is raised last: it keeps none of the ticket's mails.
    """
    at_hand = await open_at_hand(desk.store, ticket)
    if at_hand is None:
        return None
    at_hand, failed = await _cause(desk, at_hand)
    at_hand, undecided = await pass_time(desk, at_hand, late)
    sent = await send_due(desk, at_hand)
    loaded = await promise_word_of(desk, await _close(desk, sent.at_hand.loaded))
    loaded = await forget_words(desk, loaded)
    loaded = await _tidy(desk, loaded)
    for error in (*failed, *undecided, *sent.failed):
        raise error
    return loaded.header.next_look(desk.vendor.silence, sent.waiting)


async def _cause(desk: Desk, at_hand: TicketAtHand) -> tuple[TicketAtHand, list[Exception]]:
    """What the ticket is to cause in others is caused; what fails for a reason of its own is noted."""
    if not at_hand.header.effects:
        return at_hand, []
    try:
        return at_hand.moved_on(await apply_effects(desk, at_hand.loaded)), []
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the ticket's mails leave first
        return await reopened(desk.store, at_hand), [error]


async def _close(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """What has been silent for long is closed; a ticket of an older version gets its place in the lists.

    Whoever does something at the same moment was first: its own look decides anew.
    """
    header, changes = loaded.header, Changes()
    if header.closes_at(desk.vendor.close_after):
        changes = decide_closing(header.state, desk.clock.now(), desk.vendor.close_after)
    after = header.after(changes) if changes.events else header.sorted_in()
    if after == header:
        return loaded
    await write_hints(desk, after)
    try:
        return await commit_ticket(desk.store, loaded, after, changes)
    except StoreConflict:
        return loaded


async def _tidy(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """Remove list rows that are no longer needed; what cannot be removed yet stays for the next look."""
    header, now = loaded.header, desk.clock.now()
    untidy = header.untidy_from()
    if untidy is None or now < untidy:
        return loaded
    removed = await remove_stale(desk.store, header.aggregate, header.stale, now)
    if not removed:
        return loaded
    try:
        return await commit_ticket(desk.store, loaded, header.tidied(removed), Changes())
    except StoreConflict:
        return loaded


_LOOKS: dict[str, Look] = {
    "member": look_at_member,
    "news": look_at_news,
    "notice": look_at_notice,
    "kept": look_at_kept,
    "releases": look_at_releases,
    "register": look_at_entry,
    "reader": look_at_reader,
    "documents": look_at_documents,
    "asked": look_at_asked,
    "held": look_at_held,
    "person": look_at_person,
    "mails": look_at_mails,
}
