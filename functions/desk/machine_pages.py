"""The machine at the desk: whether it is well, and how it is set."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.starting import imported_when_used
from shared import wiring
from shared.web.http.response import Response

with imported_when_used():
    from shared.mail import instants
    from shared.usecases.books import check_health
    from shared.web.desk.machine import health_page, settings_page

blueprint = DeskDoors("Pages for supporters")


@blueprint.page("GET desk/health", "The page.")
async def desk_health(asked: DeskAsked) -> Response:
    """Whether the system is well.

    Every part is asked. Of each that does not do its work it is said in words what that means, and what to
    do, step by step.
    """
    health = await check_health.check_health(asked.desk)
    at = instants.instant_in_line(asked.now, asked.desk.vendor.zone, asked.language)
    return health_page.health_page(health, asked.reading, at)


@blueprint.page("GET desk/settings", "The page.", for_owner=True)
async def desk_settings(asked: DeskAsked) -> Response:
    """How the support desk is set.

    Every setting by name, with what it means and its value. Of a secret it is said only whether it is set.
    """
    return settings_page.settings_page(wiring.settings(), asked.reading)
