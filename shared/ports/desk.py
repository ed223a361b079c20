"""All ports in one hand, with the house."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from shared.domain.audit.named import Name
from shared.domain.lanes.blocks import Blocks
from shared.domain.values.authority import By
from shared.domain.values.house import House
from shared.domain.values.vendor import Vendor
from shared.ports.clock import Clock
from shared.ports.files import Files
from shared.ports.mailer import Mailer
from shared.ports.queue import Queue
from shared.ports.search import SearchIndex
from shared.ports.store import Store

if TYPE_CHECKING:
    from shared.domain.terms.kept_terms import KeptTerms

type Pause = Callable[[int], Awaitable[None]]
"""Wait a little after so many attempts that others were quicker than: at random, and longer each time."""

type Shows = Callable[[Iterable[Name]], None]
"""Hears which references an answer will show, as soon as that is known: what audits writes meanwhile."""


type TermsChanged = Callable[[KeptTerms], None]
"""Hears which terms have just been written, so that they count in this process at once."""


def _unheard(_: object) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything an act needs, in one hand: the ports, the vendor's terms, and the secret for keys.

    ``house``: the terms and the secret as they are now, asked for each act; the secret is never rotated:
    ticket ids and directory keys are made with it. ``link_keys`` are: the first signs links, all read them.
    ``started`` is when this process took up its work. ``by``: by what is known who acts, as events keep it.
    ``blocks``: what it may still send in this minute. ``shows``: who hears what a list will show.
    ``terms_changed``: who hears which of the vendor's terms were written.
    """

    clock: Clock
    store: Store
    queue: Queue
    mailer: Mailer
    files: Files
    search: SearchIndex
    house: Callable[[], House]
    pause: Pause
    link_keys: tuple[bytes, ...]
    started: datetime
    by: By = By.UNTOLD
    blocks: Blocks = field(default_factory=Blocks)
    shows: Shows = _unheard
    terms_changed: TermsChanged = _unheard

    @property
    def vendor(self) -> Vendor:
        """The vendor's terms as they are now."""
        return self.house().vendor

    @property
    def secret(self) -> bytes:
        """What ids and keys are made with."""
        return self.house().secret
