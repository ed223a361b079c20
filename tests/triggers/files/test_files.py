"""Files are downloaded by a link that ends, and looked into by a scanner."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from shared import wiring
from shared.domain.facts.files import FileScan
from shared.domain.facts.links import Link, Purpose
from shared.domain.refusals.errors import LinkExpired
from shared.domain.values.file_scanning import FileScanning
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_warning, waiting_for_scan
from shared.usecases.files.open_file import file_link
from shared.usecases.links.open_link import link_address
from shared.usecases.records.ticket_rows import load_ticket
from shared.web.http.problem_kinds import kind_of
from tests.examples.file_examples import PNG
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, Answer, call, parts
from tests.triggers.examples import REQUEST

UNKNOWN = "a2b3c4d5e6f7a2b3"


async def opened(files: dict[str, bytes]) -> str:
    """A ticket with these files."""
    body, headers = parts(REQUEST, files)
    return str((await call("POST", "/api/intake", body, headers)).json["ticket"])


async def files_of(ticket: str, language: str = "en") -> list[dict[str, Any]]:
    """The files of the first turn, as a supporter reads them."""
    read = await call("GET", f"/api/tickets/{ticket}?language={language}")
    return list(read.json["turns"][0]["files"])


async def download(address: str, **headers: str) -> Answer:
    """What the file's address answers."""
    return await call("GET", urlsplit(address).path, headers=headers)


async def told(file: str, result: str) -> Answer:
    """A scanner tells what it has found."""
    return await call("POST", f"/api/files/{file}/scan-result", {"result": result})


def scanned_by_defender(fake: FakeDesk) -> None:
    """From now on nothing is opened before it has been scanned."""
    fake.vendor = fake.vendor.model_copy(update={"file_scanning": FileScanning.DEFENDER})
    wiring.use_desk(fake.desk)


@pytest.mark.usefixtures("fake")
async def test_a_file_comes_as_a_download_and_nothing_else() -> None:
    (file,) = await files_of(await opened({"Skärm (1).png": PNG}))
    answer = await download(file["address"])
    assert (answer.status, answer.body, answer.media) == (200, PNG, "application/octet-stream")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Sk_rm (1).png\"; filename*=UTF-8''Sk%C3%A4rm%20%281%29.png"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_where_nothing_scans_a_file_is_opened_with_a_warning(language: Language) -> None:
    (file,) = await files_of(await opened({"screen.png": PNG}), language)
    answer = await download(file["address"])
    assert (file["scan"], file["warning"]) == ("unscanned", file_warning(FileScan.UNSCANNED, language))
    assert answer.headers["X-File-Scan"] == "unscanned"
    assert answer.headers["X-File-Warning"] == file_warning(FileScan.UNSCANNED, Language.ENGLISH)


async def test_where_a_scanner_looks_a_file_is_opened_once_it_was_found_clean(fake: FakeDesk) -> None:
    ticket = await opened({"screen.png": PNG})
    (before,) = await files_of(ticket)
    scanned_by_defender(fake)
    (waiting,) = await files_of(ticket)
    assert (waiting["address"], waiting["warning"]) == ("", waiting_for_scan(Language.ENGLISH))
    refused = await download(before["address"])
    assert (refused.status, refused.problem) == (409, "file-unscanned")
    assert (await told(before["id"], "clean")).json["scan"] == "clean"
    (clean,) = await files_of(ticket)
    answer = await download(clean["address"])
    assert (answer.status, answer.headers["X-File-Scan"], clean["warning"]) == (200, "clean", "")
    assert "X-File-Warning" not in answer.headers


@pytest.mark.usefixtures("fake")
async def test_an_infected_file_is_opened_by_nobody_also_by_an_address_read_before() -> None:
    ticket = await opened({"screen.png": PNG})
    (before,) = await files_of(ticket)
    for result in ("infected", "clean"):
        assert (await told(before["id"], result)).json["scan"] == "infected"
    refused = await download(before["address"])
    assert (refused.status, refused.problem) == (403, "file-infected")
    (file,) = await files_of(ticket)
    assert (file["scan"], file["address"], file["expires"]) == ("infected", "", None)
    assert file["warning"]


async def test_an_address_ends_after_a_week_and_a_new_reading_has_a_new_one(fake: FakeDesk) -> None:
    ticket = await opened({"screen.png": PNG})
    (file,) = await files_of(ticket)
    fake.clock.instant += timedelta(days=7)
    assert (await download(file["address"])).status == 200
    fake.clock.instant += timedelta(seconds=1)
    ended = await download(file["address"])
    assert (ended.status, ended.problem) == (kind_of(LinkExpired).status, kind_of(LinkExpired).slug)
    (anew,) = await files_of(ticket)
    assert (await download(anew["address"])).status == 200


@pytest.mark.parametrize("language", Language)
async def test_a_person_with_an_address_that_has_ended_gets_a_kind_page(
    fake: FakeDesk, language: Language
) -> None:
    (file,) = await files_of(await opened({"screen.png": PNG}))
    fake.clock.instant += timedelta(days=8)
    page = await download(file["address"], **BROWSER, **{"Accept-Language": language.value})
    assert (page.status, page.media) == (kind_of(LinkExpired).status, "text/html")
    assert kind_of(LinkExpired).title[language] in page.text


async def test_a_link_opens_no_file_of_another_ticket_and_nothing_for_another_purpose(fake: FakeDesk) -> None:
    mine, others = [await opened({name: PNG}) for name in ("mine.png", "others.png")]
    (file,) = await files_of(mine)
    loaded = await load_ticket(fake.store, others)
    assert loaded is not None
    strange = file_link(fake.desk, loaded.header.state, file["id"], fake.clock.now())
    revoked = strange.model_copy(update={"ticket": mine, "series": 1})
    other = Link.lasting(Purpose.TICKET, mine, strange.person, fake.clock.now())
    answers = [
        await download(link_address(fake.desk, strange)),
        await download(link_address(fake.desk, revoked)),
        await download(link_address(fake.desk, other).replace("/ticket/", "/file/")),
        await download(f"{file['address'][:-1]}"),
    ]
    assert [answer.problem for answer in answers] == [
        "file-unknown",
        "link-revoked",
        "link-invalid",
        "link-invalid",
    ]


async def test_a_file_that_has_been_removed_is_told_as_gone(fake: FakeDesk) -> None:
    (file,) = await files_of(await opened({"screen.png": PNG}))
    fake.files.tidy_away(file["id"])
    answer = await download(file["address"])
    assert (answer.status, answer.problem) == (404, "file-unknown")


async def test_a_storage_of_files_that_is_down_is_told_and_the_ticket_is_read_all_the_same(
    fake: FakeDesk,
) -> None:
    (file,) = await files_of(await opened({"screen.png": PNG}))
    fake.files.reachable = False
    assert (await download(file["address"])).problem == "unavailable"


@pytest.mark.parametrize(
    ("file", "body", "status", "problem"),
    [
        (UNKNOWN, {"result": "clean"}, 404, "file-unknown"),
        ("no-file", {"result": "clean"}, 404, "file-unknown"),
        (UNKNOWN, {"result": "unscanned"}, 422, "fields-invalid"),
        (UNKNOWN, {}, 422, "fields-invalid"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_result_that_makes_no_sense_is_refused(
    file: str, body: dict[str, str], status: int, problem: str
) -> None:
    answer = await call("POST", f"/api/files/{file}/scan-result", body)
    assert (answer.status, answer.problem) == (status, problem)
