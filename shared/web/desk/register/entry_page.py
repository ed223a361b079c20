"""One error of the register: its words in both languages, its tickets, its way, and what can be done."""

from collections.abc import Iterator
from pathlib import Path

from shared.domain.register.entry import RegisterEntry
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.desk.desk_register import DeskEntry
from shared.usecases.register.read_register import TieView
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.forms import FormsBeside, over_page
from shared.web.desk.queue.queue_page import TICKETS_PATH
from shared.web.desk.register.entry_forms import ENTRY_KINDS, FORM_WORDS, forms_of_entry
from shared.web.desk.register.register_page import REGISTER_PATH, number_said, state_words
from shared.web.http.response import Response

ENTRY_TEXTS = words(Path(__file__).with_name("entry.toml"))


def entry_page(shown: DeskEntry, reading: Reading, beside: FormsBeside) -> Response:
    """The page as it stands now."""
    entry, texts, typed = shown.entry, ENTRY_TEXTS[reading.language], beside.typed
    forms = list(forms_of_entry(shown, reading)) if reading.acts else []
    address = reading.to(f"{REGISTER_PATH}/{entry.name}", after=shown.next) if shown.next else ""
    return desk_page(
        "desk/register/entry.html",
        reading,
        status=typed.status if typed else 200,
        entry_texts=texts,
        name=entry.name,
        title=entry.title.read_in(reading.language),
        done=FORM_WORDS.done(beside.done, reading.language),
        facts=list(_facts(entry, reading)),
        merged=(reading.to(f"{REGISTER_PATH}/{entry.merged_into}"), entry.merged_into),
        said=[_said(entry, each, reading) for each in Language],
        steps=[_step(entry, place, reading) for place in range(len(entry.steps))],
        tickets=[_ticket(each, reading) for each in shown.ties],
        number=number_said(shown.tickets, reading, "ticket"),
        people=number_said(shown.people, reading, "person"),
        told=texts["told_of"].format(number=shown.told, people=shown.people),
        following=address,
        forms=[FORM_WORDS.shown(each, reading.language, typed) for each in forms],
        over_page=over_page(typed, forms, reading.language),
        token=beside.token,
    )


def _facts(entry: RegisterEntry, reading: Reading) -> Iterator[tuple[str, str]]:
    texts = ENTRY_TEXTS[reading.language]
    yield texts["state"], state_words(entry.state, reading)
    yield texts["product"], reading.vendor.product_called(entry.product)
    yield texts["kind"], ENTRY_KINDS[reading.language][entry.kind]
    if entry.versions:
        yield texts["versions"], ", ".join(entry.versions)
    if entry.fixed_in:
        yield texts["fixed_in"], entry.fixed_in


def _said(entry: RegisterEntry, language: Language, reading: Reading) -> dict[str, str]:
    """The words as a reader of this language gets them, under the language's name in the page's own."""
    return {
        "language": language.value,
        "called": DESK_TEXTS[reading.language][f"in_{language}"],
        "title": entry.title.read_in(language),
        "text": entry.text.read_in(language),
        "workaround": entry.workaround.read_in(language) if entry.workaround else "",
    }


def _step(entry: RegisterEntry, place: int, reading: Reading) -> dict[str, str]:
    step = entry.steps[place]
    return {
        "at": instant_in_line(step.at, reading.vendor.zone, reading.language),
        "state": state_words(step.state, reading),
        "who": reading.vendor.name_of(step.author),
        "reason": step.reason,
    }


def _ticket(tie: TieView, reading: Reading) -> dict[str, str]:
    texts, since = (
        ENTRY_TEXTS[reading.language],
        instant_in_line(tie.since, reading.vendor.zone, reading.language),
    )
    return {
        "address": reading.to(f"{TICKETS_PATH}/{tie.ticket}"),
        "code": tie.code,
        "member": tie.member or texts["no_member"],
        "since": texts["since"].format(at=since),
        "told": texts["is_told"] if tie.told else "",
    }
