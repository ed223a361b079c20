"""What several folders of tests share: the whole stack, and an Azurite without it, each started once."""

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from devstack.azurite import Azurite, install_azurite, running_azurite
from tests.examples.running_stack import stack

__all__ = ["azurite", "stack"]

settings.register_profile("desk", deadline=None)  # a busy machine is no error
settings.load_profile("desk")

TESTS = Path(__file__).parent
TOGETHER = {"e2e": "stack", "browser": "stack", "contract": "azurite", "host": "azurite", "stack": "desk up"}
"""Folder -> where tests run side by side, the tests of one name run in one process, in their order."""
SECONDS = (
    "architecture/test_openapi.py",
    "unit/books/test_books_recounted.py",
    "unit/books/test_statement_recounted.py",
    "unit/clocks/test_digest_interrupted.py",
    "unit/news/test_news_interrupted.py",
    "unit/outbox/test_answers_reported.py",
    "unit/reading/test_mail_reading_any_bytes.py",
    "unit/reading/test_mail_reading_bounds.py",
    "unit/reading/test_mail_anything.py",
    "unit/stack/",
)
"""What `make check` leaves out: many runs of one story, and processes of their own."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Say which tests stay together, and which take long: before the groups are read."""
    for item in items:
        place = item.path.relative_to(TESTS)
        if name := TOGETHER.get(place.parts[0]):
            item.add_marker(pytest.mark.xdist_group(name))
        if place.as_posix().startswith(SECONDS):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="session")
def azurite() -> Generator[Azurite]:
    """Tables in memory, queues in a folder that is thrown away."""
    install_azurite(print)
    with running_azurite(None) as running:
        yield running
