"""A caught mail as a file: what a mail program must find in it to answer as the recipient would."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from typing import Any

import httpx
import pytest

from devstack.mail_catcher import running_mail_catcher
from devstack.mail_catcher.mail_file import mail_file
from devstack.mail_catcher.message import CaughtFile, CaughtMail, NamedAddress, read_message

LONG = "<" + "a2b3c4d5e6f7g2h3" * 6 + "@desk.example.com>"
MAIL = CaughtMail(
    number=7,
    to=[NamedAddress(address="karin@example.org", name='Karin "K" Ås')],
    cc=[NamedAddress(address="bo@example.se")],
    bcc=[NamedAddress(address="hidden@example.org")],
    reply_to=[NamedAddress(address="support+token@example.com", name="Support")],
    sender="support@example.com",
    subject="Svar: veckovyn är tom och förblir tom, hur många gånger den än öppnas på nytt [a2b3]",
    text="Tryck på Spara.\n",
    html="<p>Tryck på Spara.</p>\n",
    headers={
        "Message-ID": LONG,
        "In-Reply-To": "<one@example.org>",
        "References": f"<one@example.org> {LONG}",
    },
    received=datetime(2026, 10, 24, 10, 0, tzinfo=UTC),
    operation_id="operation-7",
    attachments=[
        CaughtFile.model_construct(name="bild å.png", content_type="image/png", size=4, content=b"\x89PNG"),
        CaughtFile.model_construct(
            name="tid.ics",
            content_type="text/calendar; method=REQUEST; charset=utf-8",
            size=6,
            content=b"BEGIN:",
        ),
    ],
)


def opened(**changed: Any) -> EmailMessage:  # noqa: ANN401 - any field of the model
    """The file as a mail program reads it."""
    message = email.message_from_bytes(mail_file(MAIL.model_copy(update=changed)), policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_it_has_the_headers_by_which_an_answer_is_threaded_and_sent_back_whole() -> None:
    message = opened()
    assert (message["Message-ID"], message["In-Reply-To"]) == (LONG, "<one@example.org>")
    assert message["References"] == f"<one@example.org> {LONG}"
    assert f"Message-ID: {LONG}\r\n".encode() in mail_file(MAIL)
    assert [each.addr_spec for each in message["Reply-To"].addresses] == ["support+token@example.com"]
    assert [each.display_name for each in message["To"].addresses] == ['Karin "K" Ås']
    assert [each.addr_spec for each in message["Cc"].addresses] == ["bo@example.se"]
    assert (message["Bcc"], message["From"], message["Subject"]) == (None, MAIL.sender, MAIL.subject)
    assert message["Date"].datetime == MAIL.received


def test_it_has_both_texts_and_the_files_under_their_own_types() -> None:
    message = opened()
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert html
    assert [each.get_content().replace("\r\n", "\n") for each in (text, html)] == [MAIL.text, MAIL.html]
    picture, entry = message.iter_attachments()
    assert (picture.get_filename(), picture.get_content()) == ("bild å.png", b"\x89PNG")
    assert (entry.get_content_type(), entry.get_param("method")) == ("text/calendar", "REQUEST")


@pytest.mark.parametrize(
    ("changed", "kind"), [({"html": ""}, "text/plain"), ({"text": ""}, "text/html")], ids=["text", "html"]
)
def test_a_mail_with_one_text_only_has_one_part_only(changed: dict[str, str], kind: str) -> None:
    assert opened(attachments=[], **changed).get_content_type() == kind


def test_a_mail_without_message_id_gets_one_that_stays_the_same() -> None:
    assert opened(headers={})["Message-ID"] == "<operation-7@example.com>"
    assert opened(headers={"message-id": "<x@example.com>"}).get_all("Message-ID") == ["<x@example.com>"]


async def test_it_is_offered_on_the_mails_page_and_comes_as_a_download() -> None:
    async with (
        running_mail_catcher() as catcher,
        httpx.AsyncClient(base_url=catcher.endpoint, trust_env=False) as browser,
    ):
        catcher.mailbox.deliver(read_message(BODY), "operation-1", MAIL.received)
        page, file = [await browser.get(path) for path in ("/mails/1", "/api/mails/1.eml")]
        missing = await browser.get("/api/mails/2.eml")
    assert '<a href="/api/mails/1.eml" download>' in page.text
    assert file.headers["Content-Type"] == "message/rfc822"
    assert file.headers["Content-Disposition"] == 'attachment; filename="mail-1.eml"'
    assert b"Subject: Hej\r\n" in file.content
    assert missing.status_code == 404


BODY = b"""{
    "senderAddress": "support@example.com",
    "content": {"subject": "Hej", "plainText": "1 < 2"},
    "recipients": {"to": [{"address": "karin@example.org"}]}
}"""
