"""Which sites' pages may read an answer, and which the settings may name."""

import json

import pytest

from shared.settings import SettingsInvalid, read_settings
from shared.web.http.origins import preflight, readable_by
from shared.web.http.response import Response
from tests.unit.http.test_settings import NEEDED

SITE = "https://app.example.com"
ANSWER = Response(200, {"Vary": "Accept"}, b"{}")


def named(*sites: str) -> tuple[str, ...]:
    """The sites as the settings have them."""
    return read_settings(NEEDED | {"DESK_EMBED_ORIGINS": json.dumps(sites)}).vendor().embed_origins


@pytest.mark.parametrize("site", [SITE, "https://app.example.com:8443", "http://127.0.0.1:8000"])
def test_a_site_is_named_by_scheme_host_and_port(site: str) -> None:
    assert named(site) == (site,)


@pytest.mark.parametrize(
    "site",
    [
        "*",
        "null",
        "https://*.example.com",
        f"{SITE}/",
        f"{SITE}\n",
        f"{SITE}; script-src *",
        "http://app.example.com",
        "https://APP.example.com",
    ],
)
def test_no_wildcard_no_path_and_nothing_without_encryption_is_a_site(site: str) -> None:
    with pytest.raises(SettingsInvalid, match="DESK_EMBED_ORIGINS"):
        named(site)


def test_an_answer_names_the_very_site_that_may_read_it_and_caches_keep_it_for_no_other() -> None:
    told = readable_by(ANSWER, SITE, (SITE,)).headers
    assert told == {"Vary": "Accept, Origin", "Access-Control-Allow-Origin": SITE}


@pytest.mark.parametrize("origin", [None, "", "null", "https://app.example.com.evil.org", SITE.upper()])
def test_no_other_site_is_told_anything(origin: str | None) -> None:
    assert readable_by(ANSWER, origin, (SITE,)).headers == {"Vary": "Accept, Origin"}
    assert [name for name in preflight(origin, (SITE,)).headers if name.startswith("Access")] == []
