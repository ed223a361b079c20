"""Files come with a message: kept before it, once, and wherever its turn goes."""

from dataclasses import replace

import pytest

from shared.domain.events.message_events import FilesKept
from shared.domain.facts.files import GivenFile
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.refusals.errors import KeyReused
from shared.domain.values.vendor import Language
from shared.ports.store import StoreUnavailable
from shared.usecases.files.keep_files import keep_files
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.records.ticket_rows import load_whole_ticket
from shared.usecases.views.read_tickets import read_ticket
from shared.usecases.views.ticket_views import FileView
from tests.examples.file_examples import GOOD, PNG, PROGRAM, given
from tests.examples.requests import request
from tests.fakes.desk import FakeDesk
from tests.triggers.examples import ACME

NAMES = ("screen.png", "trace.log")
TWO = given(*NAMES)


async def shown(fake: FakeDesk, ticket: str, turn: int = 0) -> tuple[FileView, ...]:
    """The files of one turn as supporters see them."""
    return (await read_ticket(fake.desk, ticket)).turns[turn].files


async def test_the_good_files_are_kept_and_the_others_named() -> None:
    fake = FakeDesk()
    files = (*TWO, GivenFile("C:\\setup.exe", PROGRAM))
    kept, refused = await keep_files(fake.desk, "t", "m1", files)
    assert [fake.files.kept[each.facts.id].content for each in kept] == [GOOD[name][0] for name in NAMES]
    assert [each.named.name for each in kept] == list(NAMES)
    assert [(each.name, each.reason) for each in refused] == [("setup.exe", "ending")]
    assert set(fake.files.tickets.values()) == {"t"}


@pytest.mark.parametrize("email", ["eva@acme.example.org", "someone@elsewhere.example.org"])
async def test_who_sent_a_file_that_was_refused_is_told_so_by_mail_without_its_name(email: str) -> None:
    fake = FakeDesk()
    await put_member(fake.desk, ACME)
    files = (*TWO, GivenFile("setup.exe", PROGRAM))
    asked = request(files=files)
    written = asked.submission.model_copy(update={"email": email, "language": Language.ENGLISH})
    await open_ticket(fake.desk, replace(asked, submission=written))
    await fake.rest()
    (told,) = [each for each in fake.mailer.delivered if each.to.address == email]
    assert "Files that could not be accepted: 1" in " ".join(told.text.split())
    assert "setup" not in told.text + told.html


async def test_the_same_files_of_the_same_message_are_kept_once_and_of_another_apart() -> None:
    fake = FakeDesk()
    first, _ = await keep_files(fake.desk, "t", "m1", TWO)
    again, _ = await keep_files(fake.desk, "t", "m1", TWO)
    others = [(await keep_files(fake.desk, *place, TWO))[0] for place in (("t", "m2"), ("u", "m1"))]
    assert first == again
    assert len(fake.files.kept) == 2 * (1 + len(others))


async def test_the_same_file_twice_in_a_message_is_two_files() -> None:
    fake = FakeDesk()
    kept, _ = await keep_files(fake.desk, "t", "m1", given("screen.png", "screen.png"))
    assert len({each.facts.id for each in kept}) == len(fake.files.kept) == 2


async def test_a_message_without_files_asks_nothing_of_the_storage_of_files() -> None:
    fake = FakeDesk()
    fake.files.reachable = False
    assert await keep_files(fake.desk, "t", "m1", ()) == ((), ())


async def test_a_request_whose_files_cannot_be_kept_is_no_ticket_until_it_is_sent_again() -> None:
    fake = FakeDesk()
    fake.files.reachable = False
    with pytest.raises(StoreUnavailable):
        await open_ticket(fake.desk, request(files=TWO))
    fake.files.reachable = True
    ticket = (await open_ticket(fake.desk, request(files=TWO))).state
    assert [each.turn for each in ticket.files] == ["m1", "m1"]
    assert {each.id for each in ticket.files} == set(fake.files.kept)


