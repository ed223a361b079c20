"""What the desk refuses to do with the register of errors."""

from shared.domain.refusals.error_sorts import Conflicting, Invalid, Unknown


class RegisterEntryUnknown(Unknown):
    """The register has no entry of this name."""


class RegisterEntryMerged(Conflicting):
    """The entry goes on in another: ``into`` is its name."""

    def __init__(self, into: str) -> None:
        """Name the entry in which it goes on."""
        super().__init__(into)
        self.into = into


class RegisterEntryChanged(Conflicting):
    """The entry says something else than was read."""


class RegisterStepRefused(Conflicting):
    """The entry cannot come to this state from the one in which it is: ``state``."""

    def __init__(self, state: str) -> None:
        """Keep where it stands."""
        super().__init__(state)
        self.state = state


class RegisterReasonMissing(Invalid):
    """The step needs a reason, and none was given."""


class RegisterVersionMissing(Invalid):
    """Nobody said which version fixes it."""


class RegisterMergeCircular(Invalid):
    """The entries would go on in each other, or one in itself."""


class RegisterMergeBusy(Conflicting):
    """Another entry is being merged into this one just now."""

    again_after = 600


class RegisterProductDiffers(Conflicting):
    """The ticket is about another product than the entry, and nobody said that this is meant."""
