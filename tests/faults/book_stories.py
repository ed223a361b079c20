"""The books are read, and what a month came to is noted, as stories."""

from shared.ports.desk import Desk
from shared.usecases.books.read_year import read_year
from tests.faults.acts import WITH_MEMBER
from tests.faults.stories import Story, answer, later, request, rest
from tests.faults.world import World

ANSWERED = (*WITH_MEMBER, request(), rest, answer, rest)


async def read_books(world: World, desk: Desk) -> None:
    """The month is read in which it is now, and those before it are noted."""
    await read_year(desk, f"{world.clock.now():%Y-%m}")


BOOKS = (Story("a year of the books is read and noted", read_books, (*ANSWERED, later(days=40))),)
