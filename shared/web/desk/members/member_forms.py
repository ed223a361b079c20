"""What can be changed of a member on its page: a form for each part, and what was typed as a change."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import get_args

from pydantic import Field, ValidationError

from shared.domain.clocks.clocks import end_of_day
from shared.domain.members.member import HandSubscription, Member, Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.usecases.desk.desk_member import DeskMember
from shared.web.desk.desk_page import DESK_TEXTS, Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, optional
from shared.web.desk.members.people_lines import people_typed, people_written
from shared.web.http.model_bodies import field_errors
from shared.web.http.submissions import FieldsInvalid

_WORDS = Path(__file__).with_name("member_forms.toml")
MEMBER_FORMS_TEXTS = words(_WORDS)
MEMBER_FORM_WORDS = FormWords(_WORDS)


class MemberAct(StrEnum):
    """What is done, by the name that a form sends."""

    DETAILS = "details"
    CONTRACT = "contract"
    CONTACTS = "contacts"
    SEAT = "seat"
    SUBSCRIPTION = "subscription"
    CLEAR = "clear"
    FOR_PROGRAMS = "for_programs"
    REVOKE = "revoke"


class MemberChangeForm(SentForm):
    """What every form of a member's page sends beside its own fields."""

    act: MemberAct = Field(description="What is done.")
    about: str = Field(default="", max_length=254, description="The product or address it is about.")
    version: str = Field(default="", max_length=200, description="The member's version that was read.")


class FlagForm(MemberChangeForm):
    """That an address works again."""

    about: MailAddress = Field(max_length=254, description="The address.")


def member_forms(found: DeskMember, reading: Reading) -> Iterator[ActForm]:
    """Every form, in the order of the page. Each says which version of the member its page has shown."""
    member, version = found.member, FormField("version", "hidden", found.version)
    for each in found.facts.flags.flagged:
        yield ActForm(MemberAct.CLEAR, (version, _about(each.address)), each.address, each.address)
    for product in products_of(member, reading.vendor):
        held = people_written(each for each in member.seats if each.product == product)
        fields = (version, _about(product), optional("people", "area", held))
        yield ActForm(MemberAct.SEAT, fields, product, reading.vendor.product_called(product))
    yield ActForm(
        MemberAct.CONTACTS, (version, optional("contacts", "area", people_written(member.contacts)))
    )
    owner = (FormField("address", "email", member.owner.address), optional("name", "text", member.owner.name))
    yield ActForm(MemberAct.CONTRACT, (version, *owner))
    yield ActForm(MemberAct.DETAILS, (version, *detail_fields(reading, member)))
    if reading.vendor.products:
        yield ActForm(MemberAct.SUBSCRIPTION, (version, *subscription_fields(reading)))
    yield ActForm(MemberAct.FOR_PROGRAMS, ())
    if reading.acts:
        yield ActForm(MemberAct.REVOKE, (FormField("reason", "text"),))


def products_of(member: Member, vendor: Vendor) -> list[str]:
    """What somebody can be responsible for there: all that is sold, and what somebody is responsible for."""
    return list(
        dict.fromkeys([*(each.id for each in vendor.products), *(each.product for each in member.seats)])
    )


def detail_fields(reading: Reading, member: Member | None = None) -> tuple[FormField, ...]:
    """Name, language and domains, of a member that is there or of a new one."""
    texts = DESK_TEXTS[reading.language]
    languages = tuple((each.value, texts[f"in_{each}"]) for each in Language)
    return (
        FormField("name", "text", member.name if member else ""),
        FormField("language", "select", member.language if member else Language.SWEDISH, languages),
        optional("domains", "area", "\n".join(member.domains) if member else ""),
    )


def subscription_fields(reading: Reading) -> tuple[FormField, ...]:
    """A state that is set by hand."""
    texts = MEMBER_FORMS_TEXTS[reading.language]
    products = tuple((each.id, each.name) for each in reading.vendor.products)
    states = get_args(HandSubscription.model_fields["status"].annotation)
    statuses = tuple((str(each), texts[f"statuses.{each}"]) for each in states)
    return (
        FormField("product", "select", products[0][0] if products else "", products),
        FormField("status", "select", "active", statuses),
        FormField("since", "date"),
        optional("paid_until", "date"),
    )


def change_typed(
    form: MemberChangeForm, fields: Mapping[str, object], member: Member, vendor: Vendor
) -> MemberChange:
    """What the form asks to be so from now on.

    Raises:
        FieldsInvalid: it cannot be so; each error names its place in the member, as the API does.
    """
    text = {name: str(value).strip() for name, value in fields.items()}
    try:
        return MemberChange.model_validate(_changed(form, text, member, vendor))
    except ValidationError as error:
        raise FieldsInvalid(field_errors(error)) from None


def _changed(
    form: MemberChangeForm, text: Mapping[str, str], member: Member, vendor: Vendor
) -> dict[str, object]:
    match form.act:
        case MemberAct.CONTRACT:
            return {"owner": {"address": text.get("address", ""), "name": text.get("name", "")}}
        case MemberAct.CONTACTS:
            return {"contacts": people_typed(text.get("contacts", ""))}
        case MemberAct.SEAT:
            return {"seats": _seats(form.about, text.get("people", ""), member)}
        case MemberAct.SUBSCRIPTION:
            return {"subscriptions": _with_state(subscription_typed(text, vendor), member)}
        case _:
            return details_typed(text)


def _with_state(typed: Mapping[str, object], member: Member) -> list[object]:
    """What was typed is the last of its product; sent twice, it is there once."""
    same = [each for each in member.subscriptions if each.product == typed.get("product")]
    already = bool(same) and all(value == typed.get(name) for name, value in same[-1] if name != "product")
    return [*member.subscriptions, *([] if already else [typed])]


def details_typed(text: Mapping[str, str]) -> dict[str, object]:
    """Name, language and domains, as a member has them."""
    domains = text.get("domains", "").replace(",", " ").replace(";", " ").split()
    return {"name": text.get("name", ""), "language": text.get("language", ""), "domains": domains}


def subscription_typed(text: Mapping[str, str], vendor: Vendor) -> dict[str, object]:
    """A state that is set by hand, as a member has it: from the beginning of a day where the vendor is.

    What is paid until a day covers all of it.
    """
    days = {name: _midnight(text[name], vendor) for name in ("since", "paid_until") if text.get(name)}
    if isinstance(paid := days.get("paid_until"), datetime):
        days["paid_until"] = end_of_day(paid.astimezone(vendor.zone).date(), vendor.policy.zone)
    return {name: text[name] for name in ("product", "status") if text.get(name)} | days


def _midnight(day: str, vendor: Vendor) -> object:
    """Where the day begins; what is no day as it is."""
    try:
        return end_of_day(date.fromisoformat(day) - timedelta(days=1), vendor.policy.zone)
    except (ValueError, OverflowError):
        return day


def _seats(product: str, typed: str, member: Member) -> list[object]:
    """Whoever was typed is responsible for the product, and stands first; all others stay as they are."""
    before = {compared_address(each.address): each for each in member.seats if each.product == product}
    others: list[object] = [each for each in member.seats if each.product != product]
    return [*(_seat(each, product, before) for each in people_typed(typed)), *others]


def _seat(person: Mapping[str, object], product: str, before: Mapping[str, Seat]) -> dict[str, object]:
    """The seat; who holds it already has still studied what it has."""
    known = before.get(compared_address(str(person["address"])))
    return {**person, "product": product, "studied": known.studied if known else None}


def _about(what: str) -> FormField:
    return FormField("about", "hidden", what)
