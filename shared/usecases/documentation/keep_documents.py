"""Supporters keep the list of a product's documents."""

from collections.abc import Callable

from shared.domain.documentation.documents import Document, Shelf
from shared.ports.desk import Desk
from shared.usecases.documentation.shelf_rows import load_shelf, replace_shelf
from shared.usecases.records.acting import until_committed


async def read_documents(desk: Desk, product: str) -> Shelf:
    """All documents of the product, in the order of their ids. Raises ``ProductUnknown``."""
    desk.vendor.must_sell({"product": product})
    return (await load_shelf(desk, product)).shelf


async def put_document(desk: Desk, product: str, document: Document) -> bool:
    """The document is as given from now on; True where it is new. The same again changes nothing.

    Raises:
        ProductUnknown, ShelfFull: nothing was written.
        StoreUnavailable: send it again.
    """
    before = await _change(desk, product, lambda shelf: shelf.having(document))
    return document.id not in {each.id for each in before.documents}


async def remove_document(desk: Desk, product: str, document: str) -> Shelf:
    """The document is not studied any more, and the list after it; what was asked about it stays.

    One that is not there changes nothing. Raises as ``put_document``.
    """
    await _change(desk, product, lambda shelf: shelf.without(document))
    return await read_documents(desk, product)


async def _change(desk: Desk, product: str, change: Callable[[Shelf], Shelf]) -> Shelf:
    """Change the list; how it was before."""
    desk.vendor.must_sell({"product": product})

    async def attempt(_: int) -> Shelf:
        loaded = await load_shelf(desk, product)
        after = change(loaded.shelf)
        if after != loaded.shelf:
            await replace_shelf(desk, loaded, after)
        return loaded.shelf

    return await until_committed(desk, product, attempt)
