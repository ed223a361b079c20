"""What a member does with the links in its mails: finds one, opens it, sends the form on its page."""

import re
from urllib.parse import urlsplit

from shared.domain.facts.links import Purpose

_LINK = r"https?://[^\s\"<]+(/api/member/{purpose}/[a-z0-9.]+)"
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_FORM = re.compile(r"<form method=\"post\" action=\"([^\"]+)\".*?</form>", re.DOTALL)


def link_in(text: str, purpose: Purpose = Purpose.TICKET) -> str:
    """The path of the one link of this purpose in a mail's text."""
    (found,) = set(re.findall(_LINK.format(purpose=purpose), text))
    return str(found)


def forms_in(page: str) -> list[tuple[str, dict[str, str]]]:
    """Where each form of the page goes, and what it sends unseen."""
    return [(form[1], dict(_HIDDEN.findall(form[0]))) for form in _FORM.finditer(page)]


def form_for(page: str, act: str) -> dict[str, str]:
    """What the form for this act sends unseen."""
    (found,) = (fields for _, fields in forms_in(page) if fields.get("act") == act)
    return found


def token_of(address: str) -> str:
    """The link itself: the last part of its address."""
    return urlsplit(address).path.rpartition("/")[2]
