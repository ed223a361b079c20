"""The invariants of the architecture for an item of news: the same as a ticket's, over other rows."""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.letters.sends import LEASE, SendState
from shared.domain.news.news import NewsHeader, NewsState
from tests.faults.looked import is_looked_at
from tests.faults.reading import NewsRows, Reading


def news_broken_at_any_time(news: NewsRows, reading: Reading, now: datetime) -> Iterator[str]:
    """What must never be seen, whichever call was the last."""
    if news.header is None or not news.item:
        yield f"1: news {news.id} is there in part"
        return
    header, state = news.header, news.header.state
    waiting, ended = news.waiting.values(), news.ended.values()
    if state is NewsState.BUILDING and any(send.attempts for send in (*waiting, *ended)):
        yield f"2: news {news.id} is mailed while its audience is being frozen"
    if news.waiting.keys() & news.ended.keys():
        yield f"2: news {news.id} has a person who waits and has got it"
    if any(send.ended for send in news.waiting.values()) or not all(
        each.ended for each in news.ended.values()
    ):
        yield f"2: news {news.id} and its outbox disagree on what is unsent"
    if any(send.state is SendState.FAILED and not send.reason for send in ended):
        yield f"2: a mail of news {news.id} failed without a reason"
    if state is NewsState.DRAFT and (waiting or ended):
        yield f"2: news {news.id} is a draft, and has an audience"
    if state is NewsState.SENT and waiting:
        yield f"2: news {news.id} is sent, and somebody waits"
    if state.on_its_way and not is_looked_at(reading, header.aggregate, _due(news, header, now), now):
        yield f"4: no look for news {news.id}"


def news_broken_at_rest(news: NewsRows) -> Iterator[str]:
    """What may be under way, but not when nothing is left to be done."""
    if news.header and news.header.state.on_its_way:
        yield f"2: news {news.id} is still {news.header.state}"


def _due(news: NewsRows, header: NewsHeader, now: datetime) -> datetime:
    """The first instant at which something is to be done about the item.

    Once nobody waits, only the item's own state is left to be moved on, which a lease's time does not hurt.
    """
    if header.state is NewsState.SENDING and not news.waiting:
        return now + LEASE
    waiting = [send.leased_until or send.not_before for send in news.waiting.values()]
    return max(header.not_before, min(waiting, default=header.not_before))
