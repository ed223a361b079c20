"""Files that a supporter sends with an answer, on a ticket's page: which are taken, and what is wrong."""

from dataclasses import replace

from shared.domain.answers.answer_errors import AnswerFilesRefused
from shared.domain.facts.file_taking import ENDINGS
from shared.domain.facts.files import MOST_ATTACHED, MOST_FILES
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_refusal
from shared.web.desk.forms import FormField
from shared.web.desk.ticket.ticket_forms import FORM_TEXTS


def with_files(field: FormField, language: Language, *, again: bool) -> FormField:
    """A field for files, with what it takes; ``again``: some were chosen, and a browser forgets them."""
    if field.sort != "file":
        return field
    return replace(field, accept=",".join(ENDINGS), hint=_hint(language, again=again))


def _hint(language: Language, *, again: bool) -> str:
    texts = FORM_TEXTS[language]
    hint = texts["files_hint"].format(most=MOST_FILES, mebibytes=MOST_ATTACHED // (1024 * 1024))
    return f"{hint} {texts['files_again']}" if again else hint


def files_refused(error: AnswerFilesRefused, language: Language) -> str:
    """Each file that is not taken, and why."""
    return " ".join(f"{each.name}: {file_refusal(each.reason, language)}" for each in error.refused)
