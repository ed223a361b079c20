"""Words and mails as they came are kept for so long, as stories: promised by an act, done by a look."""

from datetime import timedelta

from shared.domain.values.vendor import Retention
from shared.ports.desk import Desk
from shared.usecases.clocks.look import look_at
from shared.usecases.mail.take_mail import take_mail
from tests.faults.acts import FILES, WITH_MEMBER
from tests.faults.examples import EVA
from tests.faults.stories import Story, answer, close, look, messages_lost, request, rest, unscanned
from tests.faults.world import World

MAIL = f"From: {EVA}\r\nTo: desk@example.com\r\nMessage-ID: <raw@outside>\r\n\r\nPersonal words.\r\n".encode()

OVER = timedelta(days=40)


async def keep_for_a_month(world: World, _: Desk) -> None:
    """The settings say so."""
    world.vendor = world.vendor.but(retention=Retention(words_months=1, raw_mails_days=10))


async def mail_comes(_: World, desk: Desk) -> None:
    """Eva writes a mail."""
    await take_mail(desk, MAIL)


async def look_at_mails_of_the_day(world: World, desk: Desk) -> None:
    """The look at all mails of the first day comes."""
    (aggregate,) = (each for each in world.witness.reading().looks if each.startswith("mails-"))
    await look_at(desk, aggregate)


ANSWERED = (keep_for_a_month, *WITH_MEMBER, request(files=FILES), rest, answer, rest)
MAILED = (keep_for_a_month, *WITH_MEMBER, mail_comes, rest)

RETENTION = (
    Story(
        "a mail comes that is kept for some days", mail_comes, (keep_for_a_month, *WITH_MEMBER), watched=OVER
    ),
    Story("a ticket is closed whose words are kept for a month", close, ANSWERED, watched=OVER),
    Story("words are kept no longer", look, (*ANSWERED, close, messages_lost, unscanned(days=32))),
    Story("mails as they came are kept no longer", look_at_mails_of_the_day, (*MAILED, unscanned(days=12))),
)
