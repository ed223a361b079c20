"""Who answers: added, changed, away until a day, on and off duty, and taken away. Never to nobody unasked."""

import re
from datetime import date, datetime, time

from pydantic import Field, ValidationError

from shared.domain.refusals.terms_errors import LastOnDuty, TermsFault, TermsUnfit, TermUnknown
from shared.domain.terms.kept_terms import KeptSupporters, TermsChange
from shared.domain.terms.naming import id_from, on_one_line
from shared.domain.values.frozen import Frozen
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.past_supporter import PastSupporter
from shared.domain.values.vendor import Language, Supporter, Vendor
from shared.domain.values.working_hours import WorkingHours

_SWEDISH_DAYS = {
    "mån": "mon",
    "tis": "tue",
    "ons": "wed",
    "tor": "thu",
    "tors": "thu",
    "fre": "fri",
    "lör": "sat",
    "sön": "sun",
}
_WORD = re.compile(r"[^\W\d_]+")


class DutyBody(Frozen):
    """Whether a supporter is on duty, and until which day away. ``confirmed``: also where nobody else is."""

    on_duty: bool = False
    away_until: date | None = None
    confirmed: bool = False


class RemovalBody(Frozen):
    """``heir``: the id of the supporter who gets the open tickets; without, everybody on duty is warned."""

    heir: str = Field(default="", max_length=63)
    confirmed: bool = False


class SupporterBody(DutyBody):
    """A supporter, as the owner writes one. Without ``days``, ``opens`` and ``closes``: works always."""

    name: str = Field(min_length=1, max_length=100)
    address: MailAddress
    language: Language = Language.SWEDISH
    days: str = Field(default="", max_length=40)
    opens: time | None = None
    closes: time | None = None
    object_id: str = Field(default="", pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")

    def hours(self) -> WorkingHours | None:
        """When the supporter works. Raises ``TermsUnfit``: that cannot be read."""
        if not (self.days or self.opens or self.closes):
            return None
        days = _WORD.sub(lambda each: _SWEDISH_DAYS.get(each[0].casefold(), each[0]), self.days) or "mon-fri"
        try:
            return WorkingHours.model_validate({"days": days, "from": self.opens, "to": self.closes})
        except ValidationError as error:
            place = error.errors()[0]["loc"]
            field = {"from": "opens", "to": "closes", "days": "days"}.get(
                str(place[0]) if place else "", "closes"
            )
            raise TermsUnfit(TermsFault.HOURS_UNREAD, field) from None


def add_supporter(vendor: Vendor, given: SupporterBody, change: TermsChange) -> KeptSupporters:
    """One more answers; the id is made from the name. Raises ``TermsUnfit``."""
    made = _written(vendor, id_from(given.name, vendor.names, "supporter"), given, change.at)
    return _kept(vendor, (*vendor.supporters, made), change)


def change_supporter(vendor: Vendor, name: str, given: SupporterBody, change: TermsChange) -> KeptSupporters:
    """The supporter of this id is as given from now on.

    Raises:
        TermUnknown, TermsUnfit: nothing changes.
        LastOnDuty: nobody else is on duty, and that was not confirmed.
    """
    _found(vendor, name)
    return _replaced(vendor, _written(vendor, name, given, change.at), change, confirmed=given.confirmed)


def set_duty(vendor: Vendor, name: str, given: DutyBody, change: TermsChange) -> KeptSupporters:
    """The supporter of this id is on duty or not, and away until the end of that day. Raises as a change."""
    _refuse_passed(vendor, given, change.at)
    after = _found(vendor, name).but(on_duty=given.on_duty, away_until=given.away_until)
    return _replaced(vendor, after, change, confirmed=given.confirmed)


def remove_supporter(vendor: Vendor, name: str, change: TermsChange, *, confirmed: bool) -> KeptSupporters:
    """The supporter of this id answers no more; past tickets name the supporter as before.

    Raises:
        TermUnknown: there is none.
        LastOnDuty: nobody else is on duty, and that was not confirmed.
    """
    gone, after = _found(vendor, name), _without(vendor, name)
    refuse_removal(vendor, name, change.at, confirmed=confirmed)
    past = (*vendor.past_supporters, PastSupporter(id=gone.id, name=gone.name))
    return KeptSupporters(change=change, supporters=after, past_supporters=past)


def refuse_removal(vendor: Vendor, name: str, now: datetime, *, confirmed: bool) -> None:
    """Return where the supporter of this id can be taken away. Raises as ``remove_supporter``."""
    _found(vendor, name)
    _refuse_nobody(vendor, _without(vendor, name), now, confirmed=confirmed)


def _without(vendor: Vendor, name: str) -> tuple[Supporter, ...]:
    return tuple(each for each in vendor.supporters if each.id != name)


def _replaced(vendor: Vendor, one: Supporter, change: TermsChange, *, confirmed: bool) -> KeptSupporters:
    after = tuple(one if each.id == one.id else each for each in vendor.supporters)
    _refuse_nobody(vendor, after, change.at, confirmed=confirmed)
    return _kept(vendor, after, change)


def _kept(vendor: Vendor, after: tuple[Supporter, ...], change: TermsChange) -> KeptSupporters:
    return KeptSupporters(change=change, supporters=after, past_supporters=vendor.past_supporters)


def _found(vendor: Vendor, name: str) -> Supporter:
    for each in vendor.supporters:
        if each.id == name:
            return each
    raise TermUnknown(name)


def _refuse_nobody(vendor: Vendor, after: tuple[Supporter, ...], now: datetime, *, confirmed: bool) -> None:
    """Somebody was on duty, and after this nobody is: that must have been confirmed."""
    was, is_now = vendor.asked_at(now), vendor.but(supporters=after, today=None).asked_at(now)
    if was.on_duty and not is_now.on_duty and not confirmed:
        raise LastOnDuty(vendor.fallback_address)


def _written(vendor: Vendor, name: str, given: SupporterBody, now: datetime) -> Supporter:
    """The supporter who is given, where nobody else has the address or the object id."""
    others = [each for each in vendor.supporters if each.id != name]
    address = compared_address(given.address)
    if address in {compared_address(each.address) for each in others}:
        raise TermsUnfit(TermsFault.ADDRESS_TAKEN, "address")
    if vendor.is_desk(given.address):
        raise TermsUnfit(TermsFault.ADDRESS_OF_DESK, "address")
    if given.object_id and given.object_id in {each.object_id for each in others}:
        raise TermsUnfit(TermsFault.OBJECT_TAKEN, "object_id")
    _refuse_passed(vendor, given, now)
    return Supporter(
        id=name,
        name=on_one_line(given.name),
        address=given.address,
        language=given.language,
        on_duty=given.on_duty,
        away_until=given.away_until,
        hours=given.hours(),
        object_id=given.object_id,
    )


def _refuse_passed(vendor: Vendor, given: DutyBody, now: datetime) -> None:
    """A day that is behind us would change nothing, and its writer means another."""
    if given.away_until and given.away_until < now.astimezone(vendor.zone).date():
        raise TermsUnfit(TermsFault.DAY_PASSED, "away_until")
