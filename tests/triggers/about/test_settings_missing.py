"""Where a setting is missing, the app loads all the same and says so without a secret."""

import logging
import re
from urllib.parse import urlencode

import pytest

from shared import wiring
from shared.web.api.operation import Operation
from tests.examples.described_api import OPERATIONS
from tests.triggers.calling import BROWSER, FORM, call
from tests.triggers.examples import REQUEST, SETTINGS, STANDARD_SECRET

HIDDEN = (SETTINGS["DESK_SECRET"], STANDARD_SECRET, "whsec_")
OPEN_WITHOUT_SETTINGS = {"alive", "openapi", "docs", "intake_proof", "embedded_script", "desk_script"}


def _sent_to(operation: Operation) -> tuple[object, dict[str, str]]:
    """An example of what the operation reads, with the header that it needs."""
    if operation.raw:
        return b"Subject: x", {"Content-Type": operation.raw}
    return operation.body.example if operation.body else b"", {}


@pytest.fixture(autouse=True)
def unset(settings: pytest.MonkeyPatch) -> None:
    """A setting that every act needs is missing."""
    settings.delenv("DESK_SENDER_ADDRESS")
    wiring.use_desk(None)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
async def test_every_operation_is_503_and_names_no_setting_and_no_secret(
    operation: Operation, caplog: pytest.LogCaptureFixture
) -> None:
    address = re.sub(r"\{\w+\}", "a" * 16, operation.path)
    answer = await call(operation.method, address, *_sent_to(operation))
    if operation.id in OPEN_WITHOUT_SETTINGS:
        assert answer.status == 200
        return
    assert (answer.status, answer.problem) == (503, "not-configured")
    assert "DESK_" not in answer.text
    assert not [secret for secret in HIDDEN if secret in answer.text + caplog.text]


async def test_a_person_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    answer = await call("POST", "/api/intake", urlencode(REQUEST).encode(), FORM | BROWSER)
    assert (answer.status, answer.problem) == (503, "not-configured")
    assert "DESK_SENDER_ADDRESS" in caplog.text
    assert {entry.levelno for entry in caplog.records} == {logging.ERROR}
