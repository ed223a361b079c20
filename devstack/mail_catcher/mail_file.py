"""A caught mail as a file that every mail program opens, to be answered from there as its recipient would."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, quote

from devstack.mail_catcher.message import CaughtFile, CaughtMail, NamedAddress

_WHOLE_LINES = SMTP.clone(max_line_length=998)
"""Message-IDs stay in one piece: a shorter line would be cut in the middle of one."""


def mail_file(mail: CaughtMail) -> bytes:
    """The mail as RFC 5322 has it and its recipients got it: without Bcc, and its sender's headers.

    A mail that was sent without a Message-ID has one made of its operation id, as the service would make one.
    """
    message = EmailMessage(policy=_WHOLE_LINES)
    for name, value in _headers(mail).items():
        message[name] = value
    if mail.text:
        message.set_content(mail.text)
    if mail.html and mail.text:
        message.add_alternative(mail.html, subtype="html")
    elif mail.html:
        message.set_content(mail.html, subtype="html")
    for file in mail.attachments:
        _attach(message, file)
    return message.as_bytes()


def _headers(mail: CaughtMail) -> dict[str, str]:
    """What stands above the text, each name once."""
    people = {"To": mail.to, "Cc": mail.cc, "Reply-To": mail.reply_to}
    headers = {"From": mail.sender, "Date": format_datetime(mail.received), "Subject": mail.subject}
    headers |= {name: _written(each) for name, each in people.items() if each}
    made = {"Message-ID": f"<{mail.operation_id}@{mail.sender.rpartition('@')[2]}>"}
    named = {name.lower() for name in mail.headers}
    return headers | {name: value for name, value in made.items() if name.lower() not in named} | mail.headers


def _written(people: list[NamedAddress]) -> str:
    return ", ".join(
        f'"{quote(each.name)}" <{each.address}>' if each.name else each.address for each in people
    )


def _attach(message: EmailMessage, file: CaughtFile) -> None:
    """The file under its own type, parameters (a calendar entry's method) included."""
    kind, *parameters = file.content_type.split(";")
    main, _, sub = kind.strip().partition("/")
    told = dict(each.strip().split("=", 1) for each in parameters)
    message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name, params=told)
