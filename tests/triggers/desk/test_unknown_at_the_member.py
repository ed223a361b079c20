"""A ticket's page says where the member does not know whoever wrote."""

from html import unescape

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.desk.signing_in import look
from tests.triggers.embedded.inside import PAT, help_token, sends, ticket_of
from tests.triggers.examples import EVA

TOLD = {
    "sv": "Kunden känner inte avsändarens adress.",
    "en": "The member does not know the sender's address.",
}


@pytest.mark.parametrize("language", TOLD)
async def test_a_supporter_is_told_that_the_member_does_not_know_the_sender(
    fake: FakeDesk, language: str
) -> None:
    assert fake
    token = await help_token()
    unknown, known = [ticket_of(await sends(member=token, email=who)) for who in (PAT, EVA)]
    pages = [await look(f"/desk/tickets/{each}?language={language}") for each in (unknown, known)]
    assert [TOLD[language] in unescape(page.text) for page in pages] == [True, False]
