"""What is sold and said: the pages on which the vendor's owner changes products, price and words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import Sent
from functions.desk.terms_posts import DONE, TERMS_REFUSES, refuse_act, show_terms, take_terms, terms_form
from functions.starting import imported_when_used
from shared.domain.refusals.terms_errors import AnswersFull, ProductPublished, ProductUsed
from shared.web.http.response import Response
from shared.web.http.submissions import parse_fields

with imported_when_used():
    from shared.domain.terms import keeping_answers, keeping_products, keeping_texts
    from shared.usecases.members import use_of_product
    from shared.web.desk.terms import answers_shown, mails_shown, products_shown

if TYPE_CHECKING:
    from shared.usecases.terms.terms_rows import DecideTerms
    from shared.web.desk.forms import SentForm

blueprint = DeskDoors("Pages for supporters")


@blueprint.page("GET desk/terms/products", "The page.", (DONE,))
async def desk_products(asked: DeskAsked) -> Response:
    """What is sold, and what an hour costs.

    Each product with what billing providers call it; with a form for each change, for the vendor's owner
    alone.
    """
    return await show_terms(asked, products_shown.products_room)


@blueprint.form(
    "POST desk/terms/products",
    terms_form("price"),
    refuses=(*TERMS_REFUSES, ProductUsed, ProductPublished),
    for_owner=True,
)
async def desk_products_act(asked: DeskAsked) -> Response:
    """Change what is sold, or what an hour costs.

    In force on every instance within a minute. A product that anybody uses cannot be taken away, and the page
    says by whom it is used. Quotes that have been given keep what they said.
    """
    return await take_terms(asked, partial(_of_products, asked), products_shown.products_room)


@blueprint.page("GET desk/terms/answers", "The page.", (DONE,))
async def desk_answers(asked: DeskAsked) -> Response:
    """The canned answers.

    Each in both languages, in the order in which they are offered; with a form for each change, for the
    vendor's owner alone.
    """
    return await show_terms(asked, answers_shown.answers_room)


@blueprint.form(
    "POST desk/terms/answers", terms_form("add"), refuses=(*TERMS_REFUSES, AnswersFull), for_owner=True
)
async def desk_answers_act(asked: DeskAsked) -> Response:
    """Change the canned answers.

    Adds, changes, moves or takes away one: offered so on every instance within a minute. What is in one
    language only, or has a place that nothing fills in, is refused at its field.
    """
    return await take_terms(asked, _of_answers, answers_shown.answers_room)


@blueprint.page("GET desk/terms/mails", "The page.", (DONE,), for_owner=True)
async def desk_mails(asked: DeskAsked) -> Response:
    """The vendor's own words in mails.

    What stands at the end of mails to whoever wrote, and a paragraph in two of them; with a form for each
    change, and the mails as they read with it.
    """
    return await show_terms(asked, partial(mails_shown.mails_room, now=asked.now))


@blueprint.form("POST desk/terms/mails", terms_form("closing"), refuses=TERMS_REFUSES, for_owner=True)
async def desk_mails_act(asked: DeskAsked) -> Response:
    """Change the vendor's own words in mails.

    Said so on every instance within a minute. What is in one language only, or has a place that nothing fills
    in, is refused at its field.
    """
    return await take_terms(asked, _of_mails, partial(mails_shown.mails_room, now=asked.now))


async def _of_mails(sent: Sent[SentForm]) -> tuple[str, DecideTerms]:
    """The text that the act is called after."""
    given = parse_fields(sent.body, keeping_texts.OwnTextBody)
    return "texts", lambda vendor, change: keeping_texts.set_text(vendor, sent.form.act, given, change)


async def _of_products(asked: DeskAsked, sent: Sent[SentForm]) -> tuple[str, DecideTerms]:
    """What the form asks for, and of a product that is there who uses it."""
    acts, keeping, name = products_shown.ProductAct, keeping_products, sent.form.about
    match sent.form.act:
        case acts.PRICE:
            price = parse_fields(sent.body, keeping.PriceBody)
            return "price", lambda _, change: keeping.set_price(price, change)
        case acts.ADD:
            added = parse_fields(sent.body, keeping.ProductBody)
            return "products", lambda vendor, change: keeping.add_product(vendor, added, change)
        case acts.CHANGE:
            given = parse_fields(sent.body, keeping.ProductBody)
            use = await use_of_product.read_use(asked.desk, name)
            return "products", lambda vendor, change: keeping.change_product(vendor, name, given, use, change)
        case acts.REMOVE:
            used = await use_of_product.read_use(asked.desk, name)
            return "products", lambda vendor, change: keeping.remove_product(vendor, name, used, change)
    raise refuse_act()


async def _of_answers(sent: Sent[SentForm]) -> tuple[str, DecideTerms]:
    """What the form asks for."""
    return "answers", _decide_answers(sent)


def _decide_answers(sent: Sent[SentForm]) -> DecideTerms:
    acts, keeping, name = answers_shown.CannedAct, keeping_answers, sent.form.about
    match sent.form.act:
        case acts.ADD:
            added = parse_fields(sent.body, keeping.CannedBody)
            return lambda vendor, change: keeping.add_answer(vendor, added, change)
        case acts.CHANGE:
            given = parse_fields(sent.body, keeping.CannedBody)
            return lambda vendor, change: keeping.change_answer(vendor, name, given, change)
        case acts.UP:
            return lambda vendor, change: keeping.move_answer_up(vendor, name, change)
        case acts.REMOVE:
            return lambda vendor, change: keeping.remove_answer(vendor, name, change)
    raise refuse_act()
