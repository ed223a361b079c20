"""Delivery reports are known and read: which mail, for whom, and whether it failed for good."""

import pytest

from shared.domain.incoming.incoming import Automatic, DeliveryReport
from shared.mail.reading import read_mail
from tests.examples.raw_mails import BOUNCE_RETURNED, BOUNCE_TEXT, bounce, mixed, raw_mail

FAILED = ("Final-Recipient: rfc822; eva@member.example.se", "Action: failed", "Status: 5.1.1")


def report_of(raw: bytes) -> DeliveryReport:
    mail = read_mail(raw)
    assert mail.automatic is Automatic.DELIVERY_REPORT
    assert mail.report is not None
    return mail.report


def report_in_form(raw: bytes) -> DeliveryReport:
    """What it says, if it answers a mail of ours: no mark says that a machine wrote it."""
    mail = read_mail(raw)
    assert (mail.automatic, mail.set_form) == (None, Automatic.DELIVERY_REPORT)
    assert mail.report is not None
    return mail.report


def test_a_standard_report_is_read_whole() -> None:
    assert report_of(bounce(*FAILED)) == DeliveryReport(
        original_message_id="<answer-1@desk.example.com>",
        address="eva@member.example.se",
        permanent=True,
        status="5.1.1",
    )


def test_a_report_keeps_all_its_text_and_folds_what_it_sends_back() -> None:
    mail = read_mail(bounce(*FAILED))
    assert mail.fresh == "Your message could not be delivered."
    for said in ("Status: 5.1.1", "The answer itself.", "Message-ID: <answer-1@desk.example.com>"):
        assert said in mail.quoted
        assert said in mail.text


@pytest.mark.parametrize(
    ("fields", "permanent", "status"),
    [
        (
            ("Final-Recipient: rfc822;eva@member.example.se", "Action: delayed", "Status: 4.4.1"),
            False,
            "4.4.1",
        ),
        (("Final-Recipient: rfc822;eva@member.example.se", "Action: failed", "Status: 4.4.7"), True, "4.4.7"),
        (
            ("Final-Recipient: rfc822;eva@member.example.se", "Action: relayed", "Status: 2.0.0"),
            False,
            "2.0.0",
        ),
        (("Original-Recipient: rfc822;eva@member.example.se", "Status: 5.2.2 (full)"), True, "5.2.2"),
        (
            ("Final-Recipient: rfc822;eva@member.example.se", "Diagnostic-Code: smtp; 550 5.7.1 refused"),
            True,
            "5.7.1",
        ),
    ],
)
def test_whether_it_failed_for_good_is_read(fields: tuple[str, ...], permanent: bool, status: str) -> None:  # noqa: FBT001 - a row of the table
    report = report_of(bounce(*fields))
    assert (report.address, report.permanent, report.status) == ("eva@member.example.se", permanent, status)


def test_of_several_recipients_the_one_that_failed_is_named() -> None:
    delayed = ("Final-Recipient: rfc822; bo@member.example.se", "Action: delivered", "Status: 2.0.0", "")
    assert report_of(bounce(*delayed, *FAILED)).address == "eva@member.example.se"


def test_a_report_with_the_headers_only_names_the_mail() -> None:
    headers = (
        "Content-Type: text/rfc822-headers\n\nSubject: Answer\nMessage-ID: <answer-2@desk.example.com>\n"
    )
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n" + "\n".join(FAILED) + "\n"
    raw = mixed(BOUNCE_TEXT, status, headers, kind="report; report-type=delivery-status")
    assert report_of(raw).original_message_id == "<answer-2@desk.example.com>"


QMAIL = """Hi. This is the program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.

<eva@member.example.se>:
192.0.2.1 does not like recipient. 550 5.1.1 unknown

--- Below this line is a copy of the message.

Return-Path: <support@vendor.example.com>
Message-ID: <answer-1@desk.example.com>
To: eva@member.example.se
"""
EXIM = """This message was created automatically by mail delivery software.

  eva@member.example.se
    all relevant MX records point to non-existent hosts
"""
LATE = """WARNING: you do not need to resend your message.
It could not be delivered to <eva@member.example.se> and will be retried.
"""


@pytest.mark.parametrize(
    ("body", "headers", "address", "permanent", "status"),
    [
        (
            QMAIL,
            {"from": "MAILER-DAEMON@mx.example.org", "subject": "failure notice"},
            "eva@member.example.se",
            True,
            "5.1.1",
        ),
        (
            EXIM,
            {
                "from": "Mail Delivery System <Mailer-Daemon@mx.example.org>",
                "x_failed_recipients": "eva@member.example.se",
            },
            "eva@member.example.se",
            True,
            "",
        ),
        (EXIM, {"from": "MAILER-DAEMON", "subject": "x"}, "eva@member.example.se", True, ""),
        (LATE, {"from": "MAILER-DAEMON@mx.example.org"}, "eva@member.example.se", False, ""),
    ],
)
def test_a_bounce_in_free_form_is_known_and_read(
    body: str,
    headers: dict[str, str],
    address: str,
    permanent: bool,  # noqa: FBT001 - a row of the table
    status: str,
) -> None:
    report = report_of(raw_mail(body, **headers))
    assert (report.address, report.permanent, report.status) == (address, permanent, status)


