"""What was taken to a folder comes back into an empty desk, whole or not at all."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from devstack.backup.bringing_back import bring_back
from devstack.backup.folder import BackupFolder
from devstack.backup.taking import READINGS, Whole, take_backup
from devstack.stack.refusal import StackRefused
from shared.domain.lanes.lane import Lane
from shared.domain.values.house import House
from shared.domain.values.intake import Submission
from shared.ports.store import Change, Create, StoreUnavailable, Table, Upsert
from shared.ports.whole_storage import PlacedRow
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.terms.terms_in_force import TermsInForce
from tests.examples.kept_books import answered, kept_desk, opened
from tests.fakes.desk import SECRET, VENDOR, FakeDesk, HandClock
from tests.fakes.files import MemoryFiles
from tests.fakes.store import MemoryStore
from tests.faults.terms_stories import ADD
from tests.faults.world import World
from tests.triggers.examples import ACME, EVA
from tests.unit.lanes.test_waiting_mails import use_up

HARD = 'å "𝄞"\u2028\\ \x00 {"says": 1}'


def whole(fake: FakeDesk) -> Whole:
    """The desk as a backup sees it."""
    return Whole(fake.desk, fake.store, fake.files)


async def lived_in(store: MemoryStore | None = None) -> FakeDesk:
    """A desk with members, tickets, mails, words that are hard to keep, and a file."""
    made = await kept_desk()
    await answered(made, await opened(made), timedelta(hours=1))
    await opened(made, key="2")
    await made.store.commit(Table.RELEASES, "hard", [Create("text", HARD), Create("number", "1.0")])
    await made.files.put("filekey", bytes(range(256)), "image/png", ticket="abcdefghijklmnop")
    if store is not None:
        vars(store).update(vars(made.store))
        made.store = store
    return made


def empty(like: FakeDesk) -> FakeDesk:
    """Another desk, at the same time."""
    return FakeDesk(clock=HandClock(like.clock.instant))


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backup")


async def test_every_row_and_file_comes_back_to_the_letter_and_nothing_lacks(folder: BackupFolder) -> None:
    before = await lived_in()
    manifest = await take_backup(whole(before), folder, print)
    after = empty(before)
    repaired = await bring_back(whole(after), folder, print)
    assert after.store.everything() == before.store.everything()
    assert (after.files.kept, after.files.tickets) == (before.files.kept, before.files.tickets)
    assert (repaired.written, repaired.removed, repaired.unread) == ({"search": 2}, {}, ())
    assert (manifest.rows, manifest.files) == (len(before.store.everything()), 1)


async def test_a_restored_desk_goes_on_where_it_stood(folder: BackupFolder) -> None:
    before = await lived_in()
    await take_backup(whole(before), folder, print)
    after = empty(before)
    await bring_back(whole(after), folder, print)
    days = timedelta(days=2)
    goes_on = [mail.subject for mail in await after.advance(days)]
    assert goes_on
    assert sorted(goes_on) == sorted(mail.subject for mail in await before.advance(days))


async def test_what_the_owner_has_changed_of_the_terms_comes_back_and_counts_at_once(
    folder: BackupFolder,
) -> None:
    before = await lived_in()
    await ADD(World.new(), before.desk)
    await take_backup(whole(before), folder, print)
    after = empty(before)
    after.in_force = TermsInForce(House(vendor=VENDOR, secret=SECRET), after.clock)
    await bring_back(whole(after), folder, print)
    assert [each.name for each in after.desk.vendor.supporters] == ["Anna", "Bo", "Outside Cia"]


async def test_a_backup_from_before_there_was_a_table_comes_back_without_it(folder: BackupFolder) -> None:
    before = await lived_in()
    manifest = await take_backup(whole(before), folder, print)
    tables = {table: told for table, told in manifest.tables.items() if table is not Table.TERMS}
    folder.finish(manifest.but(tables=tables))
    folder.table(Table.TERMS).unlink()
    after = empty(before)
    await bring_back(whole(after), folder, print)
    assert after.store.everything() == before.store.everything()


async def test_what_a_host_had_listed_before_the_desk_was_emptied_is_sent_all_the_same(
    folder: BackupFolder,
) -> None:
    fake = FakeDesk(vendor=VENDOR.but(mails_per_hour=100, mails_per_minute=100))
    await put_member(fake.desk, ACME)
    await fake.rest()
    await use_up(fake, Lane.PEOPLE, 100)
    asked = Submission(email=EVA, product="Planner", message="It stops.")
    await open_ticket(fake.desk, Request(submission=asked, channel="form", key="1"))
    await take_backup(whole(fake), folder, print)
    await fake.rest()
    assert fake.blocks.listed
    fake.store, fake.files = MemoryStore(), MemoryFiles()
    await bring_back(whole(fake), folder, print)
    await fake.rest()
    assert EVA in [mail.to.address for mail in await fake.advance(timedelta(hours=2))]


async def test_a_mail_that_nobody_can_read_comes_back_as_it_is(folder: BackupFolder) -> None:
    before = await lived_in()
    for table, key, text in (
        (Table.TICKETS, "send-torn-1", '{"format": 99}'),
        (Table.NEWS, "notice-torn", "{}"),
    ):
        await before.store.commit(table, "torn", [Create(key, text)])
    await take_backup(whole(before), folder, print)
    after = empty(before)
    assert (await bring_back(whole(after), folder, print)).written == {"search": 2}
    assert after.store.everything() == before.store.everything()


async def test_people_can_read_what_a_row_says(folder: BackupFolder) -> None:
    before = await lived_in()
    await take_backup(whole(before), folder, print)
    lines = folder.table(Table.MEMBERS).read_text().splitlines()
    assert any('"says": {"format": 1, "member": {"id": "' in line for line in lines)
    assert folder.path.stat().st_mode & 0o077 == 0


async def test_a_desk_that_is_not_empty_is_refused_and_stays_as_it_is(folder: BackupFolder) -> None:
    before = await lived_in()
    await take_backup(whole(before), folder, print)
    other = await kept_desk()
    rows = other.store.everything()
    with pytest.raises(StackRefused, match="not empty"):
        await bring_back(whole(other), folder, print)
    assert other.store.everything() == rows


async def test_a_backup_that_was_changed_cut_or_never_finished_is_refused(folder: BackupFolder) -> None:
    before = await lived_in()
    await take_backup(whole(before), folder, print)
    after = empty(before)
    with folder.table(Table.TICKETS).open("a") as lines:
        lines.write('{"partition": "more", "key": "more", "text": ""}\n')
    with pytest.raises(StackRefused, match="changed since it was taken: tickets"):
        await bring_back(whole(after), folder, print)
    (folder.path / "manifest.json").unlink()
    with pytest.raises(StackRefused, match="no whole backup"):
        await bring_back(whole(after), folder, print)
    assert after.store.everything() == {}


async def test_a_folder_with_something_in_it_is_refused(folder: BackupFolder) -> None:
    folder.path.mkdir()
    (folder.path / "letter.txt").touch()
    with pytest.raises(StackRefused, match="not empty"):
        await take_backup(whole(await lived_in()), folder, print)


class Interrupted(MemoryStore):
    """Answers so many commits, and then no more."""

    commits = 0
    answered = 10**6

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        self.commits += 1
        if self.commits > self.answered:
            raise StoreUnavailable
        return await super().commit(table, partition, changes)


@pytest.mark.parametrize("answered", [0, 1, 2, 5, 12, 20])
async def test_a_restore_that_is_interrupted_goes_on(folder: BackupFolder, answered: int) -> None:
    before = await lived_in()
    await take_backup(whole(before), folder, print)
    after = empty(before)
    after.store = store = Interrupted()
    store.answered = answered
    with pytest.raises(StoreUnavailable):
        await bring_back(whole(after), folder, print)
    store.answered = 10**6
    await bring_back(whole(after), folder, print)
    assert after.store.everything() == before.store.everything()


class Busy(MemoryStore):
    """Somebody writes a row whenever the releases are read from the beginning, so many times."""

    times = 0

    async def everywhere(self, table: Table, *, first: str, limit: int = 1000) -> Sequence[PlacedRow]:
        if table is Table.RELEASES and not first and self.times:
            self.times -= 1
            await self.commit(Table.RELEASES, "busy", [Upsert(f"row-{self.times}", "")])
        return await super().everywhere(table, first=first, limit=limit)


async def test_what_the_desk_did_while_it_was_read_is_read_again(folder: BackupFolder) -> None:
    before = await lived_in(busy := Busy())
    busy.times = 2
    await take_backup(whole(before), folder, print)
    assert len(list(folder.rows(Table.RELEASES))) == 4


async def test_a_desk_that_is_never_quiet_is_not_taken(folder: BackupFolder) -> None:
    before = await lived_in(busy := Busy())
    busy.times = 2 * READINGS
    with pytest.raises(StackRefused, match="quiet"):
        await take_backup(whole(before), folder, print)
