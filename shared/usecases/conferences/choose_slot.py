"""What a member does by a conference's link: see the slots, pick one, ask for others, decline."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from shared.domain.conferences.conference_choices import (
    ChoiceFacts,
    conference_of_link,
    decide_asking_others,
    decide_declining,
    decide_pick,
)
from shared.domain.conferences.conference_mail import conference_due
from shared.domain.conferences.conference_standing import is_conference_over, refuse_over
from shared.domain.conferences.proposing import overlaps
from shared.domain.facts.conference import Conference, Deed, Slot
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import LinkRevoked, SlotGone, SlotTaken
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.conferences.confer import busy_among, party_of, places_of, tickets_booked
from shared.usecases.links.open_link import OpenedLink, follow, follow_link, read_link
from shared.usecases.records.acting import Decide, commit_act, until_committed
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket_and_people

_ABOUT_SLOTS = frozenset({Deed.OTHERS_ASKED, Deed.OFFERED, Deed.PICKED, Deed.MOVED})


@dataclass(frozen=True, slots=True)
class FollowedConference:
    """What the link says, and the ticket that has its conference now."""

    link: Link
    ticket: LoadedTicket
    conference: Conference

    @property
    def state(self) -> TicketState:
        """The ticket's."""
        return self.ticket.header.state


class ConferenceView(Frozen):
    """A conference as its requester sees it. ``due``: until when it was promised; None where nothing was.

    ``open``: the slots that can still be picked, the earliest first, with the picked one. ``asked``: other
    slots were asked for, and the person has neither got nor picked any since. ``over``: it was held, or
    declined. ``passed``: the picked slot has ended, and nothing was said of it.
    """

    ticket: str
    language: Language
    due: Instant | None
    open: tuple[Slot, ...]
    picked: Slot | None
    place: str
    asked: bool
    over: bool
    declined: bool
    passed: bool


async def follow_conference(desk: Desk, token: str) -> FollowedConference:
    """What this token opens, wherever merge or split took its turn. Raises as ``follow_link``."""
    followed = await follow_link(desk, token, Purpose.CONFERENCE)
    link, loaded = followed.link, followed.ticket
    conference = conference_of_link(loaded.header.state, link)
    while into := loaded.header.state.turn(conference.turn).split_into:
        target = await load_ticket_and_people(desk.store, into)
        if target is None:
            raise LinkRevoked
        loaded = (await follow(desk, OpenedLink(link, target))).ticket
        conference = conference_of_link(loaded.header.state, link)
    return FollowedConference(link, loaded, conference)


async def read_conference(desk: Desk, followed: FollowedConference) -> ConferenceView:
    """The conference as it stands now; reading it changes nothing."""
    conference, state = followed.conference, followed.state
    places = places_of(followed.ticket, conference.turn)
    picked, now = conference.picked, desk.clock.now()
    standing = {slot.id: slot for slot in conference.on_offer if slot.start > now}
    asked = [act.deed for act in conference.acts if act.deed in _ABOUT_SLOTS]
    return ConferenceView(
        ticket=state.id,
        language=state.language,
        due=conference_due(state, conference.turn),
        open=tuple(sorted(standing.values(), key=lambda slot: slot.start)),
        picked=picked,
        place=places.get(picked.id, "") if picked else "",
        asked=bool(asked) and asked[-1] is Deed.OTHERS_ASKED,
        over=is_conference_over(state, conference),
        declined=conference.declined,
        passed=picked is not None and picked.end <= now,
    )


async def pick_slot(desk: Desk, token: str, slot: str) -> None:
    """The conference is at this slot; picked already, nothing changes.

    Raises as ``follow_link`` and the decision; ``SlotTaken``: its supporter is promised elsewhere since.
    """
    read_link(desk, token, Purpose.CONFERENCE)
    followed, elsewhere = await asyncio.gather(follow_conference(desk, token), tickets_booked(desk))
    known = (*followed.conference.on_offer, *filter(None, [followed.conference.picked]))
    chosen = next((each for each in known if each.id == slot), None)
    if chosen is None:
        refuse_over(followed.state, followed.conference)
        raise SlotGone
    await _refuse_taken(desk, followed, chosen, elsewhere)
    await _act(desk, token, followed, decide_pick, slot)


async def ask_for_others(desk: Desk, token: str, words: str) -> None:
    """Supporters are told that no slot suits. Raises: as ``pick_slot``, of the link and the conference."""
    followed = await follow_conference(desk, token)
    await _act(desk, token, followed, decide_asking_others, words)


async def decline_conference(desk: Desk, token: str) -> None:
    """The member wants none any more. Raises: as ``pick_slot``, of the link and the conference."""
    followed = await follow_conference(desk, token)
    await _act(desk, token, followed, decide_declining, None)


async def _act[Given](
    desk: Desk, token: str, followed: FollowedConference, decide: Decide[Given, ChoiceFacts], given: Given
) -> None:
    """Where others were quicker, the link is followed anew: slots, places and the ticket may be others."""

    async def attempt(number: int) -> None:
        here = await follow_conference(desk, token) if number else followed
        changes = decide(here.state, given, _facts(desk, here), desk.clock.now(), desk.house())
        await commit_act(desk, here.ticket, changes)

    await until_committed(desk, followed.state.id, attempt)


def _facts(desk: Desk, followed: FollowedConference) -> ChoiceFacts:
    ticket, turn = followed.ticket, followed.conference.turn
    return ChoiceFacts(link=followed.link, party=party_of(desk, ticket, turn), places=places_of(ticket, turn))


async def _refuse_taken(
    desk: Desk, followed: FollowedConference, chosen: Slot, elsewhere: Collection[str]
) -> None:
    """Raises ``SlotTaken``. The slot that is picked already is nobody else's."""
    picked = followed.conference.picked
    if picked and picked.id == chosen.id:
        return
    if overlaps(chosen.host, chosen.start, chosen.end, await busy_among(desk, followed.state.id, elsewhere)):
        raise SlotTaken
