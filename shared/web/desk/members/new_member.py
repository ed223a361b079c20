"""The page on which a member is made, and what was typed there as a member."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from shared.domain.members.member import Member
from shared.domain.values.vendor import Vendor
from shared.mail.wording import words
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.forms import ActForm, FormField, SentForm, optional
from shared.web.desk.members.member_forms import (
    MEMBER_FORM_WORDS,
    detail_fields,
    details_typed,
    subscription_fields,
    subscription_typed,
)
from shared.web.desk.members.member_paths import PLACES_TAKEN
from shared.web.desk.members.people_lines import people_typed
from shared.web.desk.members.typed_member import TypedMember
from shared.web.http.field_texts import Code
from shared.web.http.model_bodies import field_errors
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid

NEW_MEMBER_TEXTS = words(Path(__file__).with_name("new_member.toml"))


class NewMemberForm(SentForm):
    """What the form of a new member sends beside the member's own fields."""

    act: Literal["new"] = Field(description="What is done.")


def new_member_page(reading: Reading, token: str, typed: TypedMember | None = None) -> Response:
    """The form, empty or again."""
    texts = NEW_MEMBER_TEXTS[reading.language]
    form = ActForm("new", tuple(_fields(reading)), drafted=False)
    return desk_page(
        "desk/members/new_member.html",
        reading,
        status=typed.status if typed else 200,
        title=texts["title"],
        new_member_texts=texts,
        form_shown=MEMBER_FORM_WORDS.shown(form, reading.language, typed),
        token=token,
    )


def member_typed(fields: Mapping[str, object], vendor: Vendor) -> Member:
    """The member that was typed. Raises ``FieldsInvalid``, with each error's place in the member."""
    text = {name: str(value).strip() for name, value in fields.items()}
    given = {
        **({"id": text["id"]} if text.get("id") else {}),
        **details_typed(text),
        "owner": {"address": text.get("owner_address", ""), "name": text.get("owner_name", "")},
        "contacts": people_typed(text.get("contacts", "")),
        "subscriptions": [subscription_typed(text, vendor)] if text.get("since") else [],
        "seats": [
            {**each, "product": text.get("product", "")} for each in people_typed(text.get("people", ""))
        ],
    }
    if text.get("id") in PLACES_TAKEN:
        raise FieldsInvalid([FieldError("id", Code.NOT_VALID)])
    try:
        return Member.model_validate(given)
    except ValidationError as error:
        raise FieldsInvalid(field_errors(error)) from None


def _fields(reading: Reading) -> Iterator[FormField]:
    yield FormField("id", "text")
    yield from detail_fields(reading)
    yield FormField("owner_address", "email")
    yield optional("owner_name", "text")
    yield optional("contacts", "area")
    if reading.vendor.products:
        product, status, *days = subscription_fields(reading)
        yield product
        yield status
        yield from (optional(each.name, each.sort) for each in days)
        yield optional("people", "area")
