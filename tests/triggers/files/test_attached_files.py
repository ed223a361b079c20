"""Files of a ticket go out with an answer: where a supporter names them, clean, once."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from shared.domain.facts.files import MOST_ATTACHED, FileScan
from shared.ports.mailer import Attachment, Mail
from shared.usecases.files.open_file import record_scan
from tests.examples.file_examples import GOOD, PNG
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call, parts
from tests.triggers.examples import EVA, REQUEST

TRACE = GOOD["trace.log"][0]
UNKNOWN = "a2b3c4d5e6f7a2b3"


async def opened(fake: FakeDesk, files: dict[str, bytes]) -> tuple[str, list[str]]:
    """A ticket at rest, and the ids of its files."""
    body, headers = parts(REQUEST, files)
    ticket = str((await call("POST", "/api/intake", body, headers)).json["ticket"])
    await fake.rest()
    turn = (await call("GET", f"/api/tickets/{ticket}")).json["turns"][0]
    return ticket, [file["id"] for file in turn["files"]]


async def clean(fake: FakeDesk, files: Sequence[str]) -> None:
    """A scanner has found nothing in these."""
    for file in files:
        await record_scan(fake.desk, file, FileScan.CLEAN)


async def answer(ticket: str, attach: Sequence[str], key: str = "k") -> Answer:
    """Anna answers with these files."""
    body = {"text": "See the picture.", "author": "anna", "answers_up_to": "m1", "attach": list(attach)}
    return await call("POST", f"/api/tickets/{ticket}/answers", body, {"Idempotency-Key": key})


def answered(fake: FakeDesk) -> list[Mail]:
    """The answers that the member got."""
    mails = [mail for mail in fake.mailer.delivered if mail.to.address == EVA]
    return [mail for mail in mails if "See the picture." in mail.text]


async def test_the_files_named_go_with_the_answer_under_their_safe_names_and_to_nobody_else(
    fake: FakeDesk,
) -> None:
    ticket, files = await opened(fake, {"Bild: 1.png": PNG, "trace.log": TRACE, "other.png": PNG})
    await clean(fake, files)
    assert (await answer(ticket, [*files[:2], files[0]])).status == 202
    await fake.rest()
    (mail,) = answered(fake)
    assert mail.attachments == (
        Attachment("Bild_ 1.png", "image/png", PNG),
        Attachment("trace.log", "text/plain", TRACE),
    )
    assert [each for each in fake.mailer.delivered if each.attachments] == [mail]
    (entry,) = (await call("GET", f"/api/tickets/{ticket}")).json["entries"]
    assert entry["files"] == ["Bild_ 1.png", "trace.log"]


async def test_no_mail_carries_a_file_that_nobody_attached(fake: FakeDesk) -> None:
    ticket, files = await opened(fake, {"screen.png": PNG})
    await clean(fake, files)
    await answer(ticket, [])
    await fake.rest()
    assert len(answered(fake)) == 1
    assert not any(mail.attachments for mail in fake.mailer.delivered)


@pytest.mark.parametrize("result", [None, FileScan.INFECTED])
async def test_a_file_that_was_not_found_clean_is_not_attached_and_nothing_is_written(
    fake: FakeDesk, result: FileScan | None
) -> None:
    ticket, files = await opened(fake, {"screen.png": PNG})
    if result:
        await record_scan(fake.desk, files[0], result)
    before = fake.store.everything()
    refused = await answer(ticket, files)
    assert (refused.status, refused.problem) == (409, "file-not-clean")
    assert fake.store.everything() == before


async def test_a_file_of_another_ticket_is_unknown_here(fake: FakeDesk) -> None:
    _, others = await opened(fake, {"screen.png": PNG})
    await clean(fake, others)
    mine = str((await call("POST", "/api/intake", REQUEST)).json["ticket"])
    for attach in (others, [UNKNOWN]):
        refused = await answer(mine, attach)
        assert (refused.status, refused.problem) == (404, "file-unknown")


@pytest.mark.parametrize("attach", [["no id"], [UNKNOWN] * 6])
async def test_what_names_no_files_or_too_many_is_refused(fake: FakeDesk, attach: list[str]) -> None:
    ticket, _ = await opened(fake, {"screen.png": PNG})
    refused = await answer(ticket, attach)
    assert (refused.status, refused.problem) == (422, "fields-invalid")


async def test_files_that_do_not_fit_into_a_mail_are_refused_and_what_fits_is_sent(fake: FakeDesk) -> None:
    half = b"x" * (MOST_ATTACHED // 2)
    ticket, files = await opened(fake, {"a.txt": half, "b.txt": half, "c.txt": b"x"})
    await clean(fake, files)
    refused = await answer(ticket, files)
    assert (refused.status, refused.problem) == (422, "attachments-too-large")
    assert (await answer(ticket, files[:2])).status == 202
    await fake.rest()
    (mail,) = answered(fake)
    assert [len(each.content) for each in mail.attachments] == [len(half), len(half)]


async def test_an_answer_with_files_sent_twice_is_mailed_once_and_with_others_is_another(
    fake: FakeDesk,
) -> None:
    ticket, files = await opened(fake, {"screen.png": PNG, "trace.log": TRACE})
    await clean(fake, files)
    first, again = [await answer(ticket, files) for _ in range(2)]
    await fake.rest()
    assert (first.status, again.status) == (202, 202)
    assert len(answered(fake)) == 1
    assert (await answer(ticket, files[:1])).problem == "idempotency-key-reused"


async def test_a_file_found_infected_before_the_mail_left_is_not_mailed_and_the_clock_runs_on(
    fake: FakeDesk,
) -> None:
    ticket, files = await opened(fake, {"screen.png": PNG})
    await clean(fake, files)
    await answer(ticket, files)
    await record_scan(fake.desk, files[0], FileScan.INFECTED)
    await fake.rest()
    assert answered(fake) == []
    read = (await call("GET", f"/api/tickets/{ticket}")).json
    assert [clock["state"] for clock in read["clocks"]] == ["running"]
    (failed,) = [mail for mail in read["mails"] if mail["letter"] == "answer"]
    assert (failed["state"], failed["reason"]) == ("failed", "AttachmentInfected")
    await fake.advance(timedelta(minutes=5))
    assert any("AttachmentInfected" in mail.text for mail in fake.mailer.delivered)


async def test_a_file_that_is_gone_before_the_mail_left_fails_the_answer(fake: FakeDesk) -> None:
    ticket, files = await opened(fake, {"screen.png": PNG})
    await clean(fake, files)
    await answer(ticket, files)
    fake.files.tidy_away(files[0])
    await fake.rest()
    assert answered(fake) == []
    await fake.advance(timedelta(minutes=5))
    assert any("AttachmentMissing" in mail.text for mail in fake.mailer.delivered)


async def test_an_answer_whose_files_cannot_be_fetched_now_leaves_later(fake: FakeDesk) -> None:
    ticket, files = await opened(fake, {"screen.png": PNG})
    await clean(fake, files)
    await answer(ticket, files)
    fake.files.reachable = False
    await fake.rest()
    assert answered(fake) == []
    fake.files.reachable = True
    await fake.advance(timedelta(minutes=10))
    (mail,) = answered(fake)
    assert [each.name for each in mail.attachments] == ["screen.png"]
