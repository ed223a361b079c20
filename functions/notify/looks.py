"""A message asks for a look at one aggregate; the look itself finds what is to be mailed."""

import json
import logging
from typing import NamedTuple

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring
from shared.adapters.queue import NAME
from shared.ports.telemetry import Happening, telemetry

with imported_when_used():
    from shared.usecases.clocks import look

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.queue_trigger("message", NAME, "DESK_STORAGE")
async def notify(message: func.QueueMessage) -> None:
    """Do what is due at the aggregate. Doubled or late messages find nothing to do and do no harm."""
    asked = _read(message.get_body())
    with telemetry().act("notify", carried=asked.carried if asked else ""):
        if asked is None:
            telemetry().add(Happening.MESSAGES_DROPPED, queue=NAME)
            _log.error("the message %s of the queue %s names no aggregate and is dropped", message.id, NAME)
            return
        await wiring.keep_up_terms()
        await look.look_at(wiring.desk(), asked.aggregate)


class _Asked(NamedTuple):
    """What a message asks for, and by which act it was sent; "" where nobody watched."""

    aggregate: str
    carried: str


def _read(body: bytes) -> _Asked | None:
    """What the message says; None for one that is none of ours, which no retry would mend."""
    try:
        said = json.loads(body)
        named, carried = said["look"], said.get("traceparent")
    except (ValueError, KeyError, TypeError):
        return None
    return _Asked(named, carried if isinstance(carried, str) else "") if isinstance(named, str) else None
