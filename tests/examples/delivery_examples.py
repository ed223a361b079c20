"""A desk with a member, an answered error report, and reports about its mails."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.answers.answering import AnswerBody
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.values.intake import Submission
from shared.ports.mailer import Mail
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.outbox.record_delivery import record_delivery
from tests.fakes.desk import START, FakeDesk

EVA, RUNE, OWNER = "eva@acme.example.org", "rune@acme.example.org", "owner@acme.example.org"
FALLBACK = "desk@example.com"
ACME = Member(
    id="acme",
    name="Acme",
    owner=Person(address=OWNER),
    domains=("acme.example.org",),
    contacts=(Person(address=EVA, name="Eva"),),
    seats=(Seat(product="planner", address=RUNE, name="Rune"),),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)
SECOND = timedelta(seconds=1)


def said(subject: str) -> str:
    """The subject without the token that threads an answer to it."""
    return re.sub(r" \[m\d+(?:e\d+)?-[a-z2-7]{16}\]$", "", subject)


@dataclass
class AnsweredDesk:
    """Eva has reported an error, and two hours later Anna's answer has left, with a copy to Rune."""

    fake: FakeDesk = field(default_factory=FakeDesk)
    ticket: str = ""

    @property
    def answer(self) -> Mail:
        """The answer that was mailed last: the one mail with a copy."""
        return [mail for mail in self.fake.mailer.delivered if mail.to.address == EVA and mail.cc][-1]

    async def ask(self, key: str = "k1") -> str:
        """Eva reports an error."""
        told = {"email": EVA, "product": "Planner", "kind": "error", "message": "It stops."}
        request = Request(submission=Submission.model_validate(told), channel="form", key=key)
        ticket = (await open_ticket(self.fake.desk, request)).state.id
        await self.fake.rest()
        return ticket

    async def reply(self, ticket: str, text: str = "Press save.") -> None:
        """Anna answers."""
        await answer_ticket(self.fake.desk, ticket, AnswerBody(author="anna", text=text, answers_up_to="m1"))
        await self.fake.rest()

    async def report(
        self,
        status: DeliveryStatus,
        recipient: str = EVA,
        mail: Mail | None = None,
        at: datetime | None = None,
    ) -> bool:
        """The provider reports this of a mail, the answer unless another is given; then everything rests."""
        done = await record_delivery(
            self.fake.desk, report_of(mail or self.answer, status, recipient, at or self.fake.clock.now())
        )
        await self.fake.rest()
        return done

    def mailed(self, address: str) -> Sequence[str]:
        """The subjects of the mails to this address, oldest first, without what threads their answers."""
        return [said(mail.subject) for mail in self.fake.mailer.delivered if mail.to.address == address]


async def answered_desk(**parts: object) -> AnsweredDesk:
    """The desk at rest, once the answer has left."""
    made = AnsweredDesk(FakeDesk(**parts))  # type: ignore[arg-type] # the fake's own parts
    await put_member(made.fake.desk, ACME)
    await made.fake.rest()
    made.ticket = await made.ask()
    made.fake.clock.instant += timedelta(hours=2)
    await made.reply(made.ticket)
    return made


def report_of(mail: Mail, status: DeliveryStatus, recipient: str, at: datetime) -> ProviderReport:
    """What the provider says of this mail."""
    return ProviderReport(operation_id=mail.operation_id, recipient=recipient, status=status, attempted=at)
