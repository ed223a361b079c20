"""The register of errors as supporters read it: a page of its errors, by product and state."""

from dataclasses import dataclass
from pathlib import Path

from shared.domain.register.entry import EntryState
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.desk.desk_register import DeskRegister, EntryRow
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.forms import TypedForm
from shared.web.desk.register.entry_forms import FORM_WORDS, form_to_enter
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH
from shared.web.register.wanted_entries import EntriesWanted

REGISTER_PATH = f"{DESK_PATH}/register"
_WORDS = Path(__file__).with_name("register.toml")
REGISTER_TEXTS = words(_WORDS)
STATES = words(_WORDS, "states")


@dataclass(frozen=True, slots=True)
class RegisterShown:
    """What is looked for, and what was found. ``token``: for the form; ``typed``: one that comes again."""

    wanted: EntriesWanted
    found: DeskRegister
    token: str
    typed: TypedForm | None = None


def register_page(shown: RegisterShown, reading: Reading) -> Response:
    """The page as it stands now."""
    texts, wanted, typed = REGISTER_TEXTS[reading.language], shown.wanted, shown.typed
    product = wanted.product or reading.vendor.products[0].id
    form = form_to_enter(reading.vendor, reading.language, product)
    following = _address(reading, wanted.but(after=shown.found.next)) if shown.found.next else ""
    return desk_page(
        "desk/register/register.html",
        reading,
        status=typed.status if typed else 200,
        register_texts=texts,
        title=texts["title"],
        products=_products(wanted, reading),
        states=_states(wanted, reading),
        rows=[_row(each, reading) for each in shown.found.rows],
        following=following,
        first=_address(reading, wanted.but(after="")) if wanted.after else "",
        forms=[FORM_WORDS.shown(form, reading.language, typed)] if reading.acts else [],
        token=shown.token,
    )


def state_words(state: EntryState, reading: Reading) -> str:
    """Where an error stands."""
    return STATES[reading.language][state]


def _address(reading: Reading, wanted: EntriesWanted) -> str:
    return reading.to(REGISTER_PATH, product=wanted.product, state=wanted.state, after=wanted.after)


def _products(wanted: EntriesWanted, reading: Reading) -> list[tuple[str, str, bool]]:
    """Each product's part of the list, and before them all: its words, address, and whether it is shown."""
    named = [("", REGISTER_TEXTS[reading.language]["all_products"])]
    named += [(each.id, each.name) for each in reading.vendor.products]
    looked = wanted.but(after="")
    return [
        (said, _address(reading, looked.but(product=name)), name == wanted.product) for name, said in named
    ]


def _states(wanted: EntriesWanted, reading: Reading) -> list[tuple[str, str, bool]]:
    looked, all_states = wanted.but(after=""), REGISTER_TEXTS[reading.language]["all_states"]
    named = [(None, all_states), *((each, state_words(each, reading)) for each in EntryState)]
    return [(said, _address(reading, looked.but(state=each)), each is wanted.state) for each, said in named]


def _row(row: EntryRow, reading: Reading) -> dict[str, object]:
    entry, texts, language = row.entry, REGISTER_TEXTS[reading.language], reading.language
    merged = texts["merged"].format(into=entry.merged_into) if entry.merged_into else ""
    return {
        "address": reading.to(f"{REGISTER_PATH}/{entry.entry}"),
        "name": entry.entry,
        "title": entry.title.read_in(language),
        "state": merged or state_words(entry.state, reading),
        "product": reading.vendor.product_called(entry.product),
        "reported": instant_in_line(entry.reported, reading.vendor.zone, language),
        "fixed": texts["fixed_in"].format(version=entry.fixed_in) if entry.fixed_in else "",
        "tickets": number_said(row.tickets, reading, "ticket"),
        "people": number_said(row.people, reading, "person"),
    }


def number_said(number: int, reading: Reading, what: str) -> str:
    """``3 tickets``; ``what``: ``ticket`` or ``person``."""
    texts = REGISTER_TEXTS[reading.language]
    return texts[f"one_{what}" if number == 1 else f"some_{what}"].format(number=number)
