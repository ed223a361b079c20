"""All due mails of a ticket leave: leased together, handed over side by side, marked together."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.mail_threads import matter_of
from shared.domain.letters.sends import Send
from shared.domain.mail.outgoing_threads import answers_words_of
from shared.domain.outbox.leasing import TIME_TO_BEGIN, Attempted
from shared.domain.tickets.changes import Said
from shared.domain.tickets.linking import with_a_link_that_opens
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred, MailRefused
from shared.usecases.lanes.hear_provider import hear_provider
from shared.usecases.outbox.hand_over import hand_over
from shared.usecases.outbox.lease_due import lease_due
from shared.usecases.outbox.mark_outcomes import mark_outcomes
from shared.usecases.outbox.side_by_side import Calls, Failed, ended
from shared.usecases.records.acting import tell_later
from shared.usecases.records.outbox_rows import TicketAtHand, TicketWords

SOON = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Delivered:
    """The ticket afterwards; ``leased``: how many were; ``failed``: what went wrong, by mail.

    ``waiting``: the mails that their lanes may not send now.
    """

    at_hand: TicketAtHand
    leased: int
    failed: Mapping[str, Exception]
    waiting: AbstractSet[str]


async def deliver_due(desk: Desk, at_hand: TicketAtHand, but: AbstractSet[str] = frozenset()) -> Delivered:
    """One attempt at each mail that is due and that nobody else is at, ``but`` for these; at most 40.

    Raises:
        StoreUnavailable: what happened is settled when the lease has run out, under the same operation ids.
    """
    leased = await lease_due(desk, at_hand, but)
    at_hand, failed = leased.at_hand, dict(leased.failed)
    etags = at_hand.etags(send.id for send in leased.sends)
    calls = Calls(desk, partial(_hand_over, desk, at_hand), desk.clock.now() + TIME_TO_BEGIN)
    async with aclosing(ended(calls, leased.sends)) as groups:
        async for group in groups:
            failed |= {each.send: each.error for each in group if isinstance(each, Failed)}
            outcomes = [each for each in group if isinstance(each, Attempted)]
            at_hand, unmarked = await mark_outcomes(desk, at_hand, outcomes, etags)
            failed |= unmarked
            await hear_provider(desk, outcomes, calls.too_many_until)
            await _ask_again(desk, at_hand, outcomes)
    return Delivered(at_hand, len(leased.sends), failed, leased.waiting)


async def _ask_again(desk: Desk, at_hand: TicketAtHand, outcomes: Sequence[Attempted]) -> None:
    """What is pressing and was put back is asked for by the queue too: the scan may be five minutes away."""
    stored = (at_hand.sends[each.send.id].send for each in outcomes if each.send.lane.pressing)
    back = [send.not_before for send in stored if not send.ended]
    if back:
        await tell_later(desk, at_hand.header.aggregate, max(min(back) - desk.clock.now(), SOON))


async def _hand_over(desk: Desk, at_hand: TicketAtHand, send: Send) -> MailRefused | MailDeferred | None:
    """The mail as the ticket stood when it was leased."""
    state, words = at_hand.header.state, at_hand.words
    answered = await _answered(words, state, send)
    return await hand_over(desk, with_a_link_that_opens(state, send), answered, words, state)


async def _answered(words: TicketWords, state: TicketState, send: Send) -> Said | None:
    """What the mail answers; under the ticket's subject, where its writer gave that and no other since."""
    turn = answers_words_of(state, send)
    said = await words.said(state.id, turn) if turn else None
    if said is None or matter_of(said.subject, state.id) or turn == state.turns[0].id:
        return said
    first = await words.said(state.id, state.turns[0].id)
    theirs = first is not None and compared_address(first.email) == compared_address(said.email)
    return said.model_copy(update={"subject": first.subject}) if first and theirs else said
