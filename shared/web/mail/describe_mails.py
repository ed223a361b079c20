"""Mails: handed over as they come in, read as they came."""

from shared.domain.incoming.raw_mail import MAIL_LIMIT
from shared.web.describing.describe_operation import Answer, Auth, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, STORED
from shared.web.kinds import mail_problem_kinds as mail_kinds
from shared.web.kinds import problem_kinds as kinds
from shared.web.mail.mail_answers import MailTaken, UnfiledMailsView
from shared.web.mail.mail_body import MAIL
from shared.web.tickets.describe_ticket_acts import TICKET_IN_PATH

FAMILY = "Mails"

_MAIL_IN_PATH = Parameter(
    "mail", Place.PATH, "The reference of the mail.", example="w3kq7m5z2xb4tn6a", required=True
)
_DOWNLOAD = Answer(
    200,
    "The mail as it came, as a file to keep.",
    media="application/octet-stream",
    headers={"Content-Disposition": "Its name as a file."},
)

INTAKE = Operation(
    id="intake_mail",
    method="POST",
    path="/api/intake/mail",
    family=FAMILY,
    summary="Hand a mail over",
    description=(
        f"The whole mail as it came (RFC 5322), at most {MAIL_LIMIT // 1024 // 1024} MiB, from a mailbox "
        "rule, a Logic App or an inbound-mail service. It becomes exactly one of: a ticket, a turn on the "
        "ticket that it answers, a supporter's act, or (an automatic mail) something to read that starts no "
        "clock. "
        "The same `Message-ID` again changes nothing and gets the same answer; a mail without one is known "
        "again by its bytes. A mail that cannot be read becomes a ticket that can."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(ACCEPT_LANGUAGE,),
    answers=(json_answer(202, "The mail is kept; this is what it has become.", MailTaken),),
    problems=(kinds.BODY_MALFORMED, mail_kinds.MAIL_TOO_LARGE, mail_kinds.MAIL_NEEDED, *STORED),
    raw=MAIL,
    curl=(
        'curl "$DESK/api/intake/mail" \\\n  -H "x-functions-key: $KEY" \\\n'
        "  -H 'Content-Type: message/rfc822' \\\n  --data-binary @mail.eml"
    ),
)

TICKET_MAIL = Operation(
    id="ticket_mail",
    method="GET",
    path="/api/tickets/{ticket}/mails/{mail}",
    family=FAMILY,
    summary="Fetch a mail of a ticket",
    description="The whole mail by which a turn, or something else in the ticket, came: its `mail`.",
    auth=Auth.FUNCTION_KEY,
    parameters=(TICKET_IN_PATH, _MAIL_IN_PATH, ACCEPT_LANGUAGE),
    answers=(_DOWNLOAD,),
    problems=(kinds.TICKET_UNKNOWN, mail_kinds.MAIL_UNKNOWN, *STORED),
)

UNFILED = Operation(
    id="mails",
    method="GET",
    path="/api/mails",
    family=FAMILY,
    summary="Automatic mails of no ticket",
    description=(
        "What machines wrote that belongs to no ticket, the newest first: absence notes, reports, lists. "
        "Nothing was started by them, and nobody was answered."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(ACCEPT_LANGUAGE,),
    answers=(json_answer(200, "At most 100; `more` says whether there are others.", UnfiledMailsView),),
    problems=STORED,
)

MAIL_ALONE = Operation(
    id="mail",
    method="GET",
    path="/api/mails/{mail}",
    family=FAMILY,
    summary="Fetch a mail",
    description="The whole mail of this reference, wherever it belongs.",
    auth=Auth.FUNCTION_KEY,
    parameters=(_MAIL_IN_PATH, ACCEPT_LANGUAGE),
    answers=(_DOWNLOAD,),
    problems=(mail_kinds.MAIL_UNKNOWN, *STORED),
)

OPERATIONS = (INTAKE, TICKET_MAIL, UNFILED, MAIL_ALONE)
