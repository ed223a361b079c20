"""The page on which members come from a file: chosen, then what it would come to, then done."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import Field

from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.usecases.members.import_members import Foreseen, ImportOutcome
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, TypedForm
from shared.web.desk.members.member_paths import MEMBERS_PATH
from shared.web.desk.members.members_typed import MOST_MEMBERS, MembersTyped, WrongLine, members_typed
from shared.web.http.response import Response
from shared.web.members.members_csv import HEADINGS
from shared.web.pages.problems import errors_at_fields

_WORDS = Path(__file__).with_name("member_import.toml")
MEMBER_IMPORT_TEXTS = words(_WORDS)
MEMBER_IMPORT_WORDS = FormWords(_WORDS)
MOST_WRONG = 100


class ImportForm(SentForm):
    """What both forms send: the file to look at; or its text as it was looked at, to be written."""

    act: Literal["preview", "import"] = Field(description="What is done.")
    name: str = Field(default="", max_length=255, description="What the file is called.")
    text: str = Field(default="", description="What is in it.")
    seen: str = Field(default="", max_length=64, description="What its sender has seen that it comes to.")


class ImportedMembers(Frozen):
    """Which members a sent file is about, for the audit list."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was looked at. ``seen``: stands for what it comes to.

    ``written``: how many of its members have just been; None: nothing was to be written.
    """

    name: str
    text: str
    typed: MembersTyped
    foreseen: Sequence[Foreseen] = ()
    seen: str = ""
    written: int | None = None
    changed_since: bool = False


def members_of(name: str, text: str) -> MembersTyped:
    """The members in this file. Raises ``ImportTooLarge``, ``FileUnclear``."""
    twice = {language: MEMBER_IMPORT_TEXTS[language]["twice"] for language in Language}
    return members_typed(name, text, twice)


def import_page(
    reading: Reading, token: str, preview: Preview | None = None, typed: TypedForm | None = None
) -> Response:
    """The page: the form that takes a file, and what the one that was looked at comes to."""
    language = reading.language
    texts = MEMBER_IMPORT_TEXTS[language]
    which = texts["which"].format(columns=", ".join(HEADINGS))
    chosen = ActForm("preview", (FormField("file", "file", accept=".csv,.json", hint=which),))
    shown = _shown(preview, reading) if preview else None
    return desk_page(
        "desk/members/member_import.html",
        reading,
        status=typed.status if typed else 200,
        title=texts["title"],
        member_import_texts=texts,
        bound=texts["bound"].format(most=MOST_MEMBERS),
        choose=MEMBER_IMPORT_WORDS.shown(chosen, language, typed),
        preview=shown,
        token=token,
        all=reading.to(MEMBERS_PATH),
    )


def _shown(preview: Preview, reading: Reading) -> dict[str, object]:
    """How many of each, what is wrong on which line, and the form that writes what there is to write."""
    texts, language = MEMBER_IMPORT_TEXTS[reading.language], reading.language
    counts = Counter(each.outcome for each in preview.foreseen)
    wrong = sorted(_wrong(preview, language), key=lambda each: each.line)
    refused = len({each.member for each in wrong})
    numbers = {each: counts[each] for each in ImportOutcome if each is not ImportOutcome.REFUSED}
    form = ActForm("import", _hidden(preview), in_parts=True)
    left = any(each.writes for each in preview.foreseen)
    return {
        "name": preview.name,
        "done": texts["written"].format(number=preview.written) if preview.written is not None else "",
        "notice": _notice(preview, texts, left=left),
        "numbers": [
            *((texts[f"outcomes.{each}"], number) for each, number in numbers.items()),
            (texts["outcomes.refused"], refused),
        ],
        "wrong": [_told(each, reading) for each in wrong[:MOST_WRONG]],
        "more_wrong": len(wrong) > MOST_WRONG,
        "form": MEMBER_IMPORT_WORDS.shown(form, language) if left else None,
    }


def _notice(preview: Preview, texts: Mapping[str, str], *, left: bool) -> str:
    """Why there is a button again."""
    if preview.changed_since:
        return texts["changed_since"]
    return texts["left"] if left and preview.written is not None else ""


def _hidden(preview: Preview) -> tuple[FormField, ...]:
    told = {"name": preview.name, "text": preview.text, "seen": preview.seen}
    return tuple(FormField(name, "hidden", value) for name, value in told.items())


def _wrong(preview: Preview, language: Language) -> Iterator[WrongLine]:
    """What is wrong in the file itself, and what the desk refuses of what is fit."""
    yield from preview.typed.wrong
    for each in preview.foreseen:
        if each.refused is not None:
            yield from preview.typed.lines_of(each.member, errors_at_fields(each.refused, language))


def _told(wrong: WrongLine, reading: Reading) -> tuple[str, str]:
    """Where it stands, and what to do about it."""
    texts = MEMBER_IMPORT_TEXTS[reading.language]
    field = "" if wrong.error.field == "body" else wrong.error.field
    where = " ".join(filter(None, (wrong.member, field)))
    of_last = replace(wrong.error, field=wrong.error.field.rpartition(".")[2])
    return texts["where"].format(line=wrong.line, where=where), of_last.detail(reading.language)
