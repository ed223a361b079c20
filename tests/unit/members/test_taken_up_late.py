"""A message that waited at the gate is taken up: its requester reads why now, and by when it is answered."""

import pytest

from shared.domain.letters.letters import TakenUp, WhyNow
from shared.domain.values.fields import ReasonBody
from shared.domain.values.vendor import Language
from shared.mail.render import render
from shared.ports.mailer import Mail
from shared.usecases.messages.ask_gate_again import take_turn
from tests.examples.contract_story import DAY, EVA, HOUR, Story
from tests.fakes.desk import START
from tests.letters.letters import REPLY_DUE, TICKET, VENDOR, address_of

TAKING = ReasonBody(author="anna", reason="They have paid, says Bo.")
SAID = {
    (WhyNow.REGISTERED, Language.ENGLISH): "Your subscription is now registered with us",
    (WhyNow.REGISTERED, Language.SWEDISH): "Nu är din prenumeration registrerad hos oss",
    (WhyNow.ACTIVE, Language.ENGLISH): "Your subscription is now active",
    (WhyNow.ACTIVE, Language.SWEDISH): "Nu är din prenumeration aktiv",
    (WhyNow.TAKEN, Language.ENGLISH): "A member of our support team has now taken it on",
    (WhyNow.TAKEN, Language.SWEDISH): "Nu har en av våra medarbetare tagit sig an det",
}


async def waiting(story: Story) -> str:
    """Eva's ticket, which has waited for a day."""
    await story.acme()
    ticket = await story.ask()
    story.fake.clock.instant = START + DAY + HOUR
    return ticket


def last_to_eva(story: Story) -> Mail:
    """The last mail that Eva got."""
    return [mail for mail in story.fake.mailer.delivered if mail.to.address == EVA][-1]


async def test_a_billing_event_that_came_late_says_that_the_subscription_is_registered_now() -> None:
    story = Story()
    await waiting(story)
    await story.billed("active", START - DAY)
    mail = last_to_eva(story)
    assert SAID[WhyNow.REGISTERED, Language.SWEDISH] in mail.text
    assert "du skulle ha fått vårt svar senast" in mail.text
    assert "svarar så snart vi kan" in mail.html


async def test_a_reactivation_says_that_the_subscription_is_active_now_and_when_the_answer_comes() -> None:
    story = Story()
    await waiting(story)
    await story.billed("active", START + DAY)
    mail = last_to_eva(story)
    assert SAID[WhyNow.ACTIVE, Language.SWEDISH] in mail.text
    assert "du får vårt svar senast onsdag 4\u00a0mars kl.\u00a011.00" in mail.text.replace("\n", " ")


async def test_a_supporter_who_takes_it_is_said_to_have_taken_it() -> None:
    story = Story()
    ticket = await waiting(story)
    await take_turn(story.fake.desk, ticket, TAKING, about="m1")
    await story.fake.rest()
    mail = last_to_eva(story)
    assert SAID[WhyNow.TAKEN, Language.SWEDISH] in mail.text
    assert TAKING.reason not in mail.text + mail.html


async def test_a_message_that_never_waited_gets_the_plain_receipt() -> None:
    story = Story()
    await story.acme()
    await story.billed("active", START - DAY)
    ticket = await story.ask()
    assert {mail.letter for mail in (await story.view(ticket)).mails} >= {"receipt"}
    assert "fått vänta" not in last_to_eva(story).text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("why", WhyNow)
def test_each_reason_is_said_in_both_languages_in_text_and_html(why: WhyNow, language: Language) -> None:
    mail = render(TakenUp(ticket=TICKET, why=why, reply_due=REPLY_DUE), language, VENDOR, address_of)
    for form in (mail.text, mail.html):
        assert SAID[why, language] in " ".join(form.split())
