"""Webhooks that nobody must believe: every way in which one can be wrong, made from one that is right.

Signed by hand, as each scheme's specification says.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from tests.fakes.desk import START
from tests.triggers.examples import STANDARD_SECRET, STRIPE_SECRET

type Case = tuple[str, bytes, Mapping[str, str]]
"""What is wrong, the body, and the headers beside its type."""

SECONDS = int(START.timestamp())
KEY = base64.b64decode(STANDARD_SECRET.removeprefix("whsec_"))
OTHER_KEY = b"another key, as long as."
NOT_SECONDS = (
    "nan", "inf", "1e9", f"{SECONDS}.0", f"+{SECONDS}", f"-{SECONDS}", f"0{SECONDS}", f"{SECONDS}\n",
    f"0x{SECONDS:x}", f"{SECONDS * 1000}", "١٧٧٢٣٥٥٦٠٠", "9" * 4000,
)  # fmt: skip
LATE = {
    "old": -timedelta(minutes=5, seconds=1),
    "a day old": -timedelta(days=1),
    "as old as time": -timedelta(seconds=SECONDS),
    "future": timedelta(minutes=5, seconds=1),
    "far future": timedelta(days=36500),
}


def bodies_that_say_nothing(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Bodies that are refused although they are signed as they should be."""
    said = good.decode()
    yield "not UTF-8", good.replace(b"prod_ledger", b"prod_\xe5")
    yield "UTF-16", said.encode("utf-16")
    yield "a mark before it", b"\xef\xbb\xbf" + good
    yield "half a surrogate", good.replace(b"prod_ledger", b"\\ud800")
    yield "too deep", b'{"id": "evt_1", "type": "x", "deep": ' + b"[" * 60_000 + b"]" * 60_000 + b"}"
    yield "too deep an object", b'{"a":' * 20_000 + b"1" + b"}" * 20_000
    yield "too large", good[:-1] + b', "filler": "' + b"x" * 256 * 1024 + b'"}'
    yield "empty", b""
    yield "a list", b"[" + good + b"]"
    yield "a text", b'"subscription.updated"'
    yield "null", b"null"
    yield "twice", good + good
    yield "cut and signed", good[:-2]
    yield "a form", b"type=subscription.updated"
    yield "no number", good.replace(b'"data"', b'"odd": NaN, "data"')
    yield "a control character", good.replace(b"prod_ledger", b"prod\\u0000")


def doubled(good: bytes, name: str, value: str) -> bytes:
    """The body with this name given again at its first place, with another value."""
    place = good.index(f'"{name}"'.encode())
    return good[:place] + f'"{name}": {value}, '.encode() + good[place:]


