"""The provider's reports of what became of mails, which Event Grid puts into a queue of their own."""

import logging

import azure.functions as func

from shared import wiring

NAME = "delivery-reports"

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.queue_trigger("message", NAME, "DESK_STORAGE")
async def delivery_reports(message: func.QueueMessage) -> None:
    """Record the report. One that cannot be read is dropped, for no retry would mend it."""
    from shared.usecases.outbox.record_delivery import record_delivery  # noqa: PLC0415 - seldom needed, slow to import
    from shared.web.mail.delivery_report_events import read_delivery_report  # noqa: PLC0415 - as above

    try:
        report = read_delivery_report(message.get_body())
    except ValueError as unreadable:
        _log.error("a delivery report cannot be read and is dropped: %s", unreadable)
        return
    if not await record_delivery(wiring.desk(), report):
        _log.info("a delivery report is about no mail of this desk")
