"""The platform signs people in, as every test of the desk's pages but those of its absence needs."""

import pytest


@pytest.fixture(autouse=True)
def signing_in(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """App Service Authentication is on."""
    monkeypatch.setenv("WEBSITE_AUTH_ENABLED", "True")
    return monkeypatch
