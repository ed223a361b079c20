"""What a release would come to: whom it would be told, and the mail as its readers would get it."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.release_letters import ReleaseNews
from shared.domain.letters.sends import Recipient, Send
from shared.domain.news.news import NewsItem
from shared.domain.news.news_audience import news_letter
from shared.domain.releases.release import Release, ReleaseBody
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.news.freeze_news import preview_audience
from shared.usecases.news.preview_news import NewsPreview
from shared.usecases.outbox.hand_over import mail_of
from shared.usecases.releases.look_at_releases import item_of
from shared.usecases.releases.publish_release import release_foreseen


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """A release before it is out. ``people`` get one mail each; ``skipped`` would, had they no reason not to.

    ``mails``: as a responsible person of a covered member gets it, in each language.
    """

    release: Release
    item: NewsItem
    people: int
    skipped: int
    mails: Mapping[Language, NewsPreview]


async def preview_release(desk: Desk, body: ReleaseBody) -> ReleasePreview:
    """What publishing it now would come to. Writes nothing. Raises as ``publish_release``."""
    release = await release_foreseen(desk, body)
    item = await item_of(desk, release)
    audience = await preview_audience(desk, item, desk.clock.now())
    skipped = sum(bool(send.skip) for send in audience.values())
    return ReleasePreview(
        release=release,
        item=item,
        people=len(audience) - skipped,
        skipped=skipped,
        mails={language: _mail(desk, release, item, language) for language in Language},
    )


def _mail(desk: Desk, release: Release, item: NewsItem, language: Language) -> NewsPreview:
    """Its links are examples, and open nothing."""
    now, to = desk.clock.now(), Recipient(address=desk.vendor.sender_address)
    person = address_key(desk.secret, to.address)
    told = news_letter(item.products, release.news, person, now)
    letter = ReleaseNews(
        products=told.products,
        page=told.page,
        stop=told.stop,
        product=release.product,
        version=release.version,
        link=Link.lasting(Purpose.UPGRADE, person, person, now, about=release.place),
    )
    send = Send(
        id=operation_id(desk.secret, "release preview", release.news, language),
        letter=letter,
        to=to,
        language=language,
        not_before=now,
    )
    mail = mail_of(desk, item.filled_in(send))
    return NewsPreview(language=language, subject=mail.subject, text=mail.text, html=mail.html)
