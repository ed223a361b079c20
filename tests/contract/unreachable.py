"""A storage account that is not there."""

import socket

KEY = "bm9ib2R5IGxpc3RlbnM="


def nobody_listens() -> str:
    """A connection string to a port of this machine that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/nobody"
    endpoints = "".join(f"{service}Endpoint={address};" for service in ("Table", "Queue", "Blob"))
    return f"AccountName=nobody;AccountKey={KEY};{endpoints}"
