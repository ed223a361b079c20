"""The platform signs people in, as every test of the desk's pages but those of its absence needs."""

from collections.abc import AsyncIterator

import pytest

from shared import wiring
from shared.domain.values.house import House
from shared.usecases.terms.terms_in_force import TermsInForce
from tests.fakes.desk import SECRET, VENDOR, FakeDesk


@pytest.fixture(autouse=True)
def signing_in(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """App Service Authentication is on."""
    monkeypatch.setenv("WEBSITE_AUTH_ENABLED", "True")
    return monkeypatch


@pytest.fixture
async def kept(settings: pytest.MonkeyPatch) -> AsyncIterator[FakeDesk]:  # noqa: ARG001 - they are in force
    """A desk whose terms are those in force."""
    fake = FakeDesk()
    fake.in_force = TermsInForce(House(vendor=VENDOR, secret=SECRET), fake.clock)
    wiring.use_desk(fake.desk, fake.in_force)
    yield fake
    wiring.use_desk(None)
