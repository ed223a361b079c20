"""Example letters about seats, with their link and without."""

from collections.abc import Iterator

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Link
from shared.domain.letters.letters import Letter
from shared.domain.letters.seat_letters import (
    OwnTickets,
    SeatBounced,
    SeatDeclined,
    SeatEmpty,
    SeatNew,
    SeatsEmpty,
    SeatsPageAsked,
)

MEMBER = "Example Konsult"
LOST = {"member": MEMBER, "address": "rune@example.org"}


def seat_letters(link: Link) -> Iterator[Letter]:
    """Each of them, for one product and for two, about somebody with a name and without."""
    yield SeatEmpty(product="planner", member=MEMBER, link=link)
    for to in (link, None):
        yield SeatsPageAsked(member=MEMBER, link=to)
        yield OwnTickets(link=to)
        for products in (("planner",), ("planner", "archive")):
            yield SeatsEmpty(member=MEMBER, products=products, link=to)
            yield SeatNew(member=MEMBER, products=products, link=to)
            for name in ("Rune", ""):
                lost = {**LOST, "products": products, "name": name, "link": to}
                yield SeatDeclined.model_validate(lost)
                yield SeatBounced.model_validate({**lost, "status": DeliveryStatus.BOUNCED})
