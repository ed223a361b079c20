"""Which language a person is written to in."""

from shared.domain.values.vendor import Language


def choose_language(
    requested: Language | None, member: Language | None, accepted: Language | None
) -> Language:
    """The request's own language first, then the member's, then what the browser accepts, then Swedish."""
    return requested or member or accepted or Language.SWEDISH
