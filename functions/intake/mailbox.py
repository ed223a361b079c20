"""Every minute: take in what has come to the vendor's shared mailbox, where there is one in the settings."""

import logging

import azure.functions as func

from shared import wiring

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.timer_trigger("timer", "0 * * * * *", run_on_startup=False)
async def mailbox(timer: func.TimerRequest) -> None:
    """Read the mailbox. A run that comes late, twice or not at all does no harm."""
    box = wiring.mailbox()
    if box is None:
        return
    from shared.usecases.mail.fetch_mails import fetch_mails  # noqa: PLC0415 - without a mailbox no start waits for it
    from shared.usecases.mail.take_mail import take_mail_of_any_size  # noqa: PLC0415 - as above

    desk = wiring.desk()
    fetched = await fetch_mails(desk, box, lambda raw: take_mail_of_any_size(desk, raw))
    late = " (late)" if timer.past_due else ""
    _log.info("mailbox: %d taken in, %d to be tried again%s", fetched.taken, fetched.waiting, late)
