"""Who has studied a product's documents, as supporters read it."""

from shared.mail.instants import day_in_words
from shared.usecases.desk.desk_studies import DeskStudies, PersonStudied
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.documentation.documentation_page import (
    DOCUMENTATION_PATH,
    DOCUMENTATION_TEXTS,
    STUDIED_PATH,
)
from shared.web.http.response import Response


def studied_page(found: DeskStudies, reading: Reading) -> Response:
    """The page as it stands now."""
    texts, product = DOCUMENTATION_TEXTS[reading.language], found.product
    following = reading.to(STUDIED_PATH, product=product, after=found.next) if found.next else ""
    return desk_page(
        "desk/documentation/studied.html",
        reading,
        documentation_texts=texts,
        title=texts["studied_of"].format(product=reading.vendor.product_called(product)),
        people=[_person(each, found.documents, reading) for each in found.people],
        following=following,
        back=reading.to(DOCUMENTATION_PATH, product=product),
    )


def _person(person: PersonStudied, documents: int, reading: Reading) -> dict[str, str]:
    texts = DOCUMENTATION_TEXTS[reading.language]
    since = day_in_words(person.since, reading.language) if person.since else ""
    return {
        "member": person.member,
        "name": person.name,
        "address": person.address,
        "number": texts["been_through"].format(number=person.documents, documents=documents),
        "since": texts["since"].format(day=since) if since else "",
    }
