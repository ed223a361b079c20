"""Who may call what: function keys and the master key."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from devstack.functions_host.functions import KeyLevel


@dataclass(frozen=True, slots=True)
class Keys:
    """The host's keys. The master key opens everything."""

    function: str = field(repr=False)
    master: str = field(repr=False)

    def open(self, level: KeyLevel, headers: Mapping[str, str], query: Mapping[str, str]) -> bool:
        """Whether the request's key is enough for this level. The header goes before ``?code=``."""
        if level is KeyLevel.ANONYMOUS:
            return True
        given = headers.get("x-functions-key") or query.get("code", "")
        enough = [self.master] if level is KeyLevel.ADMIN else [self.master, self.function]
        return any([_same(given, key) for key in enough])  # noqa: C419 - every comparison takes place


def _same(given: str, key: str) -> bool:
    return bool(key) and hmac.compare_digest(given.encode(), key.encode())
