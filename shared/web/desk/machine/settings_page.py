"""The settings, for the vendor's owner: what each means, and its value unless that is secret."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr

from shared.domain.values.canned_answers import CannedAnswer
from shared.domain.values.vendor import Language, Product, Supporter
from shared.mail.wording import words
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.terms.terms_page import TERMS_PATH
from shared.web.http.response import Response

_WORDS = Path(__file__).with_name("settings.toml")
SETTINGS_TEXTS = words(_WORDS)
GROUPS = words(_WORDS, "groups")
MEANINGS = words(_WORDS, "meanings")

GROUPED: Mapping[str, tuple[str, ...]] = {
    "promise": (
        *("reply_hours", "conference_hours", "zone", "policy_version", "grace_days", "close_after_days"),
        *("hourly_price", "prices_include_vat"),
    ),
    "vendor": ("vendor_name", "public_url", "products", "supporters", "canned_answers"),
    "mail": (
        *("sender_address", "fallback_address", "mail_endpoint", "mail_key", "mails_per_hour"),
        "mails_per_minute",
    ),
    "mailbox": ("mailbox_address", "graph_mailbox", "mailbox_schedule", "mail_judge"),
    "billing": ("billing_standard_secrets", "billing_stripe_secrets", "billing_stripe_test_mode"),
    "door": (
        *("requests_per_address", "requests_per_network", "requests_in_total", "requests_per_token"),
        *("guesses_per_network", "form_seconds", "client_address_header", "embed_origins", "file_scanning"),
    ),
    "keeping": ("keep_words_months", "keep_raw_mails_days"),
    "machine": (
        *("scan_schedule", "secret", "link_keys", "storage", "storage__tableserviceuri"),
        *("storage__queueserviceuri", "storage__blobserviceuri", "storage__clientid"),
    ),
}
"""Every setting, in the group in which it is shown."""

BEGINS: Mapping[str, str] = {
    "hourly_price": "products",
    "prices_include_vat": "products",
    "products": "products",
    "supporters": "supporters",
    "canned_answers": "answers",
}
"""What the desk keeps itself from the first change on, and on which of its pages that is made."""


def settings_page(settings: BaseModel, reading: Reading) -> Response:
    """The page. Of a secret it says only whether it is set."""
    language = reading.language
    return desk_page(
        "desk/machine/settings.html",
        reading,
        settings_texts=SETTINGS_TEXTS[language],
        groups=[
            (group, GROUPS[language][group], [_setting(settings, name, reading) for name in names])
            for group, names in GROUPED.items()
        ],
    )


def _setting(settings: BaseModel, name: str, reading: Reading) -> dict[str, object]:
    value, language = getattr(settings, name), reading.language
    field = type(settings).model_fields[name]
    return {
        "name": f"DESK_{name.upper()}",
        "meaning": MEANINGS[language][name],
        "kept_at": reading.to(f"{TERMS_PATH}/{BEGINS[name]}") if name in BEGINS else "",
        "lines": values_in_words(value, language),
        "standard": not field.is_required() and value == field.default and value not in (None, (), ""),
    }


def values_in_words(value: object, language: Language) -> list[str]:
    """What the setting is set to, a line each; never what is secret."""
    texts = SETTINGS_TEXTS[language]
    several = value if isinstance(value, tuple) else (value,)
    if value is None or value == "" or not several:
        return [texts["not_set"]]
    if len(several) > 1 and isinstance(several[0], SecretStr):
        return [texts["set_many"].format(many=len(several))]
    return [_in_words(each, language) for each in several]


def _in_words(value: object, language: Language) -> str:
    texts = SETTINGS_TEXTS[language]
    match value:
        case SecretStr():
            return texts["set"]
        case bool():
            return texts["yes"] if value else texts["no"]
        case Supporter():
            duty = texts["on_duty"] if value.on_duty else texts["off_duty"]
            return f"{value.name} ({value.id}), {value.address}, {value.language}, {duty}"
        case Product():
            return ", ".join((f"{value.name} ({value.id})", *value.billing_ids))
        case CannedAnswer():
            return value.name
        case _:
            return _without_key(f"{value:g}" if isinstance(value, float) else str(value))


def _without_key(text: str) -> str:
    """The text; of an address neither the password nor the query, where a key may stand."""
    address = urlsplit(text)
    if not address.netloc:
        return text
    return address._replace(netloc=address.netloc.rpartition("@")[2], query="", fragment="").geturl()
