"""Guesses: links that do not open and tokens that are none of ours, told of so many times a network only."""

from __future__ import annotations

import azure.functions as func

from functions.doors.answering import as_problem
from functions.doors.asked import language_of
from functions.doors.parts import Refusals
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import LinkInvalid
from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.domain.refusals.release_errors import HelpTokenOver, HelpTokenRefused, MemberTokenRefused
from shared.settings import SettingsInvalid
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.floods import count_guesses
    from shared.web.floods import client_network

HELP_REFUSED: Refusals = (HelpTokenRefused, HelpTokenOver, TooManyGuesses)
"""What may be wrong with a token for help, at a door that is open to everybody."""


async def refused_to_program(error: Exception, req: func.HttpRequest) -> Response:
    """The error as a problem, where a member's token is asked for: a wrong one is a guess as a link is."""
    return as_problem(await counted_guess(error, req), language_of(req))


async def counted_guess(error: Exception, req: func.HttpRequest) -> Exception:
    """The error, and the guess that it tells of counted; why no more is told, where there were too many."""
    if not isinstance(error, LinkInvalid | MemberTokenRefused | HelpTokenRefused):
        return error
    try:
        desk = wiring.desk()
    except SettingsInvalid:
        return error
    network = client_network.client_network(req.headers.get(desk.vendor.client_address_header))
    return await count_guesses.over_guessing(desk, network) or error
