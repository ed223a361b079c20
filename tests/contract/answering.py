"""A service that gives every request the same answer, or none, and remembers what it was asked."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.contract.unreachable import KEY


@dataclass(slots=True)
class Answering:
    """``asked`` has the method of each request; ``answer`` is what each gets: status line and headers."""

    answer: str
    address: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def connection_string(self) -> str:
        """How a storage client reaches it."""
        endpoints = f"TableEndpoint={self.address};QueueEndpoint={self.address};BlobEndpoint={self.address};"
        return f"AccountName=account;AccountKey={KEY};{endpoints}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request, answer it, and close the connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head.split(" ", 1)[0])
        lengths = [line for line in head.lower().split("\r\n") if line.startswith("content-length: ")]
        await reader.readexactly(int(lengths[0].removeprefix("content-length: ")) if lengths else 0)
        if self.answer:
            writer.write(f"HTTP/1.1 {self.answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def answering(answer: str) -> AsyncGenerator[Answering]:
    """Such a service on loopback; an empty answer closes the connection instead."""
    service = Answering(answer)
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/account"
    async with server:
        yield service
