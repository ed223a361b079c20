"""The words that a supporter's notice shows: read when it is handed over, so that no outbox holds them."""

import asyncio

from shared.domain.letters import AnswerFailed, Escalation, NewTicket, NewTurn
from shared.domain.outgoing_threads import FIRST_TURN, thread_of
from shared.domain.sends import Send
from shared.domain.supporter_letters import MailUnproved, MailWithoutEffect
from shared.mail.shown_words import Shown
from shared.ports import Desk
from shared.usecases.ticket_rows import load_beginning, load_said

type ShowsWords = NewTicket | NewTurn | Escalation | AnswerFailed | MailWithoutEffect | MailUnproved


async def words_to_show(desk: Desk, send: Send) -> Shown | None:
    """The last turn that the mail shows; None for a mail that shows none. Two requests at once, or none.

    Raises:
        StoreUnavailable: nothing was mailed.
    """
    if not isinstance(send.letter, ShowsWords.__value__):
        return None
    ticket, turn = send.letter.ticket, send.turn or FIRST_TURN
    said, text = await asyncio.gather(
        load_said(desk.store, ticket, turn), load_beginning(desk.store, ticket, turn)
    )
    if said is None:
        return None
    thread = thread_of(send, desk.vendor)
    answerable = thread is not None and bool(thread.supporter)
    return Shown(said.model_copy(update={"text": text}), answerable)
