"""Who uses a product, before it is changed or taken away."""

import asyncio

from shared.domain.releases.release import place_of
from shared.domain.terms.keeping_products import ProductUse
from shared.ports.desk import Desk
from shared.usecases.documentation.shelf_rows import load_shelf
from shared.usecases.members.list_members import read_listed
from shared.usecases.releases.release_rows import newest_release
from shared.usecases.terms.read_terms import read_terms


async def read_use(desk: Desk, product: str) -> ProductUse:
    """Who uses the product of this id; the list of members is asked, one request for each 1000 of them.

    What it is billed as is read, too: another instance may just have changed that.
    """
    place = place_of(desk.secret, product)
    view, members, release, shelf = await asyncio.gather(
        read_terms(desk), read_listed(desk), newest_release(desk.store, place), load_shelf(desk, product)
    )
    references = view.vendor.product_references(product)
    using = (
        each.name
        for each in members
        if product in each.seats or any(one.billed_as in references for one in each.subscriptions)
    )
    return ProductUse(
        billed=frozenset(one.billed_as for each in members for one in each.subscriptions),
        members=tuple(sorted(using, key=str.casefold)),
        published=release is not None or bool(shelf.shelf.documents),
    )
