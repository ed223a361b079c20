"""The body of a request to reconcile, as programs send it."""

from pydantic import Field

from shared.domain.members.reconciling import ProvidersList


class ReconcileBody(ProvidersList):
    """What a billing provider has, to be compared with what the desk has heard."""

    dry_run: bool = Field(default=False, description="Only tell what differs; nothing is written.")
