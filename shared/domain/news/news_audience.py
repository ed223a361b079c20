"""Who gets an item of news: the responsible persons of members that are covered for one of its products."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.letter_bases import ItemOfNews
from shared.domain.letters.news_letters import News
from shared.domain.letters.release_letters import ReleaseNews
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.coverage import best_coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.vendor import Vendor

type Audience = Mapping[str, Send]
"""Each person's key (a digest of the address, upper and lower case alike) and the mail to that person."""


def covered_products(
    facts: MemberFacts, products: Iterable[str], at: datetime, vendor: Vendor
) -> tuple[str, ...]:
    """Those of the products that the member's subscriptions cover at this instant, in the given order."""
    return tuple(product for product in products if _covers(facts, product, at, vendor))


def member_audience(
    facts: MemberFacts, products: Sequence[str], at: datetime, vendor: Vendor, secret: bytes, news: str
) -> Audience:
    """The item's mails to this member's responsible persons, one a person, in the member's language.

    A mail names the products that its reader is responsible for, and has neither title nor text yet.
    """
    covered = covered_products(facts, products, at, vendor)
    return responsible_audience(facts, covered, at, secret, news)


def responsible_audience(
    facts: MemberFacts, products: Sequence[str], at: datetime, secret: bytes, news: str
) -> Audience:
    """As ``member_audience``, for each of these products, whether or not the member is covered for it."""
    found: dict[str, Send] = {}
    for product in products:
        for seat in facts.member.responsible(product):
            person = address_key(secret, seat.address)
            send = Send(
                id=operation_id(secret, "news", news, person),
                letter=news_letter((product,), news, person, at),
                to=Recipient(address=seat.address, name=seat.name),
                language=facts.member.language,
                not_before=at,
                skip=facts.flags.skips_news(seat.address),
            )
            found[person] = joined(found.get(person), send, products)
    return found


def news_letter(products: tuple[str, ...], news: str, person: str, at: datetime) -> News:
    """The item as this person gets it, without its words: with links of its own, which last from then on."""
    return News(
        products=products,
        title="",
        words="",
        page=Link.lasting(Purpose.NEWS, news, person, at),
        stop=Link.lasting(Purpose.UNSUBSCRIBE, news, person, at),
    )


def audience_of(audiences: Iterable[Audience], products: Sequence[str]) -> Audience:
    """Several members' people together, each person once."""
    together: dict[str, Send] = {}
    for audience in audiences:
        for person, send in audience.items():
            together[person] = joined(together.get(person), send, products)
    return together


def joined(known: Send | None, send: Send, products: Sequence[str]) -> Send:
    """One mail to one person: address and language as first found, the products of both in their order.

    Who is responsible for one is written to as that, and not as who reported an error. An address that is
    dead at one member, or wants no news, is and does at the others.
    """
    if known is None:
        return send
    first, other = (known, send) if products_of(known) or not products_of(send) else (send, known)
    held = {*products_of(known), *products_of(send)}
    letter = first.letter.but(products=tuple(each for each in products if each in held))
    if isinstance(letter, ReleaseNews) and isinstance(other.letter, ReleaseNews):
        letter = letter.marked(other.letter.mine, other.letter.ours)
    return first.but(letter=letter, skip=known.skip or send.skip)


def products_of(send: Send) -> tuple[str, ...]:
    """The products that the reader of this mail is responsible for."""
    return send.letter.products if isinstance(send.letter, ItemOfNews) else ()


def _covers(facts: MemberFacts, product: str, at: datetime, vendor: Vendor) -> bool:
    names = vendor.product_references(product)
    ours = (each for each in facts.subscriptions if each.product in names)
    return best_coverage(ours, at, vendor.grace).covered