@pytest.mark.parametrize(
    "headers",
    [
        {"from": "postmaster@mx.example.org", "subject": "Undeliverable: Answer"},
        {"from": "x@mx.example.org", "return_path": "<>", "subject": "Kunde inte levereras: Answer"},
        {"from": "x@mx.example.org", "subject": "Undelivered Mail Returned to Sender"},
        {"from": "x@mx.example.org", "subject": "Unzustellbar: Answer"},
    ],
)
def test_a_bounce_by_its_subject_is_in_a_set_form_and_is_read(headers: dict[str, str]) -> None:
    report = report_in_form(raw_mail(EXIM, **headers))
    assert (report.address, report.permanent, report.status) == ("eva@member.example.se", True, "")


def test_a_free_bounce_names_the_mail_that_it_copies() -> None:
    raw = raw_mail(QMAIL, **{"from": "MAILER-DAEMON@mx.example.org"})
    assert report_of(raw).original_message_id == "<answer-1@desk.example.com>"


BARE = """*****************
Votre message n'a pas pu etre delivre a
eva@member.example.se

*****************
Your message could not be delivered to
eva@member.example.se
"""
ANSWERED = {"from": "mx@member.example.se", "subject": "RE: Answer : non remis (delivery failed)"}


def test_a_text_that_says_nothing_but_that_a_mail_failed_is_a_bounce_whatever_its_subject_begins_with() -> (
    None
):
    report = report_in_form(raw_mail(BARE, **ANSWERED))
    assert (report.address, report.permanent) == ("eva@member.example.se", True)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (ANSWERED, f"We get this:\n{BARE}"),
        (ANSWERED, f"{BARE}\nWhy?"),
        (ANSWERED | {"in_reply_to": "<answer-1@desk.example.com>"}, BARE),
        (ANSWERED | {"subject": "RE: Answer"}, BARE),
        (ANSWERED, "eva@member.example.se"),
    ],
)
def test_a_person_who_says_more_than_that_a_mail_failed_is_a_person(
    headers: dict[str, str], body: str
) -> None:
    mail = read_mail(raw_mail(body, **headers))
    assert (mail.automatic, mail.set_form) == (None, None)


@pytest.mark.parametrize("kind", ["disposition-notification", "feedback-report"])
def test_a_report_that_is_not_on_delivery_is_a_machines_and_reports_no_failure(kind: str) -> None:
    part = f"Content-Type: message/{kind}\n\nFinal-Recipient: rfc822; a@example.se\nDisposition: displayed\n"
    mail = read_mail(mixed("\nDin e-post har lästs.", part, kind=f"report; report-type={kind}"))
    assert (mail.automatic, mail.report) == (Automatic.DELIVERY_REPORT, None)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (
            {"subject": "Undelivered Mail Returned to Sender i Planner"},
            "Vi får detta från Planner: 550 5.1.1 user unknown",
        ),
        ({"subject": "Delivery failure when Planner sends mail"}, "Hej!"),
        ({"from": "postmaster@member.example.se"}, "Hej, här är vår postmästare. Planner stannar."),
        (
            {"from": "postmaster@member.example.se", "subject": "SV: Mail could not be delivered"},
            "Nu går det.",
        ),
        ({"subject": "VB: Undeliverable: offert"}, "Kan ni se varför?"),
    ],
)
def test_a_person_who_writes_of_bounces_is_a_person(headers: dict[str, str], body: str) -> None:
    mail = read_mail(raw_mail(body, **headers))
    assert (mail.automatic, mail.report) == (None, None)


def test_a_person_who_attaches_the_parts_of_a_report_is_a_person() -> None:
    status = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\n"
    )
    asked = mixed("\nVad betyder detta?", status)
    assert read_mail(asked).automatic is None
    assert "Status: 5.1.1" in read_mail(asked).fresh
    assert read_mail(mixed("\nFailed.", status, return_path="<>")).automatic is Automatic.DELIVERY_REPORT


def test_a_person_who_forwards_a_bounce_is_a_person() -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\n" + bounce(*FAILED)
    mail = read_mail(mixed("\nVad betyder detta?", inner))
    assert (mail.automatic, mail.report) == (None, None)
    assert "Status: 5.1.1" in mail.fresh
    assert BOUNCE_RETURNED.splitlines()[-1] in mail.fresh
