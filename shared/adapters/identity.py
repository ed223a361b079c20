"""Who the desk is towards Azure: there its managed identity, elsewhere the developer who is signed in.

Azure says that there is an identity by ``IDENTITY_ENDPOINT``, where tokens are asked for. Nothing else is
tried then, and without it no identity is looked for: a chain that tries everything asks an address of the
network, waits for it, and may answer as somebody else than was meant.
"""

from collections.abc import Mapping

from azure.core.credentials_async import AsyncTokenCredential

_ENDPOINT = "IDENTITY_ENDPOINT"
_CLIENT = "AZURE_CLIENT_ID"


def identity(client_id: str | None, environment: Mapping[str, str]) -> AsyncTokenCredential:
    """The credential of this process for every service of Azure; opens no connection.

    ``client_id`` names a user-assigned identity; without it ``AZURE_CLIENT_ID`` does, and without either the
    identity is the app's own, the system-assigned one. Elsewhere than in Azure it is the account that is
    signed in to the Azure CLI, or to azd.
    """
    from azure.identity.aio import (  # noqa: PLC0415 - half a second that only Azure needs
        AzureCliCredential,
        AzureDeveloperCliCredential,
        ChainedTokenCredential,
        ManagedIdentityCredential,
    )

    if environment.get(_ENDPOINT):
        return ManagedIdentityCredential(client_id=client_id or environment.get(_CLIENT) or None)
    return ChainedTokenCredential(AzureCliCredential(), AzureDeveloperCliCredential())
