"""Releases at the desk: shown before they are out, published once, files uploaded, refused at the field."""

import re
from datetime import timedelta
from html import unescape

import pytest

from bench.counting import CountingStore
from shared.usecases.desk.desk_news import read_desk_news
from shared.usecases.desk.desk_releases import read_desk_releases
from shared.usecases.members.put_member import put_member
from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, Answer, call, parts
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, SENDS, act, look, send
from tests.triggers.examples import ACME
from tests.triggers.register.registering import entered, moved, read, tied
from tests.triggers.tickets import opened

PAGE = "/desk/releases"
TYPED = {
    "version": "7.2",
    "notes_sv": "Kalendern <öppnas> igen.",
    "notes_en": "The calendar <opens> again.",
    "address": "https://download.example.com/planner.msi",
}


async def previewed(**typed: str) -> Answer:
    """What Bo is shown before the version is out."""
    return await act(PAGE, "preview", BO, **TYPED | typed)


@pytest.mark.usefixtures("fake")
async def test_a_product_without_releases_says_so_in_both_languages() -> None:
    for reader, words in ((ANNA, "Ingen version har släppts än."), (BO, "No version has been released yet.")):
        assert words in (await look(f"{PAGE}?product=ledger", reader)).text
    assert (await look(f"{PAGE}?product=nothing", BO)).status == 404


async def test_before_it_is_out_it_is_shown_who_is_told_and_the_mail_in_both_languages(
    fake: FakeDesk,
) -> None:
    await put_member(fake.desk, ACME)
    before, mailed = fake.store.everything(), len(fake.mailer.delivered)
    page = await previewed()
    assert page.status == 200
    for words in (
        "One person gets an email",
        "This cannot be undone.",
        "Planner 7.2 är här",
        "Planner 7.2 is here",
        "Kalendern &lt;öppnas&gt; igen.",
        "The calendar &lt;opens&gt; again.",
        "https://download.example.com/planner.msi",
    ):
        assert words in page.text
    assert (fake.store.everything(), len(fake.mailer.delivered)) == (before, mailed)
    assert "En person får ett mejl" in (await act(PAGE, "preview", ANNA, **TYPED)).text


async def test_the_form_of_the_preview_sent_twice_is_one_release_and_one_mail_a_person(
    fake: FakeDesk,
) -> None:
    await put_member(fake.desk, ACME)
    await fake.rest()
    shown_form = form_for((await previewed()).text, "release")
    form = {name: unescape(each) for name, each in shown_form.items()}
    for _ in range(2):
        done = await send(PAGE, form, BO)
        assert (done.status, done.headers["Location"]) == (303, f"{PAGE}?product=planner&done=release")
        await fake.rest()
    (mail,) = (each for each in fake.mailer.delivered if "7.2" in each.subject)
    assert mail.subject.endswith("Planner 7.2 är här")
    shown = (await look(done.headers["Location"], BO)).text
    for words in (
        "The version is released.",
        "<strong>7.2</strong>",
        "The calendar &lt;opens&gt; again.",
        ", Bo",
    ):
        assert words in shown
    (item,) = (await read_desk_news(fake.desk)).published
    told = (await look(f"/desk/news/{item.id}", BO)).text
    assert ("Get Planner 7.2:" in told, "1 of 1 have got the email." in told) == (True, True)


async def test_what_it_fixes_is_named_and_released_with_it_and_whoever_reported_it_is_counted(
    fake: FakeDesk,
) -> None:
    await put_member(fake.desk, ACME)
    entry = await entered()
    await tied(fake, entry, await opened(fake))
    await moved(fake, entry, "confirmed")
    assert (
        f"Can be included, fixed ones first: {entry} The calendar stays empty" in (await look(PAGE, BO)).text
    )
    page = (await previewed(fixes="e1")).text
    assert "2 people get an email each" in page
    assert '<span class="code">E-1</span> The calendar stays empty' in page
    await send(PAGE, form_for(page, "release"), BO)
    await fake.rest()
    assert (await read(entry))["state"] == "released"
    assert f'href="/desk/register/{entry}"' in (await look(PAGE, BO)).text


async def test_a_file_is_uploaded_first_and_the_release_is_fetched_as_it(fake: FakeDesk) -> None:
    form = form_for((await look(PAGE, BO)).text, "upload")
    body, headers = parts(form, {"planner 7.2.msi": b"content"})
    done = await call("POST", PAGE, body, {**headers, **BROWSER, **SENDS, **BO.headers})
    assert done.status == 303
    with_file = (await look(done.headers["Location"], BO)).text
    assert "Members fetch the file planner 7.2.msi" in with_file
    assert 'name="address"' not in with_file
    typed = {name: each for name, each in TYPED.items() if name != "address"}
    page = await send(PAGE, form_for(with_file, "preview") | typed, BO)
    assert "Fetched as planner 7.2.msi" in page.text
    assert (await send(PAGE, form_for(page.text, "release"), BO)).status == 303
    (kept,) = (await read_desk_releases(fake.desk, "planner")).known.releases
    assert kept.file
    assert (kept.file.name, await fake.files.has(kept.file.id)) == ("planner 7.2.msi", True)


