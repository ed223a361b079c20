"""Gives a new desk some members to try it with."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx

from devstack.stack.refusal import StackRefused

MEMBERS = Path(__file__).parents[1] / "demo" / "members.json"
MARK = "demo-loaded"


def load_demo_once(data: Path, address: str, key: str, report: Callable[[str], None]) -> None:
    """Load the demo members, unless that was done on this data before. A failure is told, and not marked.

    Raises:
        StackRefused: the desk does not answer any more.
    """
    mark = data / MARK
    if mark.exists():
        return
    try:
        refused = load_demo(address, key)
    except httpx.TransportError as error:
        message = (
            "The desk ended or stopped answering while the demo members were loaded "
            f"({type(error).__name__}); the stack stops."
        )
        raise StackRefused(message) from None
    if refused:
        report(f"Demo members that could not be loaded: {'; '.join(refused)}.")
    else:
        report("Demo members are loaded.")
        mark.touch()


def load_demo(address: str, key: str) -> list[str]:
    """Put every demo member to a desk; one line for each that was not taken."""
    members = json.loads(MEMBERS.read_text(encoding="utf-8"))
    with httpx.Client(
        base_url=address, headers={"x-functions-key": key}, timeout=60, trust_env=False
    ) as client:
        answers = {
            each["id"]: client.put(f"/api/members/{each['id']}", json=each, headers={"If-Match": "*"})
            for each in members
        }
    return [
        f"{name} ({answer.status_code} {answer.reason_phrase})"
        for name, answer in answers.items()
        if not answer.is_success
    ]
