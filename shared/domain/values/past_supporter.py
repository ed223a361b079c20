"""Who answered once: what past tickets call them."""

from shared.domain.values.frozen import Frozen


class PastSupporter(Frozen):
    """One who worked at the vendor, and whose id nobody else gets."""

    id: str
    name: str
