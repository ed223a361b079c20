"""A product's documents as supporters read them, with what was asked about them; and a month's material."""

from collections.abc import Sequence
from pathlib import Path

from shared.domain.documentation.documents import Document
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line, month_in_words
from shared.mail.wording import words
from shared.usecases.books.read_material import MaterialList, MaterialView
from shared.usecases.desk.desk_documentation import DeskDocumentation
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.documentation.document_forms import FORM_WORDS, forms_of
from shared.web.desk.forms import FormsBeside, over_page
from shared.web.desk.queue.queue_page import TICKETS_PATH
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

DOCUMENTATION_PATH = f"{DESK_PATH}/documentation"
MATERIAL_PATH = f"{DOCUMENTATION_PATH}/material"
STUDIED_PATH = f"{DOCUMENTATION_PATH}/studied"
DOCUMENTATION_TEXTS = words(Path(__file__).with_name("documentation.toml"))


def documentation_page(found: DeskDocumentation, reading: Reading, beside: FormsBeside) -> Response:
    """The page as it stands now."""
    texts, typed = DOCUMENTATION_TEXTS[reading.language], beside.typed
    forms = list(forms_of(found, reading.language, typed)) if reading.acts else []
    return desk_page(
        "desk/documentation/documentation.html",
        reading,
        status=typed.status if typed else 200,
        documentation_texts=texts,
        title=texts["title"],
        done=FORM_WORDS.done(beside.done, reading.language),
        over_page=over_page(typed, forms, reading.language),
        products=[
            (each.name, reading.to(DOCUMENTATION_PATH, product=each.id), each.id == found.product)
            for each in reading.vendor.products
        ],
        documents=[_document(each, reading) for each in found.shelf.documents],
        questions=questions_shown(found.waiting, reading),
        material=reading.to(MATERIAL_PATH),
        studied=reading.to(STUDIED_PATH, product=found.product),
        forms=[FORM_WORDS.shown(each, reading.language, typed) for each in forms],
        token=beside.token,
    )


def material_page(found: MaterialList, reading: Reading) -> Response:
    """What was kept of the month's questions."""
    texts = DOCUMENTATION_TEXTS[reading.language]
    return desk_page(
        "desk/documentation/material.html",
        reading,
        documentation_texts=texts,
        title=texts["material_of"].format(month=month_in_words(found.month, reading.language)),
        month=found.month,
        material_path=MATERIAL_PATH,
        questions=questions_shown(found.material, reading),
        back=reading.to(DOCUMENTATION_PATH),
    )


def questions_shown(questions: Sequence[MaterialView], reading: Reading) -> list[dict[str, str]]:
    """Each question with its words, where it was asked, and what answers it."""
    return [_question(each, reading) for each in questions]


def _question(asked: MaterialView, reading: Reading) -> dict[str, str]:
    texts, language = DOCUMENTATION_TEXTS[reading.language], reading.language
    where = ", ".join(filter(None, (asked.product, asked.document, asked.place)))
    author = reading.vendor.name_of(asked.author)
    return {
        "address": reading.to(f"{TICKETS_PATH}/{asked.ticket}"),
        "subject": asked.subject or texts["no_subject"],
        "text": asked.text,
        "where": where,
        "at": instant_in_line(asked.received, reading.vendor.zone, language),
        "reason": f"{author}: {asked.reason}" if author and asked.reason else asked.reason,
        "improved": texts["improved"].format(version=asked.improved) if asked.improved else "",
    }


def _document(document: Document, reading: Reading) -> dict[str, object]:
    called = DESK_TEXTS[reading.language]
    return {
        "name": document.id,
        "title": document.title.read_in(reading.language),
        "version": document.version,
        "read_at": [(called[f"in_{each}"], document.address.read_in(each)) for each in Language],
    }
