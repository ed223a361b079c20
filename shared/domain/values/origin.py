"""Whose pages a site's are: scheme, host and port, as a browser writes them in ``Origin``."""

import re
from typing import Annotated

from pydantic import AfterValidator

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?")


def _of_one_site(origin: str) -> str:
    if not _ORIGIN.fullmatch(origin):
        message = "name each site as https://host or https://host:port, in lower case and without a path"
        raise ValueError(message)
    return origin


type Origin = Annotated[str, AfterValidator(_of_one_site)]
"""One site, with encryption where it is not this machine. No wildcard stands for several."""
