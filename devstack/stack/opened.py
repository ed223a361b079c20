"""Opens a desk for the commands that work on what it has stored: the running stack's, or one on Azure."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from devstack.functions_host.moved_clock import MovedClock
from devstack.stack.found import found_stack
from devstack.stack.refusal import StackRefused
from devstack.stack.secrets_file import StackSecrets
from devstack.stack.settings import product_settings
from shared import wiring
from shared.domain.refusals.error_sorts import NotConfigured, Unavailable
from shared.ports.desk import Desk

ELSEWHERE = ("DESK_STORAGE", "DESK_STORAGE__TABLESERVICEURI")
"""Where one of these is set, the environment has a desk's settings, as the app reads them."""


def on_desk[Result](data: Path, work: Callable[[Desk], Awaitable[Result]]) -> Result:
    """Do this work on the desk of the environment's settings; without any, on the stack that runs on `data`.

    Raises ``StackRefused``: no stack is running, a setting is missing, or storage does not answer.
    """
    if not any(name.upper() in ELSEWHERE for name in os.environ):
        _take_settings_of_stack(data)
    try:
        return asyncio.run(_done(work))
    except (NotConfigured, Unavailable) as error:
        raise StackRefused(str(error) or "Storage does not answer.") from None


def _take_settings_of_stack(data: Path) -> None:
    stack, secrets = found_stack(data), StackSecrets.kept_in(data)
    os.environ.update(product_settings(secrets, stack.storage, stack.mails, stack.http))
    wiring.use_clock(MovedClock(data / "clock.json"))


async def _done[Result](work: Callable[[Desk], Awaitable[Result]]) -> Result:
    desk = wiring.desk()
    try:
        await wiring.keep_up_terms()
        return await work(desk)
    finally:
        await wiring.close()
