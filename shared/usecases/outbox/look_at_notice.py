"""A look at a notice: its mail leaves the outbox, leased before the call and recorded after it."""

from datetime import datetime
from functools import partial

from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import LEASE, Send, SendState
from shared.domain.members.recipients import fallback
from shared.domain.outbox.leasing import TIME_TO_BEGIN, Fate, after_attempt
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.lanes.claim_quota import claim_for, give_back
from shared.usecases.lanes.hear_provider import hear_provider
from shared.usecases.lanes.lane_rows import put_into_lanes
from shared.usecases.outbox.hand_over import hand_over
from shared.usecases.outbox.hold_back import held_back
from shared.usecases.outbox.side_by_side import Calls
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.notice_rows import LoadedNotice, load_notice, post_notice, replace_send


async def look_at_notice(desk: Desk, notice: str) -> datetime | None:
    """Send the notice's mail if it is due; the instant of the next look, None once the mail has ended.

    None, too, where its lane may not send it now: a row of the lane's list brings it another look.

    Raises:
        StoreUnavailable: what happened is settled when the lease has run out, under the same operation id.
    """
    loaded = await load_notice(desk.store, notice)
    send = loaded.notice.send if loaded else None
    if loaded is None or send is None or send.ended:
        return None
    if not send.due(desk.clock.now()):
        return send.leased_until or send.not_before
    if not await claim_for(desk, [send]):
        await put_into_lanes(desk, loaded.notice.aggregate, [send])
        return None
    told = await held_back(desk, send)
    send, reason = told.as_it_leaves(send, desk.vendor), str(told.reasons.get(send.id, ""))
    if reason:
        give_back(desk, [send])
    try:
        after = await (_withdraw(desk, loaded, send, reason) if reason else _send(desk, loaded, send))
    except StoreConflict:
        return desk.clock.now() + LEASE
    return None if after.ended else after.not_before


async def _withdraw(desk: Desk, loaded: LoadedNotice, send: Send, reason: str) -> Send:
    """It is not sent. Raises ``StoreConflict`` where another look is at it."""
    after = send.finished(SendState.WITHDRAWN, reason)
    await replace_send(desk.store, loaded, after)
    return after


async def _send(desk: Desk, loaded: LoadedNotice, send: Send) -> Send:
    """One attempt; the mail as it stands afterwards. Raises ``StoreConflict`` where another look is at it.

    Where it is put back, the row of its next look is written first: by that of its lane it is found no more.
    """
    leased = send.leased(desk.clock.now())
    try:
        taken = await replace_send(desk.store, loaded, leased)
    except StoreConflict:
        give_back(desk, [leased])
        raise
    calls = Calls(desk, partial(hand_over, desk), desk.clock.now() + TIME_TO_BEGIN)
    attempted = calls.meaning(leased, await hand_over(desk, leased))
    if attempted.fate is Fate.REFUSED:
        await tell_fallback(desk, loaded.notice.id, leased)
    after = after_attempt(attempted, desk.clock.now())
    if not after.ended:
        await write_agenda(desk.store, loaded.notice.aggregate, desk.clock.now(), look=after.not_before)
    await replace_send(desk.store, taken, after)
    await hear_provider(desk, [attempted], calls.too_many_until)
    return after


async def tell_fallback(desk: Desk, notice: str, send: Send) -> None:
    """Refused or bounced: it goes to the vendor's fallback address instead, once, unless it was that.

    A link in it is left out: it is for its own person alone.
    """
    to, language = fallback(desk.vendor)
    if send.to.address != to.address:
        instead = notice_id(desk.secret, "refused", notice)
        now, letter = desk.clock.now(), send.letter
        letter = letter.but(link=None) if getattr(letter, "link", None) else letter
        await post_notice(desk, write_notice(desk.secret, instead, letter, to, language, now))
