"""The page about a person: the address, what is kept under it, and forms that hand it out or erase it.

The address stands in what is sent, never in an address of a page: logs keep those.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from shared.domain.people.erasing import PersonBody
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import short_code
from shared.mail.wording import words
from shared.usecases.people.read_kept import KeptView
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, TypedForm
from shared.web.desk.members.member_paths import member_path
from shared.web.desk.queue.queue_page import TICKETS_PATH
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

PEOPLE_PATH = f"{DESK_PATH}/people"
EXPORT_PATH = f"{PEOPLE_PATH}/export"
ERASE_PATH = f"{PEOPLE_PATH}/erase"
_WORDS = Path(__file__).with_name("person.toml")
PERSON_TEXTS = words(_WORDS)
PERSON_WORDS = FormWords(_WORDS)


class PersonAct(StrEnum):
    """What is done, by the name that a form sends."""

    LOOK = "look"
    EXPORT = "export"
    ERASE = "erase"


class PersonForm(SentForm, PersonBody):
    """What each form of the page sends: whose data it is about."""

    act: PersonAct = Field(description="What is done.")


class PersonNamed(Frozen):
    """Whose data a sent form is about, for the audit list."""

    address: str


def person_page(
    reading: Reading,
    tokens: Mapping[str, str],
    kept: KeptView | None = None,
    *,
    done: str = "",
    typed: TypedForm | None = None,
) -> Response:
    """The page. ``tokens``: for its forms, by the path that each goes to. ``kept``: of whom was asked."""
    language = reading.language
    texts = PERSON_TEXTS[language]
    forms = [PERSON_WORDS.shown(each, language, typed) for each in _forms(reading, tokens, kept)]
    return desk_page(
        "desk/persons/person.html",
        reading,
        status=typed.status if typed else 200,
        person_texts=texts,
        title=texts["title"],
        done=PERSON_WORDS.done(done, language),
        look=forms[0],
        forms=forms[1:],
        kept=_kept(kept, reading) if kept else None,
        erases=reading.is_owner and reading.acts,
    )


def _forms(reading: Reading, tokens: Mapping[str, str], kept: KeptView | None) -> Iterator[ActForm]:
    """The form that asks; of somebody of whom anything is kept those that hand it out, and that erase it."""
    asked = FormField("address", "email", kept.address if kept else "")
    yield ActForm(PersonAct.LOOK, (asked,), posts_to=PEOPLE_PATH, token=tokens[PEOPLE_PATH], drafted=False)
    if kept is None or not kept.anything:
        return
    address = FormField("address", "hidden", kept.address)
    yield ActForm(PersonAct.EXPORT, (address,), posts_to=EXPORT_PATH, token=tokens[EXPORT_PATH])
    if reading.is_owner and reading.acts and not kept.contract_of:
        fields = (address, FormField("reason", "text"))
        yield ActForm(PersonAct.ERASE, fields, posts_to=ERASE_PATH, token=tokens[ERASE_PATH], drafted=False)


def _kept(kept: KeptView, reading: Reading) -> dict[str, object]:
    """What is kept, and what would be left of it."""
    texts, view = PERSON_TEXTS[reading.language], kept.would_be
    numbers = {
        "files": view.files,
        "kept_mails": view.kept_mails,
        "machine_mails": view.machine_mails,
        "news": view.news,
        "notices": view.notices,
        "messages_unanswered": view.messages_unanswered,
        "mails_withdrawn": view.mails_withdrawn,
        "mails_leaving": view.mails_leaving,
    }
    return {
        "anything": kept.anything,
        "tickets": [(reading.to(f"{TICKETS_PATH}/{each}"), short_code(each)) for each in view.tickets],
        "members": [(reading.to(member_path(each)), each) for each in view.members],
        "numbers": [(texts[f"numbers.{name}"], number) for name, number in numbers.items() if number],
        "remains": view.remains,
        "contract_of": ", ".join(kept.contract_of),
    }
