"""All ports in one hand, with the vendor's terms."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.values.vendor import Vendor
from shared.ports.clock import Clock
from shared.ports.files import Files
from shared.ports.mailer import Mailer
from shared.ports.queue import Queue
from shared.ports.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything an act needs, in one hand: the ports, the vendor's terms, and the secret for keys.

    ``secret`` is never rotated: ticket ids and directory keys are made with it. ``link_keys`` are: the first
    signs links, all read them. ``started`` is when this process took up its work.
    """

    clock: Clock
    store: Store
    queue: Queue
    mailer: Mailer
    files: Files
    vendor: Vendor
    secret: bytes
    link_keys: tuple[bytes, ...]
    started: datetime
