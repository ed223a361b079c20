"""A machine's mail is known by signs that no person's mail has; a person's mail stays a person's."""

import pytest

from shared.domain.incoming.incoming import Automatic
from shared.mail.reading import read_mail
from tests.examples.raw_mails import raw_mail

AWAY = "Hej! Jag är på semester och åter på kontoret den 9 augusti."


def reason(body: str = "Hej!", **headers: str | None) -> Automatic | None:
    mail = read_mail(raw_mail(body, **headers))
    assert body.split("\n", maxsplit=1)[0] in mail.text
    return mail.automatic


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("auto_submitted", "auto-replied", Automatic.AUTO_SUBMITTED),
        ("auto_submitted", "auto-generated; type=x", Automatic.AUTO_SUBMITTED),
        ("auto_submitted", "(a machine) Auto-Notified", Automatic.AUTO_SUBMITTED),
        ("precedence", "bulk", Automatic.PRECEDENCE),
        ("precedence", "Junk", Automatic.PRECEDENCE),
        ("precedence", "list", Automatic.LIST),
        ("precedence", "auto_reply", Automatic.PRECEDENCE),
        ("list_id", "Nyheter <news.other.example.org>", Automatic.LIST),
        ("x_autoreply", "yes", Automatic.OUT_OF_OFFICE),
        ("x_autorespond", "Planner", Automatic.OUT_OF_OFFICE),
        ("x_auto_reply", "true", Automatic.OUT_OF_OFFICE),
        ("x_vacation", "yes", Automatic.OUT_OF_OFFICE),
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
        ("x_auto_response_suppress", "All"),
        ("x_auto_response_suppress", "DR, RN, OOF, AutoReply"),
        ("x_ms_exchange_inbox_rules_loop", "info@member.example.se"),
        ("x_ms_exchange_generated_message_source", "Mailbox Rules Agent"),
        ("return_path", "<>"),
        ("return_path", ""),
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


def form(body: str = "Hej!", **headers: str | None) -> Automatic | None:
    """In whose form a mail is written that no mark makes a machine's."""
    mail = read_mail(raw_mail(body, **headers))
    assert mail.automatic is None
    return mail.set_form


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
        "[EXTERNAL] Automatic reply: Planner",
        "Automatische Antwort: Planner",
        "Automatisk svar: Planner",
        "Automaattinen vastaus: Planner",
        "Réponse automatique : Planner",
        "Respuesta automática: Planner",
        "Auto: Eva Ek is out of the office (returning 2026-08-09)",
        "Eva Ek är inte på kontoret.",
        "Eva Ek is out of the office.",
    ],
)
def test_a_subject_in_a_machines_set_form_says_so_and_alone_marks_nothing(subject: str) -> None:
    assert form(subject=subject) is Automatic.OUT_OF_OFFICE


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
def test_a_subject_that_people_write_too_is_in_a_set_form_where_its_writer_is_away(subject: str) -> None:
    answering = {"subject": subject, "in_reply_to": "<mail-1@desk.example.com>"}
    assert form(AWAY, **answering) is Automatic.OUT_OF_OFFICE
    assert form("I will be back on Monday.", subject=subject) is Automatic.OUT_OF_OFFICE
    assert form("Kalendern visar fel dag.", **answering) is None
    assert form("Kalle är på semester vecka 28 och Lisa är föräldraledig.", **answering) is None
    assert form("Hur registrerar jag att jag har semester i Planner?", subject=subject) is None


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
        "Autosvar - fungerar inte i Outlook",
        "Vacation message - Planner sends it twice",
        "Out of office in Planner",
        "Semester i Planner",
        "Delivery problem with Planner mails",
        "Delivery failure when Planner sends mail",
    ],
)
def test_a_subject_about_absences_is_a_persons(subject: str) -> None:
    assert form("Hej, det går inte.", subject=subject) is None
    assert form(AWAY, subject=subject, in_reply_to="<mail-1@desk.example.com>") is None


def test_an_absence_that_a_person_tells_of_in_a_report_is_a_persons() -> None:
    body = "Planner stannar. Jag är på semester från måndag och tillbaka den 9 augusti; ring Bo."
    assert form(body, in_reply_to="<mail-1@desk.example.com>") is None


@pytest.mark.parametrize("other", ["auto_reply", "junk"])
def test_a_lists_marks_are_named_only_where_nothing_else_marks_the_mail(other: str) -> None:
    listed = {"list_id": "<all.member.example.se>"}
    assert reason(precedence="bulk", **listed) is Automatic.LIST
    assert reason(precedence=other, **listed) is Automatic.PRECEDENCE
    assert reason(auto_submitted="auto-replied", **listed) is Automatic.AUTO_SUBMITTED


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("postmaster@member.example.se", "Delivery problem with Planner mails"),
        ("Mail Admin Kim <kim@member.example.se>", "Undeliverable mails in Planner"),
        ("Microsoft Outlook <eva@member.example.se>", "Mail could not be delivered by Planner"),
    ],
)
@pytest.mark.parametrize("path", ["<>", "", "<kim@member.example.se>"])
def test_whoever_looks_after_a_members_mail_is_a_person_with_a_question(
    sender: str, subject: str, path: str
) -> None:
    assert form("Planner does not send. Kim", subject=subject, return_path=path, **{"from": sender}) is None
