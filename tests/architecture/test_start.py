"""What a user waits for when a process starts: only what every process needs is imported with the app."""

import subprocess
import sys

import pytest

IMPORTED = """
import sys, function_app
from importlib.util import _LazyModule
print(*(name for name, module in sys.modules.items() if type(module) is not _LazyModule), sep="\\n")
"""
"""What has run: a module that is to be imported when it is used is listed, and has not."""

PACKAGES = (
    *("standardwebhooks", "azure.identity", "azure.storage.blob", "opentelemetry"),
    *("jinja2", "puremagic", "tomllib", "multipart"),
)

SELDOM = (
    "shared.usecases.clocks.look",
    "shared.usecases.messages.open_ticket",
    "shared.usecases.answers.answer_ticket",
    "shared.web.api.openapi",
    "shared.web.status.status_page",
    "shared.domain.books.books",
    "shared.domain.explaining.explaining",
    "shared.adapters.graph_mailbox",
    "shared.usecases.mail.take_mail",
    "shared.usecases.members.reconcile_billing",
    "shared.usecases.outbox.record_delivery",
    "shared.web.mail.delivery_report_events",
)


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """What a process has imported that has imported the app and nothing else."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", [*PACKAGES, *SELDOM])
def test_importing_the_app_does_not_import(imported: set[str], name: str) -> None:
    assert "function_app" in imported
    assert name not in imported
