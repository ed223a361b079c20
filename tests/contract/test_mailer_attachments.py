"""What every mailer promises of the files that go with a mail."""

from dataclasses import replace

import pytest

from shared.ports.mailer import Attachment, MailRefused
from tests.contract.posts import NOW, Post
from tests.contract.provider import MAIL

INVITATION = Attachment("möte.ics", "text/calendar; charset=utf-8; method=REQUEST", b"BEGIN:VCALENDAR\r\n")
PICTURE = Attachment("bild (1).png", "image/png", bytes(range(256)) * 3)
MEBIBYTE = 1024 * 1024


async def test_files_arrive_byte_for_byte_in_order_with_their_names_and_types(post: Post) -> None:
    mail = replace(MAIL, attachments=(PICTURE, INVITATION, replace(PICTURE, content=b"")))

    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


async def test_the_same_operation_with_files_is_delivered_once(post: Post) -> None:
    mail = replace(MAIL, attachments=(PICTURE,))

    await post.mailer.send(mail, first_sent=NOW)
    await post.mailer.send(mail, first_sent=NOW)

    assert post.delivered() == [mail]


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # aiohttp's, from 1 MiB on
async def test_files_that_fill_ten_mebibytes_once_encoded_are_refused_and_seven_are_delivered(
    post: Post,
) -> None:
    seven = replace(MAIL, attachments=(replace(PICTURE, content=b"x" * 7 * MEBIBYTE),))
    eight = replace(MAIL, operation_id="3f1b6a2c-0d53-4f5e-8f39-6f0a6f1d2b10")
    eight = replace(eight, attachments=(replace(PICTURE, content=b"x" * 4 * MEBIBYTE),) * 2)

    await post.mailer.send(seven, first_sent=NOW)
    with pytest.raises(MailRefused):
        await post.mailer.send(eight, first_sent=NOW)

    assert post.delivered() == [seven]


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "a\r\nBcc: x@example.org"}, {"content_type": "picture"}, {"content_type": ""}],
)
async def test_a_file_whose_name_or_type_cannot_be_written_is_refused(
    post: Post, wrong: dict[str, str]
) -> None:
    with pytest.raises(MailRefused):
        await post.mailer.send(
            replace(MAIL, attachments=(replace(PICTURE, **wrong),)),  # type: ignore[arg-type] # names of its own fields
            first_sent=NOW,
        )

    assert post.delivered() == []
