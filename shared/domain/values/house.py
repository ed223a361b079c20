"""Whose desk it is: what every decision may need of it beside the ticket."""

from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor


class House(Frozen):
    """The vendor's terms as they are now, and the secret that ids and keys are made with."""

    vendor: Vendor
    secret: bytes
