"""A person's own tickets as it reads them: what is open with what is promised, and what is closed."""

from datetime import datetime
from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.usecases.seats.own_tickets import OwnTicketsView
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page
from shared.web.seats.matters import shown_closed, shown_matter

OWN_TEXTS = words(Path(__file__).with_name("own_tickets.toml"))


def own_tickets_page(
    view: OwnTicketsView, vendor: Vendor, language: Language, path: str, now: datetime
) -> Response:
    """The page as it stands now."""
    return member_page(
        "seats/own_tickets.html",
        vendor,
        language,
        path,
        own_tickets_texts=OWN_TEXTS[language],
        matters=[shown_matter(each, now, vendor, language) for each in view.matters],
        closed=[shown_closed(each, vendor, language) for each in view.closed],
    )
