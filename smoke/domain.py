"""Whether receivers will believe the desk's mail: what the sender's domain says in DNS."""

from collections.abc import Iterator

from dns.exception import DNSException
from dns.resolver import resolve

from smoke.check import Check, Place, Seen, not_here, seen

_SELECTORS = ("selector1-azurecomm-prod-net", "selector2-azurecomm-prod-net")


def _domain(place: Place) -> Seen:
    domain = place.sender_domain
    if domain is None:
        return not_here("name the domain with --sender-domain; a domain of Azure needs no records")
    missing = [name for name, there in _records(domain) if not there]
    return seen(
        not missing,
        f"{domain}: " + (f"no {', '.join(missing)}" if missing else "SPF, DKIM, DKIM2 and DMARC are there"),
        "enter the records that docs/azure.md names; DNS may take a day",
    )


def _records(domain: str) -> Iterator[tuple[str, bool]]:
    policies = [text for text in _texts(domain, "TXT") if text.startswith("v=spf1")]
    yield "single SPF record", len(policies) == 1
    for name, selector in zip(("DKIM", "DKIM2"), _SELECTORS, strict=True):
        yield name, bool(_texts(f"{selector}._domainkey.{domain}", "CNAME"))
    yield "DMARC", any(text.startswith("v=DMARC1") for text in _texts(f"_dmarc.{domain}", "TXT"))


def _texts(name: str, kind: str) -> list[str]:
    """What DNS has under this name; nothing where it has none or does not answer."""
    try:
        return [record.to_text().replace('" "', "").strip('"') for record in resolve(name, kind)]
    except DNSException:
        return []


DOMAIN = (Check("domain", "the sender's domain has SPF, DKIM and DMARC", _domain),)
