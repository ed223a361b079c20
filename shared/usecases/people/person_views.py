"""What is told of an erasure: what it touches, and what remains."""

from pathlib import Path

from shared.domain.letters.sends import SendState
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.usecases.people.gather_person import KeptOfPerson

_REMAINS = words(Path(__file__).with_name("remains.toml"))


class ErasureView(Frozen):
    """What will be touched, or is being erased; of each its number, or the names by which it is found.

    ``preview``: nothing was written. ``messages_unanswered``: those that are ended as needing no answer.
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


def erasure_view(kept: KeptOfPerson, preview: bool, language: Language) -> ErasureView:  # noqa: FBT001 - as the view has it
    """What stands under the address now."""
    sends = [send for each in kept.tickets for send in each.sends if not send.ended]
    sends += [send for _, send in kept.news if not send.ended]
    leaving = sum(send.state is SendState.SENDING for send in sends)
    return ErasureView(
        preview=preview,
        tickets=tuple(each.header.state.id for each in kept.tickets),
        messages_unanswered=sum(len(each.header.state.unanswered()) for each in kept.tickets),
        files=sum(len(each.header.state.files) for each in kept.tickets),
        mails_withdrawn=len(sends) - leaving,
        mails_leaving=leaving,
        kept_mails=len(kept.mails),
        machine_mails=len(kept.unfiled),
        members=tuple(each.header.member.id for each in kept.members),
        news=len(kept.news),
        notices=len(kept.notices),
        remains=tuple(_REMAINS[language].values()),
    )
