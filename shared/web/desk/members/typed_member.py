"""A form about a member that was not taken: what is wrong stands at the field that it is about."""

from typing import override

from shared.domain.members.member_errors import CustomerClaimed, MemberExists, VersionChanged
from shared.domain.refusals.errors import MemberUnknown
from shared.domain.values.vendor import Language
from shared.web.desk.forms import TypedForm
from shared.web.desk.members.member_forms import MEMBER_FORMS_TEXTS, MemberAct
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError
from shared.web.pages.problems import errors_at_fields

_PEOPLE = {"contacts": "contacts", "seats": "people"}
"""Fields that have a person a line, by what the member calls them."""

_DAYS = frozenset({"since", "paid_until"})
"""Instants of which a page asks only for the day."""


class TypedMember(TypedForm):
    """As every form that comes again; a member's fields stand in its forms under other names."""

    @override
    def errors(self, language: Language) -> dict[str, str]:
        texts = MEMBER_FORMS_TEXTS[language]
        if isinstance(self.refused, MemberExists):
            return {"id": texts["exists"]}
        if isinstance(self.refused, MemberUnknown):
            return {"member": texts["unknown"]}
        found: dict[str, str] = {}
        for each in errors_at_fields(self.refused, language):
            name, said = self._at_field(each, language)
            found.setdefault(name, said)
        return found

    @override
    def notice(self, language: Language) -> str:
        texts = MEMBER_FORMS_TEXTS[language]
        if isinstance(self.refused, VersionChanged):
            return texts["changed"]
        if isinstance(self.refused, CustomerClaimed):
            return texts["claimed"].format(member=self.refused.member)
        return super().notice(language)

    def _at_field(self, error: FieldError, language: Language) -> tuple[str, str]:
        """The form's field, and what to do about it."""
        texts = MEMBER_FORMS_TEXTS[language]
        head, *rest = error.field.split(".")
        last = rest[-1] if rest else head
        known = {} if error.code is Code.MISSING else error.said
        said = FieldError(last, error.code, error.limit, known).detail(language)
        if last in _DAYS and error.code is not Code.MISSING:
            said = texts["day_wrong"]
        if head == "id" and error.code is not Code.MISSING:
            return "id", texts["id_wrong"]
        if head in _PEOPLE and rest:
            return self._people(head), texts["line"].format(line=int(rest[0]) + 1, said=said)
        if head == "customers":
            return "customer", said
        if head == "owner":
            return self._of_owner(last), said
        if head in _PEOPLE:
            return self._people(head), said
        return (last if head == "subscriptions" and rest else head), said

    def _people(self, head: str) -> str:
        return _PEOPLE[head]

    def _of_owner(self, last: str) -> str:
        """A page that is only about the contract contact calls its fields plainly."""
        name = "name" if last == "name" else "address"
        return name if self.act == MemberAct.CONTRACT else f"owner_{name}"
