"""Which supporter a colleague means by a name."""

import re

from shared.domain.values.vendor import Supporter, Vendor

_BEFORE_IT = re.compile(r"(till|to)\s+")
_AROUND_IT = " .,;:!@"


def supporter_called(name: str, vendor: Vendor) -> str:
    """The id of the supporter who is called so: by id, name, address, or a first name that is one's alone.

    What is nobody's name as it is.
    """
    wanted = _BEFORE_IT.sub("", name.casefold().strip()).strip(_AROUND_IT)
    for called in (_whole_names, _first_name):
        found = [each.id for each in vendor.supporters if wanted in called(each)]
        if len(found) == 1:
            return found[0]
    return name


def _whole_names(person: Supporter) -> set[str]:
    return {each.casefold() for each in (person.id, person.name, person.address)}


def _first_name(person: Supporter) -> set[str]:
    return set(person.name.casefold().split()[:1])
