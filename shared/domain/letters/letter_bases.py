"""What several letters have alike."""

from shared.domain.values.frozen import Frozen


class PersonsAnswer(Frozen):
    """A letter that a person wrote and that answers turns: what becomes of it decides whether they are."""

    ticket: str
    answer: str
    author: str
    words: str


class ToTheMember(Frozen):
    """An automatic letter that goes to somebody at the member."""
