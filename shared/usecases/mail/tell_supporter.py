"""One supporter is told something about a ticket, outside its outbox: nothing of the ticket has changed."""

from shared.domain.letters.letters import Letter
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.records.notice_rows import post_notice


async def tell_supporter(
    desk: Desk,
    supporter: Supporter,
    letter: Letter,
    turn: str,
    about: tuple[str, ...],
    events: int | None = None,
) -> None:
    """One mail, however often it is told; ``about`` says what makes it the same. It shows this turn.

    ``events``: after how many of its ticket's events it was written, as far as its reader knows of them.

    Raises:
        StoreUnavailable: tell it again.
    """
    notice = notice_id(desk.secret, *about)
    to = Recipient(address=supporter.address, name=supporter.name)
    written = write_notice(desk.secret, notice, letter, to, supporter.language, desk.clock.now())
    if written.send is not None:
        written = written.with_send(written.send.but(turn=turn, events=events))
    await post_notice(desk, written)
