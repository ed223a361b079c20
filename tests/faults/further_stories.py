"""A mailbox that is read, a bounce that comes as a mail, a note and a scan, each for a fault to strike."""

from datetime import timedelta

from shared.domain.answers.noting import NoteBody
from shared.domain.facts.files import FileScan
from shared.domain.incoming.incoming import DeliveryReport
from shared.domain.incoming.mail_threads import message_id
from shared.domain.letters.letters import Answer
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import write_note
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.files.open_file import record_scan
from shared.usecases.mail.fetch_mails import fetch_mails
from shared.usecases.mail.take_mail import take_mail
from shared.usecases.outbox.record_delivery import record_bounce
from tests.fakes.desk import START
from tests.fakes.mailbox import MemoryMailbox
from tests.faults.acts import ASKED, FILES, OUTAGE
from tests.faults.delivery_stories import ANSWERED
from tests.faults.examples import EVA
from tests.faults.link_stories import write
from tests.faults.mail_stories import WITH_MEMBER
from tests.faults.stories import (
    TO_THE_END,
    Story,
    answer,
    later,
    look,
    request,
    rest,
    scan,
    unscanned,
)
from tests.faults.world import World

RAW = (
    f"From: Personal Eva <{EVA}>\r\nTo: desk@example.com\r\nSubject: Personal subject\r\n"
    "Message-ID: <outside-box@outside.example.org>\r\n\r\nPersonal words.\r\n"
)


async def read_the_mailbox(_: World, desk: Desk) -> None:
    """The timer comes; one mail is there."""
    box = MemoryMailbox()
    box.arrive(RAW.encode(), START + timedelta(hours=1))
    await fetch_mails(desk, box, lambda raw: take_mail(desk, raw))


async def bounce_by_mail(world: World, desk: Desk) -> None:
    """A mail system sends the answer back. That its mail is kept is an act of its own."""
    (answer,) = {send.id for send in world.witness.reading().sends() if isinstance(send.letter, Answer)}
    report = DeliveryReport(
        original_message_id=message_id(answer, desk.vendor.sender_address), address=EVA, permanent=True
    )
    await record_bounce(desk, report)


async def note(world: World, desk: Desk) -> None:
    """Anna writes for her colleagues."""
    await write_note(desk, world.ticket, NoteBody(author="anna", text="Personal note."), "outside-note")


async def scan_a_file(world: World, desk: Desk) -> None:
    """A scanner has looked at the first file."""
    header = world.witness.reading().tickets[world.ticket].header
    assert header
    await record_scan(desk, header.state.files[0].id, FileScan.INFECTED)


async def scan_a_part(_: World, desk: Desk) -> None:
    """The timer runs, and one run takes two rows only."""
    await scan_clocks(desk, most=2)


async def many_on_duty(world: World, _: Desk) -> None:
    """So many are on duty that no transaction carries the mails of one message."""
    several = (
        Supporter(id=f"s{each}", name=f"Personal {each}", address=f"personal-s{each}@example.com")
        for each in range(82)
    )
    world.vendor = world.vendor.model_copy(update={"supporters": tuple(several)})


SILENT = (*ASKED, answer, rest, later(days=13, hours=23), unscanned(hours=2))
"""Answered, and nobody has said a word for 14 days."""

FURTHER = (
    Story("a member asks where no transaction carries the mails", request(), (*WITH_MEMBER, many_on_duty)),
    Story("the desk closes what is silent", scan, SILENT, watched=TO_THE_END),
    Story("a silent ticket is looked at by the queue", look, SILENT),
    Story("a member writes on when the desk is about to close", write, SILENT, watched=TO_THE_END),
    Story("a scan takes a part of an outage", scan_a_part, OUTAGE),
    Story("the next scan takes the rest of an outage", scan, (*OUTAGE, scan_a_part, unscanned(minutes=5))),
    Story("the mailbox is read", read_the_mailbox, WITH_MEMBER, watched=TO_THE_END),
    Story("a mail says that an answer bounced", bounce_by_mail, ANSWERED, watched=TO_THE_END),
    Story("a note is written", note, ASKED),
    Story("a file is scanned", scan_a_file, (*WITH_MEMBER, request(files=FILES), rest)),
)
