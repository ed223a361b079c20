"""A responsible person's page: what the seat means, confirmed or declined, by the link in the mail."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.member.pages import acted, path_of, read_form, reader_language, see_again, shown, token_of
from functions.starting import imported_when_used
from shared import wiring
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.seats import answer_seat
    from shared.web.seats import seat_page as pages
    from shared.web.seats import seats_forms

blueprint = Doors("Pages for members")


@shown(blueprint, "GET api/member/seat/{link}")
async def seat_page(req: func.HttpRequest) -> Response:
    """A responsible person's seats.

    For which products the person was named, and what that means. Opening it changes nothing. The link opens
    nothing any more once the person holds no seat at the member.
    """
    desk = wiring.desk()
    held = await answer_seat.read_seat(desk, token_of(req))
    return pages.seat_page(held, desk.vendor, reader_language(req, held.language), path_of(req))


@acted(blueprint, "POST api/member/seat/{link}", lambda: seats_forms.SeatForm, {"act": "confirm"})
async def seat_page_act(req: func.HttpRequest) -> Response:
    """Confirm being the responsible person, or say that it is somebody else.

    Either is the person's word on all its seats at the member. `decline` takes its address out of use there,
    and the member's contract contact is told; `confirm` after that undoes it. Repeated, it changes nothing.
    """
    desk, token = wiring.desk(), token_of(req)
    held = await answer_seat.read_seat(desk, token)
    form, _ = read_form(req, seats_forms.SeatForm)
    await answer_seat.answer_seat(desk, token, yes=form.act is seats_forms.SeatAct.CONFIRM)
    return see_again(req, reader_language(req, held.language, form), form.act)
