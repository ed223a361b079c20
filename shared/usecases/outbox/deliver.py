"""One mail leaves the outbox: leased before the call, marked in one transaction with its event."""

from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.mail.outgoing_threads import answers_words_of
from shared.domain.outbox.delivering import decide_refused, decide_sent, decide_withdrawn, pointless
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.linking import with_a_link_that_opens
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred, MailRefused
from shared.usecases.outbox.hand_over import hand_over
from shared.usecases.outbox.hold_back import held_back, withheld
from shared.usecases.outbox.tell_late import told_in_digest
from shared.usecases.records.acting import DecideByTime, until_committed, write_hints
from shared.usecases.records.ticket_rows import (
    LoadedTicket,
    commit_ticket,
    lease_send,
    load_said,
    load_send,
    load_ticket,
)


async def deliver(
    desk: Desk, loaded: LoadedTicket, send_id: str, read: tuple[Send, str] | None = None
) -> LoadedTicket:
    """Send one mail of the ticket, if it is due and nobody else is at it; the ticket as it is afterwards.

    ``read``: the mail with its version, where it has just been read.

    Raises:
        StoreUnavailable: what happened is settled when the lease has run out, under the same operation id.
    """
    ticket = loaded.header.state.id

    async def attempt(number: int) -> LoadedTicket:
        here = await load_ticket(desk.store, ticket) if number else loaded
        found = read if read and not number else await load_send(desk.store, ticket, send_id)
        if here is None or found is None or not found[0].due(desk.clock.now()):
            return here or loaded
        return await _deliver(desk, here, *found)

    return await until_committed(desk, ticket, attempt)


async def _deliver(desk: Desk, loaded: LoadedTicket, send: Send, etag: str) -> LoadedTicket:
    """Withdraw the mail, or lease it and make the call. Raises ``StoreConflict`` before either."""
    if reason := await _why_not(desk, loaded.header.state, send):
        return await _mark(
            desk, loaded, send, etag, lambda state, now, _: decide_withdrawn(state, reason, send, now)
        )
    leased = send.leased(desk.clock.now())
    loaded, etag = await lease_send(desk.store, loaded, leased, etag)
    return await _mark(desk, loaded, leased, etag, await _attempt(desk, loaded.header.state, leased))


async def _why_not(desk: Desk, state: TicketState, send: Send) -> str:
    """Why the mail is not to be sent at all; else "". What is counted comes last: only what then goes is."""
    return (
        pointless(state, send)
        or await told_in_digest(desk, send)
        or await held_back(desk, send, state)
        or await withheld(desk, send)
    )


async def _attempt(desk: Desk, state: TicketState, send: Send) -> DecideByTime:
    """Make the call; what it came to, as a decision about the ticket."""
    turn = answers_words_of(state, send)
    answered = await load_said(desk.store, state.id, turn) if turn else None
    match await hand_over(desk, with_a_link_that_opens(state, send), answered, state.member_name):
        case MailRefused() as refusal:
            reason = str(refusal)
            return lambda state, now, house: decide_refused(state, reason, send, now, house)
        case MailDeferred(retry_after=wish):
            return lambda _, now, __: Changes(sends=(send.deferred(now, wish),))
        case None:
            return lambda state, now, _: decide_sent(state, send, now)


async def _mark(
    desk: Desk, loaded: LoadedTicket, send: Send, etag: str, outcome: DecideByTime
) -> LoadedTicket:
    """Commit the outcome. On a conflict only this is repeated, never the call."""
    ticket = loaded.header.state.id

    async def attempt(number: int) -> LoadedTicket:
        here = loaded
        if number:
            again, found = await load_ticket(desk.store, ticket), await load_send(desk.store, ticket, send.id)
            if again is None or found is None or found[1] != etag:
                return again or loaded
            here = again
        changes = outcome(here.header.state, desk.clock.now(), desk.house())
        after = here.header.after(changes)
        if not all(each.ended for each in changes.sends):
            await write_hints(desk, after)
        return await commit_ticket(desk.store, here, after, changes, {send.id: etag})

    return await until_committed(desk, ticket, attempt)
