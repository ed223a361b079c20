"""Where each page of the day is: everything that a person can open, by name."""

from collections.abc import Mapping

from tests.pictures.shown_day import ShownDay

MEMBERS = ("all", "unpaid", "ending", "empty_seats", "flagged")
VIEWS = ("mine", "nobodys", "gated", "conferences", "broken", "silent", "held")
TERMS = ("supporters", "duty", "products", "answers")
"""The pages of the vendor's terms that a supporter reads."""


def public_pages(day: ShownDay) -> Mapping[str, str]:
    """What is open to all, in either language."""
    paths = {
        "home": "/",
        "form": "/api/intake",
        "thanks": f"/api/intake/thanks?ticket={day.tickets['new']}",
        "asking": "/api/member/seats/request",
        "problem": "/api/member/ticket/wrong",
    }
    return {name: f"{day.stack.running.http}{path}" for name, path in paths.items()}


def framed_pages(day: ShownDay) -> Mapping[str, str]:
    """The form and what follows it in a frame of a product's, in either language."""
    form = f"{day.stack.running.http}/api/intake/embedded"
    return {"embedded": form, "embedded-thanks": f"{form}/thanks?ticket={day.tickets['new']}"}


def member_pages(day: ShownDay) -> Mapping[str, str]:
    """What the links in members' mails open, in either language."""
    return {name: f"{day.stack.running.http}{path}" for name, path in day.links.items()}


def desk_pages(day: ShownDay) -> Mapping[str, str]:
    """What opens for whoever has signed in, in either language."""
    paths = {"queue": "/desk", "day": "/desk/day", "unknown": f"/desk/tickets/{'a' * 16}"}
    paths |= {"search": "/desk/search?q=veckovyn", "searching": "/desk/search"}
    paths |= {"register": "/desk/register", "entry": "/desk/register/E-1", "no-entry": "/desk/register/E-9"}
    paths |= {"releases": "/desk/releases", "all-news": "/desk/news"}
    paths |= {
        "documentation": "/desk/documentation?product=archive",
        "material": "/desk/documentation/material",
    }
    paths |= {"studied": "/desk/documentation/studied?product=archive"}
    paths |= {view: f"/desk?view={view}" for view in VIEWS}
    paths |= {f"terms-{name}": f"/desk/terms/{name}" for name in TERMS}
    month = f"?month={day.stack.now():%Y-%m}"
    paths |= {"report": f"/desk/report{month}", "health": "/desk/health"}
    paths["member-month"] = f"/desk/members/gamma/statement{month}"
    merging = f"/desk/merge?ticket={day.tickets['error']}"
    paths |= {"merging": merging, "merge": f"{merging}&into={day.tickets['new']}"}
    paths |= {f"ticket-{name}": f"/desk/tickets/{ticket}" for name, ticket in day.tickets.items()}
    paths |= {"call": "/desk/tickets/new", "people": "/desk/people", "unclaimed": "/desk/members/unclaimed"}
    paths |= {f"members-{each}": f"/desk/members?only={each}" for each in MEMBERS}
    paths |= {"member": "/desk/members/alfa", "new-member": "/desk/members/new"}
    return {name: f"{day.stack.running.http}{path}" for name, path in paths.items()}


def owners_pages(day: ShownDay) -> Mapping[str, str]:
    """What opens for the vendor's owner alone, or shows more to that reader, in either language."""
    paths = {
        "import": "/desk/members/import",
        "claims": "/desk/members/unclaimed",
        "members": "/desk/members",
        "settings": "/desk/settings",
    }
    return {name: f"{day.stack.running.http}{path}" for name, path in paths.items()}


def developers_pages(day: ShownDay) -> Mapping[str, str]:
    """What is in English only: the API's page, the catcher's, and the local stack's sign-in page."""
    http, mails = day.stack.running.http, day.stack.running.mails
    offered = next(mail for mail in day.stack.mails() if mail["html"] and mail["to"])
    return {
        "docs": f"{http}/api/docs",
        "signing-in": f"{http}/.auth/login/aad?post_login_redirect_uri=/desk",
        "catcher": mails,
        "caught": f"{mails}/mails/{offered['number']}",
    }


def statement_page(day: ShownDay) -> str:
    """The statement of hourly work, which the function key opens."""
    return f"{day.stack.running.http}/api/statements/{day.stack.now():%Y-%m}?member=gamma"


def in_language(address: str, language: str) -> str:
    """The address of the same page in this language."""
    return f"{address}{'&' if '?' in address else '?'}language={language}"
