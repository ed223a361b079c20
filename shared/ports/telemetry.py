"""What watches the desk, as a protocol. It is around, as logging is; nothing is decided by it, it may be off.

What is told here is kept for weeks and read by operators: words of this program, references and numbers,
never what a person wrote or is called.
"""

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from typing import Protocol


class Happening(StrEnum):
    """What is counted as it happens."""

    MAILS = "desk.mails"
    """Mails handed to the provider, by ``lane`` and ``state``: taken, refused, put_back."""
    GATE_DECISIONS = "desk.gate.decisions"
    """By ``covered`` (yes, no) and ``reason``."""
    WEBHOOKS_REFUSED = "desk.webhooks.refused"
    """By ``reason``."""
    MESSAGES_DROPPED = "desk.messages.dropped"
    """Queue messages that no retry would mend, by ``queue``."""


class Measured(StrEnum):
    """What each scan finds."""

    CLOCKS_RUNNING = "desk.clocks.running"
    """Tickets on which a clock runs."""
    SECONDS_TO_DUE = "desk.clocks.seconds_to_due"
    """Until the nearest due instant; below zero once it has passed. Not told where no clock runs."""
    LOOKS_DUE = "desk.scan.looks_due"
    """Of this scan."""
    MESSAGES_GIVEN_UP = "desk.messages.given_up"
    """Queue messages that were given up after every attempt, and lie in a queue for people."""


class Called(Protocol):
    """A call to a service that is under way."""

    def answered(self, status: int) -> None:
        """The service has answered with this status."""


class Telemetry(Protocol):
    """Keeps what acts did, what they asked of services, and what was counted. Never raises, never waits."""

    @property
    def on(self) -> bool:
        """Whether anything is kept: what costs a request of its own is found out only then."""

    def act(self, name: str, *, about: str = "", carried: str = "") -> AbstractContextManager[None]:
        """What happens in here is one act, within the one around it.

        ``about``: the aggregate that it is about (``ticket-<id>``). ``carried``: what ``carrier`` was where
        the act was asked for. An error that leaves it is its outcome, and is raised on.
        """

    def note(self, **facts: str) -> None:
        """Facts of the act that is under way, such as its ``ticket`` and its ``outcome``."""

    def call(self, method: str, address: str) -> AbstractContextManager[Called]:
        """What happens in here is a call to the service at this address, of which the host alone is kept."""

    def carrier(self) -> str:
        """The act that is under way, as W3C's ``traceparent`` says it; "" where there is none."""

    def add(self, count: Happening, number: int = 1, **of: str) -> None:
        """So many more of these."""

    def tell(self, level: Measured, number: float) -> None:
        """So many there are now; kept once, and not again until it is told anew."""


class Unwatched:
    """Nobody watches: nothing is kept, and it costs nothing. As ``Telemetry`` has it."""

    on = False

    def act(self, name: str, *, about: str = "", carried: str = "") -> AbstractContextManager[None]:  # noqa: ARG002 - nobody watches
        """See ``Telemetry.act``."""
        return _NOTHING

    def note(self, **facts: str) -> None:
        """See ``Telemetry.note``."""

    def call(self, method: str, address: str) -> AbstractContextManager[Called]:  # noqa: ARG002 - nobody watches
        """See ``Telemetry.call``."""
        return _UNHEARD

    def carrier(self) -> str:
        """See ``Telemetry.carrier``."""
        return ""

    def add(self, count: Happening, number: int = 1, **of: str) -> None:
        """See ``Telemetry.add``."""

    def tell(self, level: Measured, number: float) -> None:
        """See ``Telemetry.tell``."""


class _Unheard:
    """A call that nobody listens to."""

    def answered(self, status: int) -> None:
        """See ``Called.answered``."""


_NOTHING = nullcontext()
_UNHEARD: AbstractContextManager[Called] = nullcontext(_Unheard())


class _Around:
    """What watches this process."""

    telemetry: Telemetry = Unwatched()


def telemetry() -> Telemetry:
    """What watches this process now."""
    return _Around.telemetry


def watch_by(telemetry: Telemetry | None) -> None:
    """From now on this watches; None: nobody does."""
    _Around.telemetry = telemetry or Unwatched()
