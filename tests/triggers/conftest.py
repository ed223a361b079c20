"""Every trigger test runs over fakes: a desk with one member, and settings with billing secrets."""

from collections.abc import AsyncIterator, Iterator

import pytest

from shared import wiring
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.triggers.examples import ACME, SETTINGS


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The settings are these; what the test changes holds for it alone."""
    for name, text in SETTINGS.items():
        monkeypatch.setenv(name, text)
    wiring._settings.cache_clear()  # noqa: SLF001 - they are read once a process, and here is another
    yield monkeypatch
    wiring._settings.cache_clear()  # noqa: SLF001 - as above


@pytest.fixture
async def fake(settings: pytest.MonkeyPatch) -> AsyncIterator[FakeDesk]:  # noqa: ARG001 - they are in force
    """A desk at rest, with one member that subscribes to Planner."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    await made.rest()
    wiring.use_desk(made.desk)
    yield made
    wiring.use_desk(None)
