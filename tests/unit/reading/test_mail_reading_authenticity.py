"""Only what the receiving service says of the author's domain proves a sender."""

import pytest

from shared.mail.reading import read_mail
from shared.mail.reading.signs.authenticity import UNNAMED
from tests.examples.raw_mails import raw_mail

TRUSTED = "mx.vendor.example.com"
DMARC = f"{TRUSTED}; dmarc=pass header.from=member.example.se"


def proved(*results: str, trusted: str = TRUSTED, **headers: str | None) -> bool:
    """Whether the sender counts as genuine; the results stand in this order at the top."""
    head = "".join(f"Authentication-Results: {each}\r\n" for each in results)
    return read_mail(head.encode() + raw_mail(**headers), trusted=trusted).authenticated


@pytest.mark.parametrize(
    "result",
    [
        DMARC,
        f"{TRUSTED} 1; dmarc=pass (p=reject) header.from=MEMBER.example.se; spf=fail smtp.mailfrom=x.org",
        f"{TRUSTED}; dkim=pass header.d=member.example.se",
        f"{TRUSTED}; dkim=pass header.i=@member.example.se header.s=s1",
        f"{TRUSTED}; dkim=pass header.d=example.se",
        f"{TRUSTED}; spf=pass (IP is 192.0.2.1) smtp.mailfrom=eva@member.example.se",
        f"{TRUSTED}; dmarc=none; dkim=fail header.d=x.org; spf=pass smtp.mailfrom=member.example.se",
        f"{TRUSTED.upper()};\r\n\tdkim=fail header.d=x.org;\r\n\tdkim=pass header.d=member.example.se",
    ],
)
def test_a_pass_for_the_authors_domain_proves_the_sender(result: str) -> None:
    assert proved(result)


@pytest.mark.parametrize(
    "result",
    [
        f"{TRUSTED}; none",
        f"{TRUSTED}; dmarc=fail header.from=member.example.se; dkim=pass header.d=member.example.se",
        f"{TRUSTED}; dmarc=pass header.from=other.example.org",
        f"{TRUSTED}; dkim=pass header.d=other.example.org",
        f"{TRUSTED}; dkim=pass header.d=mail.member.example.se",
        f"{TRUSTED}; dkim=pass header.d=evilmember.example.se",
        f"{TRUSTED}; dkim=pass header.d=se",
        f"{TRUSTED}; dkim=pass",
        f"{TRUSTED}; dkim=fail header.d=member.example.se",
        f"{TRUSTED}; spf=softfail smtp.mailfrom=member.example.se",
        f"{TRUSTED}; spf=pass smtp.helo=member.example.se",
        f"{TRUSTED}; iprev=pass policy.iprev=192.0.2.1",
        f"{TRUSTED}; arc=pass (dmarc=pass header.from=member.example.se)",
        "mx.other.example.org; dmarc=pass header.from=member.example.se",
        f"{TRUSTED}.example.org; dmarc=pass header.from=member.example.se",
        "dmarc=pass header.from=member.example.se",
        "",
        ";" * 200,
    ],
)
def test_anything_else_proves_nothing(result: str) -> None:
    assert not proved(result)


def test_nobody_is_trusted_where_no_service_is_named() -> None:
    assert not proved(DMARC, trusted="")
    assert not proved()


def test_a_service_that_writes_no_id_can_be_trusted_as_such() -> None:
    result = "spf=pass smtp.mailfrom=member.example.se; dmarc=pass action=none header.from=member.example.se"
    assert proved(result, trusted=UNNAMED)
    assert not proved(DMARC, trusted=UNNAMED)


def test_a_run_of_results_counts_as_a_whole() -> None:
    assert proved(f"{TRUSTED}; spf=fail smtp.mailfrom=x.org", DMARC)
    assert proved("mx.inner.example.com; none", DMARC)


def test_results_further_down_are_forged() -> None:
    assert not proved(received="by mx.vendor.example.com", authentication_results=DMARC, trusted="x")
    raw = b"Authentication-Results: " + TRUSTED.encode() + b"; none\r\nReceived: by mx\r\n"
    below = b"Authentication-Results: " + DMARC.encode() + b"\r\n"
    assert not read_mail(raw + below + raw_mail(), trusted=TRUSTED).authenticated


def test_a_failure_in_the_run_outweighs_a_pass_below_it() -> None:
    assert not proved(f"{TRUSTED}; dmarc=fail header.from=member.example.se", DMARC)


@pytest.mark.parametrize(
    "author",
    [
        "eva@member.example.se, bo@member.example.se",
        "eva@member.example.se\r\nFrom: eva@member.example.se",
        "",
        "member.example.se",
    ],
)
def test_a_mail_with_several_authors_or_none_is_never_genuine(author: str) -> None:
    assert not proved(DMARC, **{"from": author})


@pytest.mark.parametrize(
    ("author", "verdict", "forged"),
    [
        ("Eva Ek <eva@member.example.se>", "", False),
        ("Eva Ek <eva@member.example.se>", f"{TRUSTED}; spf=fail smtp.mailfrom=x.org", False),
        ("Eva Ek <eva@member.example.se>", f"{TRUSTED}; dmarc=fail; spf=pass smtp.mailfrom=x.org", True),
        ("Eva Ek <eva@member.example.se>", "mx.other.example.org; dmarc=fail", False),
        ("eva@member.example.se, bo@member.example.se", "", True),
        ("eva@member.example.se\r\nFrom: bo@member.example.se", "", True),
        ("eva@member.example.se <mallory@example.net>", "", True),
        ("eva@member.example.se@example.net", "", True),
        ("", "", True),
    ],
)
def test_a_sender_is_forged_where_dmarc_fails_or_from_can_be_read_in_several_ways(
    author: str, verdict: str, *, forged: bool
) -> None:
    head = f"Authentication-Results: {verdict}\r\n" if verdict else ""
    mail = read_mail(head.encode() + raw_mail(From=author), trusted=TRUSTED)
    assert mail.forged == forged
