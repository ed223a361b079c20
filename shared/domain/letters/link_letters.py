"""The mails about links themselves."""

from typing import Literal

from shared.domain.facts.links import Link
from shared.domain.letters.letter_bases import ToTheMember


class NewLink(ToTheMember):
    """To a person who asked for it from a page whose link had expired."""

    letter: Literal["new_link"] = "new_link"
    ticket: str
    link: Link
