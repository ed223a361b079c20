"""The intake as the runtime calls it: the trigger function of the app, in this process."""

from collections.abc import Awaitable, Callable
from typing import cast

import azure.functions as func

from bench.unmeasured import Unmeasured
from tests.examples.indexed_functions import indexed_functions

type Trigger = Callable[[func.HttpRequest], Awaitable[func.HttpResponse]]

ACCEPTED = 202


def intake_trigger() -> Trigger:
    """The function that answers ``POST /api/intake``."""
    return cast("Trigger", indexed_functions()["intake"].run)


async def send_intake(intake: Trigger, body: bytes, key: str) -> None:
    """One request of a program.

    Raises:
        Unmeasured: it was not accepted, so there is nothing to measure.
    """
    headers = {"content-type": "application/json", "accept": "application/json", "idempotency-key": key}
    answer = await intake(func.HttpRequest("POST", "http://127.0.0.1/api/intake", headers=headers, body=body))
    if answer.status_code != ACCEPTED:
        message = f"the intake answered {answer.status_code}"
        raise Unmeasured(message)
