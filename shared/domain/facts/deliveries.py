"""Of a ticket's answers: which the provider has yet to accept, which lie in a spam folder, what was told."""

from enum import StrEnum
from typing import Self

from shared.domain.values.frozen import Frozen


class UnsentLevel(StrEnum):
    """When supporters are told that an answer has still not left."""

    ONE_HOUR = "one_hour"
    DUE = "due"


class UnsentAnswer(Frozen):
    """An answer that counts for now, and how many of its mails the provider has yet to accept."""

    answer: str
    mails: int


class ToldUnsent(Frozen):
    """Supporters were told at this level that this answer, which ended this clock, had not left."""

    clock: str
    answer: str
    level: UnsentLevel


class Deliveries(Frozen):
    """``doubtful``: answers that the recipient's server put aside as spam."""

    unsent: tuple[UnsentAnswer, ...] = ()
    told: tuple[ToldUnsent, ...] = ()
    doubtful: tuple[str, ...] = ()

    def waits(self, answer: str) -> bool:
        """The provider has yet to accept a mail of this answer."""
        return any(each.answer == answer for each in self.unsent)

    def committed(self, answer: str, mails: int) -> Self:
        """A new answer of so many mails."""
        more = (UnsentAnswer(answer=answer, mails=mails),) if mails else ()
        return self.but(unsent=(*self.unsent, *more))

    def accepted(self, answer: str) -> Self:
        """The provider has accepted one mail of the answer."""
        left = (each.but(mails=each.mails - (each.answer == answer)) for each in self.unsent)
        return self.but(unsent=tuple(each for each in left if each.mails))

    def undone(self, answer: str) -> Self:
        """The answer never counted; nothing more is to be said of where it lies."""
        return self.but(
            unsent=tuple(each for each in self.unsent if each.answer != answer),
            doubtful=tuple(each for each in self.doubtful if each != answer),
        )

    def doubted(self, answer: str) -> Self:
        """The answer was put aside as spam."""
        return self.but(doubtful=tuple(dict.fromkeys([*self.doubtful, answer])))

    def told_of(self, clock: str, answer: str, levels: tuple[UnsentLevel, ...]) -> Self:
        """Supporters know by these levels that the answer has not left."""
        told = tuple(ToldUnsent(clock=clock, answer=answer, level=level) for level in levels)
        return self.but(told=(*self.told, *told))
