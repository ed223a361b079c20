"""The products keep working with the latest Microsoft technology: what has to be adapted has an entry too."""

from zoneinfo import ZoneInfo

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.register.registering import entered, moved, read, tied, told
from tests.triggers.tickets import opened

STOCKHOLM = ZoneInfo("Europe/Stockholm")


async def test_an_adaptation_goes_the_way_of_an_error_and_whoever_reported_it_is_told_of_one(
    fake: FakeDesk,
) -> None:
    entry = await entered(kind="adaptation")
    await tied(fake, entry, await opened(fake))
    await moved(fake, entry, "confirmed")
    (subject,) = told(fake)
    assert f"Planner ska anpassas ({entry})" in subject
    await moved(fake, entry, "fixed", version="9.1")
    await moved(fake, entry, "released")
    assert ((await read(entry))["kind"], (await read(entry))["state"]) == ("adaptation", "released")
    month = f"{fake.clock.instant.astimezone(STOCKHOLM):%Y-%m}"
    side = (await call("GET", f"/api/reports/{month}")).json["total"]["register_side"]
    assert (side["register_reported"], side["register_released"]) == (1, 1)
