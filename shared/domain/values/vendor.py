"""The vendor's side of the contract: its settings as values. The defaults are the contract."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from shared.domain.refusals.errors import ProductUnknown
from shared.domain.values.canned_answers import CannedAnswer
from shared.domain.values.file_scanning import FileScanning
from shared.domain.values.frozen import Frozen
from shared.domain.values.knock_limits import KnockLimits
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import compared_address, untagged_address
from shared.domain.values.mail_texts import MailTexts
from shared.domain.values.origin import Origin
from shared.domain.values.past_supporter import PastSupporter
from shared.domain.values.working_hours import WorkingHours


class Language(StrEnum):
    """What a member can read the desk in."""

    SWEDISH = "sv"
    ENGLISH = "en"


class ClockKind(StrEnum):
    """What a clock promises."""

    REPLY = "reply"
    CONFERENCE = "conference"
    PROMISE = "promise"


class Level(StrEnum):
    """How urgent a clock has become: the last of these that has passed."""

    HALF_WAY = "half_way"
    FOUR_HOURS = "four_hours_before"
    ONE_HOUR = "one_hour_before"
    BREACH = "breach"


class Policy(Frozen):
    """What a clock is reckoned with. The event that starts a clock carries its policy."""

    version: str = "contract"
    reply: timedelta = timedelta(hours=24)
    conference: timedelta = timedelta(hours=36)
    levels: tuple[Level, ...] = tuple(Level)
    zone: str = "Europe/Stockholm"

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        ZoneInfo(zone)
        return zone

    def first_due(self, *, conference: bool) -> timedelta:
        """How long after its receipt the first clock of a message is due."""
        return min(self.reply, self.conference) if conference else self.reply


class Product(Frozen):
    """A product that the vendor sells by subscription."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    name: str = Field(min_length=1, max_length=100)
    billing_ids: tuple[str, ...] = ()


class Supporter(Frozen):
    """A person who works at the vendor and answers members. Without ``hours``: always.

    ``away_until``: the last day, in the vendor's zone, on which one who is on duty is away.
    ``object_id``: who signs in as this supporter; without, whoever Microsoft Entra ID calls by the address.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    name: str = Field(min_length=1, max_length=100)
    address: MailAddress
    language: Language = Language.SWEDISH
    on_duty: bool = True
    away_until: date | None = None
    hours: WorkingHours | None = None
    object_id: str = Field(default="", pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")

    def is_there(self, day: date | None) -> bool:
        """Whether this supporter is on duty that day, and not away. None: a day on which nobody is."""
        return self.on_duty and not (day and self.away_until and day <= self.away_until)


class Retention(Frozen):
    """For how long a closed ticket's words are kept, and mails as they came. None: for good."""

    words_months: int | None = None
    raw_mails_days: int | None = None


class Silence(Frozen):
    """What silence alone does to a ticket: it is closed after so long, and forgotten so many months later."""

    close_after: timedelta
    forget_months: int | None = None


