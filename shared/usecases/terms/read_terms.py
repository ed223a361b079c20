"""The vendor's terms as they stand, for the pages on which its owner changes them."""

from dataclasses import dataclass

from shared.domain.terms.kept_terms import KeptTerms, TermsChange
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.usecases.terms.terms_rows import load_terms


@dataclass(frozen=True, slots=True)
class TermsView:
    """The terms as they are kept; what nobody has changed is as the settings say."""

    vendor: Vendor
    terms: KeptTerms

    def change(self, kind: str) -> TermsChange | None:
        """Who changed this kind last; None where nobody has."""
        kept = getattr(self.terms, kind)
        return kept.change if kept else None


async def read_terms(desk: Desk) -> TermsView:
    """The terms as they are kept now, whatever this process knows of them. One request."""
    terms = (await load_terms(desk.store)).terms
    return TermsView(terms.on(desk.vendor).asked_at(desk.clock.now()), terms)
