"""The one way in which a decision writes a mail."""

from collections.abc import Iterable
from datetime import datetime

from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.values.house import House
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Language

type Reader = tuple[Recipient, Language]
"""Who reads it, in which language."""


def compose(
    house: House,
    letter: Letter,
    to: Reader,
    at: datetime,
    *keys: str,
    turn: str = "",
    cc: tuple[Recipient, ...] = (),
) -> Send:
    """The mail, to leave at this instant. ``keys`` and the reader's address tell it from every other.

    ``turn``: the last turn of its ticket that it shows.
    """
    reader, language = to
    return Send(
        id=operation_id(house.secret, *keys, reader.address),
        letter=letter,
        to=reader,
        cc=cc,
        language=language,
        not_before=at,
        turn=turn,
    )


def compose_to_all(
    house: House, letter: Letter, to: Iterable[Reader], at: datetime, *keys: str, turn: str = ""
) -> tuple[Send, ...]:
    """The same letter to each of them."""
    return tuple(compose(house, letter, each, at, *keys, turn=turn) for each in to)
