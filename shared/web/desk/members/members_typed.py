"""The members in a file that was sent to the desk, and what is wrong in it, line by line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from shared.domain.members.member import Member
from shared.domain.members.member_errors import ImportTooLarge
from shared.domain.values.vendor import Language
from shared.web.http.field_texts import Code
from shared.web.http.model_bodies import field_errors
from shared.web.http.submissions import FieldError
from shared.web.members.json_lines import JsonWithLines
from shared.web.members.members_file import read_members_file

MOST_MEMBERS = 500
"""What one page can look at, and show what is wrong of, within half a minute."""

MOST_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True)
class WrongLine:
    """What is wrong on one line of the file, of which member and field."""

    line: int
    member: str
    error: FieldError


@dataclass(frozen=True, slots=True)
class MembersTyped:
    """The members of a file that are fit, each at its place in it; and what is wrong with the others."""

    read: JsonWithLines
    fit: Mapping[int, Member]
    wrong: tuple[WrongLine, ...]

    def lines_of(self, member: Member, errors: Iterable[FieldError]) -> Iterator[WrongLine]:
        """These errors of a member that is fit by itself, each on its line."""
        place = next(place for place, each in self.fit.items() if each is member)
        return (wrong_line(self.read, place, each) for each in errors)


def read_bounded(name: str, text: str) -> JsonWithLines:
    """As ``read_members_file``; a file that one page cannot look at is not read at all.

    Raises:
        ImportTooLarge, FileUnclear: it cannot be taken at all.
    """
    if len(text) > MOST_CHARACTERS:
        raise ImportTooLarge
    return read_members_file(name, text)


def members_typed(name: str, text: str, twice: Mapping[Language, str]) -> MembersTyped:
    """The members in this file. ``twice``: what to say of an id that stands there again.

    Raises:
        ImportTooLarge, FileUnclear: it cannot be taken at all.
    """
    read = read_bounded(name, text)
    if len(read.value) > MOST_MEMBERS:
        raise ImportTooLarge
    fit: dict[int, Member] = {}
    wrong: list[WrongLine] = []
    seen: set[str] = set()
    for place, each in enumerate(read.value):
        try:
            member = Member.model_validate(each)
        except ValidationError as error:
            wrong += (wrong_line(read, place, one) for one in field_errors(error))
            continue
        if member.id in seen:
            wrong.append(wrong_line(read, place, FieldError("id", Code.REPEATED, said=twice)))
        else:
            fit[place] = member
        seen.add(member.id)
    return MembersTyped(read, fit, tuple(wrong))


def wrong_line(read: JsonWithLines, place: int, error: FieldError) -> WrongLine:
    """The error of the member at this place, on its line of the file."""
    return WrongLine(read.line(f"{place}.{error.field}"), read.value[place]["id"], error)
