"""The port as a program of its own: ``python -m devstack.smtp_port --port 2525 --desk http://127.0.0.1:7071``.

The desk's function key is in ``HOST_FUNCTION_KEY``.
"""

import argparse
import asyncio
import os
import sys
from functools import partial

import httpx
from aiosmtpd.smtp import SMTP

from devstack.program_end import told_to_stop
from devstack.smtp_port.handing_on import MOST_BYTES, HandingOn

HOST = "127.0.0.1"
PATIENCE = 60.0


def main() -> int:
    """Run until a signal, or (with ``--leash``) until the parent is gone. Returns the exit status."""
    options = _options()
    try:
        asyncio.run(_serve(options))
    except OSError:
        print(f"mail port: port {options.port} is taken by another program", file=sys.stderr)  # noqa: T201 - a program's one sentence
        return 1
    return 0


async def _serve(options: argparse.Namespace) -> None:
    """Take mails until told to stop."""
    stop = told_to_stop(leash=options.leash)
    key = {"x-functions-key": os.environ.get("HOST_FUNCTION_KEY", "")}
    async with httpx.AsyncClient(
        base_url=options.desk, headers=key, trust_env=False, timeout=PATIENCE
    ) as desk:
        made = partial(
            SMTP, HandingOn(desk), data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, hostname="localhost"
        )
        server = await asyncio.get_running_loop().create_server(made, HOST, options.port)
        port = server.sockets[0].getsockname()[1]
        print(f"mail port: {HOST}:{port}", flush=True)  # noqa: T201 - whoever started it waits for this line
        async with server:
            await stop.wait()
            server.close_clients()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="smtp_port", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--desk", required=True, help="address of the Functions host")
    parser.add_argument("--leash", action="store_true", help="stop when standard input ends")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
