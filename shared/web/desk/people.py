"""Which person of the vendor's is signed in, and what that opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from shared.domain.refusals.desk_errors import NoSupporter, OtherOrigin, OwnerOnly, RoleMissing
from shared.domain.values.vendor import Supporter, Vendor
from shared.web.desk.principal import Principal


class Role(StrEnum):
    """The app roles that an administrator of the tenant gives to people."""

    SUPPORTER = "Supporter"
    OWNER = "Owner"


@dataclass(frozen=True, slots=True)
class DeskPerson:
    """Somebody who may see the desk. ``supporter``: who it is in the settings; None answers nobody.

    ``key`` is the person's object id, and stays when names and addresses change. ``is_owner``: of the vendor.
    """

    key: str
    name: str
    supporter: Supporter | None
    is_owner: bool = False

    @property
    def acting(self) -> Supporter:
        """The supporter as whom the person acts. Raises ``NoSupporter``."""
        if self.supporter is None:
            raise NoSupporter
        return self.supporter

    def refuse_unless_owner(self) -> None:
        """Return where it is the vendor's owner. Raises ``OwnerOnly``."""
        if not self.is_owner:
            raise OwnerOnly


def person_of(principal: Principal, vendor: Vendor) -> DeskPerson:
    """The person, for whom the desk opens.

    Raises:
        RoleMissing: it has none of the roles.
        NoSupporter: it is to be a supporter, and the settings name none of its object id or addresses.
    """
    if principal.roles.isdisjoint(Role):
        raise RoleMissing
    found = vendor.supporter_signed_in(principal.object_id, principal.addresses)
    supporter = found if Role.SUPPORTER in principal.roles else None
    if supporter is None and Role.OWNER not in principal.roles:
        raise NoSupporter
    name = supporter.name if supporter else next(iter(principal.addresses), "")
    return DeskPerson(principal.object_id, name, supporter, Role.OWNER in principal.roles)


_OURS = {"same-origin", "none"}


def refuse_other_origin(method: str, headers: Mapping[str, str], addresses: tuple[str, ...]) -> None:
    """Return where the request was made by the desk's own page, or by its reader's own hand.

    ``addresses`` are those at which the desk is read. From elsewhere a page may be gone to, by a link, and
    nothing else; a form must be shown to be ours.

    Raises ``OtherOrigin``.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if method == "GET":
        link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site not in {None, *_OURS} and not link:
            raise OtherOrigin
        return
    hosts = {urlsplit(each).netloc for each in addresses}
    if (
        (site is None and origin is None)
        or site not in {None, "same-origin"}
        or (origin is not None and urlsplit(origin).netloc not in hosts)
    ):
        raise OtherOrigin
