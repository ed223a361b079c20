"""Every five minutes: look at whatever has come due."""

import logging

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring

with imported_when_used():
    from shared.usecases.clocks import scan_clocks

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.timer_trigger("timer", "0 */5 * * * *", run_on_startup=False)
async def sla_timer(timer: func.TimerRequest) -> None:
    """Scan the agenda. A run that comes late, twice or not at all does no harm: the next finds everything."""
    scanned = await scan_clocks.scan_clocks(wiring.desk())
    _log.info(
        "scan: %d looked at, %d put later, %d left%s",
        scanned.looked,
        scanned.failed,
        scanned.left,
        " (late)" if timer.past_due else "",
    )
