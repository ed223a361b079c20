"""The product's settings on the local stack."""

import json
import os
from pathlib import Path

from devstack.stack.secrets_file import StackSecrets

DEMO = Path(__file__).parents[1] / "demo"


def product_settings(secrets: StackSecrets, storage: str, mail: str, public_url: str) -> dict[str, str]:
    """``DESK_*`` for a desk on this stack.

    The demo vendor's settings can be replaced by the environment that the stack is started from; where the
    parts are and what opens them cannot.
    """
    vendor = json.loads((DEMO / "vendor.json").read_text(encoding="utf-8"))
    chosen = {name: value if isinstance(value, str) else json.dumps(value) for name, value in vendor.items()}
    chosen |= {name: os.environ[name] for name in chosen if name in os.environ}
    return chosen | {
        "DESK_SECRET": secrets.desk_secret,
        "DESK_STORAGE": storage,
        "DESK_MAIL_ENDPOINT": mail,
        "DESK_MAIL_KEY": secrets.mail_key,
        "DESK_PUBLIC_URL": public_url,
        "DESK_BILLING_STANDARD_SECRETS": json.dumps([secrets.billing_standard]),
        "DESK_BILLING_STRIPE_SECRETS": json.dumps([secrets.billing_stripe]),
    }
