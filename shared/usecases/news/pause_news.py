"""News on its way is paused, and goes on: nobody gets it twice, and nobody is left out."""

from collections.abc import Callable

from shared.domain.news.news import NewsHeader
from shared.ports.desk import Desk
from shared.usecases.news.read_news import NewsView, known_news, read_news
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.news_rows import replace_header


async def pause_news(desk: Desk, news: str) -> NewsView:
    """Nothing more is begun; the page of mails that is being handed over is finished.

    Raises:
        NewsUnknown: there is no such item.
        NewsNotSentYet, NewsSent: it is not on its way.
        StoreUnavailable: send it again.
    """
    return await _change(desk, news, NewsHeader.stopped)


async def go_on_with_news(desk: Desk, news: str) -> NewsView:
    """It goes on where it stood; what is not paused is only shown.

    Raises:
        NewsUnknown: there is no such item.
        NewsNotSentYet: it is a draft.
        StoreUnavailable: send it again.
    """
    return await _change(desk, news, NewsHeader.gone_on)


async def _change(desk: Desk, news: str, change: Callable[[NewsHeader], NewsHeader]) -> NewsView:
    """Agenda row before state, where time has something to do about it afterwards."""

    async def attempt(_: int) -> NewsView:
        loaded, now = await known_news(desk, news), desk.clock.now()
        after = change(loaded.header)
        if after != loaded.header:
            if after.state.on_its_way:
                await write_agenda(desk.store, after.aggregate, now, look=now)
            await replace_header(desk.store, loaded, after)
            await tell(desk, after.aggregate)
        return await read_news(desk, news)

    return await until_committed(desk, news, attempt)
