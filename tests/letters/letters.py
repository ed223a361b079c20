"""Example letters: every kind, in every shape that its optional facts give it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.incoming.incoming import Automatic
from shared.domain.incoming.mail_orders import MailFault
from shared.domain.letters.letters import (
    Answer,
    AnswerFailed,
    BillingStatusUnknown,
    BillingUnheard,
    ConfirmAddress,
    Digest,
    Escalation,
    GateNotice,
    Letter,
    NewLink,
    NewTicket,
    NewTurn,
    Receipt,
    TakenUp,
    Unheard,
    WhyNow,
    WhyUnheard,
)
from shared.domain.letters.news_letters import News, NewsStopped
from shared.domain.letters.seat_letters import SeatEmpty
from shared.domain.letters.supporter_letters import (
    AnswerInDoubt,
    AnswerUnsent,
    KeptMail,
    MailsKept,
    MailUnproved,
    MailWithoutEffect,
    RequesterWanted,
    RequestsHeld,
    RequestsWaiting,
    SeatUnreachable,
)
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Level, Product, Supporter, Vendor
from tests.letters.conference_letters import conference_letters
from tests.letters.documentation_letters import documentation_letters
from tests.letters.register_letters import register_letters
from tests.letters.release_letters import release_letters
from tests.letters.seat_letters import seat_letters
from tests.letters.second_answer_letters import second_answer_letters
from tests.letters.session_letters import session_letters
from tests.letters.work_letters import work_letters

VENDOR = Vendor(
    name="Example Software AB",
    sender_address="desk@example.com",
    fallback_address="support@example.com",
    public_url="https://desk.example.com",
    products=(Product(id="planner", name="Planner"), Product(id="archive", name="Archive")),
    supporters=(Supporter(id="anna", name="Anna Lind", address="anna@example.com"),),
)
TICKET = "k7q2m4xw3bt5nz6a"
REPLY_DUE = datetime(2026, 8, 5, 12, 4, 37, tzinfo=UTC)
CONFERENCE_DUE = datetime(2026, 8, 6, 5, 30, tzinfo=UTC)
LINK = Link.lasting(Purpose.TICKET, TICKET, "m5d2s7kq3xwzafne", REPLY_DUE)
WORDS = "Hello Eva,\n\nread this: https://docs.example.com/a?b=1&c=2\nand that.\n\nRegards"


def address_of(link: Link) -> str:
    """Where a link leads in these examples."""
    return f"https://desk.example.com/api/member/{link.purpose}/{sign(link, b'a link key for letters')}"


def letters() -> Iterator[Letter]:
    """One letter for every branch that a template may take."""
    for product in ("planner", ""):
        yield from _letters_to_requesters(product)
        yield from _letters_to_supporters(product)
    yield from _letters_about_deliveries()
    yield Answer(ticket=TICKET, answer="a1", author="anna", words=WORDS)
    yield from conference_letters()
    yield from work_letters(TICKET, WORDS)
    answer = Answer(ticket=TICKET, answer="a1", author="anna", words=WORDS, link=LINK)
    for product in ("planner", ""):
        yield from (answer.but(product=product, copied=copied) for copied in (True, False))
        yield NewLink(ticket=TICKET, product=product, link=LINK)
    yield from session_letters(TICKET)
    yield from second_answer_letters(TICKET, REPLY_DUE)
    yield from register_letters(TICKET, WORDS, LINK)
    yield from documentation_letters(TICKET, LINK)
    yield from seat_letters(LINK)
    yield from _letters_of_news()
    yield from release_letters(WORDS)


def _letters_to_requesters(product: str) -> Iterator[Letter]:
    for conference_due in (None, CONFERENCE_DUE):
        for link in (None, LINK):
            yield Receipt(
                ticket=TICKET,
                product=product,
                reply_due=REPLY_DUE,
                conference_due=conference_due,
                link=link,
            )
    yield Receipt(ticket=TICKET, product=product, reply_due=REPLY_DUE, link=LINK, refused_files=1)
    for why in WhyNow:
        taken_up = TakenUp(ticket=TICKET, product=product, why=why, reply_due=REPLY_DUE, link=LINK)
        yield taken_up
        yield taken_up.but(overdue=True, conference_due=CONFERENCE_DUE, link=None)
    yield ConfirmAddress(ticket=TICKET, link=LINK)
    for reason in GateReason:
        yield GateNotice(ticket=TICKET, product=product, reason=reason)
        yield GateNotice(ticket=TICKET, product=product, reason=reason, link=LINK, refused_files=2)


def _letters_of_news() -> Iterator[Letter]:
    news = News(products=("planner", "archive"), title="Planner 7.2 is here", words=WORDS)
    page = Link.lasting(Purpose.NEWS, TICKET, "m5d2s7kq3xwzafne", REPLY_DUE)
    stop = Link.lasting(Purpose.UNSUBSCRIBE, TICKET, "m5d2s7kq3xwzafne", REPLY_DUE)
    yield news
    yield from (news.but(page=page, stop=stop, test=test) for test in (True, False))
    for name in ("Rune Berg", ""):
        stopped = NewsStopped(
            member="Example Konsult", products=("planner",), name=name, address="rune@firm.example.org"
        )
        yield from (stopped, stopped.but(link=LINK))


def _letters_to_supporters(product: str) -> Iterator[Letter]:
    member = "Example Konsult" if product else ""
    for kind in Kind:
        for notice in (NewTicket, NewTurn):
            yield notice(
                ticket=TICKET, kind=kind, product=product, member=member, reason=GateReason.UNKNOWN_SENDER
            )
            yield notice(
                ticket=TICKET,
                kind=kind,
                product=product,
                member=member,
                reason=GateReason.SUBSCRIBED,
                reply_due=REPLY_DUE,
                conference_due=CONFERENCE_DUE if kind is Kind.CONFERENCE else None,
            )
    for level in Level:
        for clock in ClockKind:
            yield Escalation(
                ticket=TICKET, clock=clock, level=level, due=REPLY_DUE, member=member, product=product
            )
    yield from _letters_about_no_ticket(member, product)
    yield from _letters_about_their_mails()
    for due in (None, REPLY_DUE):
        yield AnswerFailed(ticket=TICKET, author="anna", reason="mailbox unavailable", due=due)


def _letters_about_their_mails() -> Iterator[Letter]:
    for fault in MailFault:
        yield MailWithoutEffect(ticket=TICKET, fault=fault)
    yield MailWithoutEffect(ticket=TICKET, fault=MailFault.UNKNOWN, command="nte")
    yield MailUnproved(ticket=TICKET)
    for proved in (True, False):
        yield RequesterWanted(received=REPLY_DUE, proved=proved)


def _letters_about_no_ticket(member: str, product: str) -> Iterator[Letter]:
    yield Digest(lines=tuple(_lines(member, product)))
    yield Digest(lines=tuple(_lines(member, product))[:1])
    yield from _letters_about_kept_mails(member)
    for flood in (True, False):
        yield RequestsHeld(flood=flood, requests=1, since=REPLY_DUE)
        yield RequestsHeld(flood=flood, requests=1000, more=True, since=REPLY_DUE)
    yield BillingStatusUnknown(member=member or "acme", sold=product or "prod_1", status="on_ice")
    yield BillingUnheard(
        lines=tuple(
            Unheard(provider="stripe", customer="cus_1", what=what, detail="prod_1" if product else "")
            for what in WhyUnheard
        )
    )
    yield SeatEmpty(product=product or "planner", member=member or "acme")


def _letters_about_kept_mails(member: str) -> Iterator[Letter]:
    kept = tuple(
        KeptMail(
            received=REPLY_DUE,
            member=member or "acme",
            sender="eva@example.org",
            subject="Planner" if member else "",
            why=why,
        )
        for why in Automatic
    )
    yield MailsKept(lines=kept, more=3)
    yield MailsKept(lines=kept[:1])
    for requests, receipts, withdrawn in ((212, 180, 0), (1, 0, 3), (0, 0, 1), (0, 20, 31)):
        yield RequestsWaiting(
            requests=requests,
            since=REPLY_DUE if requests else None,
            until=REPLY_DUE,
            receipts=receipts,
            withdrawn=withdrawn,
        )


def _letters_about_deliveries() -> Iterator[Letter]:
    for status in DeliveryStatus:
        yield AnswerInDoubt(ticket=TICKET, author="anna", status=status)
        yield AnswerFailed(ticket=TICKET, author="anna", reason=status, status=status, due=REPLY_DUE)
        for name in ("Rune Ek", ""):
            yield SeatUnreachable(
                member="Example Konsult",
                products=("planner", "archive"),
                name=name,
                address="rune@example.org",
                status=status,
            )
    for level in UnsentLevel:
        yield AnswerUnsent(ticket=TICKET, author="anna", answer="a1", level=level, due=REPLY_DUE)


def _lines(member: str, product: str) -> Iterator[Escalation]:
    for level in Level:
        yield Escalation(
            ticket=TICKET,
            clock=ClockKind.REPLY,
            clock_id="reply-m1",
            level=level,
            due=REPLY_DUE,
            member=member,
            product=product,
        )
