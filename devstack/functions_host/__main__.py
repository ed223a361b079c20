"""The host as a program of its own.

``python -m devstack.functions_host --data FOLDER --http-port 7071 --dev-port 7072``, with the keys in
``HOST_FUNCTION_KEY`` and ``HOST_MASTER_KEY`` and the app's settings in the environment. When it is ready it
writes one line of JSON: the addresses of both ports and the names of the functions.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from devstack.functions_host.host import Host, HostPlan, names
from devstack.functions_host.keys import Keys
from devstack.functions_host.moved_clock import MovedClock
from devstack.functions_host.runtime import AppBroken
from devstack.functions_host.serving import PortTaken, serving
from devstack.sign_in.front import ENABLED
from shared import wiring

LOG_BYTES = 1_000_000
LAST_SECONDS = 8.0
"""After this long without a parent the program ends, whatever a function is doing."""


def main() -> int:
    """Run until a signal or, with ``--leash``, until the parent is gone. Returns the exit status."""
    options = _options()
    _log_to(options.data)
    try:
        asyncio.run(_serve(options))
    except (AppBroken, PortTaken) as error:
        print(f"Functions host: {error}", file=sys.stderr)  # noqa: T201 - a program's one sentence
        return 1
    return 0


async def _serve(options: argparse.Namespace) -> None:
    """Run the app and serve it until told to stop."""
    stop, go = _stop_on_signals(), asyncio.Event()
    if options.leash:
        watched = (asyncio.get_running_loop(), go, stop)
        threading.Thread(target=_watch_parent, args=watched, daemon=True).start()
    app = Host(_plan(options))
    if options.wait:
        await go.wait()
    if stop.is_set():
        return
    async with (
        app as host,
        serving(
            host, http_port=options.http_port, dev_port=options.dev_port, catcher=options.catcher
        ) as ports,
    ):
        ready = {"http": ports.http, "dev": ports.dev, "functions": names(host.functions)}
        print(json.dumps(ready), flush=True)  # noqa: T201 - whoever started it waits for this line
        await stop.wait()


def _log_to(folder: Path) -> None:
    """Warnings to the error output; everything from information on to ``host.log``, which stays small."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    kept = RotatingFileHandler(folder / "host.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[shown, kept])
    logging.getLogger("azure").setLevel(logging.CRITICAL)  # every request, and failures that are told below


def _plan(options: argparse.Namespace) -> HostPlan:
    clock = MovedClock(options.data / "clock.json")
    wiring.use_clock(clock)  # all that the product has to be told
    os.environ[ENABLED] = "True"  # as the platform tells it
    settings = dict(os.environ)
    keys = Keys(function=settings.get("HOST_FUNCTION_KEY", ""), master=settings.get("HOST_MASTER_KEY", ""))
    return HostPlan(options.app.resolve(), options.data.resolve(), settings, keys, clock)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: there the signal ends the program at once
            asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    return stop


def _watch_parent(loop: asyncio.AbstractEventLoop, go: asyncio.Event, stop: asyncio.Event) -> None:
    """A line on standard input is the parent's go; its end means that the parent has gone."""
    with contextlib.suppress(RuntimeError):  # the loop has ended by itself meanwhile
        while sys.stdin.buffer.readline():
            loop.call_soon_threadsafe(go.set)
        loop.call_soon_threadsafe(stop.set)
        loop.call_soon_threadsafe(go.set)
    time.sleep(LAST_SECONDS)
    os._exit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="functions_host")
    parser.add_argument("--app", type=Path, default=Path(), help="folder of function_app.py and host.json")
    parser.add_argument("--data", type=Path, required=True, help="folder that keeps the time and the timers")
    parser.add_argument("--http-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--dev-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--catcher", default="", help="address of the mail catcher")
    parser.add_argument("--leash", action="store_true", help="stop when standard input ends")
    parser.add_argument(
        "--wait", action="store_true", help="with --leash: load, but run nothing before a line comes"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
