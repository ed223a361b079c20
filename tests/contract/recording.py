"""A service that keeps every byte that it is asked, and gives the answers that it was told to give."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser

from tests.contract.unreachable import KEY


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came over the wire."""

    line: str
    headers: Mapping[str, str]
    content: bytes


@dataclass(slots=True)
class Recording:
    """``asked`` has each request; each gets the next of ``answers``, and the last of them again and again."""

    answers: Sequence[bytes]
    address: str = ""
    asked: list[Asked] = field(default_factory=list)

    @property
    def connection_string(self) -> str:
        """How a storage client reaches it."""
        endpoints = f"TableEndpoint={self.address};QueueEndpoint={self.address};BlobEndpoint={self.address};"
        return f"AccountName=account;AccountKey={KEY};{endpoints}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request, answer it, and close the connection."""
        line, _, rest = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
        headers = {name.lower(): text for name, text in BytesHeaderParser().parsebytes(rest).items()}
        content = await reader.readexactly(int(headers.get("content-length", "0")))
        writer.write(self.answers[min(len(self.asked), len(self.answers) - 1)])
        self.asked.append(Asked(line.decode(), headers, content))
        await writer.drain()
        writer.close()
        await writer.wait_closed()


def answer(status: str, content: str = "", headers: Mapping[str, str] | None = None) -> bytes:
    """An answer as it goes over the wire."""
    body = content.encode()
    lines = {"Content-Length": str(len(body)), "Connection": "close", **(headers or {})}
    head = "".join(f"{name}: {text}\r\n" for name, text in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@asynccontextmanager
async def recording(*answers: bytes) -> AsyncGenerator[Recording]:
    """Such a service on loopback; an empty answer closes the connection instead."""
    service = Recording(answers)
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/account"
    async with server:
        yield service
