"""A responsible person's page: what its seats mean, to confirm or to say that it is somebody else."""

from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.vocabulary import products_listed
from shared.mail.wording import words
from shared.usecases.seats.answer_seat import HeldSeats
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page

_WORDS = Path(__file__).with_name("seat.toml")
SEAT_TEXTS = words(_WORDS)
MEANS = words(_WORDS, "means")


def seat_page(held: HeldSeats, vendor: Vendor, language: Language, path: str) -> Response:
    """The page as it stands now."""
    texts = SEAT_TEXTS[language]
    products = products_listed(held.products, vendor, language)
    said = texts["is_declined"] if held.declined else ""
    return member_page(
        "seats/seat.html",
        vendor,
        language,
        path,
        seat_texts=texts,
        title=texts["title"].format(products=products),
        lead=texts["lead"].format(member=held.member, products=products),
        means=list(MEANS[language].values()),
        stands=texts["is_confirmed"] if held.confirmed else said,
        confirmed=held.confirmed,
        declined=held.declined,
    )
