"""A supporter's files go with an answer from the ticket's page: judged, kept, and mailed once they may be."""

from collections.abc import Mapping

import pytest

from shared.domain.facts.files import MOST_ATTACHED, FileScan
from shared.domain.values.file_scanning import FileScanning
from shared.ports.mailer import Mail
from shared.usecases.files.open_file import record_scan
from tests.examples.file_examples import GOOD, PNG, PROGRAM
from tests.examples.member_links import form_for
from tests.fakes.desk import VENDOR, FakeDesk
from tests.triggers.calling import BROWSER, Answer, call, parts
from tests.triggers.desk.signing_in import BO, SENDS, act, look
from tests.triggers.desk.test_ticket_page import at_the_desk, stored

TRACE = GOOD["trace.log"][0]
WORDS = "See the picture."
AGAIN = "Choose the files once more"


async def answer(page: str, files: Mapping[str, bytes], text: str = WORDS, **typed: str) -> Answer:
    """Bo fills in the answer of the page, with these files, and sends it."""
    form = form_for((await look(page, BO)).text, "answer") | {"text": text} | typed
    return await sent(page, form, files)


async def sent(page: str, form: Mapping[str, str], files: Mapping[str, bytes]) -> Answer:
    """Send this form as a browser does."""
    body, headers = parts(dict(form), dict(files))
    return await call("POST", page, body, {**headers, **BROWSER, **SENDS, **BO.headers})


def mailed(fake: FakeDesk) -> list[Mail]:
    """The answers that have left."""
    return [each for each in fake.mailer.delivered if WORDS in each.text and each.attachments]


async def test_the_files_go_with_the_mail_and_stand_on_the_page_with_the_answer(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    done = await answer(page, {"Bild: 1.png": PNG, "trace.log": TRACE})
    assert done.status == 303
    await fake.rest()
    (mail,) = mailed(fake)
    assert [(each.name, each.content) for each in mail.attachments] == [
        ("Bild_ 1.png", PNG),
        ("trace.log", TRACE),
    ]
    shown = (await look(page, BO)).text
    assert ("Bild_ 1.png" in shown, "trace.log" in shown) == (True, True)
    (entry,) = (await stored(page))["entries"]
    assert entry["files"] == ["Bild_ 1.png", "trace.log"]


async def test_the_same_form_sent_twice_is_one_mail_and_keeps_each_file_once(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page, BO)).text, "answer") | {"text": WORDS}
    assert [(await sent(page, form, {"a.png": PNG})).status for _ in range(2)] == [303, 303]
    await fake.rest()
    assert (len(mailed(fake)), len(fake.files.kept)) == (1, 1)


async def test_one_key_with_other_files_is_refused(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page, BO)).text, "answer") | {"text": WORDS}
    assert (await sent(page, form, {"a.png": PNG})).status == 303
    assert (await sent(page, form, {"trace.log": TRACE})).status == 422


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"run.exe": PROGRAM, "a.png": PNG}, "run.exe: We do not accept this type of file."),
        ({f"{each}.png": PNG for each in range(6)}, "at most 5 files"),
        ({"a.txt": b"x" * (MOST_ATTACHED + 1)}, "The files are too large for an email"),
    ],
)
async def test_files_that_cannot_go_bring_the_page_again_with_what_was_typed(
    fake: FakeDesk, files: dict[str, bytes], told: str
) -> None:
    page = await at_the_desk(fake)
    back = await answer(page, files, promised="2026-03-05")
    assert (back.status, told in back.text, AGAIN in back.text) == (422, True, True)
    assert (WORDS in back.text, 'value="2026-03-05"' in back.text) == (True, True)
    await fake.rest()
    assert (mailed(fake), fake.files.kept, (await stored(page))["entries"]) == ([], {}, [])


async def test_files_are_to_be_chosen_once_more_only_where_there_were_some(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert AGAIN not in (await look(page, BO)).text
    assert AGAIN not in (await answer(page, {}, text=" ")).text
    assert AGAIN in (await answer(page, {"a.png": PNG}, text=" ")).text


async def test_where_a_scanner_looks_the_mail_leaves_once_it_has_found_the_file_clean(fake: FakeDesk) -> None:
    fake.vendor = VENDOR.but(file_scanning=FileScanning.DEFENDER)
    page = await at_the_desk(fake)
    await answer(page, {"a.png": PNG})
    await fake.rest()
    assert mailed(fake) == []
    (file,) = fake.files.kept
    await record_scan(fake.desk, file, FileScan.CLEAN)
    await fake.advance(VENDOR.policy.reply / 8)
    assert len(mailed(fake)) == 1


async def test_a_file_that_turns_out_infected_never_leaves_and_the_answer_does_not_count(
    fake: FakeDesk,
) -> None:
    fake.vendor = VENDOR.but(file_scanning=FileScanning.DEFENDER)
    page = await at_the_desk(fake)
    await answer(page, {"a.png": PNG})
    (file,) = fake.files.kept
    await record_scan(fake.desk, file, FileScan.INFECTED)
    await fake.advance(VENDOR.policy.reply / 8)
    assert mailed(fake) == []
    shown = (await look(page, BO)).text
    assert "one of the files turned out to have a virus" in shown
    assert "does not count" in shown


async def test_an_act_without_files_is_sent_as_before(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert (await act(page, "note", BO, text="Seen.")).status == 303
