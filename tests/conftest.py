"""What several folders of tests share: the whole stack, and an Azurite without it, each started once."""

from collections.abc import Generator

import pytest

from devstack.azurite import Azurite, install_azurite, running_azurite
from tests.examples.running_stack import stack

__all__ = ["azurite", "stack"]


@pytest.fixture(scope="session")
def azurite() -> Generator[Azurite]:
    """Tables in memory, queues in a folder that is thrown away."""
    install_azurite(print)
    with running_azurite(None) as running:
        yield running
