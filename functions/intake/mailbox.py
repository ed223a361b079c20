"""Every minute: take in what has come to the vendor's shared mailbox, where there is one in the settings."""

import logging

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring
from shared.ports.telemetry import telemetry
from shared.timing_settings import EVERY_MINUTE, ONCE_A_DAY

with imported_when_used():
    from shared.usecases.mail import fetch_mails, take_mail

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)
_SCHEDULE = wiring.schedule("DESK_MAILBOX_SCHEDULE", EVERY_MINUTE if wiring.has_mailbox() else ONCE_A_DAY)


@blueprint.timer_trigger("timer", _SCHEDULE, run_on_startup=False)
async def mailbox(timer: func.TimerRequest) -> None:
    """Read the mailbox. A run that comes late, twice or not at all does no harm."""
    box = wiring.mailbox()
    if box is None:
        return
    desk = wiring.desk()
    await wiring.keep_up_terms()
    with telemetry().act("mailbox"):
        fetched = await fetch_mails.fetch_mails(
            desk, box, lambda raw: take_mail.take_mail_of_any_size(desk, raw)
        )
    late = " (late)" if timer.past_due else ""
    _log.info("mailbox: %d taken in, %d to be tried again%s", fetched.taken, fetched.waiting, late)
