"""What follows where a mail about a conference did not reach the requester: nobody was offered anything."""

from datetime import datetime

from shared.domain.conferences.conference_mail import conference_due, superseded
from shared.domain.events.conference_events import ConferenceCancelled
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import compose_to_all
from shared.domain.letters.conference_letters import ConferenceSet, SlotsOffer, SlotsWanted, Wanted
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Send
from shared.domain.members.recipients import fallback, supporters_for
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Vendor


def offer_taken_back(state: TicketState, letter: Letter, at: datetime) -> tuple[ConferenceCancelled, ...]:
    """An offer that was refused for good never was one, unless the member has picked a slot all the same."""
    if not isinstance(letter, SlotsOffer):
        return ()
    return tuple(
        ConferenceCancelled(
            recorded=at,
            at=at,
            turn=each.turn,
            conference=each.id,
            entry=f"undelivered-{len(each.acts)}",
            author="",
            reason="the offer was not delivered",
        )
        for each in state.conferences
        if each.id == letter.conference and each.on_offer and not each.picked
    )


def told_undelivered(state: TicketState, letter: Letter, vendor: Vendor) -> SlotsWanted | None:
    """What supporters are told where the requester has not got an offer or an invitation."""
    if not isinstance(letter, SlotsOffer | ConferenceSet) or letter.link is None:
        return None
    turn = next((each.turn for each in state.conferences if each.id == letter.conference), "")
    return SlotsWanted(
        ticket=state.id,
        reason=Wanted.NOT_DELIVERED,
        product=vendor.product_name(state.product),
        conference_due=conference_due(state, turn),
    )


class LostFacts(Frozen):
    """What was reported lost, and which mails have said so already, of ``told_of_report``."""

    send: Send
    told: tuple[str, ...] = ()


def decide_offer_reported(
    state: TicketState, given: None, facts: LostFacts, now: datetime, house: House
) -> Changes:
    """An offer or an invitation reported undeliverable after it had been accepted: as if it had been refused.

    What the member has picked from all the same, what is on offer no more, and what is known already change
    nothing.
    """
    del given
    send, letter, at = facts.send, facts.send.letter, recorded_at(state, now)
    events = offer_taken_back(state, letter, at)
    lost = events or (isinstance(letter, ConferenceSet) and not superseded(state, letter) and not facts.told)
    told = told_undelivered(state, letter, house.vendor)
    if not lost or told is None:
        return Changes()
    readers = supporters_for(state.owner, house.vendor)
    sends = compose_to_all(house, told, readers, at, *_keys(send), turn=send.turn)
    return Changes(events=events, sends=sends)


def told_of_report(send: Send, house: House) -> tuple[str, ...]:
    """The ids of the mails by which anybody at the vendor can have been told that this mail was lost."""
    fallback_to, _ = fallback(house.vendor)
    addresses = (*(each.address for each in house.vendor.supporters), fallback_to.address)
    return tuple(operation_id(house.secret, *_keys(send), each) for each in dict.fromkeys(addresses))


def _keys(send: Send) -> tuple[str, ...]:
    return (send.id, "reported", SlotsWanted.model_fields["letter"].default)
