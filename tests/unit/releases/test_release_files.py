"""The file of a release: uploaded, and handed out to members that are covered, for an hour."""

from datetime import timedelta

import pytest

from shared.domain.facts.files import FileScan
from shared.domain.refusals.errors import FileInfected, FileUnknown
from shared.domain.refusals.release_errors import ReleaseFileTooLarge, UpgradeLinkExpired, UpgradeWithheld
from shared.domain.releases.release import LARGEST_FILE
from shared.usecases.files.open_file import record_scan
from shared.usecases.releases.find_upgrade import Upgrade, open_release_file, upgrade_for_program
from shared.usecases.releases.keep_release_file import keep_release_file
from shared.usecases.releases.member_token import make_token
from shared.usecases.releases.publish_release import publish_release
from tests.examples.member_links import token_of
from tests.examples.news_examples import desk_of, member
from tests.examples.release_examples import release
from tests.fakes.desk import START, FakeDesk

ENDS = START + timedelta(days=10)
ACME = member("acme", ("planner", "rune@acme.example.org"), subscribed=["planner"], paid_until=ENDS)


async def with_file() -> FakeDesk:
    """A desk with one member, covered for ten days, and Planner 7.2 as a file."""
    fake = await desk_of(ACME)
    file = await keep_release_file(fake.desk, b"MZ the program")
    await publish_release(fake.desk, release(file={"id": file.id, "name": "planner-7.2.msi"}))
    await fake.rest()
    return fake


async def ask(fake: FakeDesk) -> Upgrade:
    """What Acme's program is answered."""
    return await upgrade_for_program(fake.desk, (await make_token(fake.desk, "acme")).token, "planner")


async def test_a_file_is_handed_out_by_a_link_that_ends_after_an_hour() -> None:
    fake = await with_file()
    upgrade = await ask(fake)
    assert upgrade.expires == fake.clock.instant + timedelta(hours=1)
    token = token_of(upgrade.address)
    opened = await open_release_file(fake.desk, token)
    assert (opened.name, opened.content) == ("planner-7.2.msi", b"MZ the program")
    fake.clock.instant += timedelta(hours=1, seconds=1)
    with pytest.raises(UpgradeLinkExpired):
        await open_release_file(fake.desk, token)


async def test_a_files_link_opens_nothing_once_the_member_is_not_covered() -> None:
    fake = await with_file()
    fake.clock.instant = ENDS - timedelta(minutes=1)
    token = token_of((await ask(fake)).address)
    fake.clock.instant = ENDS
    with pytest.raises(UpgradeWithheld):
        await open_release_file(fake.desk, token)


async def test_a_file_that_a_scanner_found_infected_or_that_is_gone_is_handed_to_nobody() -> None:
    fake = await with_file()
    token = token_of((await ask(fake)).address)
    (file,) = fake.files.kept
    await record_scan(fake.desk, file, FileScan.INFECTED)
    with pytest.raises(FileInfected):
        await open_release_file(fake.desk, token)
    other = await with_file()
    token = token_of((await ask(other)).address)
    other.files.tidy_away(file)
    with pytest.raises(FileUnknown):
        await open_release_file(other.desk, token)


async def test_the_same_file_uploaded_twice_is_one_and_a_large_one_is_refused() -> None:
    fake = await desk_of()
    one, other = [await keep_release_file(fake.desk, b"MZ the program") for _ in range(2)]
    assert (one, len(fake.files.kept)) == (other, 1)
    with pytest.raises(ReleaseFileTooLarge):
        await keep_release_file(fake.desk, bytes(LARGEST_FILE + 1))
