"""Where the desk's pages about members are."""

from shared.web.pages.pages import DESK_PATH

MEMBERS_PATH = f"{DESK_PATH}/members"
LIST_FILE_PATH = f"{MEMBERS_PATH}.csv"
NEW_PATH = f"{MEMBERS_PATH}/new"
UNCLAIMED_PATH = f"{MEMBERS_PATH}/unclaimed"
IMPORT_PATH = f"{MEMBERS_PATH}/import"

PLACES_TAKEN = frozenset({"new", "unclaimed", "import"})
"""Names that the pages beside a member's have: no member made on a page may be called so."""


def member_path(member: str) -> str:
    """Where the page of this member is."""
    return f"{MEMBERS_PATH}/{member}"
