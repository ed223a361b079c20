"""Mails as they come in, written for the tests: people at example.com, example.org and example.se."""

HEAD = {
    "From": "Eva Ek <eva@member.example.se>",
    "To": "support@vendor.example.com",
    "Subject": "Planner stannar",
    "Date": "Thu, 5 Nov 2026 10:12:00 +0100",
    "Message-ID": "<one@member.example.se>",
}


def raw_mail(body: str | bytes = "Hej!", charset: str = "utf-8", /, **headers: str | None) -> bytes:
    """A mail with this body; a header given as ``content_type`` is Content-Type, and None takes one away."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    known = {name.title(): value for name, value in HEAD.items()} | named
    lines = [f"{name}: {value}" for name, value in known.items() if value is not None]
    head = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    return (
        head + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.replace("\n", "\r\n").encode(charset))
    )


def parts(*each: str | bytes, boundary: str = "cut") -> bytes:
    """The body of a multipart: each part with its own headers, a blank line between."""
    mark = f"\r\n--{boundary}".encode()
    return b"".join(mark + b"\r\n" + _bytes(part) for part in each) + mark + b"--\r\n"


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.replace("\n", "\r\n").encode()


def mixed(*each: str | bytes, kind: str = "mixed", boundary: str = "cut", **headers: str | None) -> bytes:
    """A multipart mail; ``kind`` may go on with parameters of its own."""
    kind = f'multipart/{kind}; boundary="{boundary}"'
    return raw_mail(parts(*each, boundary=boundary), content_type=kind, **headers)


BOUNCE_TEXT = "Content-Type: text/plain\n\nYour message could not be delivered.\n"
BOUNCE_RETURNED = (
    "Content-Type: message/rfc822\n\nFrom: support@vendor.example.com\nTo: eva@member.example.se\n"
    "Subject: Answer\nMessage-ID: <answer-1@desk.example.com>\n\nThe answer itself.\n"
)


def bounce(*fields: str, **headers: str | None) -> bytes:
    """A delivery report (RFC 3464) about our answer to Eva."""
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n" + "\n".join(
        fields
    )
    head = {
        "from": "Mail Delivery System <MAILER-DAEMON@mx.example.org>",
        "subject": "Undelivered Mail Returned to Sender",
        "message_id": "<report@mx.example.org>",
    }
    kind = "report; report-type=delivery-status"
    return mixed(
        BOUNCE_TEXT, f"{status}\n", BOUNCE_RETURNED, kind=kind, boundary="report", **(head | headers)
    )
