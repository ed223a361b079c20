"""The door for mails: a mailbox rule, a Logic App or an inbound-mail service hands each over as it came."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.domain.incoming.raw_mail import MailTooLarge
from shared.web.http.bodies import BodyMalformed
from shared.web.mail.mail_body import MAIL, MailNeeded, read_mail_body

with imported_when_used():
    from shared.usecases.mail import take_mail
    from shared.web.mail import mail_answers

blueprint = Doors("Mails")


_SEND = """\
curl "$DESK/api/intake/mail" \\
  -H "x-functions-key: $KEY" \\
  -H 'Content-Type: message/rfc822' \\
  --data-binary @mail.eml"""


@blueprint.view(
    "POST api/intake/mail",
    "The mail is kept; this is what it has become.",
    202,
    refuses=(BodyMalformed, MailTooLarge, MailNeeded),
    curl=_SEND,
    raw=MAIL,
    about_nobody="What somebody sends in is that person's own act, and stands in its ticket.",
)
async def intake_mail(asked: Asked) -> mail_answers.MailTaken:
    """Hand a mail over.

    The whole mail as it came (RFC 5322), at most 15 MiB, from a mailbox rule, a Logic App or an
    inbound-mail service. It becomes exactly one of: a ticket, a turn on the ticket that it answers, a
    supporter's act, or (an automatic mail) something to read that starts no clock. The same
    `Message-ID` again changes nothing and gets the same answer; a mail without one is known again by
    its bytes. A mail that cannot be read becomes a ticket that can.
    """
    request = asked.request
    desk, raw = asked.desk, read_mail_body(request.headers.get("content-type"), request.get_body())
    return mail_answers.mail_taken(await take_mail.take_mail(desk, raw))