def reserialised(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Bodies that say the same in other bytes."""
    said: dict[str, Any] = json.loads(good)
    yield "indented", json.dumps(said, indent=1).encode()
    yield "dense", json.dumps(said, separators=(",", ":")).encode()
    yield "sorted", json.dumps(dict(reversed(said.items()))).encode()
    yield "escaped", good.replace(b"cus_1", b"cus\\u005f1")
    yield "with a line end", good + b"\n"
    yield "with a blank", b" " + good


def changed(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Bodies that say something else."""
    yield "another customer", good.replace(b"cus_1", b"cus_2")
    yield "another product", good.replace(b"prod_ledger", b"prod_planner")
    yield "another status", good.replace(b'"active"', b'"trialing"')
    yield "cut", good[:-1]
    yield "one bit", bytes([good[0] ^ 1]) + good[1:]
    yield "nothing", b""


def by_standard(
    body: bytes, name: str = "msg_1", seconds: str = str(SECONDS), key: bytes = KEY
) -> dict[str, str]:
    """The headers that go with the body."""
    digest = hmac.digest(key, f"{name}.{seconds}.".encode() + body, hashlib.sha256)
    signature = "v1," + base64.b64encode(digest).decode()
    return {"webhook-id": name, "webhook-timestamp": seconds, "webhook-signature": signature}


def by_stripe(body: bytes, seconds: str = str(SECONDS), secret: str = STRIPE_SECRET) -> dict[str, str]:
    """The header that goes with the body."""
    digest = hmac.digest(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hex()
    return {"Stripe-Signature": f"t={seconds},v1={digest}"}


OF_STANDARD = {
    "webhook-id": {
        "another": "msg_2", "a full stop": "msg_1.{seconds}", "a blank in it": "msg 1", "blanks": " msg_1",
        "upper case": "MSG_1", "cut": "msg_", "too long": "m" * 256, "not ASCII": "måndag",
    },
    "webhook-timestamp": {
        "another": "{later}", "cut": "{cut_seconds}", "blanks": " {seconds}", "in words": "now",
    },
    "webhook-signature": {
        "cut": "v1,{cut}", "cut to the scheme": "v1,", "without a scheme": "{digest}", "scheme alone": "v1",
        "wrong scheme": "v2,{digest}", "asymmetric scheme": "v1a,{digest}", "upper scheme": "V1,{digest}",
        "upper case": "v1,{upper}", "lower case": "v1,{lower}", "blanks": " v1,{digest}",
        "a blank behind": "v1,{digest} ", "a blank in it": "v1, {digest}",
        "two blanks": "v1,{digest}  v1,AAAA",
        "as Stripe's": "v1={digest}", "in hexadecimal": "v1,{hex}", "padded": "v1,{digest}=",
        "zeros": "v1,{zeros}", "too long": "v1,{digest}" + " v1," * 2000,
        "twice in one header": "v1,{digest} v1,{digest}", "not ASCII": "v1," + "å" * 44,
    },
}  # fmt: skip
"""Ways in which a header of a webhook that is right can be made wrong."""
OF_STRIPE = {
    "empty": "", "cut": "t={seconds},v1={cut}", "cut to the time": "t={seconds}", "no time": "v1={digest}",
    "no name": "{digest}", "wrong scheme": "t={seconds},v0={digest}",
        "upper scheme": "t={seconds},V1={digest}",
    "upper time": "T={seconds},v1={digest}", "upper case": "t={seconds},v1={upper}",
    "blanks": " t={seconds},v1={digest}", "a blank behind": "t={seconds},v1={digest} ",
    "a blank between": "t={seconds}, v1={digest}", "a blank in it": "t={seconds},v1= {digest}",
    "a blank in the time": "t= {seconds},v1={digest}", "semicolon": "t={seconds};v1={digest}",
    "colon": "t:{seconds},v1:{digest}", "twice": "t={seconds},v1={digest},t={seconds},v1={digest}",
    "twice, a blank between": "t={seconds},v1={digest}, t={seconds},v1={digest}",
    "the time twice": "t={seconds},t={seconds},v1={digest}", "two times": "t={seconds},v1={digest},t={later}",
    "the signature twice": "t={seconds},v1={digest},v1={digest}", "another time": "t={later},v1={digest}",
    "time in words": "t=now,v1={digest}", "zeros": "t={seconds},v1=" + "0" * 64,
    "as Standard Webhooks'": "v1,{digest}", "longer": "t={seconds},v1={digest}0",
    "too long": "t={seconds},v1={digest}" + ",v0=1" * 2000, "not ASCII": "t={seconds},v1=" + "å" * 64,
    "in base64": "t={seconds},v1={base64}", "in quotes": "t='{seconds}',v1='{digest}'",
}  # fmt: skip


def filled(way: str, digest: str, raw: bytes) -> str:
    """The header in which this way is shown; ``digest`` is the signature as its scheme writes it."""
    return way.format(
        seconds=SECONDS,
        later=SECONDS + 1,
        cut_seconds=str(SECONDS)[:-1],
        digest=digest,
        cut=digest[:-1],
        upper=digest.upper(),
        lower=digest.lower(),
        hex=raw.hex(),
        base64=base64.b64encode(raw).decode(),
        zeros=base64.b64encode(bytes(32)).decode(),
    )


def standard_headers(good: bytes) -> Iterator[Case]:
    """The right body with every wrong header."""
    right = by_standard(good)
    digest = right["webhook-signature"].removeprefix("v1,")
    for header, ways in OF_STANDARD.items():
        yield f"{header} missing", good, {name: text for name, text in right.items() if name != header}
        yield f"{header} empty", good, right | {header: ""}
        for joint in (",", ", ", "\t"):
            yield f"{header} twice{joint!r}", good, right | {header: joint.join([right[header]] * 2)}
        for way, text in ways.items():
            yield f"{header} {way}", good, right | {header: filled(text, digest, base64.b64decode(digest))}


def stripe_headers(good: bytes) -> Iterator[Case]:
    """As ``standard_headers``."""
    header = by_stripe(good)["Stripe-Signature"]
    digest = header.partition("v1=")[2]
    yield "header missing", good, {}
    yield "under another name", good, {"X-Stripe-Signature": header}
    yield "as authorization", good, {"Authorization": header}
    for way, text in OF_STRIPE.items():
        yield f"header {way}", good, {"Stripe-Signature": filled(text, digest, bytes.fromhex(digest))}


def of_both(good: bytes, sign: Callable[..., dict[str, str]], names: Mapping[str, str]) -> Iterator[Case]:
    """What is wrong whatever the scheme; ``names`` are those that are given twice, with their other value."""
    for way, body in (*changed(good), *reserialised(good)):
        yield f"body {way}", body, sign(good)
    for way, body in bodies_that_say_nothing(good):
        yield f"signed, {way}", body, sign(body)
    for name, value in names.items():
        body = doubled(good, name, value)
        yield f"signed, {name} twice", body, sign(body)
    for way, by in LATE.items():
        yield f"signed {way}", good, sign(good, seconds=str(SECONDS + int(by.total_seconds())))
    for text in NOT_SECONDS:
        yield f"signed at {text[:20]!r}", good, sign(good, seconds=text)


def standard_cases(good: bytes, stripes: bytes) -> Iterator[Case]:
    """Every way to be wrong at the door for Standard Webhooks."""
    yield from standard_headers(good)
    names = {"type": '"x"', "timestamp": '"2026-01-01T00:00:00Z"', "data": "{}", "status": '"paused"'}
    yield from of_both(good, by_standard, names)
    yield "another secret", good, by_standard(good, key=OTHER_KEY)
    yield "an empty secret", good, by_standard(good, key=b"")
    yield "the secret as text", good, by_standard(good, key=STANDARD_SECRET.encode())
    yield "the other endpoint's secret", good, by_standard(good, key=STRIPE_SECRET.encode())
    yield "for the other endpoint", stripes, by_stripe(stripes)
    yield "the id in the seconds", good, by_standard(good, "msg") | {"webhook-timestamp": f"1.{SECONDS}"}


def stripe_cases(good: bytes, standards: bytes) -> Iterator[Case]:
    """Every way to be wrong at Stripe's door."""
    yield from stripe_headers(good)
    names = {"id": '"evt_2"', "type": '"x"', "created": "1", "status": '"paused"'}
    yield from of_both(good, by_stripe, names)
    yield "another secret", good, by_stripe(good, secret=STRIPE_SECRET[::-1])
    yield "an empty secret", good, by_stripe(good, secret="")
    yield "half the secret", good, by_stripe(good, secret=STRIPE_SECRET.removeprefix("whsec_"))
    yield "the other endpoint's secret", good, by_stripe(good, secret=STANDARD_SECRET)
    yield "made a test's", good.replace(b'"livemode": true', b'"livemode": false'), by_stripe(good)
    yield "for the other endpoint", standards, by_standard(standards)
