"""Mails as they came, for supporters: as downloads."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.domain.refusals.errors import MailUnknown, TicketUnknown
from shared.web.api.operation import BYTES, DeclaredAnswer, in_path
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.mail import read_mails, unfiled_mails
    from shared.web.mail import mail_answers

blueprint = Doors("Mails")

MAIL = in_path("mail", "The reference of the mail.", "w3kq7m5z2xb4tn6a")

_DOWNLOAD = (
    DeclaredAnswer(
        200,
        "The mail as it came, as a file to keep.",
        media=BYTES,
        headers={"Content-Disposition": "Its name as a file."},
    ),
)


@blueprint.view(
    "GET api/tickets/{ticket}/mails/{mail}",
    _DOWNLOAD,
    parameters=(MAIL,),
    refuses=(TicketUnknown, MailUnknown),
)
async def ticket_mail(asked: Asked) -> Response:
    """Fetch a mail of a ticket.

    The whole mail by which a turn, or something else in the ticket, came: its `mail`.
    """
    mail = asked.reference("mail", MailUnknown)
    return _download(await read_mails.mail_of_ticket(asked.desk, asked.ticket, mail), mail)


@blueprint.view("GET api/mails", "At most 100; `more` says whether there are others.")
async def mails(asked: Asked) -> mail_answers.UnfiledMailsView:
    """Automatic mails of no ticket.

    What machines wrote that belongs to no ticket, the newest first: absence notes, reports, lists.
    Nothing was started by them, and nobody was answered.
    """
    listed, more = await unfiled_mails.list_unfiled(asked.desk)
    return mail_answers.unfiled_view(listed, more=more)


@blueprint.view("GET api/mails/{mail}", _DOWNLOAD, parameters=(MAIL,), refuses=(MailUnknown,))
async def mail(asked: Asked) -> Response:
    """Fetch a mail.

    The whole mail of this reference, wherever it belongs.
    """
    mail = asked.reference("mail", MailUnknown)
    return _download(await read_mails.kept_mail(asked.desk, mail), mail)


def _download(raw: bytes, name: str) -> Response:
    """A file to keep, never a page: whatever the mail has in it, no browser shows it from here."""
    headers = {
        "Content-Type": BYTES,
        "Content-Disposition": f'attachment; filename="{name}.eml"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(200, headers, raw)
