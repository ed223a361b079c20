"""Mails as they come in, read already."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.members.member import Member
from shared.ports.mailer import Mail
from shared.usecases.mail.take_mail import Taken, take_read_mail
from shared.usecases.members.put_member import put_member
from shared.usecases.records.raw_mails import keep_raw_mail
from shared.usecases.views.read_tickets import read_queue, read_ticket
from shared.usecases.views.ticket_views import TicketView
from tests.fakes.desk import FakeDesk

MAILBOX = "desk@example.com"
EVA = "eva@acme.example.org"


@dataclass
class MailedDesk(FakeDesk):
    """A desk that mails come to."""

    async def view(self, ticket: str) -> TicketView:
        """The ticket as a supporter reads it."""
        return await read_ticket(self.desk, ticket)

    async def tickets(self) -> int:
        """How many are open."""
        return len((await read_queue(self.desk)).tickets)

    def mailed(self, to: str) -> list[Mail]:
        """What this person got."""
        return [each for each in self.mailer.delivered if each.to.address == to]

    def answered_by(self, to: str = EVA) -> str:
        """The address that an answer to the last mail to this person goes to."""
        reply_to = self.mailed(to)[-1].reply_to
        assert reply_to
        return reply_to.address


async def desk_with(*members: Member) -> MailedDesk:
    """A desk at rest that knows these members."""
    made = MailedDesk()
    for member in members:
        await put_member(made.desk, member)
    await made.rest()
    return made


def mail(message_id: str = "<first@acme.example.org>", **changed: Any) -> IncomingMail:  # noqa: ANN401 - any field of the model
    """A mail of a member's person."""
    told = {
        "message_id": message_id,
        "sender": EVA,
        "sender_name": "Eva",
        "recipients": (MAILBOX,),
        "subject": "The calendar stays empty",
        "text": "It has been empty since this morning.",
        "fresh": "It has been empty since this morning.",
    }
    return IncomingMail.model_validate(told | changed)


async def take(fake: FakeDesk, read: IncomingMail, raw: bytes = b"") -> Taken:
    """The mail is taken in, and everything that it causes happens."""
    kept = await keep_raw_mail(fake.desk, raw or read.model_dump_json().encode())
    taken = await take_read_mail(fake.desk, read, kept)
    await fake.rest()
    return taken


def subject_of_before(sent: Mail) -> str:
    """The subject that this mail had while proofs stood there: such mails are answered still."""
    assert sent.reply_to
    token = sent.reply_to.address.partition("@")[0].rpartition("+")[2]
    ticket, _, proof = token.partition("-")
    return f"[{ticket}] We have received your message [{proof}]"


def raw_of(sent: Mail) -> bytes:
    """One of the desk's mails as it arrives elsewhere."""
    message = EmailMessage()
    message["From"] = sent.sender
    message["To"] = sent.to.address
    message["Subject"] = sent.subject
    if sent.cc:
        message["Cc"] = ", ".join(each.address for each in sent.cc)
    if sent.reply_to:
        message["Reply-To"] = sent.reply_to.address
    for name, value in sent.headers.items():
        message[name] = value
    message.set_content(sent.text)
    message.add_alternative(sent.html, subtype="html")
    return message.as_bytes()
