"""From the operation id of a mail, as the provider and replies name it, to the mail itself."""

from dataclasses import dataclass
from uuid import UUID

from shared.domain.letters.sends import Send
from shared.domain.values.identity import MailPlace, Outbox, address_key, mail_place
from shared.ports.desk import Desk
from shared.usecases.records.news_rows import all_people, load_person
from shared.usecases.records.notice_rows import load_notice
from shared.usecases.records.ticket_rows import load_send


@dataclass(frozen=True, slots=True)
class MailFound:
    """A mail of the desk, and where it stands: a ticket, an item of news or a notice of this name."""

    outbox: Outbox
    name: str
    send: Send

    @property
    def ticket(self) -> str:
        """The ticket that the mail belongs to; "" where it belongs to none."""
        return self.name if self.outbox is Outbox.TICKET else ""


async def find_mail(desk: Desk, operation_id: str, recipient: str = "") -> MailFound | None:
    """The mail with this operation id; None where it is none of ours, whatever was sent in as an id.

    One request. News: two at most where the ``recipient`` is named, else one for each 1000 people.

    Raises:
        StoreUnavailable: ask again.
    """
    place = mail_place(operation_id)
    if place is None:
        return None
    send = await _send_at(desk, place, str(UUID(operation_id)), recipient)
    return MailFound(place.outbox, place.name, send) if send else None


async def _send_at(desk: Desk, place: MailPlace, operation_id: str, recipient: str) -> Send | None:
    """The mail at this place, if it has this very id: anybody can write a UUID that names a place."""
    match place.outbox:
        case Outbox.TICKET:
            found = await load_send(desk.store, place.name, operation_id)
            return found[0] if found else None
        case Outbox.NOTICE:
            notice = await load_notice(desk.store, place.name)
            return _if_it_is(notice.notice.send if notice else None, operation_id)
        case Outbox.NEWS:
            return await _news(desk, place.name, operation_id, recipient)


async def _news(desk: Desk, news: str, operation_id: str, recipient: str) -> Send | None:
    if recipient:
        person = address_key(desk.secret, recipient)
        return _if_it_is(await load_person(desk.store, news, person), operation_id)
    people = await all_people(desk.store, news)
    return next((send for send in people.values() if send.id == operation_id), None)


def _if_it_is(send: Send | None, operation_id: str) -> Send | None:
    return send if send and send.id == operation_id else None
