"""The house as this process knows it: the settings, and what has been changed of them, a minute old at most.

Every function passes ``keep_up`` before it acts; no act asks storage for the terms itself.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.terms.kept_terms import KeptTerms
from shared.domain.values.house import House
from shared.ports.clock import Clock
from shared.ports.store import Store, StoreUnavailable
from shared.usecases.terms.terms_rows import load_terms

FRESH = timedelta(seconds=30)
"""So old they may be before they are read anew, while nobody waits for it."""
OLDEST = timedelta(seconds=60)
"""So old they may be at most: whoever comes then waits for them."""
MOST_WAITED = 2.0
"""Seconds that anybody waits where they are known; after that, what is known counts."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class TermsInForce:
    """Called, it is the house as it is now. ``beginning``: what the settings say."""

    beginning: House
    clock: Clock
    _terms: KeptTerms = field(default_factory=KeptTerms)
    _house: House | None = None
    _read: datetime | None = None
    _changes: int = 0
    _reading: asyncio.Task[None] | None = field(default=None, repr=False)

    def __call__(self) -> House:
        """The terms as they are known, and who is away today."""
        known = self._house or self.beginning.but(vendor=self._terms.on(self.beginning.vendor))
        vendor = known.vendor.asked_at(self.clock.now())
        self._house = known if vendor is known.vendor else known.but(vendor=vendor)
        return self._house

    def changed(self, terms: KeptTerms) -> None:
        """These have just been written: they count at once."""
        self._changes += 1
        self._know(self._terms.knowing(terms))

    async def keep_up(self, store: Store) -> None:
        """Return once they are a minute old at most, or storage has not answered for some seconds.

        No request where they are younger than half a minute, one in the background up to a minute.

        Raises ``StoreUnavailable``: they have never been read, and cannot be.
        """
        age = self.clock.now() - self._read if self._read else None
        if age is not None and timedelta(0) <= age < FRESH:
            return
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read_anew(store))
        if age is None:
            await asyncio.shield(self._reading)
        elif not timedelta(0) <= age <= OLDEST:  # a clock that was set back does not say how old they are
            await asyncio.wait([self._reading], timeout=MOST_WAITED)

    async def _read_anew(self, store: Store) -> None:
        """What was changed here meanwhile is newer than what is read, and is read the next time."""
        begun, changes = self.clock.now(), self._changes
        try:
            loaded = await load_terms(store)
        except StoreUnavailable as error:
            if self._read is None:
                raise
            _log.warning("the terms cannot be read, and stay as they were: %s", type(error).__name__)
            return
        if changes == self._changes:
            self._know(loaded.terms)
            self._read = begun

    def _know(self, terms: KeptTerms) -> None:
        self._terms, self._house = terms, None
