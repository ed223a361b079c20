"""The mail of the register of errors."""

from typing import ClassVar, Literal

from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import TicketReference, ToTheMember


class ErrorConfirmed(ToTheMember):
    """To whoever reported it: the error, or the need to adapt, is confirmed, and what to do meanwhile.

    ``error``: its name, as ``E-12``. ``title`` and ``workaround`` are a supporter's words, in the reader's
    language. ``fixed_in``: the version that mends it, where one does; ``released``: it is out already.
    """

    letter: Literal["error_confirmed"] = "error_confirmed"
    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    error: str
    adaptation: bool = False
    title: str
    workaround: str = ""
    fixed_in: str = ""
    released: bool = False
    link: Link


RegisterLetter = ErrorConfirmed
