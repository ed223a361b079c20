"""Every five minutes, or when a setting says: look at whatever has come due."""

import logging

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring
from shared.ports.telemetry import telemetry
from shared.timing_settings import EVERY_FIVE_MINUTES

with imported_when_used():
    from shared.usecases.clocks import measure_desk, scan_clocks

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.timer_trigger(
    "timer", wiring.schedule("DESK_SCAN_SCHEDULE", EVERY_FIVE_MINUTES), run_on_startup=False
)
async def sla_timer(timer: func.TimerRequest) -> None:
    """Scan the agenda. A run that comes late, twice or not at all does no harm: the next finds everything."""
    desk = wiring.desk()
    await wiring.keep_up_terms()
    await wiring.watched()
    with telemetry().act("sla_timer"):
        scanned = await scan_clocks.scan_clocks(desk)
        await measure_desk.measure_desk(desk, scanned, wiring.given_up)
    _log.info(
        "scan: %d looked at, %d put later, %d left%s",
        scanned.looked,
        scanned.failed,
        scanned.left,
        " (late)" if timer.past_due else "",
    )
