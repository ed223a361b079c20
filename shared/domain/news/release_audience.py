"""Who is told of a release: the responsible persons of covered members, and whoever reported what it fixes.

Where somebody at a member reported it, the member's responsible persons are told though it is not covered.

Each mail has a link of its own, to the page that hands the newest version out while the member is covered.
"""

from collections.abc import Iterable
from datetime import datetime

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.letter_bases import ItemOfNews
from shared.domain.letters.release_letters import ReleaseNews
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.gate import MemberFacts
from shared.domain.news.news import NewsItem, ReleaseTold
from shared.domain.news.news_audience import (
    Audience,
    audience_of,
    covered_products,
    member_audience,
    responsible_audience,
)
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.vendor import Language


class FixReport(Frozen):
    """Somebody reported an entry that the release fixes. ``member``: the key of whose page its link opens.

    ``series``: of that member's links; 0 where the key is nobody's.
    """

    entry: str
    to: Recipient
    language: Language
    member: str
    series: int = 0


def audience_at(
    facts: MemberFacts, item: NewsItem, at: datetime, news: str, house: House, ours: tuple[str, ...] = ()
) -> Audience:
    """The item's mails to this member's responsible persons, of whatever it tells.

    ``ours``: the entries that somebody at this member reported. Of these they are told where the member is
    not covered too, and then as of what is fixed, not as of an upgrade that is theirs.
    """
    if item.release is None:
        return member_audience(facts, item.products, at, house.vendor, house.secret, news)
    release = item.release
    covered = covered_products(facts, item.products, at, house.vendor)
    products = item.products if ours else covered
    found = responsible_audience(facts, products, at, house.secret, news)
    return {
        person: send.but(
            letter=_letter(release, facts.key, person, at, facts.link_series).but(
                products=covered, ours=ours, **_links_of_news(send)
            )
        )
        for person, send in found.items()
    }


def reporters_audience(
    reports: Iterable[FixReport], release: ReleaseTold, at: datetime, news: str, house: House
) -> Audience:
    """The mails to whoever reported an entry, one a person, with all that it reported marked."""
    mails = (_to_reporter(each, release, at, news, house) for each in reports)
    return audience_of(mails, (release.product,))


def _to_reporter(report: FixReport, release: ReleaseTold, at: datetime, news: str, house: House) -> Audience:
    person = address_key(house.secret, report.to.address)
    letter = _letter(release, report.member, person, at, report.series)
    send = Send(
        id=operation_id(house.secret, "news", news, person),
        letter=letter.but(mine=(report.entry,), ours=(report.entry,)),
        to=report.to,
        language=report.language,
        not_before=at,
    )
    return {person: send}


def _links_of_news(send: Send) -> dict[str, Link | None]:
    """Where the item is read, and where its reader hands news over or ends it."""
    return {"page": send.letter.page, "stop": send.letter.stop} if isinstance(send.letter, ItemOfNews) else {}


def _letter(release: ReleaseTold, member: str, person: str, at: datetime, series: int) -> ReleaseNews:
    """The mail, with this person's link to the member's page."""
    link = Link.lasting(Purpose.UPGRADE, member, person, at, about=release.place, series=series)
    return ReleaseNews(products=(), product=release.product, version=release.version, link=link)
