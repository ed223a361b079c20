"""Every function acts by terms that are a minute old at most, and pays storage nothing for them meanwhile."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.terms.keeping_supporters import DutyBody, set_duty
from shared.domain.terms.kept_terms import KeptSupporters, TermsChange
from shared.domain.values.house import House
from shared.domain.values.vendor import Vendor
from shared.ports.store import Row, StoreUnavailable, Table
from shared.usecases.members.put_member import put_member
from shared.usecases.terms.terms_in_force import TermsInForce
from shared.usecases.terms.terms_rows import TermsAuthor, change_terms
from tests.fakes.desk import SECRET, VENDOR, FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import BROWSER, FORM, call
from tests.triggers.clocks.test_queue_and_timer import message, notify, tick
from tests.triggers.examples import ACME, REQUEST


class TermsLost(MemoryStore):
    """Answers everything but what the terms are."""

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if table is Table.TERMS:
            raise StoreUnavailable
        return await super().rows(table, partition, first=first, before=before, limit=limit)


@pytest.fixture
async def kept(settings: pytest.MonkeyPatch) -> AsyncIterator[FakeDesk]:  # noqa: ARG001 - they are in force
    """A desk at rest whose terms are those in force, and have been read."""
    fake = FakeDesk()
    fake.in_force = TermsInForce(House(vendor=VENDOR, secret=SECRET), fake.clock)
    await put_member(fake.desk, ACME)
    await fake.rest()
    wiring.use_desk(fake.desk, fake.in_force)
    await wiring.keep_up_terms()
    yield fake
    wiring.use_desk(None)


def anna_off(vendor: Vendor, change: TermsChange) -> KeptSupporters:
    """Anna is off duty."""
    return set_duty(vendor, "anna", DutyBody(), change)


async def changed_elsewhere(fake: FakeDesk) -> None:
    """The owner takes Anna off duty, on another instance."""
    other = FakeDesk(clock=fake.clock, store=fake.store)
    await change_terms(other.desk, "supporters", TermsAuthor("olga", "Olga", "key"), anna_off)


async def test_within_half_a_minute_a_request_costs_what_it_did(kept: FakeDesk) -> None:
    counting = CountingStore(kept.store)
    kept.wrapped_store = counting
    costs: list[int] = []
    for terms in (kept.in_force, None):
        wiring.use_desk(kept.desk, terms)
        before = counting.counts.requests
        await call("POST", "/api/intake", REQUEST | {"message": f"Number {len(costs)}."})
        costs.append(counting.counts.requests - before)
    assert costs[0] == costs[1] > 0


ASKING: Mapping[str, Callable[[], Awaitable[object]]] = {
    "a request": lambda: call("POST", "/api/intake", REQUEST),
    "a message": lambda: notify(message("other-x")),
    "the timer": tick,
}


@pytest.mark.parametrize("asking", ASKING)
async def test_it_acts_by_what_was_changed_elsewhere(kept: FakeDesk, asking: str) -> None:
    await changed_elsewhere(kept)
    assert [each.id for each in kept.desk.vendor.on_duty] == ["anna", "bo"]
    kept.clock.instant += timedelta(seconds=61)
    await ASKING[asking]()
    assert [each.id for each in kept.desk.vendor.on_duty] == ["bo"]


async def test_a_process_that_has_never_read_them_takes_nothing_in_and_shows_its_form(
    settings: pytest.MonkeyPatch,  # noqa: ARG001 - they are in force
) -> None:
    fake = FakeDesk(store=TermsLost())
    fake.in_force = TermsInForce(House(vendor=VENDOR, secret=SECRET), fake.clock)
    wiring.use_desk(fake.desk, fake.in_force)
    assert (await call("POST", "/api/intake", REQUEST)).status == 503
    assert (await call("GET", "/api/intake", headers=BROWSER)).status == 200
    assert (await call("GET", "/api/alive")).status == 200
    assert fake.store.everything() == FakeDesk().store.everything()
    wiring.use_desk(None)


@pytest.mark.parametrize("path", ["/api/intake", "/api/intake/embedded", "/api/intake/embedded/open"])
async def test_a_form_that_such_a_process_cannot_take_comes_again_with_what_was_typed(
    settings: pytest.MonkeyPatch,  # noqa: ARG001 - they are in force
    path: str,
) -> None:
    site = "https://app.example.com"
    fake = FakeDesk(store=TermsLost(), vendor=VENDOR.but(embed_origins=(site,)))
    fake.in_force = TermsInForce(House(vendor=fake.vendor, secret=SECRET), fake.clock)
    wiring.use_desk(fake.desk, fake.in_force)
    typed = urlencode(REQUEST | {"message": "It stops.", "language": "en"})
    page = await call("POST", path, typed.encode(), {**FORM, **BROWSER})
    wiring.use_desk(None)
    assert (page.status, page.headers["Content-Language"], "It stops." in page.text) == (503, "en", True)
    assert (site in page.headers["Content-Security-Policy"]) == (path != "/api/intake")
