"""What is wrong with the system is said in words, with what to do; and how it is set, but for its secrets."""

from datetime import timedelta
from html import unescape

import pytest
from pydantic import SecretStr

from shared import wiring
from shared.domain.lanes.lane import Lane
from shared.domain.values.vendor import Language
from shared.settings import Settings
from shared.usecases.books.check_health import REASONS, HealthView
from shared.web.desk.desk_page import Reading
from shared.web.desk.machine.health_page import LANES, fault, health_page
from shared.web.desk.machine.settings_page import BEGINS, GROUPED, GROUPS, MEANINGS, values_in_words
from tests.fakes.desk import START, VENDOR, FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, OneFault
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, NILS, OLGA, look
from tests.triggers.examples import SETTINGS, STANDARD_SECRET, STRIPE_SECRET

HEALTHY = HealthView(
    healthy=True,
    reasons=(),
    storage=True,
    queue=True,
    mail=True,
    files=True,
    last_scan=START,
    seconds_since_scan=0,
)


@pytest.mark.usefixtures("fake")
async def test_a_system_that_is_well_says_so_to_supporters_and_the_owner_in_their_language() -> None:
    assert "Allt fungerar." in (await look("/desk/health", ANNA)).text
    for reader in (BO, OLGA):
        assert "Everything works." in (await look("/desk/health?language=en", reader)).text


async def test_a_fault_is_told_with_what_it_means_and_the_steps_to_take(fake: FakeDesk) -> None:
    fake.clock.instant += timedelta(hours=1)
    for reader, words in (
        (BO, ("Something does not work.", "The clocks have not been gone through", "scan is enabled")),
        (ANNA, ("Något fungerar inte.", "Klockorna har inte gåtts igenom", "scan är påslagen")),
    ):
        page = (await look("/desk/health", reader)).text
        assert [each for each in words if each not in page] == []
    assert 'href="/desk/health"' in (await look("/desk/day", ANNA)).text


async def test_the_page_opens_where_storage_and_mail_do_not_answer(fake: FakeDesk) -> None:
    fake.mailer.reachable = False
    fake.wrapped_store = FaultyStore(fake.store, OneFault(number=1, fate=Fate.UNAVAILABLE))
    wiring.use_desk(fake.desk)
    answer = await look("/desk/health", BO)
    assert answer.status == 200
    for words in ("The table storage does not answer", "The email service does not answer", "Call whose"):
        assert words in answer.text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", REASONS)
def test_every_fault_there_can_be_has_a_meaning_and_steps(reason: str, language: Language) -> None:
    told = fault(reason, language)
    assert told["title"]
    assert told["meaning"]
    assert told["steps"]


def test_every_lane_in_which_emails_wait_has_a_name() -> None:
    for language in Language:
        assert set(LANES[language]) == set(Lane)


@pytest.mark.parametrize("language", Language)
def test_a_desk_for_trying_only_says_how_it_becomes_another(language: Language) -> None:
    trying = HEALTHY.model_copy(update={"for_trying_only": True})
    vendor = VENDOR.model_copy(update={"mails_per_hour": 10})
    page = health_page(trying, Reading(vendor, language, None, "/desk/health"), "now").body.decode()
    assert "DESK_MAILS_PER_HOUR" in page


@pytest.mark.usefixtures("fake")
async def test_the_owner_reads_every_setting_with_what_it_means() -> None:
    for language, meaning in (
        (Language.SWEDISH, "Timmar till ett svar"),
        (Language.ENGLISH, "Hours until an"),
    ):
        page = unescape((await look(f"/desk/settings?language={language}", OLGA)).text)
        assert meaning in page
        missing = [name for name in Settings.model_fields if f"DESK_{name.upper()}<" not in page]
        assert missing == []


@pytest.mark.usefixtures("fake")
async def test_of_what_the_owner_decides_at_the_desk_it_is_said_that_the_setting_is_only_the_beginning() -> (
    None
):
    page = (await look("/desk/settings?language=en", OLGA)).text
    assert "This is how the support desk is set now" not in page
    for name, at in BEGINS.items():
        section = page[page.index(f"DESK_{name.upper()}<") :]
        said = section[: section.index("</dl>")]
        assert "The support desk began with this." in said
        assert f'href="/desk/terms/{at}?language=en"' in said
        assert (await look(f"/desk/terms/{at}", OLGA)).status == 200


@pytest.mark.usefixtures("fake")
async def test_no_secret_is_on_the_page_but_that_it_is_set() -> None:
    page = (await look("/desk/settings?language=en", OLGA)).text
    secrets = (SETTINGS["DESK_SECRET"], STANDARD_SECRET, STRIPE_SECRET)
    assert [each for each in secrets if each in page] == []
    section = page[page.index("DESK_SECRET<") :]
    assert '<dd class="value">set</dd>' in section[: section.index("</dl>")]


@pytest.mark.usefixtures("fake")
async def test_the_settings_are_the_owners_alone() -> None:
    refused = await look("/desk/settings", BO)
    assert (refused.status, "DESK_" in refused.text) == (403, False)
    assert (await look("/desk/settings", NILS)).status == 403
    assert 'href="/desk/settings"' not in (await look("/desk/health", BO)).text
    assert 'href="/desk/settings' in (await look("/desk/health", OLGA)).text
    audit = (await call("GET", "/api/audit")).json["entries"]
    assert [each for each in audit if each["what"] == "desk_settings"] == []


def test_every_setting_stands_once_in_a_group_and_has_its_meaning() -> None:
    shown = [name for names in GROUPED.values() for name in names]
    assert sorted(shown) == sorted(Settings.model_fields)
    for language in Language:
        assert set(MEANINGS[language]) == set(shown)
        assert set(GROUPS[language]) == set(GROUPED)


def test_what_is_called_a_secret_or_a_key_is_read_as_one() -> None:
    called = [name for name in Settings.model_fields if name.endswith(("secret", "secrets", "key", "keys"))]
    assert called
    assert [name for name in called if "SecretStr" not in str(Settings.model_fields[name].annotation)] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ["not set"]),
        ("", ["not set"]),
        ((), ["not set"]),
        (SecretStr("x"), ["set"]),
        ((SecretStr("x"),), ["set"]),
        ((SecretStr("x"), SecretStr("y")), ["2 set"]),
        (True, ["yes"]),
        (False, ["no"]),
        (24.0, ["24"]),
        (0, ["0"]),
        ("https://anna:word@x.example.com/a?sig=key#part", ["https://x.example.com/a"]),
        (
            VENDOR.supporters,
            ["Anna (anna), anna@example.com, sv, on duty", "Bo (bo), bo@example.com, en, on duty"],
        ),
        (VENDOR.products[:1], ["Planner (planner), prod_planner"]),
    ],
)
def test_a_value_is_said_in_words(value: object, said: list[str]) -> None:
    assert values_in_words(value, Language.ENGLISH) == said
