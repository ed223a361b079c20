"""A message asks for a look at one aggregate; the look itself finds what is to be mailed."""

import json
import logging

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring
from shared.adapters.queue import NAME

with imported_when_used():
    from shared.usecases.clocks import look

blueprint = func.Blueprint()
_log = logging.getLogger(__name__)


@blueprint.queue_trigger("message", NAME, "DESK_STORAGE")
async def notify(message: func.QueueMessage) -> None:
    """Do what is due at the aggregate. Doubled or late messages find nothing to do and do no harm."""
    aggregate = _aggregate(message.get_body())
    if aggregate is None:
        _log.error("a queue message names no aggregate and is dropped")
        return
    await look.look_at(wiring.desk(), aggregate)


def _aggregate(body: bytes) -> str | None:
    """What the message names; None for one that is none of ours, which no retry would mend."""
    try:
        named = json.loads(body)["look"]
    except (ValueError, KeyError, TypeError):
        return None
    return named if isinstance(named, str) else None
