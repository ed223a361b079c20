"""The provider's reports of what became of mails, which Event Grid puts into a queue of their own."""

import logging

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring
from shared.adapters.queue import REPORTS
from shared.ports.telemetry import Happening, telemetry

with imported_when_used():
    from shared.usecases.outbox import record_delivery
    from shared.web.mail import delivery_report_events

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.queue_trigger("message", REPORTS, "DESK_STORAGE")
async def delivery_reports(message: func.QueueMessage) -> None:
    """Record the report. One that cannot be read is dropped, for no retry would mend it."""
    with telemetry().act("delivery_reports"):
        try:
            report = delivery_report_events.read_delivery_report(message.get_body())
        except ValueError as unreadable:
            telemetry().add(Happening.MESSAGES_DROPPED, queue=REPORTS)
            _log.error("a delivery report cannot be read and is dropped: %s (%s)", unreadable, message.id)
            return
        await wiring.keep_up_terms()
        if not await record_delivery.record_delivery(wiring.desk(), report):
            _log.info("a delivery report is about no mail of this desk")
