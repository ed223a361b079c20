"""How a part of the local stack learns that it is to end: a signal, or (on a leash) its parent's end."""

import asyncio
import contextlib
import signal
import sys
import threading


def told_to_stop(*, leash: bool) -> asyncio.Event:
    """Set once this program is to end. ``leash``: standard input is a pipe that ends with the parent."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: there the signal ends the program at once
            loop.add_signal_handler(wanted, stop.set)
    if leash:
        threading.Thread(target=_watch_parent, args=(loop, stop), daemon=True).start()
    return stop


def _watch_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """A pipe on standard input ends when the parent has gone, however it went."""
    while sys.stdin.buffer.read(1024):
        pass
    loop.call_soon_threadsafe(stop.set)
