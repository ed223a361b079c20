"""Why mails are not sent: pointless by now, told otherwise, their address in trouble, too many to a mailbox.

Asked before a lease, for all mails of a look together: each address once, all at once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Sequence
from typing import NamedTuple

from shared.domain.facts.delivery_reports import IN_TROUBLE, AddressStanding
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.letters import AnswerFailed, Digest, Escalation
from shared.domain.letters.mailbox_limits import is_automatic, is_receipt
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import AnswerUnsent
from shared.domain.members.recipients import fallback
from shared.domain.outbox.delivering import pointless
from shared.domain.tickets.linking import wrote_by_link
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.store import StoreError
from shared.usecases.outbox.count_mails import withheld
from shared.usecases.outbox.tell_late import told_in_digest
from shared.usecases.records.standing_rows import record_alive, standing_of

_OF_A_PROMISE = (Escalation, Digest, AnswerFailed, AnswerUnsent)
"""What supporters are told of a promise that runs."""
_ALWAYS_TRIED = (PersonsAnswer, *_OF_A_PROMISE)


class HeldBack(NamedTuple):
    """Of mails, by id: why each is not to be sent ("": it is), and those whose address is not proved."""

    reasons: dict[str, str | Exception]
    unproved: frozenset[str] = frozenset()

    def as_it_leaves(self, send: Send, vendor: Vendor) -> Send:
        """The mail as it is leased.

        What tells of a promise, and has waited until its reader is no supporter any more, goes to the
        fallback address. What was tried before stays the same at each attempt.
        """
        if isinstance(send.letter, _OF_A_PROMISE) and not (send.attempts or vendor.owns(send.to.address)):
            to, _ = fallback(vendor)
            return send.but(to=to)
        return send.to_unproved() if send.id in self.unproved else send


async def held_back(desk: Desk, send: Send) -> HeldBack:
    """Whether this mail, which is of no ticket, is to be sent. One request, and two where it is counted.

    Raises:
        StoreUnavailable: ask again later.
    """
    return await _by_address(desk, None, [send])


async def _standing(desk: Desk, address: str, state: TicketState | None) -> AddressStanding:
    """How the address stands. One request.

    A message that came from the address after it failed lifts its trouble, here and everywhere.
    """
    standing = await standing_of(desk, address)
    if not standing.in_trouble or state is None:
        return standing
    key = address_key(desk.secret, address)
    wrote = max((turn.received for turn in state.turns if turn.sender == key), default=None)
    if wrote is None or standing.seen(wrote).in_trouble:
        return standing
    await record_alive(desk, address, wrote)
    return standing.seen(wrote)


def may_be_held_back(send: Send, vendor: Vendor) -> bool:
    """Not a person's answer, which is always tried, and not what is meant for the vendor's own people.

    What is told to supporters of a promise is refused at worst, and then told to others; so it is where its
    reader has left meanwhile.
    """
    return not isinstance(send.letter, _ALWAYS_TRIED) and not vendor.owns(send.to.address)


async def why_not(desk: Desk, state: TicketState, sends: Sequence[Send]) -> HeldBack:
    """For each of these mails of the ticket why it is not to be sent; "" where nothing keeps it.

    Requests: one for a held mail's digest, one an address, two more for what is counted of one address. That
    comes last: only what then goes is counted. What cannot be decided of one mail is its own error.

    Raises:
        StoreUnavailable: ask again later.
    """
    to: dict[str, list[Send]] = defaultdict(list)
    for send in sends:
        to[compared_address(send.to.address)].append(send)
    found = await asyncio.gather(*(_why_not_to(desk, state, each) for each in to.values()))
    reasons = {name: reason for each in found for name, reason in each.reasons.items()}
    return HeldBack(reasons, frozenset().union(*(each.unproved for each in found)))


async def _why_not_to(desk: Desk, state: TicketState, sends: Sequence[Send]) -> HeldBack:
    """The same for mails to one address."""
    reasons: dict[str, str | Exception] = {}
    for send in sends:
        reasons[send.id] = await _or_error(_itself(desk, state, send))
    left = [send for send in sends if reasons[send.id] == ""]
    told = await _or_error(_by_address(desk, state, left))
    if isinstance(told, Exception):
        return HeldBack({name: reason or told for name, reason in reasons.items()})
    return HeldBack(reasons | told.reasons, told.unproved)


async def _or_error[Result](asked: Awaitable[Result]) -> Result | Exception:
    try:
        return await asked
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad mail must not keep the ticket's others
        return error


async def _itself(desk: Desk, state: TicketState, send: Send) -> str:
    return pointless(state, send) or await told_in_digest(desk, send)


async def _by_address(desk: Desk, state: TicketState | None, sends: Sequence[Send]) -> HeldBack:
    """Why mails to one address, for which nothing else speaks against them, are not sent.

    A supporter's own address is as any, where it is a requester's: anybody can type it.
    """
    may_be = {send.id for send in sends if may_be_held_back(send, desk.vendor)}
    asked = [send for send in sends if send.id in may_be or is_automatic(send.letter)]
    if not asked:
        return HeldBack({})
    standing = await _standing(desk, asked[0].to.address, state)
    troubled = may_be if standing.in_trouble else set[str]()
    proved = _is_proved(desk, standing, state, asked[0].to.address)
    counted = [each for each in asked if is_receipt(each) or (not proved and is_automatic(each.letter))]
    counted = [each for each in counted if each.id not in troubled]
    reasons: dict[str, str | Exception] = dict.fromkeys(troubled, IN_TROUBLE)
    reasons |= await withheld(desk, counted, proved=proved) if counted else {}
    unproved = (send.id for send in asked if send.automatic and not proved)
    return HeldBack(reasons, frozenset(unproved))


def _is_proved(desk: Desk, standing: AddressStanding, state: TicketState | None, address: str) -> bool:
    """The address is proved by what is noted of it, or by what its reader did at this very ticket.

    What was done by a link is committed before it is noted of the address, and a mail may leave in between.
    """
    now, person = desk.clock.now(), address_key(desk.secret, address)
    if standing.is_proved(now) or state is None:
        return standing.is_proved(now)
    return wrote_by_link(state, person, now) or (standing.proved is None and person in state.proved)
