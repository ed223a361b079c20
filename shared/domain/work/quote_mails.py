"""The mails about a quote that is there: one for each letter and reader, however often it is decided."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Language

type Reader = tuple[Recipient, Language]


def quote_mails(
    state: TicketState, quote: Quote, told: Sequence[tuple[Reader, Letter]], at: datetime, secret: bytes
) -> tuple[Send, ...]:
    """Each letter to its reader, to leave at this instant."""
    return tuple(
        Send(
            id=operation_id(secret, state.id, quote.id, letter.letter, to.address),
            letter=letter,
            to=to,
            language=language,
            not_before=at,
            turn=quote.turns[-1],
        )
        for (to, language), letter in told
    )