@pytest.mark.usefixtures("fake")
async def test_no_file_is_told_at_its_field() -> None:
    form = form_for((await look(PAGE, BO)).text, "upload")
    for files, words in (({}, "Fill in this field."), ({"a.msi": b"a", "b.msi": b"b"}, "Check what you")):
        body, headers = parts(form, files)
        refused = await call("POST", PAGE, body, {**headers, **BROWSER, **SENDS, **BO.headers})
        assert (refused.status, f'id="upload-files-wrong">{words}' in refused.text) == (422, True)


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("address", ["", "download.example.com/planner.msi"])
async def test_a_download_address_that_is_none_is_told_as_such_and_not_as_an_email_address(
    address: str,
) -> None:
    for reader, words in (
        (BO, "Give the whole download address."),
        (ANNA, "Ange hela nedladdningsadressen."),
    ):
        refused = await act(PAGE, "preview", reader, **TYPED | {"address": address})
        assert f'id="preview-address-wrong">{words}' in refused.text


@pytest.mark.usefixtures("fake")
async def test_a_browser_does_not_keep_what_is_released_for_the_next_version_or_another_product() -> None:
    shown = (await look(PAGE, BO)).text
    assert ('id="act-preview"' in shown, "data-draft" in shown) == (True, False)


async def test_a_file_whose_name_no_release_can_have_is_told_at_its_field_and_not_kept(
    fake: FakeDesk,
) -> None:
    form = form_for((await look(PAGE, BO)).text, "upload")
    body, headers = parts(form, {f"{'planner' * 20}.msi": b"content"})
    refused = await call("POST", PAGE, body, {**headers, **BROWSER, **SENDS, **BO.headers})
    assert (refused.status, 'id="upload-files-wrong"' in refused.text) == (422, True)
    assert not fake.files.kept


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [
        ({"version": "beta"}, "version", 422),
        ({"notes_en": " "}, "notes_en", 422),
        ({"address": ""}, "address", 422),
        ({"address": "http://download.example.com"}, "address", 422),
        ({"fixes": "E-1, E-2"}, "fixes", 422),
        ({"fixes": "twelve"}, "fixes", 422),
    ],
)
async def test_what_is_refused_comes_back_with_the_error_at_its_field_and_what_was_typed(
    wrong: dict[str, str], field: str, status: int
) -> None:
    refused = await previewed(**wrong)
    assert (refused.status, f'id="preview-{field}-wrong"' in refused.text) == (status, True)
    assert "Kalendern &lt;öppnas&gt; igen." in refused.text
    assert "No version has been released yet." in refused.text


async def test_a_version_that_is_out_and_says_something_else_is_refused_with_what_was_typed(
    fake: FakeDesk,
) -> None:
    first = form_for((await previewed()).text, "release")
    other = form_for((await previewed(notes_en="Something else.")).text, "release")
    assert (await send(PAGE, first, BO)).status == 303
    refused = await send(PAGE, other, BO)
    assert (refused.status, "Something else." in refused.text) == (409, True)
    assert 'id="preview-version-wrong">A released version does not change.' in refused.text
    assert (await previewed(notes_en="Something else.")).status == 409
    assert len((await read_desk_releases(fake.desk, "planner")).known.releases) == 1


async def test_the_owner_reads_releases_and_publishes_nothing(fake: FakeDesk) -> None:
    assert '<form method="post"' not in (await look(PAGE, OLGA)).text
    for each in ("preview", "release", "upload"):
        assert (await send(PAGE, TYPED | {"act": each, "token": "x"}, OLGA)).status == 403
    assert not (await read_desk_releases(fake.desk, "planner")).known.releases


async def test_a_form_from_elsewhere_or_of_yesterday_publishes_nothing(fake: FakeDesk) -> None:
    form = form_for((await previewed()).text, "release")
    wrong = re.sub("^.", "b" if form["token"][0] == "a" else "a", form["token"])
    await fake.advance(timedelta(hours=25))
    for token in (wrong, form["token"]):
        assert (await send(PAGE, form | {"token": token}, BO)).status != 303
    assert not (await read_desk_releases(fake.desk, "planner")).known.releases


async def test_the_page_asks_twice_however_many_releases_there_are(fake: FakeDesk) -> None:
    fake.wrapped_store = counting = CountingStore(fake.store)
    await read_desk_releases(fake.desk, "planner")
    assert counting.counts.requests == 2
