"""The ports of the stack's parts."""

import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass, fields
from typing import Self

from devstack.stack.refusal import StackRefused

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each part listens; 0 takes any free port."""

    http: int = 7071
    dev: int = 7072
    mail: int = 8025
    smtp: int = 2525
    queue: int = 10001
    table: int = 10002
    blob: int = 10000

    @classmethod
    def free(cls) -> Self:
        """Any free ports: for a stack beside the one that a person runs."""
        return cls(*([0] * len(fields(cls))))

    def address(self, name: str) -> str:
        """Where this part is reached over HTTP."""
        return f"http://{LOOPBACK}:{getattr(self, name)}"

    def found(self, *, patience: float = 0.0) -> Self:
        """The same ports, found free, with a real one for each 0.

        Args:
            patience: seconds to wait for ports that a stack is just letting go.

        Raises:
            StackRefused: names the port that is taken.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                return self._found()
            except StackRefused:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.1)

    def _found(self) -> Self:
        """Each port is held until all are found, so that no two are the same."""
        with ExitStack() as held:
            bound = (held.enter_context(_bound(each.name, getattr(self, each.name))) for each in fields(self))
            return type(self)(*[port.getsockname()[1] for port in bound])


def _bound(name: str, port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError:
        message = f"Port {port} ({name}) is taken by another program: end it, or use another (--{name}-port)."
        raise StackRefused(message) from None
