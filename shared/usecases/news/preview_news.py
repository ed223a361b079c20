"""News as its readers will see it: shown in each language, or mailed to one supporter as a test."""

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.news_letters import News
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.release_letters import ReleaseNews
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.recipients import supporter
from shared.domain.news.news import NewsItem, NewsTest
from shared.domain.news.news_audience import news_letter
from shared.domain.tickets.entries import identified
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.news.read_news import known_news
from shared.usecases.outbox.hand_over import mail_of
from shared.usecases.records.news_rows import LoadedNews
from shared.usecases.records.notice_rows import post_notice


class NewsPreview(Frozen):
    """The item as the mail that a reader of this language gets: ``html`` is a whole document.

    Its links are examples: they open the page, and end news for nobody.
    """

    language: Language
    subject: str
    text: str
    html: str


class SentAsTest(Frozen):
    """Where a test goes, and in which language."""

    address: str
    language: Language


async def preview_news(desk: Desk, news: str, language: Language) -> NewsPreview:
    """The item as a person responsible for all of its products will read it. Writes nothing.

    Raises ``NewsUnknown``.
    """
    return example_mail(desk, (await known_news(desk, news)).request, news, language)


def example_mail(desk: Desk, item: NewsItem, news: str, language: Language) -> NewsPreview:
    """The mail that tells of this item, to a person responsible for all of its products."""
    to = Recipient(address=desk.vendor.sender_address)
    send = Send(
        id=operation_id(desk.secret, "news preview", news, language),
        letter=_example_letter(desk, item, news, to),
        to=to,
        language=language,
        not_before=desk.clock.now(),
    )
    mail = mail_of(desk, item.filled_in(send))
    return NewsPreview(language=language, subject=mail.subject, text=mail.text, html=mail.html)


async def mail_as_test(desk: Desk, news: str, test: NewsTest, key: str | None) -> SentAsTest:
    """Mail the item, marked as a test, to this supporter alone; the audience knows nothing of it.

    The same again (by ``key``, else within the hour) is one mail, unless the item was written anew.

    Raises:
        NewsUnknown: there is no such item.
        AuthorUnknown: there is no supporter of this id; a test goes to nobody else.
        StoreUnavailable: send it again with the same key.
    """
    loaded = await known_news(desk, news)
    reader = supporter(test.author, desk.vendor)
    to = Recipient(address=reader.address, name=reader.name)
    language = test.language or reader.language
    entry = identified(desk.secret, "news test", test, key, desk.clock.now(), "news-test", loaded.header.id)
    notice = notice_id(desk.secret, "news-test", entry.id, loaded.header.content)
    letter = _letter(desk, loaded, to, language).but(test=True)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, desk.clock.now()))
    return SentAsTest(address=to.address, language=language)


def _example_letter(desk: Desk, item: NewsItem, news: str, to: Recipient) -> News | ReleaseNews:
    """The letter without its words; of a release, with a link that opens no member's page."""
    now, person = desk.clock.now(), address_key(desk.secret, to.address)
    told, release = news_letter(item.products, news, person, now), item.release
    if release is None:
        return told
    return ReleaseNews(
        products=told.products,
        page=told.page,
        stop=told.stop,
        product=release.product,
        version=release.version,
        link=Link.lasting(Purpose.UPGRADE, person, person, now, about=release.place),
    )


def _letter(desk: Desk, loaded: LoadedNews, to: Recipient, language: Language) -> News:
    """The item as this reader gets it."""
    header, person = loaded.header, address_key(desk.secret, to.address)
    letter = news_letter(header.products, header.id, person, desk.clock.now())
    return loaded.request.told_in(letter, language)
