"""The mails of a ticket, as they are shown: those of the outbox, and the machines' that came in."""

from shared.domain.events.mail_events import AutomaticMailKept
from shared.domain.incoming.incoming import Automatic
from shared.domain.letters.sends import Recipient, Send, SendState
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.usecases.records.ticket_rows import WholeTicket

_SHOWN = {"email", "name", "subject", "text", "quoted", "mail"}


class MailView(Frozen):
    """One mail of the ticket and where it stands."""

    letter: str
    to: Recipient
    cc: tuple[Recipient, ...]
    state: SendState
    attempts: int
    reason: str


class AutomaticMailView(Frozen):
    """A machine's mail about this ticket, and why it counts as one. ``mail``: where it is kept whole."""

    id: str
    received: Instant
    why: Automatic
    email: str = ""
    name: str = ""
    subject: str = ""
    text: str = ""
    quoted: str = ""
    mail: str = ""


def mail_views(whole: WholeTicket) -> tuple[MailView, ...]:
    """Every mail that the ticket has caused."""
    return tuple(_mail_view(send) for send in whole.sends)


def _mail_view(send: Send) -> MailView:
    return MailView.of(send, letter=send.letter.letter)


def automatic_mail_views(whole: WholeTicket) -> tuple[AutomaticMailView, ...]:
    """Every mail from a machine that the ticket keeps."""
    return tuple(
        AutomaticMailView(
            id=event.mail,
            received=event.at,
            why=event.why,
            **(whole.said.get(event.mail) or Said(id=event.mail)).model_dump(include=_SHOWN),
        )
        for event in whole.events
        if isinstance(event, AutomaticMailKept)
    )
