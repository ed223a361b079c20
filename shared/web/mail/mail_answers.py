"""What HTTP answers about mails that came in."""

from shared.domain.incoming.incoming import Automatic
from shared.domain.values.frozen import Frozen, Instant
from shared.usecases.mail.take_mail import Taken, TakenAs
from shared.usecases.mail.unfiled_mails import UnfiledMail


class MailTaken(Frozen):
    """What has become of the mail. ``ticket`` and ``turn`` are "" where it belongs to none.

    ``mail`` is the reference under which it is kept as it came.
    """

    taken_as: TakenAs
    ticket: str
    turn: str
    mail: str


class UnfiledMailView(Frozen):
    """A machine's mail that belongs to no ticket: the beginning of it. ``mail``: where it is kept whole."""

    received: Instant
    why: Automatic
    email: str
    name: str
    subject: str
    text: str
    mail: str


class UnfiledMailsView(Frozen):
    """The newest of them first. ``more``: there are others than these."""

    mails: tuple[UnfiledMailView, ...]
    more: bool


def mail_taken(taken: Taken) -> MailTaken:
    """The answer about one mail."""
    return MailTaken.of(taken)


def unfiled_view(mails: tuple[UnfiledMail, ...], *, more: bool) -> UnfiledMailsView:
    """The answer that lists them."""
    return UnfiledMailsView(mails=tuple(_view(each) for each in mails), more=more)


def _view(kept: UnfiledMail) -> UnfiledMailView:
    said = kept.said
    return UnfiledMailView.of(said, received=kept.received, why=kept.why)
