"""What follows where a mail about a conference did not reach the requester: nobody was offered anything."""

from datetime import datetime

from shared.domain.conference_events import ConferenceCancelled
from shared.domain.conference_letters import ConferenceSet, SlotsOffer, SlotsWanted, Wanted
from shared.domain.conference_mail import conference_due
from shared.domain.letters import Letter
from shared.domain.ticket import TicketState
from shared.domain.vendor import Vendor


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
