"""What a ticket knows of the register of errors: the entries it is tied to, and of which it has told."""

from typing import Self

from shared.domain.values.frozen import Frozen, Instant


class TicketTie(Frozen):
    """The ticket is about this entry (``E-12``): who tied it, and when."""

    entry: str
    at: Instant
    author: str


class TicketErrors(Frozen):
    """``ties`` are those that hold; ``told``: the entries whose confirmation its requester was told of."""

    ties: tuple[TicketTie, ...] = ()
    told: tuple[str, ...] = ()

    def has(self, entry: str) -> bool:
        """Whether the ticket is tied to the entry of this name."""
        return any(each.entry == entry for each in self.ties)

    def tied(self, tie: TicketTie) -> Self:
        """Tied to this entry too."""
        return self.but(ties=(*self.ties, tie))

    def untied(self, entry: str) -> Self:
        """Tied to this entry no more."""
        return self.but(ties=tuple(each for each in self.ties if each.entry != entry))
