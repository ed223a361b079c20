"""A loop whose time jumps to its next timer where nothing is under way: limits pass, and nobody waits."""

import asyncio
import selectors
from collections.abc import Callable

A_MOMENT = 0.02
"""Seconds: what one end of a connection on this machine has sent, the other has by then."""


class _Selector(selectors.DefaultSelector):
    """``jumped``: by how many seconds its loop's time is ahead. ``busy``: whether an answer is awaited."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        super().__init__()
        self.jumped = 0.0
        self._busy = busy

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; where that is nothing, it is later."""
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(min(timeout, A_MOMENT))
        if not ready and not self._busy():
            self.jumped += timeout
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """Such a loop."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        """``busy``: whether something that takes real time is under way, outside of this process."""
        self._jumping = _Selector(busy)
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds, with those that were jumped over."""
        return super().time() + self._jumping.jumped
