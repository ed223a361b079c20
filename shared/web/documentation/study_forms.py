"""What the forms on a responsible person's study page send."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.values.fields import MOST_LETTERS
from shared.domain.values.intake import Line, Text
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.links.member_forms import MemberForm

LONGEST_PLACE = 200


class StudyAct(StrEnum):
    """What a responsible person does on the page."""

    STUDIED = "studied"
    UNDO = "undo"
    ASK = "ask"


class StudyForm(MemberForm):
    """A document has been studied, or has not after all; or something in it is asked about."""

    act: StudyAct = Field(description="What is done.")
    document: Annotated[str, StringConstraints(strip_whitespace=True, max_length=63)] = Field(
        default="", description="Which document, by its id."
    )
    place: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=LONGEST_PLACE)] = Field(
        default="", description="Of a question: where in the document, in the reader's words."
    )
    message: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=MOST_LETTERS)] = Field(
        default="", description="The question; needed to ask."
    )


def must_be_filled_in(form: StudyForm) -> None:
    """Return where the form says what it is about. Raises ``FieldsInvalid``."""
    needed = {"document": form.document}
    needed |= {"message": form.message} if form.act is StudyAct.ASK else {}
    missing = [FieldError(name, Code.MISSING) for name, given in needed.items() if not given]
    if missing:
        raise FieldsInvalid(missing)
