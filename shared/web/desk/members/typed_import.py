"""A file of members that could not be looked at, and why."""

from typing import override

from shared.domain.members.member_errors import ImportTooLarge
from shared.domain.values.vendor import Language
from shared.web.desk.forms import TypedForm
from shared.web.desk.members.import_page import MEMBER_IMPORT_TEXTS
from shared.web.http.submissions import FieldsInvalid
from shared.web.members.file_unclear import FileUnclear


class TypedImport(TypedForm):
    """As every form that comes again; all that can be wrong is the file."""

    @override
    def errors(self, language: Language) -> dict[str, str]:
        texts = MEMBER_IMPORT_TEXTS[language]
        if isinstance(self.refused, FileUnclear):
            return {"file": self.refused.said(language)}
        if isinstance(self.refused, ImportTooLarge):
            return {"file": texts["too_large"]}
        return {"file": texts["file_missing"]} if isinstance(self.refused, FieldsInvalid) else {}
