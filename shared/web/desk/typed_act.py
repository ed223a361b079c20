"""A form of a ticket's page that was not taken, and comes again."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.answers.answer_errors import AnswerFilesRefused
from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.refusals.errors import AttachmentsTooLarge, KeyReused
from shared.domain.values.vendor import Language
from shared.web.desk.answer_files import files_refused
from shared.web.desk.conference_forms import UNTYPED
from shared.web.desk.ticket_forms import ActForm, FormField
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.pages import field_details

_SEEN = {"answers_up_to", "seen_up_to"}
_UNASKED = (FieldsInvalid, FormTooOld, KeyReused, AnswerFilesRefused, AttachmentsTooLarge)
"""Why a form comes back before what came meanwhile has been looked for."""


@dataclass(frozen=True, slots=True)
class TypedAct:
    """A form that comes again: for which act, what was typed, and why it was not taken.

    ``files``: it brought some, which a browser does not send again by itself.
    """

    act: str
    fields: Mapping[str, object]
    refused: Exception
    files: bool = False

    def errors(self, language: Language) -> dict[str, str]:
        """What is wrong with each field."""
        if isinstance(self.refused, AnswerFilesRefused):
            return {"files": files_refused(self.refused, language)}
        fields = self.refused.errors if isinstance(self.refused, FieldsInvalid) else ()
        return field_details(fields, language)

    def is_of(self, form: ActForm) -> bool:
        """Whether it was this form."""
        return self.act == form.act and form.about in ("", self.fields.get("about"))

    def value_of(self, field: FormField) -> object:
        """What was typed, and how far its author had seen the ticket until that was looked at."""
        seen = field.name in _SEEN and isinstance(self.refused, _UNASKED)
        typed = seen or field.sort not in UNTYPED
        return self.fields.get(field.name, "") if typed else field.value