async def test_a_request_sent_twice_is_one_ticket_with_its_files_once() -> None:
    fake = FakeDesk()
    first, again = [await open_ticket(fake.desk, request(files=TWO)) for _ in range(2)]
    assert first == again
    assert len(fake.files.kept) == len(again.state.files) == 2


@pytest.mark.parametrize(
    "others", [(), given("screen.png"), (GivenFile("other.png", PNG), TWO[1]), (TWO[1], TWO[0])]
)
async def test_the_same_key_with_other_files_is_other_content(others: tuple[GivenFile, ...]) -> None:
    fake = FakeDesk()
    await open_ticket(fake.desk, request(files=TWO))
    with pytest.raises(KeyReused):
        await open_ticket(fake.desk, request(files=others))


async def test_no_event_has_the_name_of_a_file() -> None:
    fake = FakeDesk()
    files = (GivenFile("hemlig-planritning.png", PNG), GivenFile("hemlig.exe", PROGRAM))
    ticket = (await open_ticket(fake.desk, request(files=files))).state
    whole = await load_whole_ticket(fake.store, ticket.id)
    assert whole is not None
    (kept,) = [event for event in whole.events if isinstance(event, FilesKept)]
    assert (kept.turn, [each.size for each in kept.files]) == ("m1", [len(PNG)])
    assert not any("hemlig" in text for text in (whole.header.model_dump_json(), *map(repr, whole.events)))
    assert whole.said["m1"].refused_files == ("hemlig.exe",)


async def test_a_ticket_shows_each_turns_files_with_both_names() -> None:
    fake = FakeDesk()
    ticket = (await open_ticket(fake.desk, request(files=(GivenFile("Bild: 1.PNG", PNG),)))).state.id
    further = Further(text="More.", files=given("trace.log"), key="k")
    _, turn = await add_message(fake.desk, ticket, further)
    again = await add_message(fake.desk, ticket, further)
    assert again[1] == turn == "m2"
    (picture,), (trace,) = await shown(fake, ticket), await shown(fake, ticket, 1)
    assert (picture.name, picture.given, picture.size) == ("Bild_ 1.png", "Bild: 1.PNG", len(PNG))
    assert (trace.name, trace.content_type) == ("trace.log", "text/plain")


async def test_a_further_message_with_other_files_under_its_key_is_refused() -> None:
    fake = FakeDesk()
    ticket = (await open_ticket(fake.desk, request())).state.id
    await add_message(fake.desk, ticket, Further(text="More.", files=given("trace.log"), key="k"))
    with pytest.raises(KeyReused):
        await add_message(fake.desk, ticket, Further(text="More.", files=given("screen.png"), key="k"))


async def test_a_merged_ticket_takes_its_files_along() -> None:
    fake = FakeDesk()
    merged = (await open_ticket(fake.desk, request("one", files=TWO))).state.id
    survivor = (await open_ticket(fake.desk, request("two", files=given("manual.pdf")))).state.id
    await merge_ticket(fake.desk, merged, MergeBody(into=survivor, author="anna"))
    await fake.rest()
    before, after = await shown(fake, merged), await shown(fake, survivor, 1)
    assert [each.name for each in after] == list(NAMES)
    assert [each.id for each in after] == [each.id for each in before]
    assert [each.name for each in await shown(fake, survivor)] == ["manual.pdf"]


async def test_a_split_turn_takes_its_files_along() -> None:
    fake = FakeDesk()
    ticket = (await open_ticket(fake.desk, request())).state.id
    await add_message(fake.desk, ticket, Further(text="Something else.", files=TWO))
    into = (
        (await split_turn(fake.desk, ticket, SplitBody(author="anna"), about="m2")).state.turns[1].split_into
    )
    await fake.rest()
    assert [each.name for each in await shown(fake, into)] == list(NAMES)
