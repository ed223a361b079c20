"""How long an incoming mail takes to be read, by its kind."""

import base64
import time
from collections.abc import Iterable

from bench.tables import table
from shared.mail.reading import read_mail
from shared.mail.reading.headers.lenient_policy import read_header

ROUNDS = 7
TIMES = 20
HEAD = (
    "Received: from mx.member.example.se by mx.vendor.example.com; Thu, 5 Nov 2026 10:12:03 +0100\r\n"
    "Authentication-Results: mx.vendor.example.com; dmarc=pass header.from=member.example.se\r\n"
    "From: =?utf-8?q?Eva_=C3=85s?= <eva@member.example.se>\r\nTo: support@vendor.example.com\r\n"
    "Subject: SV: Planner stannar\r\nDate: Thu, 5 Nov 2026 10:12:00 +0100\r\n"
    "Message-ID: <one@member.example.se>\r\nIn-Reply-To: <answer@desk.example.com>\r\nMIME-Version: 1.0\r\n"
)
WORDS = "Hej,\r\n\r\ndet hjälpte inte att starta om. Fönstret blir vitt när jag öppnar kalendern.\r\n" * 5
QUOTE = (
    "\r\nDen tors 5 nov. 2026 kl 09:12 skrev Support <support@vendor.example.com>:\r\n\r\n"
    + "> Starta om.\r\n" * 20
)
PAGE = "<html><body>" + "<p>Det hjälpte <b>inte</b> att starta om.</p>" * 20 + "</body></html>"
UTF8 = "; charset=utf-8\r\n\r\n"


def reading_table() -> str:
    """CPU milliseconds for each kind of mail, the best of several rounds that take turns."""
    kinds = _kinds()
    best = dict.fromkeys(kinds, float("inf"))
    for _ in range(ROUNDS):
        for kind, raw in kinds.items():
            best[kind] = min(best[kind], _milliseconds(raw))
    rows = [(kind, f"{len(kinds[kind]) / 1000:.0f}", f"{spent:.2f}") for kind, spent in best.items()]
    return table("Reading an incoming mail", ("mail", "KB", "CPU ms"), rows)


def _kinds() -> dict[str, bytes]:
    text, page = f"text/plain{UTF8}{WORDS}{QUOTE}", f"text/html{UTF8}{PAGE}"
    both = _multipart("alternative", [text, page])
    file = base64.encodebytes(bytes(range(256)) * 20_000).decode().replace("\n", "\r\n")
    attached = f"application/octet-stream; name=fel.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}"
    return {
        "an answer in plain text": _mail(text),
        "an answer in text and HTML": _mail(both),
        "an answer in HTML alone": _mail(page),
        "text, HTML and a file of 5 MB": _mail(_multipart("mixed", [both, attached], "outer")),
    }


def _mail(content: str) -> bytes:
    return f"{HEAD}Content-Type: {content}".encode()


def _multipart(kind: str, parts: Iterable[str], boundary: str = "inner") -> str:
    body = "".join(f"--{boundary}\r\nContent-Type: {part}\r\n" for part in parts)
    return f'multipart/{kind}; boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'


def _milliseconds(raw: bytes) -> float:
    times = max(1, TIMES * 10_000 // max(len(raw), 10_000))
    began = time.process_time()
    for _ in range(times):
        read_header.cache_clear()  # as another mail finds it
        read_mail(raw, trusted="mx.vendor.example.com")
    return (time.process_time() - began) * 1000 / times
