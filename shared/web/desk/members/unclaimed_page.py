"""Billing customers that no member claims, each with a form that gives it to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import Field

from shared.domain.members.member import Customer
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Line
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.members.unclaimed_customers import UnclaimedCustomer, UnclaimedView
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.forms import ActForm, FormField, SentForm, optional
from shared.web.desk.members.member_forms import MEMBER_FORM_WORDS
from shared.web.desk.members.member_paths import MEMBERS_PATH, UNCLAIMED_PATH
from shared.web.desk.members.typed_member import TypedMember
from shared.web.http.response import Response

UNCLAIMED_TEXTS = words(Path(__file__).with_name("unclaimed.toml"))
_PROVIDERS = ("standard", "stripe")


class ClaimForm(SentForm):
    """Which billing customer is to be which member's. ``move``: also where another member has it."""

    act: Literal["claim"] = Field(description="What is done.")
    provider: Literal["standard", "stripe"] = Field(description="Whose events name it so.")
    customer: Line = Field(min_length=1, max_length=255, description="The provider's id of the customer.")
    member: Line = Field(min_length=1, max_length=63, description="The member's id.")
    move: bool = Field(default=False, description="Take it from another member that claims it.")

    @property
    def claimed(self) -> Customer:
        """What the member is to have."""
        return Customer(provider=self.provider, id=self.customer)


class ClaimingMember(Frozen):
    """Which member a sent form is about, for the audit list."""

    member: str


@dataclass(frozen=True, slots=True)
class BesideUnclaimed:
    """What the page has beside the list. ``member``: the id that its forms begin with."""

    member: str = ""
    after: str = ""
    done: str = ""
    typed: TypedMember | None = None


def unclaimed_page(view: UnclaimedView, reading: Reading, token: str, beside: BesideUnclaimed) -> Response:
    """The page as it stands now. Only whoever runs the vendor's business has its forms."""
    language, typed = reading.language, beside.typed
    texts = UNCLAIMED_TEXTS[language]
    unlisted = ActForm("claim", tuple(_unlisted(reading, beside)))
    return desk_page(
        "desk/members/unclaimed.html",
        reading,
        status=typed.status if typed else 200,
        title=texts["title"],
        unclaimed_texts=texts,
        done=MEMBER_FORM_WORDS.done(beside.done, language),
        rows=[_row(each, reading, beside) for each in view.customers],
        other=MEMBER_FORM_WORDS.shown(unlisted, language, _of_unlisted(typed)) if reading.is_owner else None,
        token=token,
        following=reading.to(UNCLAIMED_PATH, after=view.next, member=beside.member) if view.next else "",
        first=reading.to(UNCLAIMED_PATH, member=beside.member) if beside.after else "",
        all=reading.to(MEMBERS_PATH),
    )


def _row(each: UnclaimedCustomer, reading: Reading, beside: BesideUnclaimed) -> dict[str, object]:
    texts, last = UNCLAIMED_TEXTS[reading.language], each.last
    at = instant_in_line(last.at, reading.vendor.zone, reading.language) if last.at else ""
    product = reading.vendor.product_referred(last.product)
    form = _claim(each, beside)
    return {
        "customer": each.customer,
        "provider": texts[f"systems.{each.provider}"],
        "events": texts["events"].format(number=each.events),
        "last": " ".join(filter(None, (last.type, last.status, at))),
        "product": reading.vendor.product_called(product) if product else last.product,
        "form": MEMBER_FORM_WORDS.shown(form, reading.language, beside.typed) if reading.is_owner else None,
    }


def _claim(each: UnclaimedCustomer, beside: BesideUnclaimed) -> ActForm:
    about = sha256(f"{each.provider} {each.customer}".encode()).hexdigest()[:12]
    fields = (
        FormField("about", "hidden", about),
        FormField("provider", "hidden", each.provider),
        FormField("customer", "hidden", each.customer),
        FormField("member", "text", beside.member),
    )
    return ActForm("claim", fields, about, each.customer)


def _unlisted(reading: Reading, beside: BesideUnclaimed) -> Iterator[FormField]:
    """The form for one that no event has named yet, or that another member has."""
    texts = UNCLAIMED_TEXTS[reading.language]
    providers = tuple((each, texts[f"systems.{each}"]) for each in _PROVIDERS)
    yield FormField("provider", "select", _PROVIDERS[0], providers)
    yield FormField("customer", "text")
    yield FormField("member", "text", beside.member)
    yield optional("move", "checkbox")


def _of_unlisted(typed: TypedMember | None) -> TypedMember | None:
    """What was typed, where it was this form: it is about none of the list."""
    return typed if typed and not typed.fields.get("about") else None