class Vendor(Frozen):
    """Who promises, what is sold, and the terms that are configured.

    ``mailbox_address``: what members and supporters write to, where it is another than the fallback address.
    ``close_after``: how long a ticket that is answered stays open in silence.
    ``knocks``: how much may come by the open door; ``client_address_header`` names who knocks there.
    ``embed_origins``: the sites that may show the request form.
    ``mail_judge``: the name under which the receiving mail service says whether a sender is genuine.
    ``today``: the day in the zone on which these are asked for, where somebody is away for some time.
    """

    name: str = "Example Software AB"
    sender_address: MailAddress
    fallback_address: MailAddress
    mailbox_address: MailAddress | None = None
    mail_judge: str = ""
    hourly_price: str = "1 200 SEK"
    prices_include_vat: bool = False
    public_url: str = "http://127.0.0.1:7071"
    policy: Policy = Policy()
    grace: timedelta = timedelta(days=14)
    close_after: timedelta = timedelta(days=14)
    retention: Retention = Retention()
    mails_per_hour: int = 100
    mails_per_minute: int = 30
    products: tuple[Product, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    past_supporters: tuple[PastSupporter, ...] = ()
    today: date | None = None
    file_scanning: FileScanning = FileScanning.OFF
    canned_answers: tuple[CannedAnswer, ...] = ()
    mail_texts: MailTexts = MailTexts()
    knocks: KnockLimits = KnockLimits()
    client_address_header: str = "X-Forwarded-For"
    embed_origins: tuple[Origin, ...] = ()

    @property
    def silence(self) -> Silence:
        """What silence alone does to a ticket."""
        return Silence(close_after=self.close_after, forget_months=self.retention.words_months)

    @property
    def zone(self) -> ZoneInfo:
        """The zone that decides how instants are shown."""
        return ZoneInfo(self.policy.zone)

    @property
    def mailbox(self) -> str:
        """The address that mails to the desk are sent to."""
        return self.mailbox_address or self.fallback_address

    @property
    def on_duty(self) -> tuple[Supporter, ...]:
        """The supporters who are on duty now, and not away."""
        return tuple(each for each in self.supporters if each.is_there(self.today))

    def asked_at(self, now: datetime) -> Self:
        """The terms as they are asked for at this instant: by its day it is known who is away."""
        if not any(each.away_until for each in self.supporters):
            return self
        day = now.astimezone(self.zone).date()
        return self if self.today == day else self.but(today=day)

    def owns(self, address: str) -> bool:
        """A supporter's address, the fallback or the mailbox: what goes there is for the vendor's people."""
        ours = (self.fallback_address, self.mailbox, *(each.address for each in self.supporters))
        return compared_address(address) in {compared_address(each) for each in ours}

    def is_desk(self, address: str) -> bool:
        """The desk's own address, with a tag (``support+x@``) or without: nobody at a member has it."""
        ours = (self.fallback_address, self.mailbox, self.sender_address)
        own = {compared_address(each) for each in ours}
        return not own.isdisjoint({compared_address(address), untagged_address(address)})

    def works_from(self, address: str, instant: datetime) -> datetime:
        """The first instant from this one on at which a supporter of this address works."""
        reads = [
            each for each in self.supporters if compared_address(each.address) == compared_address(address)
        ]
        on_duty = [each for each in reads if each.is_there(self.today)] or reads
        begin = (each.hours.works_from(instant, self.zone) if each.hours else instant for each in on_duty)
        return min(begin, default=instant)

    def supporter_signed_in(self, object_id: str, addresses: Iterable[str]) -> Supporter | None:
        """The supporter who has signed in with this object id, called by these addresses; None: none of ours.

        An address counts for no supporter whose object id the settings name: addresses are given anew.
        """
        called = {compared_address(each) for each in addresses if "@" in each}
        by_id = (each for each in self.supporters if each.object_id and each.object_id == object_id)
        by_address = (
            each
            for each in self.supporters
            if not each.object_id and compared_address(each.address) in called
        )
        return next(by_id, None) or next(by_address, None)

    def name_of(self, author: str) -> str:
        """The name of the supporter of this id, also of a past one; the id where nobody ever had it."""
        return self.names.get(author, author)

    @property
    def names(self) -> Mapping[str, str]:
        """What each supporter is called, and each past one, by id."""
        past = {each.id: each.name for each in self.past_supporters}
        return past | {each.id: each.name for each in self.supporters}

    def product_name(self, product: str) -> str:
        """The name of the product of this id, as members read it; "" where there is none."""
        return next((each.name for each in self.products if each.id == product), "")

    def product_called(self, product: str) -> str:
        """What the product of this id is called: its name, or its id where it is not sold any more."""
        return self.product_name(product) or product

    def product_sold(self, text: str) -> str:
        """The text where it is the id or the name of a product; "" where it is a word of its writer's."""
        return text if any(text in {each.id, each.name} for each in self.products) else ""

    def must_sell(self, products: Mapping[str, str]) -> None:
        """Return where all of these are sold; each by the path of the field that names it.

        Raises ``ProductUnknown``: with the paths of those that are not.
        """
        sold = {each.id for each in self.products}
        unknown = [field for field, product in products.items() if product not in sold]
        if unknown:
            raise ProductUnknown(unknown)

    def product_references(self, product: str) -> frozenset[str]:
        """What subscriptions may call the product of this id: the id itself and its billing ids."""
        billed = (name for each in self.products if each.id == product for name in each.billing_ids)
        return frozenset({product, *billed})

    def product_referred(self, reference: str) -> str:
        """The id of the product that a billing provider calls so; "" where it is none of ours."""
        ours = (each.id for each in self.products if reference in {each.id, *each.billing_ids})
        return next(ours, "")
