"""Settings: read from the environment, validated, and never told by value."""

import json
from datetime import UTC, datetime

import pytest

from shared.settings import SettingsInvalid, read_settings

NEEDED = {
    "DESK_SECRET": "a-secret-of-32-letters-and-digits",
    "DESK_MAIL_ENDPOINT": "https://mail.example.com",
    "DESK_SENDER_ADDRESS": "support@example.com",
    "DESK_FALLBACK_ADDRESS": "desk@example.com",
}


def test_the_contract_is_the_default() -> None:
    vendor = read_settings(NEEDED | {"PATH": "/bin"}).vendor()
    assert (vendor.policy.reply.total_seconds() / 3600, vendor.policy.conference.total_seconds() / 3600) == (
        24,
        36,
    )
    assert (vendor.policy.zone, vendor.grace.days) == ("Europe/Stockholm", 14)


def test_lists_are_json() -> None:
    products = json.dumps([{"id": "planner", "name": "Planner", "billing_ids": ["prod_1"]}])
    secrets = json.dumps(["whsec_one", "whsec_two"])
    settings = read_settings(NEEDED | {"DESK_PRODUCTS": products, "DESK_BILLING_STANDARD_SECRETS": secrets})
    assert settings.vendor().product_referred("prod_1") == "planner"
    assert settings.standard_secrets() == ("whsec_one", "whsec_two")


def test_working_hours_are_read_as_they_are_written() -> None:
    hours = {"days": "mon-thu", "from": "08:30", "to": "17:00"}
    anna = {"id": "anna", "name": "Anna", "address": "anna@example.com", "hours": hours}
    vendor = read_settings(NEEDED | {"DESK_SUPPORTERS": json.dumps([anna])}).vendor()
    friday = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
    assert vendor.works_from("anna@example.com", friday) == datetime(2026, 3, 9, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_setting_is_named(missing: str) -> None:
    with pytest.raises(SettingsInvalid, match=missing):
        read_settings({name: text for name, text in NEEDED.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DESK_SECRET", "tooshort"),
        ("DESK_ZONE", "Europe/Nowhere"),
        ("DESK_SENDER_ADDRESS", "no-address"),
        ("DESK_PRODUCTS", "{not json"),
        ("DESK_PRODUCTS", '[{"id": "UPPER", "name": "x"}]'),
        ("DESK_REPLY_HOURS", "-1"),
        ("DESK_KEEP_RAW_MAILS_DAYS", "6"),
        ("DESK_SUPPORTERS", '[{"id": "anna"}]'),
        (
            "DESK_SUPPORTERS",
            '[{"id": "a", "name": "A","address": "a@example.com", "hours": {"from": "17:00", "to":"08:00"}}]',
        ),
        ("DESK_BILLING_STRIPE_SECRETS", "whsec_plain"),
    ],
)
def test_what_cannot_be_read_is_named_and_its_value_is_not(name: str, text: str) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        read_settings(NEEDED | {name: text})
    assert name in str(caught.value)
    assert text not in str(caught.value)


def test_secrets_are_not_shown() -> None:
    settings = read_settings(NEEDED | {"DESK_MAIL_KEY": "c2VjcmV0", "DESK_STORAGE": "AccountKey=hush"})
    shown = f"{settings!r} {settings}"
    assert not any(secret in shown for secret in (NEEDED["DESK_SECRET"], "c2VjcmV0", "hush"))


def test_a_reference_to_the_vault_that_was_not_read_is_never_taken_for_the_secret() -> None:
    unread = "@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/desk-secret)"
    with pytest.raises(SettingsInvalid, match=r"DESK_SECRET could not be read from the key vault") as refused:
        read_settings(NEEDED | {"DESK_SECRET": unread})
    assert "vault.example.com" not in str(refused.value)
