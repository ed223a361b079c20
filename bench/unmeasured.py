"""The one error of the bench itself."""


class Unmeasured(Exception):
    """Something did not do the work that was to be measured. The text says what, in one sentence."""
