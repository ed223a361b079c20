"""What is the vendor's owner's alone opens by the role, and to no supporter."""

import pytest

from shared.domain.refusals.desk_errors import OwnerOnly
from shared.web.desk.people import Role, person_of
from shared.web.desk.principal import Principal
from tests.fakes.desk import VENDOR


def somebody(*roles: Role) -> Principal:
    return Principal("an-object-id", (VENDOR.supporters[0].address,), frozenset(roles))


@pytest.mark.parametrize("roles", [(Role.OWNER,), (Role.OWNER, Role.SUPPORTER)])
def test_the_owner_is_let_in_as_a_supporter_too_or_not(roles: tuple[Role, ...]) -> None:
    person_of(somebody(*roles), VENDOR).refuse_unless_owner()


def test_a_supporter_is_refused_what_is_the_owners() -> None:
    with pytest.raises(OwnerOnly):
        person_of(somebody(Role.SUPPORTER), VENDOR).refuse_unless_owner()
