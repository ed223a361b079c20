"""News that is drafted, tested, paused, reported of and ended, as stories for a fault to strike."""

from contextlib import suppress
from datetime import timedelta

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.letters.news_letters import News
from shared.domain.news.news import NewsAgain, NewsDraft, NewsTest
from shared.domain.refusals.news_errors import NewsOnTheWay, NewsSent
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.usecases.members.put_member import read_member
from shared.usecases.news.draft_news import news_named, send_draft, write_draft
from shared.usecases.news.pause_news import go_on_with_news, pause_news
from shared.usecases.news.preview_news import mail_as_test
from shared.usecases.news.stop_news import ask_for_news_again, give_news_again, stop_news
from shared.usecases.outbox.record_delivery import record_delivery
from tests.fakes.desk import START
from tests.faults.acts import PUBLISHED, READERS
from tests.faults.examples import MEMBER, RELEASE, RUNE
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import Story, in_order, look_at_the_news, rest
from tests.faults.world import World

NAME = "outside-news"
DRAFT = NewsDraft(id=NAME, title=RELEASE.title, text=RELEASE.text, products=RELEASE.products)
OTHER_WORDS = DRAFT.but(text=RELEASE.text.but(sv="Outside: annat."))


async def draft(_: World, desk: Desk) -> None:
    """The draft is written."""
    await write_draft(desk, DRAFT)


async def rewrite(_: World, desk: Desk) -> None:
    """Somebody has other words for it, where it has not been sent."""
    with suppress(NewsOnTheWay):
        await write_draft(desk, OTHER_WORDS)


async def send(_: World, desk: Desk) -> None:
    """The draft is sent."""
    await send_draft(desk, news_named(desk, NAME))


async def try_it(_: World, desk: Desk) -> None:
    """Anna looks at it in her own inbox."""
    await mail_as_test(desk, news_named(desk, NAME), NewsTest(author="anna"), "outside-test")


async def pause(world: World, desk: Desk) -> None:
    """Somebody pauses the item, where it has not gone out."""
    with suppress(NewsSent):
        await pause_news(desk, _item(world))


async def go_on(world: World, desk: Desk) -> None:
    """Somebody lets it go on."""
    await go_on_with_news(desk, _item(world))


def _item(world: World) -> str:
    (news,) = world.witness.reading().news
    return news


async def bounced(world: World, desk: Desk) -> None:
    """Rune's mail bounces."""
    sends = [each for each in world.witness.reading().sends() if isinstance(each.letter, News)]
    (mail,) = (each for each in sends if each.to.address.casefold() == RUNE.casefold())
    at = START + timedelta(hours=1)
    told = ProviderReport(
        operation_id=mail.id, recipient=mail.to.address, status=DeliveryStatus.BOUNCED, attempted=at
    )
    await record_delivery(desk, told)


async def stop(world: World, desk: Desk) -> None:
    """Rune wants no more news."""
    await stop_news(desk, _way_out(world, desk))


async def again(world: World, desk: Desk) -> None:
    """Rune asks for news again."""
    await ask_for_news_again(desk, _way_out(world, desk))


async def given_again(_: World, desk: Desk) -> None:
    """Rune has asked Anna for news again."""
    await give_news_again(desk, await read_member(desk, MEMBER.id), NewsAgain(address=RUNE))


def _way_out(world: World, desk: Desk) -> str:
    """The link in the mail to Rune."""
    person = address_key(desk.secret, RUNE)
    return sign(Link.lasting(Purpose.UNSUBSCRIBE, _item(world), person, START), desk.link_keys[0])


DRAFTED = (*READERS, draft)
MAILED = (*PUBLISHED, look_at_the_news, rest)

NEWS_STORIES = (
    Story("news is drafted", draft, READERS),
    Story("a draft is written anew", rewrite, DRAFTED),
    Story("a draft is sent", send, DRAFTED),
    Story("a draft is tested", try_it, DRAFTED),
    Story("news is paused", pause, PUBLISHED),
    Story("news goes on", go_on, (*PUBLISHED, pause)),
    Story("a mail of news bounces", bounced, MAILED, then=(bounced,)),
    Story("a reader ends news", stop, MAILED),
    Story("a reader ends news that is on its way", stop, PUBLISHED),
    Story("a reader asks for news again", again, (*MAILED, stop, rest)),
    Story("a reader is given news again", given_again, (*MAILED, stop, rest)),
)

NEWS_PAIRS = (
    *both_ways("look at the news and a pause", look_at_the_news, in_order(pause, go_on), PUBLISHED),
    *both_ways("look at the news and its end", look_at_the_news, stop, PUBLISHED, mixed=True),
    *both_ways("a draft sent and written anew", send, rewrite, DRAFTED),
    Pair("two who send a draft", send, send, DRAFTED),
    Pair("the same draft twice", draft, draft, READERS),
    Pair("news ended twice", stop, stop, MAILED),
)
