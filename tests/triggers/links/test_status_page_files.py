"""A requester sends files from its status page, and sees which have come."""

from shared.domain.values.vendor import Language
from shared.web.pages.pages import PAGE_TEXTS
from shared.web.status.status_page import STATUS_TEXTS
from tests.examples.file_examples import PNG, PROGRAM
from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call, parts
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link, see
from tests.triggers.tickets import opened

TEXTS = STATUS_TEXTS[Language.SWEDISH]


async def test_files_sent_from_the_page_are_kept_once_with_the_turn_and_named_on_it(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    link = mailed_link(fake, EVA)
    before = (await see(link)).text
    fields = form_for(before, "message") | {"message": "See the picture."}
    body, headers = parts(fields, {"Bild: 1.png": PNG, "setup.exe": PROGRAM})
    first, again = [await call("POST", link, body, headers | BROWSER) for _ in range(2)]
    assert (first.status, again.status) == (303, 303)
    await fake.rest()
    turn = (await call("GET", ticket)).json["turns"][1]
    assert [(file["name"], file["given"]) for file in turn["files"]] == [("Bild_ 1.png", "Bild: 1.png")]
    assert turn["refused_files"] == ["setup.exe"]
    assert len(fake.files.kept) == 1
    page = (await see(first.headers["Location"])).text
    assert TEXTS["files"].format(names="Bild: 1.png") in page
    assert TEXTS["refused_files"].format(names="setup.exe") in page
    assert 'enctype="multipart/form-data"' in before


async def test_only_a_form_that_came_with_files_and_comes_back_says_to_choose_them_once_more(
    fake: FakeDesk,
) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    fields = form_for((await see(link)).text, "message") | {"message": ""}
    for files, said in (({"screen.png": PNG}, True), ({"": b""}, False)):
        body, headers = parts(fields, files)
        page = await call("POST", link, body, headers | BROWSER)
        assert (page.status, PAGE_TEXTS[Language.SWEDISH]["files_again"] in page.text) == (422, said)
