"""A look at one aggregate: whatever is due there now is decided, committed and sent.

The scan looks because an instant has come, the queue because an act asked for it soon. Both do the same, as
often as they like: what is due is read from the aggregate, never from the message or the row.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from shared.domain.agenda.closing import decide_closing
from shared.domain.clocks.digesting import CatchUp
from shared.domain.clocks.escalating import decide_escalation
from shared.domain.clocks.settling import decide_settling
from shared.domain.clocks.unsent_answers import decide_unsent
from shared.domain.facts.ticket import TicketState
from shared.domain.sessions.session_holding import decide_lapses
from shared.domain.tickets.changes import Changes
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, StoreUnavailable
from shared.usecases.mail.tell_of_kept_mails import look_at_kept
from shared.usecases.members.look_at_member import look_at_member
from shared.usecases.messages.ask_gate_again import ask_gate_again
from shared.usecases.messages.move_turns import apply_effects
from shared.usecases.news.look_at_news import look_at_news
from shared.usecases.outbox.look_at_notice import look_at_notice
from shared.usecases.outbox.send_due import send_due
from shared.usecases.outbox.tell_late import gather
from shared.usecases.records.acting import bring_about, carry_out, write_hints
from shared.usecases.records.agenda_rows import remove_stale
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket

type Step = Callable[[Desk, LoadedTicket], Awaitable[LoadedTicket]]
type Look = Callable[[Desk, str], Awaitable[datetime | None]]


async def look_at(desk: Desk, aggregate: str, late: CatchUp | None = None) -> datetime | None:
    """Do what is due at this aggregate now; the instant of its next look, None where there is none.

    ``late``: what the scan that looks catches up with; escalations are held back for its digests.

    Raises:
        StoreUnavailable: the look is to be repeated later; nothing is half-done.
    """
    kind, _, name = aggregate.partition("-")
    if kind == "ticket":
        return await look_at_ticket(desk, name, late)
    look = _LOOKS.get(kind)
    return await look(desk, name) if look else None


async def look_at_ticket(desk: Desk, ticket: str, late: CatchUp | None = None) -> datetime | None:
    """Cause what is to be caused, ask the gate, tell of clocks, send what waits, close, tidy the lists.

    What fails for a reason of its own is raised last: it keeps none of the ticket's mails.
    """
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        return None
    failed: list[Exception] = []
    for step in _steps(late):
        loaded = await _step(desk, loaded, step, failed)
    loaded, unsent = await send_due(desk, loaded)
    loaded = await _tidy(desk, await _close(desk, loaded))
    for error in (*failed, *unsent):
        raise error
    return loaded.header.next_look(desk.vendor.close_after)


def _steps(late: CatchUp | None) -> tuple[Step, ...]:
    """What time may have brought, in order."""

    async def escalate(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
        return await _escalate(desk, loaded, late)

    return (
        apply_effects,
        _list_as_waiting,
        _ask_again,
        partial(bring_about, decide=decide_settling),
        partial(bring_about, decide=decide_lapses),
        escalate,
        partial(bring_about, decide=decide_unsent),
    )


async def _step(desk: Desk, loaded: LoadedTicket, step: Step, failed: list[Exception]) -> LoadedTicket:
    """The ticket after the step; one that fails for a reason of its own is noted, and keeps no other."""
    try:
        return await step(desk, loaded)
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the ticket's mails leave first
        failed.append(error)
        return await load_ticket(desk.store, loaded.header.state.id) or loaded


async def _list_as_waiting(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """What waits at the gate is listed, so that a member that begins to be covered finds it.

    The gate is asked anew at once: what billing said before the ticket was listed did not find it.
    """
    if not loaded.header.to_list_as_waiting():
        return loaded
    after = loaded.header.listed_as_waiting()
    await write_hints(desk, after)
    try:
        await commit_ticket(desk.store, loaded, after, Changes())
    except StoreConflict:
        return loaded
    return await ask_gate_again(desk, after.state.id) or loaded


async def _ask_again(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """The gate is asked anew once, ten minutes after it closed."""
    again = loaded.header.ask_again
    if again is None or again > desk.clock.now():
        return loaded
    loaded = await ask_gate_again(desk, loaded.header.state.id) or loaded
    try:
        return await commit_ticket(desk.store, loaded, loaded.header.asked(), Changes())
    except StoreConflict:
        return loaded


async def _escalate(desk: Desk, loaded: LoadedTicket, late: CatchUp | None) -> LoadedTicket:
    """People are told of its clocks: at once, or held back while late scans gather digests.

    What is held is a line of the digests before this scan removes the row that brought the look.
    """
    decided, made = Changes(), Changes()

    def decide(state: TicketState, now: datetime, house: House) -> Changes:
        nonlocal decided
        decided = decide_escalation(state, now, house, late)
        return decided

    while decide(loaded.header.state, desk.clock.now(), desk.house()) != Changes():
        loaded = await carry_out(desk, loaded.header.state.id, decide)
        made += decided
    if late:
        await gather(desk, late, loaded.header, made.sends)
    return loaded


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
    removed = tuple(
        [key for key in header.stale if await remove_stale(desk.store, header.aggregate, key, now)]
    )
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
}
