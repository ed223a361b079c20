"""What a release would come to: whom it would be told, and the mail as its readers would get it."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.news.news import NewsItem
from shared.domain.releases.release import Release, ReleaseBody
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.news.freeze_news import preview_audience
from shared.usecases.news.preview_news import NewsPreview, example_mail
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
        mails={language: example_mail(desk, item, release.news, language) for language in Language},
    )
