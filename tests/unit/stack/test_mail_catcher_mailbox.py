"""Caught mails are numbered, kept and found again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from devstack.mail_catcher.mailbox import Mailbox
from devstack.mail_catcher.message import Message, read_message

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)


def _message(subject: str = "S", to: str = "karin@example.org") -> Message:
    recipients = f'{{"to": [{{"address": "{to}"}}], "cc": [{{"address": "bo@example.se"}}]}}'
    content = f'{{"subject": "{subject}", "plainText": "T"}}'
    body = f'{{"senderAddress": "support@example.com", "content": {content}, "recipients": {recipients}}}'
    return read_message(body.encode())


@pytest.fixture(params=["in memory", "in a folder"])
def mailbox(request: pytest.FixtureRequest, tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mails" if request.param == "in a folder" else None)


def test_mails_are_numbered_from_one_in_the_order_they_came(mailbox: Mailbox) -> None:
    mailbox.deliver(_message("first"), "a", NOW)
    mailbox.deliver(_message("second"), "b", NOW)

    assert [(mail.number, mail.subject) for mail in mailbox.mails()] == [(1, "first"), (2, "second")]


def test_an_operation_is_delivered_once(mailbox: Mailbox) -> None:
    mailbox.deliver(_message("first"), "a", NOW)
    mailbox.deliver(_message("again"), "a", NOW)

    assert [mail.subject for mail in mailbox.mails()] == ["first"]


def test_only_mails_after_a_number_are_asked_for(mailbox: Mailbox) -> None:
    for operation in "abc":
        mailbox.deliver(_message(), operation, NOW)

    assert [mail.number for mail in mailbox.mails(since=2)] == [3]
    assert mailbox.mails(since=3) == []


def test_mails_are_found_by_any_recipient_in_any_letter_case(mailbox: Mailbox) -> None:
    mailbox.deliver(_message(to="Karin@Example.org"), "a", NOW)
    mailbox.deliver(_message(to="anna@example.com"), "b", NOW)

    assert [mail.number for mail in mailbox.mails(to="KARIN@example.org")] == [1]
    assert [mail.number for mail in mailbox.mails(to="bo@example.se")] == [1, 2]
    assert mailbox.mails(to="nobody@example.org") == []


def test_forgotten_mails_are_gone_and_their_numbers_are_not_used_again(mailbox: Mailbox) -> None:
    mailbox.deliver(_message(), "a", NOW)
    mailbox.forget()
    assert mailbox.mails() == []
    assert mailbox.mail(1) is None

    mailbox.deliver(_message(), "b", NOW)
    assert [mail.number for mail in mailbox.mails()] == [2]


def test_a_forgotten_operation_is_still_not_delivered_again(mailbox: Mailbox) -> None:
    mailbox.deliver(_message(), "a", NOW)
    mailbox.forget()
    mailbox.deliver(_message(), "a", NOW)

    assert mailbox.knows("a")
    assert mailbox.mails() == []


def test_mails_survive_a_restart_with_every_field(tmp_path: Path) -> None:
    before = Mailbox(tmp_path)
    before.deliver(_message("åäö 🙂"), "a", NOW)

    after = Mailbox(tmp_path)
    after.deliver(_message(), "b", NOW)

    assert after.mail(1) == before.mail(1)
    assert [mail.number for mail in after.mails()] == [1, 2]
    assert after.knows("a")


def test_the_numbering_survives_a_restart_after_everything_was_forgotten(tmp_path: Path) -> None:
    before = Mailbox(tmp_path)
    before.deliver(_message(), "a", NOW)
    before.forget()

    after = Mailbox(tmp_path)
    after.deliver(_message(), "b", NOW)

    assert [mail.number for mail in after.mails()] == [2]


def test_a_file_left_half_written_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    Mailbox(tmp_path).deliver(_message(), "a", NOW)
    (tmp_path / "mail-000002.unfinished").write_text('{"number": 2')

    assert [mail.number for mail in Mailbox(tmp_path).mails()] == [1]
