"""The vendor's terms in storage: a row for each kind that somebody has changed, in one partition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.terms.kept_terms import (
    Kept,
    KeptAnswers,
    KeptPrice,
    KeptProducts,
    KeptSupporters,
    KeptTerms,
    KeptTexts,
    TermsChange,
)
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.store import Store, Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat

PLACE = "terms"
KEPT_TERMS: Mapping[str, RowFormat[Any]] = {
    "supporters": RowFormat(KeptSupporters.model_validate_json),
    "products": RowFormat(KeptProducts.model_validate_json),
    "price": RowFormat(KeptPrice.model_validate_json),
    "answers": RowFormat(KeptAnswers.model_validate_json),
    "texts": RowFormat(KeptTexts.model_validate_json),
}
"""By the name of its kind in ``KeptTerms``, and in the key of its row."""


@dataclass(frozen=True, slots=True)
class LoadedTerms:
    """The terms with the version of each row, by its kind."""

    terms: KeptTerms
    etags: Mapping[str, str]


async def load_terms(store: Store) -> LoadedTerms:
    """Everything that somebody has changed. One request.

    Raises:
        StoreUnavailable: also where a newer version of the desk wrote a row.
    """
    rows = await store.rows(Table.TERMS, PLACE, first=f"{PLACE}-", before=f"{PLACE}.")
    by_kind = {row.key.removeprefix(f"{PLACE}-"): row for row in rows}
    known = {kind: row for kind, row in by_kind.items() if kind in KEPT_TERMS}
    found = {kind: KEPT_TERMS[kind].read(row.text) for kind, row in known.items()}
    return LoadedTerms(KeptTerms(**found), {kind: row.etag for kind, row in known.items()})


@dataclass(frozen=True, slots=True)
class TermsAuthor:
    """Who changes the terms: by id and name. ``key``: the request's own; sent again, it is one change."""

    by: str
    name: str
    key: str

    def at(self, now: datetime) -> TermsChange:
        """The change that is made now."""
        return TermsChange(by=self.by, name=self.name, at=now, key=self.key)


type DecideTerms = Callable[[Vendor, TermsChange], Kept]


async def change_terms(desk: Desk, kind: str, author: TermsAuthor, decide: DecideTerms) -> None:
    """Decide about the terms as they stand, and keep what is decided; in force here at once.

    Where the author's request was the last to change this kind, it is done, and nothing changes.

    Raises:
        Refused: what the decision refuses; nothing was written.
        StoreUnavailable: send it again with the same key.
    """

    async def attempt(_: int) -> None:
        loaded = await load_terms(desk.store)
        before: Kept | None = getattr(loaded.terms, kind)
        after = before
        if before is None or before.change.key != author.key:
            after = decide(loaded.terms.on(desk.vendor), author.at(desk.clock.now()))
            row = KEPT_TERMS[kind].row(f"{PLACE}-{kind}", after, loaded.etags.get(kind))
            await desk.store.commit(Table.TERMS, PLACE, [row])
        desk.terms_changed(KeptTerms(**{kind: after}))

    await until_committed(desk, PLACE, attempt)
