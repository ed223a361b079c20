"""Mails that come in, each as a story for a fault to strike; and receipts that are counted."""

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.letters.mailbox_limits import Granted, MailboxCount
from shared.domain.values.identity import mailbox_key
from shared.ports.desk import Desk
from shared.ports.store import Create, Table
from shared.usecases.mail.take_mail import take_read_mail
from shared.usecases.outbox.count_mails import MAILBOX_COUNTS
from shared.usecases.records.raw_mails import keep_raw_mail
from tests.faults import examples
from tests.faults.stories import (
    TO_THE_END,
    Step,
    Story,
    answer,
    close,
    look,
    messages_lost,
    put,
    request,
    rest,
)
from tests.faults.world import World

WITH_MEMBER = (put(examples.MEMBER), rest)


def mailed(
    message_id: str = "<outside-mail@outside.example.org>", email: str = examples.EVA, **changed: object
) -> Step:
    """A mail is handed over; with ``answering`` it is sent to where the last mail to its sender says.

    With ``quoting`` it is a new one that names the ticket, and the receiving service vouches for its sender;
    with ``vouched`` it does so of any other. With ``about`` it answers the last whose subject says that.
    """

    async def hand_over(world: World, desk: Desk) -> None:
        told = {
            "message_id": message_id,
            "sender": changed.get("sender", email),
            "recipients": (
                _answer_address(world, email, str(changed.get("about", "")))
                if changed.get("answering")
                else "desk@example.com",
            ),
            "subject": f"Personal {world.ticket}" if changed.get("quoting") else "Personal subject",
            "authenticated": bool(changed.get("quoting") or changed.get("vouched")),
            "fresh": changed.get("fresh", "Personal words."),
            "quoted": "> Personal words of before.",
            "text": "Personal words. > Personal words of before.",
            "automatic": changed.get("automatic"),
        }
        raw = f"Message-ID: {message_id}\nX-Raw: Personal raw mail\n\n{told['fresh']}"
        kept = await keep_raw_mail(desk, raw.encode())
        await take_read_mail(desk, IncomingMail.model_validate(told), kept)

    return hand_over


def _answer_address(world: World, email: str, about: str) -> str:
    last = [each for each in world.mailer.delivered if each.to.address == email and about in each.subject][-1]
    return last.reply_to.address if last.reply_to else ""


async def ten_receipts(world: World, desk: Desk) -> None:
    """Eva has had as many receipts as anybody gets in three hours, and as a contact in a day."""
    granted = [Granted(send=str(number), at=world.clock.now()) for number in range(10)]
    address = mailbox_key(desk.secret, examples.EVA)
    count = MAILBOX_COUNTS.text(MailboxCount(granted=tuple(granted)))
    await desk.store.commit(Table.LIMITS, address, [Create(f"receipts-{address}", count)])


async def three_mails(world: World, desk: Desk) -> None:
    """A stranger's mailbox has had as many mails as one gets in a day without a proof."""
    granted = [Granted(send=str(number), at=world.clock.now()) for number in range(3)]
    mailbox = mailbox_key(desk.secret, examples.STRANGER)
    count = MAILBOX_COUNTS.text(MailboxCount(granted=tuple(granted)))
    await desk.store.commit(Table.LIMITS, mailbox, [Create(f"receipts-{mailbox}", count)])


MAILED = (*WITH_MEMBER, mailed(), rest)

REPLY = mailed("<outside-second@outside.example.org>", answering=True)
QUOTING = mailed("<outside-quoting@outside.example.org>", quoting=True)
AWAY = mailed("<outside-away@outside.example.org>", answering=True, automatic="out_of_office")

MAILS = (
    Story("a member's mail comes", mailed(), WITH_MEMBER, watched=TO_THE_END),
    Story("a stranger's mail comes", mailed(email=examples.STRANGER), WITH_MEMBER),
    Story(
        "a mail answers the receipt",
        REPLY,
        MAILED,
        watched=TO_THE_END,
    ),
    Story("a new mail quotes the reference", QUOTING, MAILED, watched=TO_THE_END),
    Story("a new mail quotes what was closed", QUOTING, (*MAILED, answer, rest, close)),
    Story(
        "a machine answers the receipt",
        AWAY,
        (*MAILED, answer, rest, close),
    ),
    Story(
        "a machine writes about nothing",
        mailed("<outside-list@outside.example.org>", automatic="list"),
        WITH_MEMBER,
    ),
    Story("a mail proves its address", mailed(vouched=True), WITH_MEMBER),
    Story("a receipt for a mail leaves", look, (*WITH_MEMBER, mailed(), messages_lost)),
    Story(
        "a receipt is one too many",
        look,
        (*WITH_MEMBER, ten_receipts, request(), messages_lost),
    ),
    Story(
        "a mail is one too many for an address that is not proved",
        look,
        (*WITH_MEMBER, three_mails, mailed(email=examples.STRANGER), messages_lost),
    ),
)
