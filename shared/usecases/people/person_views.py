"""What is told of an erasure: what it touches, and what remains."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send, SendState
from shared.domain.people.forgetting import Forgotten, TicketRecord, forget
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.usecases.people.gather_person import KeptOfPerson

_REMAINS = words(Path(__file__).with_name("remains.toml"))


class ErasureView(Frozen):
    """What will be touched, or is being erased; of each its number, or the names by which it is found.

    ``preview``: nothing was written. ``messages_unanswered``: those that are ended as needing no answer.
    ``files``: those that are emptied.
    ``mails_withdrawn``: those that have not left. ``mails_leaving``: those that are being handed over and
    cannot be called back. ``kept_mails``: mails as they came in which the address stands, or
    that answer one of the person's tickets.
    ``remains``: what is left, in the reader's language.
    """

    preview: bool
    tickets: tuple[str, ...]
    messages_unanswered: int
    files: int
    mails_withdrawn: int
    mails_leaving: int
    kept_mails: int
    machine_mails: int
    members: tuple[str, ...]
    news: int
    notices: int
    remains: tuple[str, ...]


def erasure_view(
    kept: KeptOfPerson,
    who: Forgotten,
    now: datetime,
    preview: bool,  # noqa: FBT001 - as the view has it
    language: Language,
) -> ErasureView:
    """What stands under the address now, and what of it will be touched."""
    before = [
        TicketRecord(each.header, each.events, tuple(each.said.values()), each.sends) for each in kept.tickets
    ]
    after = [forget(each, who, now) for each in before]
    sends = [*_withdrawn(before, after), *(send for _, send in kept.news if not send.ended)]
    leaving = sum(send.state is SendState.SENDING for send in sends)
    return ErasureView(
        preview=preview,
        tickets=tuple(each.state.id for each in before),
        messages_unanswered=_gone(before, after, TicketState.unanswered),
        files=_gone(before, after, lambda state: state.files),
        mails_withdrawn=len(sends) - leaving,
        mails_leaving=leaving,
        kept_mails=len(kept.mails),
        machine_mails=len(kept.unfiled),
        members=tuple(each.header.member.id for each in kept.members),
        news=len(kept.news),
        notices=len(kept.notices),
        remains=tuple(_REMAINS[language].values()),
    )


def _gone(
    before: Iterable[TicketRecord],
    after: Iterable[TicketRecord],
    of: Callable[[TicketState], tuple[object, ...]],
) -> int:
    """How many there are fewer of afterwards."""
    pairs = zip(before, after, strict=True)
    return sum(len(of(one.state)) - len(of(other.state)) for one, other in pairs)


def _withdrawn(before: Iterable[TicketRecord], after: Iterable[TicketRecord]) -> Iterable[Send]:
    """The mails, as they stand, that will have ended by this."""
    for one, other in zip(before, after, strict=True):
        ended = {send.id for send in other.sends if send.ended}
        yield from (send for send in one.sends if not send.ended and send.id in ended)
