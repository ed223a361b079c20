"""Requests with files, over HTTP: what is kept, what is refused and told, whoever asks."""

import re
from collections.abc import Mapping

import pytest

from shared.domain.facts.file_taking import ENDINGS
from shared.domain.facts.files import MOST_BYTES, FileRefusal
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_refusal
from shared.usecases.views.read_tickets import read_queue
from shared.web.pages.pages import PAGE_TEXTS
from tests.examples.file_examples import GOOD, LYING, PNG, PROGRAM, WITH_MACROS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, Answer, call, parts
from tests.triggers.examples import REQUEST, TOKEN

ADDRESS = "/api/intake"
FORM = REQUEST | {"token": TOKEN, "language": "en"}
PROGRAM_ASKS = {"Accept": "application/json"}
GOOD_FILES = {"screen.png": PNG, "trace.log": GOOD["trace.log"][0]}


async def send(
    files: Mapping[str, bytes], fields: Mapping[str, str] = REQUEST, headers: Mapping[str, str] = PROGRAM_ASKS
) -> Answer:
    """A form with parts."""
    body, declared = parts(fields, files)
    return await call("POST", ADDRESS, body, {**declared, **headers})


async def kept(ticket: str) -> list[str]:
    """The names of the ticket's files."""
    read = (await call("GET", f"/api/tickets/{ticket}")).json
    return [file["name"] for turn in read["turns"] for file in turn["files"]]


async def test_files_of_allowed_sorts_are_kept_with_the_request(fake: FakeDesk) -> None:
    answer = await send(GOOD_FILES)
    assert (answer.status, answer.json["refused_files"]) == (202, [])
    assert await kept(answer.json["ticket"]) == list(GOOD_FILES)
    assert sorted(file.content for file in fake.files.kept.values()) == sorted(GOOD_FILES.values())


REFUSED = [
    ({"setup.exe": PROGRAM}, FileRefusal.ENDING),
    ({"page.html": b"<html>"}, FileRefusal.ENDING),
    ({"program.pdf": LYING["program.pdf"]}, FileRefusal.CONTENT),
    ({"page.txt": LYING["page.txt"]}, FileRefusal.CONTENT),
    ({"letter.docx": WITH_MACROS["letter.docx"]}, FileRefusal.MACROS),
    ({"notes.txt": b""}, FileRefusal.EMPTY),
    ({"long.txt": b"x" * (MOST_BYTES + 1)}, FileRefusal.TOO_LARGE),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("files", "reason"), REFUSED)
async def test_a_file_that_is_not_taken_is_named_with_the_reason_and_the_rest_is_kept(
    fake: FakeDesk, files: dict[str, bytes], reason: FileRefusal, language: Language
) -> None:
    (name,) = files
    answer = await send(files | {"screen.png": PNG}, headers={"Accept-Language": language.value})
    assert answer.status == 202
    assert answer.json["refused_files"] == [
        {"name": name, "reason": reason, "detail": file_refusal(reason, language)}
    ]
    read = (await call("GET", f"/api/tickets/{answer.json['ticket']}")).json["turns"][0]
    assert (read["text"], read["refused_files"]) == (REQUEST["message"], [name])
    assert await kept(answer.json["ticket"]) == ["screen.png"]
    assert len(fake.files.kept) == 1


