"""The words that a supporter's notice shows: read when it is handed over, so that no outbox holds them."""

import asyncio

from shared.domain.letters.letters import AnswerFailed, Escalation, NewTicket, NewTurn
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import MailUnproved, MailWithoutEffect
from shared.domain.mail.outgoing_threads import FIRST_TURN, thread_of
from shared.domain.tickets.changes import Said
from shared.mail.shown_words import Shown
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import load_beginning, load_said

type ShowsWords = NewTicket | NewTurn | Escalation | AnswerFailed | MailWithoutEffect | MailUnproved


async def words_to_show(desk: Desk, send: Send) -> Shown | None:
    """The turns that the mail shows; None for a mail that shows none. Two requests a turn, all at once.

    Raises:
        StoreUnavailable: nothing was mailed.
    """
    if not isinstance(send.letter, ShowsWords.__value__):
        return None
    several = send.letter.turns if isinstance(send.letter, Escalation | MailWithoutEffect) else ()
    shown = several or (send.turn or FIRST_TURN,)
    said = await asyncio.gather(*(_words(desk, send.letter.ticket, turn) for turn in shown))
    thread = thread_of(send, desk.vendor)
    answerable = thread is not None and bool(thread.supporter)
    return Shown(tuple(each for each in said if each), answerable)


async def _words(desk: Desk, ticket: str, turn: str) -> Said | None:
    said, text = await asyncio.gather(
        load_said(desk.store, ticket, turn), load_beginning(desk.store, ticket, turn)
    )
    return said.model_copy(update={"text": text}) if said else None
