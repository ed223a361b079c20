"""The desk's settings: environment variables, read once, validated, each documented here.

A setting is named ``DESK_`` and the field's name in capitals. Lists and products are JSON. On Azure these are
app settings (secrets as Key Vault references); locally the stack sets them.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, get_origin
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator

from shared.canned_settings import CannedSettings
from shared.domain.refusals.error_sorts import NotConfigured
from shared.domain.values.file_scanning import FileScanning
from shared.domain.values.identity import derived_key
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.vendor import Policy, Product, Supporter, Vendor

PREFIX = "DESK_"
_REFERENCE = "@Microsoft.KeyVault("
"""What a setting begins with that Azure could not read from the vault: it hands the reference itself over."""
_NOT_OF_THE_VAULT = (
    "Settings to mend: {} could not be read from the key vault: see that the secret is there and that the "
    "functions' identity may read it, then restart the app"
)


class SettingsInvalid(NotConfigured):
    """A setting is missing or cannot be read. The text names the settings, never their values."""


class Settings(CannedSettings):
    """Every setting, with its default where the contract has one."""

    secret: SecretStr = Field(
        min_length=16,
        description="Makes ticket ids and directory keys. Never change it: what is stored is found by it.",
    )
    link_keys: tuple[SecretStr, ...] = Field(
        default=(),
        description="JSON list of keys for the links in mails: the first signs, all of them open. To rotate, "
        "put a new one first and take the old one out after 90 days, or after a year where members' "
        "programs have tokens. Without any, one is made from "
        "`DESK_SECRET`.",
    )
    storage: SecretStr | None = Field(
        default=None,
        description="Connection string of the storage account (local). On Azure leave it out and set the "
        "three service addresses; the functions' managed identity is then used.",
    )
    storage__tableserviceuri: str | None = Field(default=None, description="Address of the table service.")
    storage__queueserviceuri: str | None = Field(default=None, description="Address of the queue service.")
    storage__blobserviceuri: str | None = Field(default=None, description="Address of the blob service.")
    storage__clientid: str | None = Field(
        default=None,
        description="Client id of the user-assigned managed identity, for storage, mail and the mailbox "
        "alike. Without it `AZURE_CLIENT_ID` names it, and without either it is the app's system-assigned "
        "one.",
    )
    mail_endpoint: str = Field(description="Address of the Azure Communication Services resource.")
    mail_key: SecretStr | None = Field(
        default=None, description="Its access key (base64). Leave it out to use the managed identity."
    )
    sender_address: MailAddress = Field(description="The address that all mail is sent from.")
    fallback_address: MailAddress = Field(
        description="Gets what is meant for supporters when nobody is on duty."
    )
    mailbox_address: MailAddress | None = Field(
        default=None,
        description="What members and supporters write to, and answer to; plus addressing must work there "
        "(`support+anything@...` arrives). Without it the fallback address.",
    )
    graph_mailbox: MailAddress | None = Field(
        default=None,
        description="Address of a Microsoft 365 shared mailbox that the desk reads every minute through "
        "Microsoft Graph, with the managed identity (application permission `Mail.Read`). Without it mails "
        "come in by `/api/intake/mail` only.",
    )
    mail_judge: str = Field(
        default="",
        description="Name (authserv-id) under which the receiving mail service writes its "
        "`Authentication-Results`; `unnamed` where it writes none, as Microsoft 365 does. Without it no "
        "sender counts as genuine by them, and a mail that only quotes a reference is a ticket of its own.",
    )
    vendor_name: str = Field(
        default="Example Software AB", description="The vendor's name, as members read it."
    )
    hourly_price: str = Field(
        default="1 200 SEK", description="Price of an hour outside the contract, with currency."
    )
    prices_include_vat: bool = Field(
        default=False,
        description="Whether `DESK_HOURLY_PRICE` and the prices of quotes include VAT. Mails and pages say "
        "beside each price which it is. A quote that has been given keeps what it said.",
    )
    public_url: str = Field(default="http://127.0.0.1:7071", description="Where members reach this app.")
    zone: str = Field(default="Europe/Stockholm", description="IANA zone in which instants are shown.")
    reply_hours: float = Field(default=24, gt=0, description="Hours until an answer is due.")
    conference_hours: float = Field(default=36, gt=0, description="Hours until a conference is due.")
    grace_days: float = Field(
        default=14, ge=0, description="Days of cover after the paid period, when past due."
    )
    close_after_days: float = Field(
        default=14,
        gt=0,
        description="Days of silence after which the desk closes a ticket that is answered and on which "
        "nothing is open. A new message opens it again.",
    )
    mails_per_hour: int = Field(
        default=100,
        ge=1,
        description="How many mails the provider takes in an hour. They are shared out by lane: strangers' "
        "mails, digests and news use a fifth of them at most, so that answers and warnings never wait.",
    )
    mails_per_minute: int = Field(
        default=30, ge=1, description="How many of them it takes in a minute; shared out in the same way."
    )
    policy_version: str = Field(
        default="contract", description="Name this version of the durations and zone."
    )
    products: tuple[Product, ...] = Field(
        default=(), description='JSON: `[{"id": "planner", "name": "Planner", "billing_ids": ["prod_1"]}]`.'
    )
    supporters: tuple[Supporter, ...] = Field(
        default=(),
        description='JSON: `[{"id": "anna", "name": "Anna", "address": "anna@example.com", "language": "sv", '
        '"on_duty": true, "hours": {"days": "mon-fri", "from": "08:00", "to": "17:00"}}]`. Hours are '
        "in the zone; outside them warnings wait, save the last before due. Without hours: always. With "
        "`object_id` (of Microsoft Entra ID) only that person signs in as this supporter, else whoever is "
        "called by the address there.",
    )
    file_scanning: FileScanning = Field(
        default=FileScanning.OFF,
        description="Who looks for viruses in files that members send: `defender` (Microsoft Defender for "
        "Storage or another scanner reports each file's result; until then nobody may open it), or `off` "
        "(supporters may open files that nothing has looked at, with a warning).",
    )
    billing_standard_secrets: tuple[SecretStr, ...] = Field(
        default=(), description="JSON list of Standard Webhooks secrets (`whsec_...`); two while rotating."
    )
    billing_stripe_secrets: tuple[SecretStr, ...] = Field(
        default=(), description="JSON list of Stripe endpoint secrets (`whsec_...`); two while rotating."
    )
    billing_stripe_test_mode: bool = Field(
        default=False,
        description="Whether events of Stripe's test mode count, as on a desk for trying out; else they are "
        "kept, and cover nothing.",
    )

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            message = "name a zone of the IANA database, like Europe/Stockholm"
            raise ValueError(message)
        return zone

    def link_signing_keys(self) -> tuple[bytes, ...]:
        """The keys of the links in mails, the one that signs first."""
        keys = tuple(key.get_secret_value().encode() for key in self.link_keys)
        return keys or (derived_key(self.secret.get_secret_value().encode(), "links"),)

    def standard_secrets(self) -> tuple[str, ...]:
        """The Standard Webhooks secrets, to verify with."""
        return tuple(secret.get_secret_value() for secret in self.billing_standard_secrets)

    def stripe_secrets(self) -> tuple[str, ...]:
        """The Stripe endpoint secrets, to verify with."""
        return tuple(secret.get_secret_value() for secret in self.billing_stripe_secrets)

    def _policy(self) -> Policy:
        return Policy(
            version=self.policy_version,
            reply=timedelta(hours=self.reply_hours),
            conference=timedelta(hours=self.conference_hours),
            zone=self.zone,
        )

    def vendor(self) -> Vendor:
        """The terms of the contract as the domain knows them."""
        return Vendor(
            name=self.vendor_name,
            sender_address=self.sender_address,
            fallback_address=self.fallback_address,
            mailbox_address=self.mailbox_address,
            mail_judge=self.mail_judge,
            hourly_price=self.hourly_price,
            prices_include_vat=self.prices_include_vat,
            public_url=self.public_url,
            policy=self._policy(),
            grace=timedelta(days=self.grace_days),
            close_after=timedelta(days=self.close_after_days),
            retention=self.retention(),
            mails_per_hour=self.mails_per_hour,
            mails_per_minute=self.mails_per_minute,
            products=self.products,
            supporters=self.supporters,
            file_scanning=self.file_scanning,
            canned_answers=self.canned_answers,
            client_address_header=self.client_address_header,
            knocks=self.knock_limits(),
            embed_origins=self.embed_origins,
        )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in this environment; other names are passed over.

    Raises ``SettingsInvalid``: says which settings to mend and how, without any value.
    """
    given = {
        name.removeprefix(PREFIX).lower(): text
        for name, text in environment.items()
        if name.startswith(PREFIX)
    }
    unread = [f"{PREFIX}{name.upper()}" for name, text in given.items() if text.startswith(_REFERENCE)]
    if unread:
        raise SettingsInvalid(_NOT_OF_THE_VAULT.format(", ".join(sorted(unread))))
    try:
        return Settings.model_validate(
            {name: _value(name, text) for name, text in given.items() if name in Settings.model_fields}
        )
    except ValidationError as error:
        raise SettingsInvalid(_what_to_mend(error)) from None


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - JSON is anything until it is validated
    """The text as it is; for lists, the JSON in it (as text where it is none, which is then refused)."""
    if get_origin(Settings.model_fields[name].annotation) is not tuple:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _what_to_mend(error: ValidationError) -> str:
    """One line a setting: its name and what is wrong."""
    lines = {
        f"{PREFIX}{str(problem['loc'][0]).upper()}{''.join(f'[{part}]' for part in problem['loc'][1:])}: "
        f"{problem['msg']}"
        for problem in error.errors(include_url=False, include_input=False, include_context=False)
    }
    return "Settings to mend: " + "; ".join(sorted(lines))
