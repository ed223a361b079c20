"""Delivery reports and unsent answers as stories for a fault to strike, and at once with other acts."""

from datetime import timedelta

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.letters.letters import Answer
from shared.ports.desk import Desk
from shared.usecases.outbox.flag_seats import clear_flag
from shared.usecases.outbox.record_delivery import record_delivery
from tests.fakes.desk import START
from tests.fakes.mailer import Fate
from tests.faults.acts import ASKED
from tests.faults.examples import CHANGED, EVA, MEMBER, RUNE
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import (
    Step,
    Story,
    answer,
    close,
    later,
    look,
    mail_fails,
    messages_lost,
    put,
    rest,
    scan,
    unscanned,
)
from tests.faults.world import World

AFTER_AN_HOUR = START + timedelta(hours=1)


def reported(status: DeliveryStatus, to: str) -> Step:
    """The provider reports this of the answer, of one recipient; the queue brings it until it is recorded."""

    async def report(world: World, desk: Desk) -> None:
        sends = world.witness.reading().sends()
        (operation,) = {send.id for send in sends if isinstance(send.letter, Answer)}
        await record_delivery(
            desk,
            ProviderReport(operation_id=operation, recipient=to, status=status, attempted=AFTER_AN_HOUR),
        )

    return report


async def cleared(_: World, desk: Desk) -> None:
    """The vendor says that the address works again."""
    await clear_flag(desk, MEMBER.id, RUNE)


BOUNCED = DeliveryStatus.BOUNCED
ANSWERED = (*ASKED, unscanned(hours=2), answer, rest)
FLAGGED = (*ANSWERED, reported(BOUNCED, RUNE), rest)
UNSENT = (
    *ASKED,
    later(hours=22),
    mail_fails(Fate.DEFERRED, Fate.DEFERRED, to=EVA, retry_after=1200),
    answer,
    rest,
)

REPORTS = (
    Story("an answer bounces", reported(BOUNCED, EVA), ANSWERED, watched=timedelta(hours=40)),
    Story(
        "an answer bounces for the second time", reported(BOUNCED, EVA), (*ANSWERED, reported(BOUNCED, EVA))
    ),
    Story("an answer is put aside as spam", reported(DeliveryStatus.FILTERED_SPAM, EVA), ANSWERED),
    Story("an answer arrives", reported(DeliveryStatus.DELIVERED, EVA), ANSWERED),
    Story("a copy bounces", reported(BOUNCED, RUNE), ANSWERED),
    Story("a flag is cleared", cleared, FLAGGED),
    Story("a member with a flag changes", put(CHANGED), FLAGGED),
    Story(
        "a receipt waits for an address in trouble",
        look,
        (*ANSWERED, mail_fails(Fate.DEFERRED, to=EVA), reported(BOUNCED, EVA), messages_lost),
    ),
    Story("an answer is unsent an hour before due", scan, (*UNSENT, unscanned(hours=1))),
    Story("an answer is unsent past due", scan, (*UNSENT, unscanned(hours=3))),
)

REPORT_PAIRS: tuple[Pair, ...] = (
    *both_ways("bounce and look", reported(BOUNCED, EVA), look, (*ASKED, answer, messages_lost)),
    *both_ways("bounce and close", reported(BOUNCED, EVA), close, ANSWERED),
    *both_ways(
        "bounce and spam", reported(BOUNCED, EVA), reported(DeliveryStatus.QUARANTINED, EVA), ANSWERED
    ),
    *both_ways("two bounces", reported(BOUNCED, EVA), reported(DeliveryStatus.FAILED, EVA), ANSWERED),
    *both_ways("bounced copy and change", reported(BOUNCED, RUNE), put(CHANGED), ANSWERED),
    *both_ways("bounced copy and clearing", reported(BOUNCED, RUNE), cleared, FLAGGED),
)
