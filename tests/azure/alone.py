"""A program that runs where there is no network but the machine's own loopback: it can ask no real service.

The stand-in of the identity endpoint answers there as Azure's does, and keeps what it was asked.
"""

import asyncio
import fcntl
import json
import os
import socket
import struct
import sys
import threading
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_SET_FLAGS, _UP = 0x8914, 0x1
HEADER = "word-of-the-platform"
RESOURCES = {"https://storage.azure.com", "https://communication.azure.com"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One request for a token: for whom, for what, and by which word of the platform."""

    client: str | None
    resource: str
    header: str | None


def leave_the_network() -> None:
    """Go where only loopback is, for good. Raises ``OSError``: this system does not let us."""
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP))


def stand_in(asked: list[Asking], all_heard: threading.Event) -> str:
    """Answer from a thread as the endpoint for tokens does: says where, and when it heard of all."""

    class Tokens(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            header = self.headers["X-IDENTITY-HEADER"]
            client = query.get("client_id", [None])[0]
            resource = query["resource"][0].rstrip("/")
            asked.append(Asking(client=client, resource=resource, header=header))
            if {each.resource for each in asked} == RESOURCES:
                all_heard.set()
            token = {"access_token": "t", "expires_on": "4000000000", "token_type": "Bearer"}
            self.send_response(HTTPStatus.OK if header == HEADER else HTTPStatus.UNAUTHORIZED)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(token | {"resource": resource}).encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tokens)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/msi/token"


async def _ask_every_service(all_heard: threading.Event) -> str:
    """Ask each part of the desk until the stand-in has heard of all, or all gave up; who the desk was."""
    from shared import wiring  # noqa: PLC0415 - after the settings are there, as in a process of Azure
    from shared.ports.store import Table  # noqa: PLC0415 - as above

    desk = wiring.desk()
    probes = (
        desk.queue.probe(),
        desk.mailer.probe(),
        desk.files.probe(),
        desk.store.get(Table.AGENDA, "p", "k"),
    )
    asking = asyncio.gather(*probes, return_exceptions=True)
    hearing = asyncio.ensure_future(asyncio.to_thread(all_heard.wait))
    await asyncio.wait((asking, hearing), return_when=asyncio.FIRST_COMPLETED)
    asking.cancel()
    all_heard.set()
    credential = wiring._identity()  # noqa: SLF001 - what is shown here is which one it is
    await credential.close()
    return type(credential).__name__


def main() -> None:
    """Print, as JSON, which credential the desk had and what the stand-in was asked."""
    leave_the_network()
    asked: list[Asking] = []
    all_heard = threading.Event()
    if sys.argv[1] == "azure":
        os.environ |= {"IDENTITY_ENDPOINT": stand_in(asked, all_heard), "IDENTITY_HEADER": HEADER}
    name = asyncio.run(_ask_every_service(all_heard))
    print(json.dumps({"credential": name, "asked": [asdict(each) for each in asked]}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
