"""Whether the receiving service says that the address in From is genuine (RFC 8601, RFC 7489)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.mail.reading.headers.addresses import domain_of, is_well_formed, mailboxes
from shared.mail.reading.headers.headers import AnyMessage, header_values, without_comments, written_values

UNNAMED = "unnamed"
"""Given as ``trusted``: the service writes no id of its own into its results."""

_NAME = "authentication-results"
_METHOD = re.compile(r"([a-z0-9-]+)(?:/\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"([a-z]+\.[a-z0-9_-]+)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Result:
    """One method's result and what it was about: ``dkim``, ``pass``, {"header.d": "example.com"}."""

    method: str
    result: str
    about: dict[str, str]


def is_authenticated(message: AnyMessage, trusted: str) -> bool:
    """DMARC passed; or it says nothing, and DKIM or SPF passed for the domain in From.

    A mail with several authors, or without one, is never genuine.
    """
    authors = _authors(message)
    if not trusted or len(authors) != 1 or len(written_values(message, "from")) != 1:
        return False
    domain = domain_of(authors.pop())
    results = list(_results(message, trusted.lower()))
    verdicts = [
        each for each in results if each.method == "dmarc" and each.result not in {"none", "bestguesspass"}
    ]
    if verdicts:
        return all(
            each.result == "pass" and _about(each, "header.from", domain) == domain for each in verdicts
        )
    return bool(domain) and any(each.result == "pass" and _aligned(each, domain) for each in results)


def is_forged(message: AnyMessage, trusted: str) -> bool:
    """DMARC failed, whatever else passed; or From names no single author that everybody reads alike."""
    results = _results(message, trusted.lower()) if trusted else ()
    failed = any((each.method, each.result) == ("dmarc", "fail") for each in results)
    return failed or len(_authors(message)) != 1 or not is_well_formed(message, "from")


def _authors(message: AnyMessage) -> set[str]:
    return {address.casefold() for address, _ in mailboxes(message, "from")}


def _about(result: _Result, name: str, otherwise: str) -> str:
    return result.about.get(name, otherwise).lower().strip(".")


def _aligned(result: _Result, domain: str) -> bool:
    """It was about the domain in From, or one above it. One below proves nothing: it may be a customer's."""
    match result.method:
        case "dkim":
            proved = result.about.get("header.d") or result.about.get("header.i", "")
        case "spf":
            proved = result.about.get("smtp.mailfrom", "")
        case _:
            return False
    proved = proved.rpartition("@")[2].lower().strip(".")
    return "." in proved and (domain == proved or domain.endswith(f".{proved}"))


def _results(message: AnyMessage, trusted: str) -> Iterator[_Result]:
    """What the trusted service's headers say: those of the topmost run only, as it writes above what came."""
    for value in _topmost_run(message):
        first, _, rest = without_comments(value).partition(";")
        service = first.split()[0].lower() if first.strip() else ""
        if "=" in first:
            service, rest = UNNAMED, f"{first};{rest}"
        if service == trusted:
            yield from _stated(rest)


def _topmost_run(message: AnyMessage) -> list[str]:
    """The headers with results that stand together nearest to the top."""
    names = [name.lower() for name in message.keys()]  # noqa: SIM118 - every header, also repeated ones
    start = next((at for at, name in enumerate(names) if name == _NAME), len(names))
    length = next((at for at, name in enumerate(names[start:]) if name != _NAME), len(names) - start)
    return header_values(message, _NAME)[:length]


def _stated(results: str) -> Iterator[_Result]:
    for statement in results.split(";"):
        if found := _METHOD.match(statement.strip()):
            about = {name.lower(): value for name, value in reversed(_PROPERTY.findall(statement))}
            yield _Result(found[1].lower(), found[2].lower(), about)
