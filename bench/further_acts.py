"""The acts on a ticket: mails, the status page, conferences, hourly work, remote help, delivery reports."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bench.scene import CONTACT, Scene, request
from shared.domain.conferences.conferring import OfferBody, SlotBody
from shared.domain.facts.conference import Way
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.mail_threads import Thread, reply_address
from shared.domain.sessions.session_holding import SessionEndBody, SessionStartBody
from shared.domain.sessions.session_offering import SessionBody
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.intake import Kind
from shared.domain.work.logging_minutes import MinutesBody
from shared.domain.work.quoting import QuoteBody
from shared.usecases.clocks.look import look_at
from shared.usecases.conferences.choose_slot import pick_slot
from shared.usecases.conferences.confer import offer_slots
from shared.usecases.links.open_link import follow_to_read
from shared.usecases.mail.take_mail import take_mail
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.outbox.record_delivery import record_delivery
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.sessions.answer_offer import consent_to_session
from shared.usecases.sessions.hold_session import end_session, offer_session, start_session
from shared.usecases.status.read_status import read_status
from shared.usecases.status.use_link import write_by_link
from shared.usecases.work.decide_on_quote import accept_quote
from shared.usecases.work.quote_work import give_quote, log_minutes

type Counted = Callable[[str, Awaitable[object]], Awaitable[None]]
"""Does an act and counts it under this name."""


async def mails(scene: Scene, counted: Counted) -> None:
    """A mail that opens a ticket, and comes again; a turn by its reader, a supporter's answer, a machine's.

    And a new mail that quotes the ticket's reference.
    """
    first = _mail("first", CONTACT, scene.desk.vendor.mailbox)
    await counted("mail, a new ticket", take_mail(scene.desk, first))
    await counted("mail, sent again", take_mail(scene.desk, first))
    ticket = await _opened(scene, "mails")
    for act, sender, supporter, marks in (
        ("mail, a further turn", CONTACT, "", ""),
        ("mail, a supporter's answer", "anna@vendor.example.com", "anna", ""),
        ("mail, a machine's", CONTACT, "", "Auto-Submitted: auto-replied\r\n"),
    ):
        thread = Thread(ticket=ticket, turn="m1", supporter=supporter)
        to = reply_address(scene.desk.vendor.mailbox, thread, scene.desk.link_keys[0])
        await counted(act, take_mail(scene.desk, _mail(act.replace(" ", "-"), sender, to, marks)))
    vouched = f"Authentication-Results: {scene.desk.vendor.mail_judge}; dmarc=pass\r\n"
    quoting = _mail("quoting", CONTACT, scene.desk.vendor.mailbox, vouched, about=ticket)
    await counted("mail, quoting a reference", take_mail(scene.desk, quoting))


async def pages(scene: Scene, counted: Counted) -> None:
    """The status page is opened, and written from."""
    ticket = await _opened(scene, "pages")
    link = await _link(scene, ticket, Purpose.TICKET)
    await counted("status page, opened", _status(scene, link))
    await counted("status page, a message", _written(scene, link))


async def conferences(scene: Scene, counted: Counted) -> None:
    """Slots are offered, and one is picked."""
    ticket = await _opened(scene, "conference", Kind.CONFERENCE)
    starts = [scene.clock.instant + timedelta(hours=hours) for hours in (5, 8)]
    slots = tuple(SlotBody(start=start, way=Way.TELEPHONE, place="+46 8 123 45") for start in starts)
    given = OfferBody(author="anna", slots=slots)
    await counted("conference, offered", offer_slots(scene.desk, ticket, given, "o1", about="m1"))
    conference = (await _state(scene, ticket)).conferences[0]
    slot = conference.acts[0].slots[0]
    link = await _link(scene, ticket, Purpose.CONFERENCE, conference.id)
    await counted("conference, picked", pick_slot(scene.desk, link, slot.id))


async def work(scene: Scene, counted: Counted) -> None:
    """A quote is given and accepted; minutes are logged."""
    ticket = await _opened(scene, "work")
    quote = QuoteBody(
        author="anna", text="It is not covered.", answers_up_to="m1", estimate_minutes=60, limit_minutes=100
    )
    await counted("quote, given", give_quote(scene.desk, ticket, quote, "q1"))
    quoted = (await _state(scene, ticket)).work.quotes[0].id
    link = await _link(scene, ticket, Purpose.QUOTE, quoted)
    await counted("quote, accepted", accept_quote(scene.desk, link, "Person Seven"))
    minutes = MinutesBody(author="anna", minutes=15, text="Looked.")
    await counted("minutes, logged", log_minutes(scene.desk, ticket, minutes, "w1"))


async def sessions(scene: Scene, counted: Counted) -> None:
    """Remote help is offered, consented to, and held."""
    ticket = await _opened(scene, "session")
    offered = SessionBody(author="anna", join_address="https://remote.example.com/join")
    await counted("remote help, offered", offer_session(scene.desk, ticket, offered, "s1"))
    session = (await _state(scene, ticket)).sessions[0].id
    link = await _link(scene, ticket, Purpose.SESSION, session)
    await counted("remote help, consented to", consent_to_session(scene.desk, link))
    started = start_session(scene.desk, ticket, SessionStartBody(author="anna"), about=session)
    await counted("remote help, started", started)
    done = SessionEndBody(author="anna", note="Done.", answers_up_to="m1")
    ended = end_session(scene.desk, ticket, done, about=session)
    await counted("remote help, ended", ended)


async def reports(scene: Scene, counted: Counted) -> None:
    """The provider says that a mail has arrived, and that it has bounced."""
    ticket = await _opened(scene, "reports")
    receipt = operation_id(scene.desk.secret, ticket, "m1", "receipt", str(scene.clock.instant), CONTACT)
    for act, status in (
        ("report, delivered", DeliveryStatus.DELIVERED),
        ("report, bounced", DeliveryStatus.BOUNCED),
    ):
        told = ProviderReport(
            operation_id=receipt, recipient=CONTACT, status=status, attempted=scene.clock.instant
        )
        await counted(act, record_delivery(scene.desk, told))


FURTHER = (mails, pages, conferences, work, sessions, reports)


async def _status(scene: Scene, link: str) -> None:
    await read_status(scene.desk, await follow_to_read(scene.desk, link, Purpose.TICKET))


async def _written(scene: Scene, link: str) -> None:
    followed = await follow_to_read(scene.desk, link, Purpose.TICKET)
    await write_by_link(scene.desk, followed, "And the week view.", "t1")


async def _opened(scene: Scene, key: str, kind: Kind = Kind.ERROR) -> str:
    """A ticket whose first mails have left."""
    header = await open_ticket(scene.desk, request(key, kind=kind))
    await look_at(scene.desk, header.aggregate)
    return header.state.id


async def _state(scene: Scene, ticket: str) -> TicketState:
    """The ticket's. Raises ``LookupError`` where there is none."""
    loaded = await load_ticket(scene.store, ticket)
    if loaded is None:
        raise LookupError(ticket)
    return loaded.header.state


async def _link(scene: Scene, ticket: str, purpose: Purpose, about: str = "") -> str:
    person = address_key(scene.desk.secret, CONTACT)
    link = Link.lasting(purpose, ticket, person, scene.clock.instant, about=about)
    return sign(link, scene.desk.link_keys[0])


def _mail(name: str, sender: str, to: str, marks: str = "", about: str = "Planner stops") -> bytes:
    """A mail of a few lines."""
    head = f"From: {sender}\r\nTo: {to}\r\nSubject: {about}\r\nMessage-ID: <{name}@mail.example.org>\r\n"
    return f"{head}{marks}\r\nThe week view stays empty.\r\n".encode()
