"""Which versions a caller says to have read: the header If-Match (RFC 9110)."""


def read_versions(header: str | None) -> tuple[str, ...]:
    """The tags in it, without their quotes; none where the header is missing or empty. ``*``: any."""
    tags = (tag.strip().removeprefix("W/").strip('"') for tag in (header or "").split(","))
    return tuple(tag for tag in tags if tag)
