"""The scan learns what acts have written: every ticket is found as it stands, and nothing that is gone."""

from datetime import timedelta

from shared.adapters.segment_index import SegmentIndex
from shared.domain.agenda.agenda import LEARN, LEAVE, instant_of
from shared.domain.answers.noting import NoteBody
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.people.erasing import EraseBody
from shared.domain.values.vendor import Language
from shared.usecases.answers.answer_ticket import write_note
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from shared.usecases.people.erase_person import erase_person
from shared.usecases.repair.repair_desk import repair_desk
from tests.fakes.desk import FakeDesk
from tests.faults.search_invariants import unpacked
from tests.unit.search.searching import EVA, answered, asked, found, scan_after


def waiting(fake: FakeDesk) -> list[str]:
    """The rows by which something is to be learnt."""
    keys = (key for _, __, key in fake.store.everything())
    return [key for key in keys if key.startswith((f"{LEARN}-", f"{LEAVE}-"))]


def everything_kept(fake: FakeDesk) -> str:
    """All that can be read in segments."""
    return "\n".join(map(unpacked, fake.segments.kept.values()))


async def test_a_ticket_is_found_after_a_scan_by_whatever_was_written_and_by_whom() -> None:
    fake = FakeDesk()
    ticket = await asked(fake, "Den östra skrivaren stannar.")
    await answered(fake, ticket, "Tryck på Spara.")
    await write_note(fake.desk, ticket, NoteBody(author="anna", text="Ring henne på fredag."))
    assert await found(fake, "skrivaren") == []
    await scan_after(fake)
    for text in ("östra", "OSTRA", "ost skri", "spara", "fredag", "eva ek", "acme", "planner", ticket[:8]):
        assert await found(fake, text) == [ticket], text
    assert await found(fake, "skrivaren västra") == []
    assert await found(fake, "os") == []


async def test_what_is_learnt_leaves_no_row_and_a_scan_without_rows_reads_no_segment() -> None:
    fake = FakeDesk()
    await asked(fake, "It stops.")
    assert waiting(fake)
    for _ in range(8):
        await scan_after(fake)
    assert waiting(fake) == []
    fake.segments.reads = 0
    await scan_after(fake)
    assert fake.segments.reads == 0


async def test_what_was_learnt_already_is_not_written_anew() -> None:
    fake = FakeDesk()
    await asked(fake, "It stops.")
    await scan_after(fake)
    kept = dict(fake.segments.kept)
    for _ in range(3):
        await scan_after(fake)
    assert fake.segments.kept == kept


async def test_a_message_that_is_split_off_is_found_where_it_goes_on() -> None:
    fake = FakeDesk()
    ticket = await asked(fake, "First matter.")
    await add_message(fake.desk, ticket, Further(text="Another sausage."))
    await scan_after(fake)
    assert await found(fake, "sausage") == [ticket]
    await split_turn(fake.desk, ticket, SplitBody(author="anna"), about="m2")
    await fake.rest()
    await scan_after(fake)
    (other,) = await found(fake, "sausage")
    assert (other != ticket, await found(fake, "first")) == (True, [ticket])


async def test_what_waits_in_a_merged_ticket_is_found_where_it_goes_on() -> None:
    fake = FakeDesk()
    one, other = await asked(fake, "One apple."), await asked(fake, "Other pear.", key="k2")
    await merge_ticket(fake.desk, one, MergeBody(author="anna", into=other))
    await fake.rest()
    await scan_after(fake)
    assert (await found(fake, "apple"), await found(fake, "pear")) == ([other], [other])


async def test_a_person_who_is_erased_is_found_no_more_and_stands_in_no_segment() -> None:
    fake = FakeDesk()
    ticket = await asked(fake, "A secret sausage.")
    for _ in range(3):
        await scan_after(fake)
    assert "sausage" in everything_kept(fake)
    given = EraseBody(address=EVA, author="anna", reason="Asked for by letter.")
    await erase_person(fake.desk, given, Language.ENGLISH)
    await fake.rest()
    await scan_after(fake)
    assert await found(fake, "sausage") == []
    for _ in range(4):
        await scan_after(fake)
    assert (
        waiting(fake),
        [word for word in ("sausage", "eva", ticket) if word in everything_kept(fake)],
    ) == (
        [],
        [],
    )


async def test_what_a_killed_merge_left_goes_before_an_erasure_counts_as_done() -> None:
    fake = FakeDesk()
    await asked(fake, "A secret sausage.")
    for _ in range(3):
        await scan_after(fake)
    (name, content) = next(iter(fake.segments.kept.items()))
    await erase_person(
        fake.desk, EraseBody(address=EVA, author="anna", reason="Asked for."), Language.ENGLISH
    )
    await fake.rest()
    left = f"segment-{fake.clock.instant:%Y%m%d%H%M%S%f}-{'0' * 16}"
    assert (instant_of(left), name != left) == (fake.clock.instant, True)
    fake.segments.kept[left] = content
    for _ in range(3):
        await scan_after(fake)
    assert ([key for key in waiting(fake) if key.startswith(LEAVE)] != [], left in fake.segments.kept) == (
        True,
        True,
    )
    for _ in range(2):
        await scan_after(fake)
    assert (waiting(fake), "sausage" in everything_kept(fake)) == ([], False)


async def test_repair_learns_what_is_lost_and_forgets_what_no_ticket_is() -> None:
    fake = FakeDesk()
    one, other = await asked(fake, "One apple."), await asked(fake, "Other pear.", key="k2")
    for _ in range(3):
        await scan_after(fake)
    assert (await repair_desk(fake.desk)).written == {}
    (name,) = fake.segments.kept
    fake.segments.kept[name] = b"torn"
    assert (await repair_desk(fake.desk, dry_run=True)).written == {"search": 2}
    assert fake.segments.kept[name] == b"torn"
    assert (await repair_desk(fake.desk)).written == {"search": 2}
    assert (await found(fake, "apple"), await found(fake, "pear")) == ([one], [other])
    fake.store = FakeDesk().store
    assert (await repair_desk(fake.desk)).removed == {"search": 2}
    assert [each async for each in SegmentIndex(fake.segments).known(mending=False)] == []


async def test_a_scan_long_after_finds_what_closes_by_itself_as_closed() -> None:
    fake = FakeDesk()
    ticket = await asked(fake, "One apple.")
    await answered(fake, ticket, "Eat it.")
    await fake.advance(timedelta(days=1))
    before = [each.state async for each in fake.desk.search.known(mending=False)]
    fake.clock.instant += timedelta(days=20)
    for _ in range(3):
        await scan_after(fake)
    after = [each.state async for each in fake.desk.search.known(mending=False)]
    assert (before, after) == (["open"], ["closed"])
