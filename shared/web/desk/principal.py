"""Who the platform says is signed in: the header that App Service Authentication adds to a request.

Anybody may send such a header; it is worth something only where the platform says that it is on, and then
takes away whatever came from outside.
"""

import base64
import binascii
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

HEADER = "x-ms-client-principal"
PROVIDER = "aad"
MOST_BYTES = 64 * 1024

_OBJECTS = ("http://schemas.microsoft.com/identity/claims/objectidentifier", "oid")
_ADDRESSES = (
    "preferred_username",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "email",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    "upn",
)
_ROLES = ("roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role")


class Principal(NamedTuple):
    """Somebody whom Microsoft Entra ID has signed in. ``addresses``: all that it calls the person by."""

    object_id: str
    addresses: tuple[str, ...]
    roles: frozenset[str]


class _Claim(BaseModel):
    typ: str
    val: str


class _Told(BaseModel):
    auth_typ: str
    claims: tuple[_Claim, ...]
    role_typ: str = ""


def read_principal(header: str | None) -> Principal | None:
    """Who this header says is signed in; None where it says nobody, or is not such a header."""
    told = _told(header or "")
    if told is None or told.auth_typ != PROVIDER:
        return None
    objects = _values(told, _OBJECTS)
    if len(set(objects)) != 1:
        return None
    roles = frozenset(_values(told, (*_ROLES, told.role_typ)))
    return Principal(objects[0].lower(), _values(told, _ADDRESSES), roles)


def _told(header: str) -> _Told | None:
    if not header or len(header) > MOST_BYTES:
        return None
    try:
        return _Told.model_validate_json(base64.b64decode(header, validate=True))
    except (ValidationError, binascii.Error, ValueError):
        return None


def _values(told: _Told, names: tuple[str, ...]) -> tuple[str, ...]:
    """What the claims of these names say, those of the first name first."""
    return tuple(each.val for name in names for each in told.claims if each.typ == name and each.val)
