"""Asks the dev port for the product's time, and moves it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from devstack.stack.refusal import StackRefused

LONGEST_MOVE = 3600.0
"""Seconds that a move may take; months have tens of thousands of steps."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The product's time after a move, and the mails that were sent on the way (the catcher's JSON)."""

    now: datetime
    mails: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TimeMachine:
    """The dev port of a running stack. Its answers are waited for."""

    address: str

    def now(self) -> datetime:
        """The product's time, in UTC."""
        return datetime.fromisoformat(self._ask("GET", "/now")["now"])

    def advance(self, by: str) -> Moved:
        """Move the time forward by a span such as ``25h``, in steps that each run to rest.

        Raises:
            StackRefused: the span is none, or something did not come to rest.
        """
        answer = self._ask("POST", "/advance", {"by": by})
        return Moved(datetime.fromisoformat(answer["now"]), answer["mails"])

    def rest(self) -> int:
        """Wait until nothing is going on; how many failed messages wait for their next try.

        Raises:
            StackRefused: something did not come to rest.
        """
        return int(self._ask("POST", "/rest", {})["waiting"])

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> dict[str, Any]:
        try:
            response = httpx.request(
                method, f"{self.address}{path}", json=body, timeout=LONGEST_MOVE, trust_env=False
            )
        except httpx.HTTPError as error:
            message = f"The stack has gone away: {type(error).__name__}."
            raise StackRefused(message) from None
        answer: dict[str, Any] = response.json()
        if not response.is_success:
            raise StackRefused(answer["error"])
        return answer
