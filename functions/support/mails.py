"""Mails as they came, for supporters: with the function key, as downloads."""

import azure.functions as func

from functions.http import answered, json_answer, reference
from functions.support.acts import ticket_of
from shared import wiring
from shared.domain.values.errors import MailUnknown

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/mails/{mail}", methods=["GET"])
@answered
async def ticket_mail(req: func.HttpRequest) -> func.HttpResponse:
    """One mail of the ticket as it came."""
    from shared.usecases.mail.read_mails import mail_of_ticket  # noqa: PLC0415 - asked for now and then: no start waits for it

    mail = reference(req, "mail", MailUnknown)
    return _download(await mail_of_ticket(wiring.desk(), ticket_of(req), mail), mail)


@blueprint.route("mails", methods=["GET"])
@answered
async def mails(req: func.HttpRequest) -> func.HttpResponse:
    """The machines' mails that belong to no ticket, the newest first."""
    from shared.usecases.mail.unfiled_mails import list_unfiled  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.mail.mail_answers import unfiled_view  # noqa: PLC0415 - as above

    del req
    listed, more = await list_unfiled(wiring.desk())
    return json_answer(unfiled_view(listed, more=more))


@blueprint.route("mails/{mail}", methods=["GET"])
@answered
async def mail(req: func.HttpRequest) -> func.HttpResponse:
    """One mail as it came, wherever it belongs."""
    from shared.usecases.mail.read_mails import kept_mail  # noqa: PLC0415 - asked for now and then: no start waits for it

    name = reference(req, "mail", MailUnknown)
    return _download(await kept_mail(wiring.desk(), name), name)


def _download(raw: bytes, name: str) -> func.HttpResponse:
    """A file to keep, never a page: whatever the mail has in it, no browser shows it from here."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.eml"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return func.HttpResponse(raw, headers=headers, mimetype="application/octet-stream")
