"""The stack's own keys and secrets: made once, kept with the data."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from devstack.stack.refusal import StackRefused


def _token() -> str:
    return secrets.token_urlsafe(24)


def _base64_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _webhook_secret() -> str:
    return f"whsec_{_base64_key()}"


@dataclass(frozen=True, slots=True)
class StackSecrets:
    """Every key and secret of a local stack. They open nothing outside this machine."""

    function_key: str = field(default_factory=_token, repr=False)
    master_key: str = field(default_factory=_token, repr=False)
    mail_key: str = field(default_factory=_base64_key, repr=False)
    desk_secret: str = field(default_factory=_token, repr=False)
    billing_standard: str = field(default_factory=_webhook_secret, repr=False)
    billing_stripe: str = field(default_factory=_webhook_secret, repr=False)

    @classmethod
    def kept_in(cls, folder: Path) -> Self:
        """The secrets in the folder's ``settings.json``, made at the first call; the owner alone may read it.

        Raises:
            StackRefused: the file is there and cannot be used.
        """
        file = folder / "settings.json"
        if file.exists():
            return cls._read(file)
        made = cls()
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            json.dump(asdict(made), new, indent=1)
        return made

    @classmethod
    def _read(cls, file: Path) -> Self:
        try:
            return cls(**json.loads(file.read_text()))
        except (ValueError, TypeError):
            message = f"{file} cannot be read: mend it, or start afresh with `make clean`."
            raise StackRefused(message) from None