@pytest.mark.usefixtures("fake")
async def test_the_sixth_file_and_what_goes_beyond_ten_mebibytes_are_refused() -> None:
    six = {f"{number}.png": PNG for number in range(6)}
    half = b"x" * (MOST_BYTES // 2)
    many, large = await send(six), await send({"a.txt": half, "b.txt": half, "c.txt": b"x"})
    told = [
        [(each["name"], each["reason"]) for each in answer.json["refused_files"]] for answer in (many, large)
    ]
    assert told == [[("5.png", "too_many")], [("c.txt", "too_large")]]


async def test_a_request_with_files_sent_twice_is_one_ticket_and_gets_the_same_answer(fake: FakeDesk) -> None:
    files = GOOD_FILES | {"setup.exe": PROGRAM}
    first, again = [await send(files, FORM) for _ in range(2)]
    assert (first.status, first.body) == (again.status, again.body)
    assert len((await read_queue(fake.desk)).tickets) == 1
    assert len(fake.files.kept) == len(GOOD_FILES)


@pytest.mark.usefixtures("fake")
async def test_the_same_key_with_another_file_is_refused() -> None:
    await send(GOOD_FILES, FORM)
    answer = await send({"screen.png": PNG}, FORM)
    assert (answer.status, answer.problem) == (422, "idempotency-key-reused")


async def test_a_storage_of_files_that_is_down_keeps_nothing_and_asks_to_try_again(fake: FakeDesk) -> None:
    fake.files.reachable = False
    answer = await send(GOOD_FILES, FORM)
    assert (answer.status, answer.problem) == (503, "unavailable")
    assert (await read_queue(fake.desk)).tickets == ()
    fake.files.reachable = True
    assert (await send(GOOD_FILES, FORM)).status == 202


@pytest.mark.parametrize("language", Language)
async def test_a_person_reads_on_the_thank_you_page_what_was_not_taken_and_why(
    fake: FakeDesk, language: Language
) -> None:
    files = {"<b>.exe": PROGRAM, "screen.png": PNG}
    page, again = [await send(files, FORM | {"language": language}, BROWSER) for _ in range(2)]
    assert (page.status, page.media) == (200, "text/html")
    assert PAGE_TEXTS[language]["thanks_title"] in page.text
    assert "<strong>&lt;b&gt;.exe</strong>" in page.text
    assert file_refusal(FileRefusal.ENDING, language) in page.text
    assert "screen.png" not in page.text
    assert page.body == again.body
    assert len((await read_queue(fake.desk)).tickets) == 1


@pytest.mark.usefixtures("fake")
async def test_a_person_whose_files_are_all_kept_is_led_on_and_no_name_is_in_the_address() -> None:
    answer = await send(GOOD_FILES, FORM, BROWSER)
    assert answer.status == 303
    assert re.fullmatch(r"/api/intake/thanks\?ticket=[a-z2-7]{16}&language=en", answer.headers["Location"])


@pytest.mark.usefixtures("fake")
async def test_an_empty_file_input_is_no_file() -> None:
    answer = await send({"": b""}, FORM, BROWSER)
    assert answer.status == 303


@pytest.mark.usefixtures("fake")
async def test_a_form_far_too_large_is_told_on_a_page_and_read_no_further() -> None:
    page = await send({"a.txt": b"x" * (12 * 1024 * 1024)}, FORM, BROWSER)
    assert (page.status, page.media) == (413, "text/html")


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_the_form_has_a_field_for_files_and_says_which(language: Language) -> None:
    page = await call("GET", f"/api/intake?language={language}")
    assert 'enctype="multipart/form-data"' in page.text
    assert f'type="file" id="files" name="files" multiple accept="{",".join(ENDINGS)}"' in page.text
    assert PAGE_TEXTS[language]["files_hint"] in page.text
    assert PAGE_TEXTS[language]["files_again"] not in page.text


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_form_that_comes_back_says_that_the_files_are_to_be_chosen_once_more(
    language: Language,
) -> None:
    page = await send(GOOD_FILES, FORM | {"email": "eva", "language": language}, BROWSER)
    assert page.status == 422
    assert PAGE_TEXTS[language]["files_again"] in page.text


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_form_that_comes_back_without_files_says_nothing_of_choosing_them_once_more(
    language: Language,
) -> None:
    page = await send({"": b""}, FORM | {"email": "eva", "language": language}, BROWSER)
    assert page.status == 422
    assert PAGE_TEXTS[language]["files_again"] not in page.text
