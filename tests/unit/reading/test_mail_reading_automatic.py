"""A machine's mail is known by signs that no person's mail has; a person's mail stays a person's."""

import pytest

from shared.domain.incoming.incoming import Automatic
from shared.mail.reading import read_mail
from tests.examples.raw_mails import raw_mail

AWAY = "Hej! Jag är på semester och åter på kontoret den 9 augusti."


def reason(body: str = "Hej!", **headers: str | None) -> Automatic | None:
    mail = read_mail(raw_mail(body, **headers), own_domain="desk.example.com")
    assert body.split("\n", maxsplit=1)[0] in mail.text
    return mail.automatic


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("auto_submitted", "auto-replied", Automatic.AUTO_SUBMITTED),
        ("auto_submitted", "auto-generated; type=x", Automatic.AUTO_SUBMITTED),
        ("auto_submitted", "(a machine) Auto-Notified", Automatic.AUTO_SUBMITTED),
        ("x_auto_response_suppress", "All", Automatic.SUPPRESS),
        ("x_auto_response_suppress", "DR, RN, OOF, AutoReply", Automatic.SUPPRESS),
        ("precedence", "bulk", Automatic.PRECEDENCE),
        ("precedence", "Junk", Automatic.PRECEDENCE),
        ("precedence", "list", Automatic.PRECEDENCE),
        ("precedence", "auto_reply", Automatic.PRECEDENCE),
        ("list_id", "Nyheter <news.other.example.org>", Automatic.LIST),
        ("return_path", "<>", Automatic.NULL_SENDER),
        ("message_id", "<mail-1@desk.example.com>", Automatic.OWN),
        ("message_id", "<mail-1@DESK.example.com>", Automatic.OWN),
        ("x_autoreply", "yes", Automatic.OUT_OF_OFFICE),
        ("x_autorespond", "Planner", Automatic.OUT_OF_OFFICE),
        ("x_trusted_delivery", "<1234>", Automatic.AUTO_SUBMITTED),
        ("x_cron_env", "<SHELL=/bin/sh>", Automatic.AUTO_SUBMITTED),
        ("x_post_messageclass", "9; Autoresponder", Automatic.OUT_OF_OFFICE),
    ],
)
def test_a_header_that_only_machines_write_marks_the_mail(
    header: str, value: str, expected: Automatic
) -> None:
    assert reason(**{header: value}) is expected


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("auto_submitted", "no"),
        ("auto_submitted", "No (a person)"),
        ("auto_submitted", ""),
        ("list_unsubscribe", "<mailto:off@other.example.org>"),
        ("x_auto_response_suppress", "DR, RN, NRN"),
        ("x_auto_response_suppress", "None"),
        ("precedence", "first-class"),
        ("precedence", "normal"),
        ("return_path", "<eva@member.example.se>"),
        ("message_id", "<one@other.desk.example.com.example.org>"),
        ("in_reply_to", "<mail-1@desk.example.com>"),
        ("x_autoreply", "no"),
        ("disposition_notification_to", "eva@member.example.se"),
        ("x_mailer", "Microsoft Outlook 16.0"),
    ],
)
def test_a_header_that_people_have_too_marks_nothing(header: str, value: str) -> None:
    assert reason(**{header: value}) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Autosvar: Planner stannar",
        "Automatiskt svar: SV: Planner stannar",
        "AUTOMATISKT SVAR",
        "Frånvaromeddelande: Eva Ek",
        "Automatic reply: Planner stannar",
        "Out of Office AutoReply: Planner",
        "Auto-Reply: Planner",
        "Auto: Eva Ek is out of the office (returning 2026-08-09)",
        "Eva Ek är inte på kontoret.",
        "Eva Ek is out of the office.",
    ],
)
def test_a_subject_that_only_absences_have_marks_the_mail(subject: str) -> None:
    assert reason(subject=subject) is Automatic.OUT_OF_OFFICE


@pytest.mark.parametrize(
    "subject",
    [
        "Frånvaro",
        "Frånvaro: Eva Ek",
        "Out of office",
        "Out of the office: Eva",
        "På semester",
        "Ej på kontoret",
    ],
)
def test_a_subject_that_people_write_too_marks_the_mail_where_the_text_agrees(subject: str) -> None:
    answering = {"subject": subject, "in_reply_to": "<mail-1@desk.example.com>"}
    assert reason(AWAY, **answering) is Automatic.OUT_OF_OFFICE
    assert reason(AWAY, subject=subject) is Automatic.OUT_OF_OFFICE
    assert reason("Kalendern visar fel dag.", **answering) is None
    assert reason("Hur registrerar jag att jag har semester i Planner?", subject=subject) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Semester visas fel i Planner",
        "Planner och semester",
        "Autosvar fungerar inte",
        "Automatiskt svar skickas inte från Planner",
        "SV: Automatiskt svar: Planner stannar",
        "Frånvaro kan inte registreras",
        "Out of office does not show in the calendar",
        "Automatic reply settings",
    ],
)
def test_a_subject_about_absences_is_a_persons(subject: str) -> None:
    assert reason("Hej, det går inte.", subject=subject) is None


def test_an_absence_that_a_person_tells_of_in_a_report_is_a_persons() -> None:
    body = "Planner stannar. Jag är på semester från måndag och tillbaka den 9 augusti; ring Bo."
    assert reason(body, in_reply_to="<mail-1@desk.example.com>") is None


def test_our_own_mail_is_known_before_all_else() -> None:
    assert reason(message_id="<x@desk.example.com>", auto_submitted="auto-replied") is Automatic.OWN


def test_without_a_domain_of_our_own_no_mail_is_ours() -> None:
    assert read_mail(raw_mail(message_id="<x@desk.example.com>")).automatic is None
    assert read_mail(raw_mail(message_id=None)).automatic is None
