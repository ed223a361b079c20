"""Where the link to a member's page is asked for, and what follows: the same for everybody."""

from pathlib import Path

from shared.domain.seats.asking import MOST_A_DAY, SeatsRequest
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.web.http.response import Response
from shared.web.links.member_forms import MemberForm
from shared.web.links.member_pages import Typed, member_page

ASKING_TEXTS = words(Path(__file__).with_name("asking.toml"))


class SeatsRequestForm(SeatsRequest, MemberForm):
    """Whose page is asked for, and what the form was read in."""


class SeatsRequested(Frozen):
    """The same whoever asked: what happens next. ``most_a_day``: how often one address is mailed."""

    detail: str
    most_a_day: int = MOST_A_DAY


def requested(language: Language) -> SeatsRequested:
    """What a program is answered."""
    return SeatsRequested(detail=ASKING_TEXTS[language]["sent"])


def asking_page(
    vendor: Vendor, language: Language, path: str, *, sent: bool = False, typed: Typed | None = None
) -> Response:
    """The form, again where it was refused; or, once it was ``sent``, what happens next."""
    return member_page(
        "seats/asking.html",
        vendor,
        language,
        path,
        typed=typed,
        asking_texts=ASKING_TEXTS[language],
        sent=sent,
        typed_address=typed.text("address") if typed else "",
    )
