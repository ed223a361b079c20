"""What the desk refuses to do with news; ``shared/web/http/problems`` has the words of each."""

from shared.domain.refusals.error_sorts import Conflicting, Gone, Invalid


class NewsOnTheWay(Conflicting):
    """The item is sent, or being sent: what people have got cannot be changed any more."""


class NewsChanged(Conflicting):
    """The draft says something else by now than whoever sends it has seen."""


class NewsNotSentYet(Conflicting):
    """The item is a draft: nothing of it goes out that could be paused or gone on with."""


class NewsSent(Conflicting):
    """The item has gone out to everybody: there is nothing left to pause."""


class NewsLinkExpired(Gone):
    """The time of a link in a mail of news is over. There is no ticket to which it could be renewed."""


class NoSuchSeat(Invalid):
    """Nobody at the member is responsible for a product under this address."""
