"""The person of a link reads an offer of remote help, consents to it, or declines."""

from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.facts.ticket import TicketState
from shared.domain.members.recipients import supporter_name
from shared.domain.refusals.errors import LinkInvalid, LinkRevoked
from shared.domain.sessions.session_offering import JoinFacts, decide_consent, decide_declining, is_over
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.links.open_link import open_link, open_whole_ticket
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import WholeTicket


class OfferView(Frozen):
    """An offer as its person sees it. ``join_address`` is "" before the person has consented.

    ``over``: nothing more comes of it.
    """

    ticket: str
    language: Language
    author: str
    planned: Instant | None
    stage: Stage
    over: bool
    join_address: str


async def read_offer(desk: Desk, token: str) -> OfferView:
    """What this link opens; nothing changes by it. Raises as ``open_link``."""
    link, whole = await open_whole_ticket(desk, token, Purpose.SESSION)
    session, state = _session(link, whole.header.state), whole.header.state
    over = is_over(state, session, desk.clock.now())
    joinable = not over and session.stage in {Stage.CONSENTED, Stage.STARTED}
    return OfferView(
        ticket=state.id,
        language=state.language,
        author=supporter_name(session.author, desk.vendor),
        planned=session.planned,
        stage=session.stage,
        over=over,
        join_address=_stored(whole, session.id).text if joinable else "",
    )


async def consent_to_session(desk: Desk, token: str) -> None:
    """The person consents, and is mailed where to join; again changes nothing.

    Raises as ``open_link`` and the decision: nothing was written.
    """
    link, whole = await open_whole_ticket(desk, token, Purpose.SESSION)
    join = _stored(whole, _session(link, whole.header.state).id)
    facts = JoinFacts(link=link, join=join)
    await act_on_ticket(desk, link.ticket, decide_consent, None, facts, whole.loaded)


async def decline_session(desk: Desk, token: str) -> None:
    """The person declines, or takes its consent back before the start; again changes nothing.

    Raises as ``open_link`` and the decision: nothing was written.
    """
    opened = await open_link(desk, token, Purpose.SESSION)
    _session(opened.link, opened.ticket.state)
    await act_on_ticket(desk, opened.link.ticket, decide_declining, None, opened.link, opened.ticket)


def _session(link: Link, state: TicketState) -> RemoteSession:
    """The session that the link is about. Raises ``LinkInvalid`` where it was offered to somebody else."""
    for each in state.sessions:
        if (each.id, each.person) == (link.about, link.person):
            return each
    raise LinkInvalid


def _stored(whole: WholeTicket, session: str) -> Said:
    """What is stored beside the offer: its person, and where to join. Raises ``LinkRevoked``: it is gone."""
    said = whole.said.get(session)
    if said is None:
        raise LinkRevoked
    return said
