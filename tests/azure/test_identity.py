"""The desk's own calls name the managed identity; shown where no real identity can be asked."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.azure.alone import HEADER, RESOURCES

ROOT = Path(__file__).parents[2]
SERVICES = {
    "DESK_SECRET": "a-secret-of-the-tests",
    "DESK_STORAGE__tableServiceUri": "https://127.0.0.1:9",
    "DESK_STORAGE__queueServiceUri": "https://127.0.0.1:9",
    "DESK_STORAGE__blobServiceUri": "https://127.0.0.1:9",
    "DESK_MAIL_ENDPOINT": "https://127.0.0.1:9",
    "DESK_SENDER_ADDRESS": "desk@example.com",
    "DESK_FALLBACK_ADDRESS": "duty@example.com",
}
OURS = ("DESK_", "AZURE_", "IDENTITY_", "MSI_")


def alone(where: str, **settings: str) -> Any:  # noqa: ANN401 - JSON
    """What the desk did with these settings where there is no network."""
    bare = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.azure.alone", where],
        env=bare | SERVICES | settings,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if "PermissionError" in ended.stderr and not os.environ.get("CI"):
        pytest.skip("this system lets no program leave the network; CI's does")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.mark.parametrize(
    ("settings", "client"),
    [
        ({"AZURE_CLIENT_ID": "the-apps"}, "the-apps"),
        ({"DESK_STORAGE__clientId": "ours", "AZURE_CLIENT_ID": "another"}, "ours"),
        ({}, None),
    ],
    ids=["by Azure's", "ours before Azure's", "the app's own"],
)
def test_storage_and_mail_are_asked_as_the_identity_that_the_settings_name(
    settings: dict[str, str], client: str | None
) -> None:
    seen = alone("azure", **settings)
    assert seen["credential"] == "ManagedIdentityCredential"
    assert {each["resource"] for each in seen["asked"]} == RESOURCES
    assert {each["client"] for each in seen["asked"]} == {client}
    assert {each["header"] for each in seen["asked"]} == {HEADER}


def test_elsewhere_a_developer_is_asked_for_and_no_identity_looked_for() -> None:
    seen = alone("here", DESK_STORAGE__clientId="ours")
    assert seen == {"credential": "ChainedTokenCredential", "asked": []}
