"""The terms as they are kept once somebody has changed them: each kind alone, beside who changed it and when.

What nobody has changed yet is as the settings say.
"""

from collections.abc import Iterator
from typing import Self

from shared.domain.values.canned_answers import CannedAnswer
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.mail_texts import MailTexts
from shared.domain.values.past_supporter import PastSupporter
from shared.domain.values.vendor import Product, Supporter, Vendor


class TermsChange(Frozen):
    """Who changed the terms: by the id of whoever has signed in, and the name; and the form's own key."""

    by: str
    name: str
    at: Instant
    key: str


class KeptSupporters(Frozen):
    """Who answers, and who did."""

    change: TermsChange
    supporters: tuple[Supporter, ...]
    past_supporters: tuple[PastSupporter, ...] = ()


class KeptProducts(Frozen):
    """What is sold."""

    change: TermsChange
    products: tuple[Product, ...]


class KeptPrice(Frozen):
    """What an hour costs from now on."""

    change: TermsChange
    hourly_price: str
    prices_include_vat: bool


class KeptAnswers(Frozen):
    """The canned answers, in the order in which they are offered."""

    change: TermsChange
    canned_answers: tuple[CannedAnswer, ...]


class KeptTexts(Frozen):
    """The vendor's own words in mails."""

    change: TermsChange
    mail_texts: MailTexts


type Kept = KeptSupporters | KeptProducts | KeptPrice | KeptAnswers | KeptTexts


class KeptTerms(Frozen):
    """Every kind that somebody has changed; None where the settings count."""

    supporters: KeptSupporters | None = None
    products: KeptProducts | None = None
    price: KeptPrice | None = None
    answers: KeptAnswers | None = None
    texts: KeptTexts | None = None

    def kinds(self) -> Iterator[Kept]:
        """Those that there are."""
        return (kept for _, kept in self if kept is not None)

    def knowing(self, other: Self) -> Self:
        """The same, with whatever the other has of it in place of its own."""
        return self.but(**{name: kept for name, kept in other if kept is not None})

    def on(self, vendor: Vendor) -> Vendor:
        """The terms of this vendor, with these in place of what the settings say."""
        changed = {name: value for kept in self.kinds() for name, value in kept if name != "change"}
        return vendor.but(**changed) if changed else vendor
