"""A person's data as a page: every field that says something, under its name in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_words
from shared.mail.templating import templates_in
from shared.mail.wording import words
from shared.usecases.people.exported import PersonExport

EXPORT_TEXTS = words(Path(__file__).with_name("export.toml"))


def export_page(person: PersonExport, vendor: Vendor, language: Language) -> str:
    """The page. It needs nothing beside itself, and everything that somebody wrote is escaped."""
    texts = EXPORT_TEXTS[language]
    teller = _Teller(vendor, language, texts)
    template = templates_in(Path(__file__).parent).get_template("export.html")
    return template.render(
        language=language.value,
        title=texts["title"],
        lead=texts["lead"].format(vendor=vendor.name, instant=teller.told(person.made)),
        yes=texts["yes"],
        fields=teller.told(person),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """For whom everything is written."""

    vendor: Vendor
    language: Language
    texts: Mapping[str, str]

    def told(self, value: object) -> object:
        """Text, a list, or pairs of a field's name and what it says; nothing of what says nothing."""
        if isinstance(value, BaseModel):
            fields = ((name, self.told(getattr(value, name))) for name in type(value).model_fields)
            return [(self.texts[name], each) for name, each in fields if each]
        if isinstance(value, tuple):
            return [self.told(each) for each in value]
        if isinstance(value, datetime):
            return instant_in_words(value, self.vendor.zone, self.language)
        return value if isinstance(value, bool) else str(value or "")
