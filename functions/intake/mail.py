"""The door for mails: a mailbox rule, a Logic App or an inbound-mail service hands each over as it came."""

import azure.functions as func

from functions.http import answered, json_answer
from shared import wiring

blueprint = func.Blueprint()


@blueprint.route("intake/mail", methods=["POST"])
@answered
async def intake_mail(req: func.HttpRequest) -> func.HttpResponse:
    """One mail becomes a ticket, a turn or a supporter's act, or is kept; the same again changes nothing."""
    from shared.usecases.mail.take_mail import take_mail  # noqa: PLC0415 - parsers that only a mail needs: no start waits for them
    from shared.web.mail.mail_answers import mail_taken  # noqa: PLC0415 - as above
    from shared.web.mail.mail_body import read_mail_body  # noqa: PLC0415 - as above

    desk = wiring.desk()
    raw = read_mail_body(req.headers.get("content-type"), req.get_body())
    return json_answer(mail_taken(await take_mail(desk, raw)), status=202)
