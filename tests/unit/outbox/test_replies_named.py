"""Mails to whoever wrote say that a reply comes back to the ticket, where one does."""

import pytest

from shared.domain.letters.conference_letters import AtItsTime
from shared.domain.letters.letters import ConfirmAddress, Letter, NewLink
from shared.domain.mail.outgoing_threads import is_to_requester
from shared.domain.values.vendor import Language
from shared.mail.render import render
from tests.letters.letters import VENDOR, address_of, letters

SAID = {Language.SWEDISH: "det här mejlet", Language.ENGLISH: "eply to this email"}
BY_LINK = (ConfirmAddress, NewLink)
"""These ask for one click, and nothing beside it."""


def to_whoever_wrote(letter: Letter) -> bool:
    """It goes to the person of the ticket, whose reply is read there."""
    at_its_time = isinstance(letter, AtItsTime) and letter.link is not None
    return (is_to_requester(letter) or at_its_time) and not isinstance(letter, BY_LINK)


@pytest.mark.parametrize("language", Language)
def test_each_says_so_in_both_languages(language: Language) -> None:
    mails = [(letter, render(letter, language, VENDOR, address_of)) for letter in letters()]
    found = [(letter, mail) for letter, mail in mails if to_whoever_wrote(letter)]
    assert len(found) > len(BY_LINK)
    silent = {
        letter.letter
        for letter, mail in found
        if SAID[language] not in mail.text or SAID[language] not in mail.html
    }
    assert silent == set()
