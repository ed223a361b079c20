"""Who can sign in on the local stack: the settings' supporters, the vendor's owner, and somebody else."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

ROLE = "roles"
_NAME = "name"
_ADDRESS = "preferred_username"
_OBJECT = "http://schemas.microsoft.com/identity/claims/objectidentifier"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the vendor's tenant, with the app roles that its administrator has given."""

    name: str
    address: str
    roles: tuple[str, ...]

    @property
    def id(self) -> str:
        """The person's object id in the tenant."""
        return str(uuid5(NAMESPACE_URL, f"mailto:{self.address}"))

    @property
    def claims(self) -> list[dict[str, str]]:
        """What Microsoft Entra ID says of the person."""
        said = {_NAME: self.name, _ADDRESS: self.address, _OBJECT: self.id}
        told = [{"typ": claim, "val": value} for claim, value in said.items()]
        return told + [{"typ": ROLE, "val": role} for role in self.roles]

    @property
    def headers(self) -> dict[str, str]:
        """What the platform tells the app of a request of this person's."""
        said = {"auth_typ": "aad", "claims": self.claims, "name_typ": _NAME, "role_typ": ROLE}
        return {
            "x-ms-client-principal": base64.b64encode(json.dumps(said).encode()).decode(),
            "x-ms-client-principal-id": self.id,
            "x-ms-client-principal-idp": "aad",
            "x-ms-client-principal-name": self.address,
        }


def demo_people(settings: Mapping[str, str]) -> tuple[DemoPerson, ...]:
    """The people that a host with these settings lets in."""
    supporters = json.loads(settings.get("DESK_SUPPORTERS") or "[]")
    chief = settings.get("DESK_FALLBACK_ADDRESS") or "chief@vendor.example.com"
    return (
        *(DemoPerson(each["name"], each["address"], ("Supporter",)) for each in supporters),
        DemoPerson("Olga Olsson", chief, ("Owner",)),
        DemoPerson("Nils Nilsson", "nils@vendor.example.com", ()),
    )
