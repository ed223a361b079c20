"""Finds the running stack, for the commands that talk to it."""

from pathlib import Path

import httpx

from devstack.stack.data_lock import Owner, read_owner
from devstack.stack.program import ROOT
from devstack.stack.refusal import StackRefused

DEFAULT_DATA = ROOT / ".data"


def found_stack(data: Path) -> Owner:
    """Where the parts of the stack on this data folder are.

    Raises:
        StackRefused: it is not running.
    """
    owner = read_owner(data)
    if owner is None or not owner.dev or not _answers(owner.dev):
        message = f"No stack is running on {data}: start it with `make run` (or `uv run desk up`)."
        raise StackRefused(message)
    return owner


def _answers(dev: str) -> bool:
    try:
        return httpx.get(f"{dev}/now", trust_env=False).is_success
    except httpx.HTTPError:
        return False
