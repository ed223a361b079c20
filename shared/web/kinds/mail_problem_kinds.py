"""What can go wrong with mails that come in, in both languages."""

from shared.domain.incoming.raw_mail import MAIL_LIMIT
from shared.web.kinds.problem_kinds import problem_kind

_MIB = MAIL_LIMIT // (1024 * 1024)

MAIL_TOO_LARGE = problem_kind(
    413,
    "mail-too-large",
    ("Mejlet är för stort", f"Ett mejl får ha högst {_MIB} MiB. Skicka det utan bilagor, eller delat."),
    ("The mail is too large", f"A mail has at most {_MIB} MiB. Send it without attachments, or in parts."),
)

MAIL_NEEDED = problem_kind(
    415,
    "mail-needed",
    ("Här tas mejl emot", "Skicka hela mejlet som det kom, med Content-Type message/rfc822."),
    ("Mails are taken here", "Send the whole mail as it came, with the Content-Type message/rfc822."),
)

MAIL_UNKNOWN = problem_kind(
    404,
    "mail-unknown",
    ("Mejlet finns inte", "Kontrollera ärendets och mejlets referens: ärendet har inget sådant mejl."),
    ("There is no such mail", "Check the references of ticket and mail: the ticket has no such mail."),
)
