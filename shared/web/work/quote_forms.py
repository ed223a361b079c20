"""What the forms on a quote's page send."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.domain.values.intake import Line, Text
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.links.member_forms import MemberForm

MOST_LETTERS_OF_A_NAME = 200
MOST_LETTERS_OF_A_REASON = 2000


class QuoteAct(StrEnum):
    """What a person does with a quote."""

    ACCEPT = "accept"
    DECLINE = "decline"


class QuoteForm(MemberForm):
    """The quote is accepted, under a name and with the box ticked, or declined, with words or without."""

    act: QuoteAct = Field(description="What is done.")
    signature: Annotated[
        Line, StringConstraints(strip_whitespace=True, max_length=MOST_LETTERS_OF_A_NAME)
    ] = Field(default="", description="Who accepts: the name typed; needed to accept.")
    agreed: Literal["yes", ""] = Field(
        default="", description="`yes`: price, limit and what accepting means were read; needed to accept."
    )
    words: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=MOST_LETTERS_OF_A_REASON)] = (
        Field(default="", description="Why it is declined, where somebody wants to say so.")
    )


def must_be_signed(form: QuoteForm) -> None:
    """Return where the form accepts in writing. Raises ``FieldsInvalid``."""
    needed = {"signature": form.signature, "agreed": form.agreed}
    missing = [FieldError(name, Code.MISSING) for name, given in needed.items() if not given]
    if missing:
        raise FieldsInvalid(missing)
