"""Whoever was told that a ticket waits hears that another supporter has answered it, or has it now."""

from collections.abc import Iterable
from datetime import datetime

from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import Reader, compose_to_all
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import SeenTo
from shared.domain.members.recipients import fallback, named_or_minding, supporters_for
from shared.domain.values.house import House
from shared.domain.values.mail_domain import compared_address


def told_of_answer(
    state: TicketState, author: str, answer: str, up_to: str | None, at: datetime, house: House
) -> tuple[Send, ...]:
    """One short mail to each of them, where the answer is the first to something. ``state``: before it."""
    named = state.up_to(up_to) if up_to else ()
    if not any(turn.id in named for turn in state.unanswered()):
        return ()
    letter = SeenTo(ticket=state.id, author=author, answer=answer)
    return _mails(state, letter, _minding(state, house), author, up_to or "", at, house)


def told_of_owner(
    state: TicketState, owner: str, author: str, at: datetime, house: House
) -> tuple[Send, ...]:
    """The same where something waits; and to the new owner, where another one named it. ``state``: before."""
    letter, turn = SeenTo(ticket=state.id, author=owner), state.turns[-1].id
    given = named_or_minding(owner, owner, house.vendor) if owner != author else ()
    others = _minding(state, house) if state.unanswered() else []
    left = [each for each in others if each not in given]
    return (
        *_mails(state, letter.but(yours=True), given, author, turn, at, house),
        *_mails(state, letter, left, author, turn, at, house),
    )


def told_wrongly(state: TicketState, letter: SeenTo) -> str:
    """Why this mail need not be sent any more; else ""."""
    if letter.answer:
        stands = any(each.id == letter.answer for each in state.endings)
        return "" if stands else "the answer did not arrive"
    return "" if state.owner == letter.author else "another supporter has the ticket"


def _minding(state: TicketState, house: House) -> list[Reader]:
    """Who was told that it waits; nobody where the fallback address was."""
    return [each for each in supporters_for(state.owner, house.vendor) if each != fallback(house.vendor)]


def _mails(
    state: TicketState,
    letter: SeenTo,
    readers: Iterable[Reader],
    author: str,
    turn: str,
    at: datetime,
    house: House,
) -> tuple[Send, ...]:
    own = {compared_address(each.address) for each in house.vendor.supporters if each.id == author}
    others = [each for each in readers if compared_address(each[0].address) not in own]
    keys = (state.id, letter.letter, letter.author, letter.answer or str(state.events))
    return compose_to_all(house, letter, others, at, *keys, turn=turn)
