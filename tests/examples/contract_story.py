"""A desk on which the rows of the contract's tables are played, at instants of Stockholm's clocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.domain.answers.answering import AnswerBody
from shared.domain.facts.links import Purpose
from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.member import Customer, HandSubscription, Member, Person, Seat
from shared.domain.messages.receiving import CallerBody
from shared.domain.values.intake import Kind, Submission
from shared.domain.work.quoting import QuoteBody
from shared.ports.mailer import Mail
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import read_ticket
from shared.usecases.views.ticket_views import TicketView, TurnView
from shared.usecases.views.views import ClockView
from shared.usecases.work.quote_work import give_quote
from tests.examples.member_links import link_in
from tests.fakes.desk import START, FakeDesk

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EVA, RUNE, OWNER = "eva@acme.example.org", "rune@acme.example.org", "owner@acme.example.org"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def stockholm(written: str) -> datetime:
    """The instant at which Stockholm's clocks show this."""
    return datetime.fromisoformat(written).replace(tzinfo=STOCKHOLM)


def planner(
    status: str = "active", since: datetime = START - 30 * DAY, paid_until: datetime | None = None
) -> HandSubscription:
    """A state of the subscription to Planner."""
    told = {"product": "planner", "status": status, "since": since, "paid_until": paid_until}
    return HandSubscription.model_validate(told)


@dataclass
class Story:
    """It begins on Monday 2 March 2026 at 10:00 in Stockholm, with Acme, who subscribes to Planner."""

    fake: FakeDesk = field(default_factory=FakeDesk)
    written: int = 0

    def at(self, written: str) -> None:
        """It is this instant now; nothing was scanned meanwhile."""
        self.fake.clock.instant = stockholm(written)

    async def acme(
        self,
        *subscriptions: HandSubscription,
        seats: Sequence[Seat] = (Seat(product="planner", address=RUNE),),
    ) -> None:
        """The member as it is from now on, and what follows from it."""
        member = Member(
            id="acme",
            name="Acme",
            owner=Person(address=OWNER),
            domains=("acme.example.org",),
            seats=tuple(seats),
            customers=(Customer(provider="standard", id="cus_1"),),
            subscriptions=subscriptions,
        )
        await put_member(self.fake.desk, member)
        await self.fake.rest()

    async def billed(
        self, status: str, at: datetime, *, paid_until: datetime | None = None, product: str = "prod_planner"
    ) -> None:
        """The provider's word about the subscription, in force from this instant, comes now."""
        self.written += 1
        event = BillingEvent(
            provider=Provider.STANDARD,
            id=f"evt_{self.written}",
            at=at,
            type="subscription.updated",
            customer="cus_1",
            product=product,
            subscription="sub_1",
            status=status,
            paid_until=paid_until,
        )
        await record_billing_event(self.fake.desk, event)
        await self.fake.rest()

    async def ask(
        self,
        kind: Kind = Kind.ERROR,
        product: str = "Planner",
        email: str = EVA,
        *,
        author: str = "",
        called_at: datetime | None = None,
    ) -> str:
        """A new ticket of this sender."""
        self.written += 1
        submission = Submission(email=email, product=product, kind=kind, message=f"Message {self.written}.")
        if author:
            submission = CallerBody(author=author, called_at=called_at, **submission.model_dump())
        request = Request(submission=submission, channel="form")
        ticket = (await open_ticket(self.fake.desk, request)).state.id
        await self.fake.rest()
        return ticket

    async def write(self, ticket: str, text: str = "And more.", product: str = "") -> tuple[str, str]:
        """A further message; the ticket and turn that it has become."""
        header, turn = await add_message(self.fake.desk, ticket, Further(text=text, product=product))
        await self.fake.rest()
        return header.state.id, turn

    async def answer(
        self,
        ticket: str,
        up_to: str = "m1",
        *,
        text: str = "Press Save first.",
        promised: date | None = None,
        close: bool = False,
        with_copy: bool = False,
    ) -> Mail:
        """Anna answers, having seen the turns up to this one; the answer, else the last mail."""
        given = AnswerBody(
            author="anna",
            text=text,
            answers_up_to=up_to,
            promised=promised,
            close=close,
            with_copy=with_copy,
        )
        await answer_ticket(self.fake.desk, ticket, given)
        await self.fake.rest()
        mails = self.fake.mailer.delivered
        return next((mail for mail in reversed(mails) if text in mail.text), mails[-1])

    async def quote(self, ticket: str, up_to: str = "m1") -> str:
        """Anna quotes two hours at most; the link that the mail has, as it is signed."""
        given = QuoteBody(
            author="anna",
            text="That is a new solution. Shall we?",
            answers_up_to=up_to,
            estimate_minutes=60,
            limit_minutes=120,
        )
        await give_quote(self.fake.desk, ticket, given)
        await self.fake.rest()
        mails = (mail.text for mail in reversed(self.fake.mailer.delivered))
        link = link_in(next(text for text in mails if "/member/quote/" in text), Purpose.QUOTE)
        return link.rpartition("/")[2]

    async def view(self, ticket: str) -> TicketView:
        """The ticket as a supporter reads it now."""
        return await read_ticket(self.fake.desk, ticket)

    async def clocks(self, ticket: str) -> tuple[ClockView, ...]:
        """The ticket's clocks as they stand now."""
        return (await self.view(ticket)).clocks

    async def turn(self, ticket: str, name: str = "m1") -> TurnView:
        """One of the ticket's turns."""
        return next(turn for turn in (await self.view(ticket)).turns if turn.id == name)
