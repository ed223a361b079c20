"""What is kept of a person, in numbers and references, for whoever is to export or erase it."""

from dataclasses import dataclass

from shared.domain.audit.named import Named
from shared.domain.people.erasing import refuse_own
from shared.domain.people.forgetting import Forgotten
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.people.gather_person import gather_person, is_theirs
from shared.usecases.people.person_views import ErasureView, erasure_view


@dataclass(frozen=True, slots=True)
class KeptView:
    """What is kept under an address, and what an erasure would make of it.

    ``contract_of``: members, by their ids, whose contract contact the person is; it cannot be erased there.
    """

    address: str
    would_be: ErasureView
    contract_of: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether anything is kept."""
        view = self.would_be
        numbers = (view.kept_mails, view.machine_mails, view.news, view.notices)
        return bool(view.tickets or view.members or any(numbers))


async def read_kept(desk: Desk, address: str, language: Language) -> KeptView:
    """What is kept under this address now; nothing is written. Requests: as for gathering.

    Raises:
        PersonOfDesk: the vendor's own people are not the desk's data.
        StoreUnavailable: ask again.
    """
    refuse_own(address, desk.vendor)
    person = address_key(desk.secret, address)
    kept, theirs = await gather_person(desk, person), is_theirs(desk, person)
    who = Forgotten(person, "", desk.house())
    view = erasure_view(kept, who, desk.clock.now(), preview=True, language=language)
    members = (each.header.member for each in kept.members)
    desk.shows(
        [*((Named.TICKET, each) for each in view.tickets), *((Named.MEMBER, each) for each in view.members)]
    )
    return KeptView(address, view, tuple(each.id for each in members if theirs(each.owner.address)))
