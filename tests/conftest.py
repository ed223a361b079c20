"""What several folders of tests share: the whole stack, and an Azurite without it, each started once."""

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer

from devstack.azurite import Azurite, install_azurite, running_azurite
from tests.examples.running_stack import stack
from tests.examples.side_by_side import TogetherScheduling

__all__ = ["azurite", "stack"]

settings.register_profile("desk", deadline=None)  # a busy machine is no error
settings.load_profile("desk")

TESTS = Path(__file__).parent
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Tests that share something stay together, in whichever way several processes were asked for."""
    return TogetherScheduling(config, log)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Say which tests take long."""
    for item in items:
        if item.path.relative_to(TESTS).as_posix().startswith(SECONDS):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(scope="session")
def azurite() -> Generator[Azurite]:
    """Tables in memory, queues in a folder that is thrown away."""
    install_azurite(print)
    with running_azurite(None) as running:
        yield running
