"""Which domains are public mail providers': an address there says nothing of where a person works."""

from functools import cache
from importlib.resources import files

from shared.domain.values.mail_domain import compared_domain


@cache
def _public_mail_domains() -> frozenset[str]:
    """The domains of both lists, read at first use: most requests come from known contacts."""
    folder = files("shared.domain.values") / "public_mail_domains"
    lists = ("domains.txt", "swedish.txt")
    return frozenset(domain for name in lists for domain in (folder / name).read_text().split())


def is_public_mail_domain(domain: str) -> bool:
    """Anybody can have an address there, so the domain stands for no member."""
    return compared_domain(domain) in _public_mail_domains()
