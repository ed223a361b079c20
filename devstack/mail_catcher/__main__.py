"""The catcher as a program of its own: ``python -m devstack.mail_catcher --port 8025 --data FOLDER``."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from devstack.mail_catcher.running import EXAMPLE_KEY, PortTaken, running_mail_catcher
from devstack.mail_catcher.time_source import DevTime, real_time
from devstack.program_end import told_to_stop

REPORTS_TO = "CATCHER_REPORTS_TO"
"""Environment: connection string of the storage account whose queue gets delivery reports on request."""


def main() -> int:
    """Run until a signal, or (with ``--leash``) until the parent is gone. Returns the exit status."""
    options = _options()
    try:
        asyncio.run(_serve(options))
    except PortTaken as taken:
        return _complain(f"port {taken} is taken by another program")
    except ValueError:
        return _complain("the key is not base64, or a mail in the folder cannot be read")
    return 0


async def _serve(options: argparse.Namespace) -> None:
    """Catch mails until told to stop."""
    stop = told_to_stop(leash=options.leash)
    async with running_mail_catcher(
        port=options.port,
        folder=None if options.data == "none" else Path(options.data),
        key=options.key,
        now=DevTime(options.dev_time_url).now if options.dev_time_url else real_time,
        zone=ZoneInfo(options.zone),
        reports_to=os.environ.get(REPORTS_TO, ""),
    ) as catcher:
        print(f"mail catcher: {catcher.endpoint}", flush=True)  # noqa: T201 - whoever started it waits for this
        await stop.wait()


def _complain(sentence: str) -> int:
    print(f"mail catcher: {sentence}", file=sys.stderr)  # noqa: T201 - a program's one sentence on its error output
    return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mail_catcher", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--data", default="none", help="folder that keeps the mails, or none")
    parser.add_argument("--key", default=EXAMPLE_KEY, help="access key, base64")
    parser.add_argument("--dev-time-url", default="", help="where to ask for the product's time")
    parser.add_argument("--zone", default="Europe/Stockholm", help="zone in which the pages show instants")
    parser.add_argument("--leash", action="store_true", help="stop when standard input ends")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
