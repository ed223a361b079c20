"""A form of a ticket's page that was not taken, and comes again."""

from typing import override

from shared.domain.answers.answer_errors import AnswerFilesRefused, CameMeanwhile
from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.refusals.errors import AttachmentsTooLarge, KeyReused, SlotAfterDue
from shared.domain.values.vendor import Language
from shared.web.desk.forms import FormField, TypedForm
from shared.web.desk.ticket.answer_files import files_refused
from shared.web.desk.ticket.conference_forms import CONFERENCES_TEXTS
from shared.web.desk.ticket.ticket_forms import FORM_TEXTS
from shared.web.http.submissions import FieldsInvalid

_SEEN = {"answers_up_to", "seen_up_to"}
_UNASKED = (FieldsInvalid, FormTooOld, KeyReused, AnswerFilesRefused, AttachmentsTooLarge)
"""Why a form comes back before what came meanwhile has been looked for."""


class TypedAct(TypedForm):
    """As every form that comes again; it knows what its author had seen, and of files."""

    @override
    def errors(self, language: Language) -> dict[str, str]:
        if isinstance(self.refused, AnswerFilesRefused):
            return {"files": files_refused(self.refused, language)}
        return super().errors(language)

    @override
    def value_of(self, field: FormField) -> object:
        """How far its author had seen the ticket stays as it was until that was looked at."""
        if field.name in _SEEN and isinstance(self.refused, _UNASKED):
            return self.fields.get(field.name, "")
        return super().value_of(field)

    @override
    def notice(self, language: Language) -> str:
        """Of what came meanwhile the page itself shows all."""
        if isinstance(self.refused, CameMeanwhile):
            return FORM_TEXTS[language]["came"]
        if isinstance(self.refused, SlotAfterDue):
            return CONFERENCES_TEXTS[language]["late_reason"]
        return super().notice(language)
