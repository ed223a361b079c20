"""The vendor's terms are changed, each change for a fault to strike."""

from shared.domain.terms.keeping_answers import CannedBody, add_answer
from shared.domain.terms.keeping_products import PriceBody, ProductBody, add_product, set_price
from shared.domain.terms.keeping_supporters import (
    DutyBody,
    RemovalBody,
    SupporterBody,
    add_supporter,
    change_supporter,
    remove_supporter,
    set_duty,
)
from shared.domain.terms.keeping_texts import OwnTextBody, set_text
from shared.domain.terms.kept_terms import Kept, TermsChange
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.usecases.desk.hand_over_tickets import hand_over_before_removal
from shared.usecases.terms.terms_rows import DecideTerms, TermsAuthor, change_terms
from tests.faults.acts import ASKED
from tests.faults.stories import TO_THE_END, Step, Story, answer, rest
from tests.faults.world import World

CIA = SupporterBody(name="Outside Cia", address="outside-cia@example.com", on_duty=True)


def changed(kind: str, decide: DecideTerms, key: str = "outside-form") -> Step:
    """The vendor's owner sends this form."""

    async def change(_: World, desk: Desk) -> None:
        await change_terms(desk, kind, TermsAuthor("outside-owner", "Outside Olga", key), decide)

    return change


def added(vendor: Vendor, change: TermsChange) -> Kept:
    """One more supporter."""
    return add_supporter(vendor, CIA, change)


def renamed(vendor: Vendor, change: TermsChange) -> Kept:
    """The same supporter has another name."""
    return change_supporter(vendor, "outside-cia", CIA.but(name="Outside Ciara"), change)


def removed(vendor: Vendor, change: TermsChange) -> Kept:
    """Anna has left."""
    return remove_supporter(vendor, "anna", change, confirmed=True)


def off_duty(vendor: Vendor, change: TermsChange) -> Kept:
    """Anna goes off duty."""
    return set_duty(vendor, "anna", DutyBody(confirmed=True), change)


def sold(vendor: Vendor, change: TermsChange) -> Kept:
    """One more product."""
    return add_product(vendor, ProductBody(name="Outside Tid", billing="prod_outside"), change)


def dearer(_: Vendor, change: TermsChange) -> Kept:
    """An hour costs more."""
    return set_price(PriceBody(hourly_price="1 300 SEK"), change)


def canned(vendor: Vendor, change: TermsChange) -> Kept:
    """One more canned answer."""
    given = CannedBody(title_sv="Löst", title_en="Solved", text_sv="Hej {name}!", text_en="Hello {name},")
    return add_answer(vendor, given, change)


def closed(vendor: Vendor, change: TermsChange) -> Kept:
    """Mails end with words of the vendor's own."""
    return set_text(vendor, "closing", OwnTextBody(text_sv="Väl mött!", text_en="See you!"), change)


async def hand_over(_: World, desk: Desk) -> None:
    """Anna is to leave, and her open ticket is her colleague's from now on."""
    heir = next(each.id for each in desk.vendor.supporters if each.id != "anna")
    await hand_over_before_removal(desk, "anna", RemovalBody(heir=heir))


ADD = changed("supporters", added, "outside-first")
REMOVE = changed("supporters", removed)

TERMS = (
    Story("a supporter is added", ADD),
    Story("a supporter is changed", changed("supporters", renamed), (ADD,)),
    Story(
        "a supporter is taken away whose ticket is open",
        changed("supporters", removed),
        ASKED,
        watched=TO_THE_END,
    ),
    Story("a supporter hands over before leaving", hand_over, (*ASKED, answer, rest)),
    Story("a supporter goes off duty", changed("supporters", off_duty), ASKED),
    Story("a product is added", changed("products", sold), (ADD,)),
    Story("an hour costs more", changed("price", dearer)),
    Story("a canned answer is added", changed("answers", canned)),
    Story("mails end with words of the vendor's own", changed("texts", closed), ASKED),
)
