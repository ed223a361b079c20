"""A file of members that cannot be read as one: on which line, and why, in words."""

from enum import StrEnum
from pathlib import Path

from shared.domain.refusals.error_sorts import Invalid
from shared.domain.values.vendor import Language
from shared.mail.wording import words

FILE_UNCLEAR_TEXTS = words(Path(__file__).with_name("file_unclear.toml"))


class Unclear(StrEnum):
    """What is wrong with the file."""

    NO_TEXT = "no_text"
    NO_JSON = "no_json"
    NO_CSV = "no_csv"
    NO_LIST = "no_list"
    NO_MEMBER = "no_member"
    NO_MEMBERS = "no_members"
    TWICE = "twice"
    HEADING = "heading"
    NO_ID_HEADING = "no_id_heading"
    NO_ID = "no_id"
    OTHER_BEFORE = "other_before"


class FileUnclear(Invalid):
    """The file is no list of members, or names something twice. Its own text is English."""

    def __init__(self, fault: Unclear, line: int, **told: object) -> None:
        """Keep what is wrong and on which line, from 1; ``told`` is filled into the words."""
        self.fault, self.line, self.told = fault, line, told
        super().__init__(self.said(Language.ENGLISH))

    def said(self, language: Language) -> str:
        """What is wrong, and on which line."""
        return FILE_UNCLEAR_TEXTS[language][f"{self.fault}"].format(line=self.line, **self.told)
