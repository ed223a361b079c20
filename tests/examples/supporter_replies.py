"""Supporters who answer the desk's notices from their mail program: replies as they come in, read."""

from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.incoming.mail_threads import Thread, find_thread
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.values.intake import Submission
from shared.ports.mailer import Mail
from shared.usecases.mail.mail_from_supporter import mail_from_supporter
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.raw_mails import keep_raw_mail
from shared.usecases.views.read_tickets import read_ticket
from shared.usecases.views.ticket_views import TicketView
from tests.fakes.desk import START, FakeDesk

EVA = "eva@acme.example.org"
RUNE = "rune@acme.example.org"
ANNA = "anna@example.com"
BO = "bo@example.com"
MEMBER = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    domains=("acme.example.org",),
    seats=(Seat(product="planner", address=RUNE, name="Rune"),),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)
WORDS = "It stops, see [42]."


def _raw(mail: IncomingMail) -> bytes:
    """Its bytes, as far as they are read again."""
    written = EmailMessage()
    written["From"], written["Message-ID"] = mail.sender, mail.message_id
    written.set_content(mail.text.encode(errors="replace").decode())
    return written.as_bytes()


@dataclass
class SupportersDesk:
    """A desk with one member, and what its supporters' mail programs do."""

    fake: FakeDesk = field(default_factory=FakeDesk)

    async def begin(self) -> None:
        """The member is there."""
        await put_member(self.fake.desk, MEMBER)
        await self.fake.rest()

    async def ask(self, message: str = WORDS, kind: str = "error", key: str = "k1", email: str = EVA) -> str:
        """Eva asks; the ticket, its mails sent."""
        told = {
            "email": email,
            "product": "Planner",
            "kind": kind,
            "message": message,
            "subject": "Week view",
        }
        request = Request(submission=Submission.model_validate(told), channel="form", key=key)
        header = await open_ticket(self.fake.desk, request)
        await self.fake.rest()
        return header.state.id

    async def write(self, ticket: str, message: str) -> None:
        """Eva writes once more."""
        await add_message(self.fake.desk, ticket, Further(text=message))
        await self.fake.rest()

    def notice(self, to: str = ANNA, about: str = "", last: int = 1) -> Mail:
        """The last mail to this supporter (or the one before it, ...) whose subject says this."""
        return [
            mail for mail in self.fake.mailer.delivered if mail.to.address == to and about in mail.subject
        ][-last]

    def thread(self, notice: Mail) -> Thread:
        """What a reply to this notice answers, by the address that it goes to."""
        assert notice.reply_to is not None
        staff = [each.id for each in self.fake.vendor.supporters]
        found = find_thread([notice.reply_to.address], "", self.fake.desk.link_keys, staff)
        assert found is not None
        return found

    async def reply(
        self, notice: Mail, words: str, message_id: str = "<1@pc>", **fields: object
    ) -> str | None:
        """Anna (unless ``fields`` say otherwise) replies to a notice; what was done has run to rest."""
        told = {"sender": ANNA, "fresh": words, "text": words, "message_id": message_id} | fields
        mail = IncomingMail.model_validate(told)
        kept = await keep_raw_mail(self.fake.desk, _raw(mail))
        acted = await mail_from_supporter(self.fake.desk, self.thread(notice), mail, kept)
        await self.fake.rest()
        return acted

    async def view(self, ticket: str) -> TicketView:
        """The ticket as a supporter reads it."""
        return await read_ticket(self.fake.desk, ticket)

    async def clocks(self, ticket: str) -> dict[str, str]:
        """Each clock and where it stands."""
        return {clock.id: clock.state.value for clock in (await self.view(ticket)).clocks}

    def mailed(self, to: str) -> list[Mail]:
        """What this address got, as the one it is mailed to."""
        return [mail for mail in self.fake.mailer.delivered if mail.to.address == to]
