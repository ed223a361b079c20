"""A look at one item of news: freeze the next of its audience, or send the next page."""

from datetime import datetime, timedelta

from shared.domain.news.news import NewsState
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.news.freeze_news import freeze_members
from shared.usecases.news.send_news import send_page
from shared.usecases.records.acting import tell
from shared.usecases.records.news_rows import load_news

MOST_STEPS = 10
TIME_FOR_LOOK = timedelta(minutes=1)


async def look_at_news(desk: Desk, news: str) -> datetime | None:
    """Go on with the item for at most ten steps and about a minute; what is left asks for another look.

    Returns: when to go on (now, where there is more to do); None while it is a draft or paused, and once it
    is sent.

    Raises ``StoreUnavailable``: the look is to be repeated later; nothing is lost or doubled.
    """
    deadline = desk.clock.now() + TIME_FOR_LOOK
    for _ in range(MOST_STEPS):
        following = await _step(desk, news, deadline)
        if following is None or following > desk.clock.now():
            return following
        if desk.clock.now() > deadline:
            break
    await tell(desk, f"news-{news}")
    return desk.clock.now()


async def _step(desk: Desk, news: str, deadline: datetime) -> datetime | None:
    """One page of members, or one page of mails. On a conflict somebody else has made this step."""
    loaded = await load_news(desk.store, news)
    if loaded is None or not loaded.header.state.on_its_way:
        return None
    try:
        if loaded.header.state is NewsState.SENDING:
            return await send_page(desk, loaded, deadline)
        await freeze_members(desk, loaded)
    except StoreConflict:
        pass
    return desk.clock.now()
