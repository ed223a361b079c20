"""What a page may hold under its policy: no script but a file of ours, no style but its one sheet."""

from html.parser import HTMLParser


class _Refused(HTMLParser):
    """Collects what a browser would refuse to run or to apply."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag or attribute that the policy forbids."""
        source = dict(attrs).get("src") or ""
        self.found += [tag] if tag == "script" and not source.startswith(("/api/", "/desk/")) else []
        self.found += [f"{tag} {name}" for name, _ in attrs if name == "style" or name.startswith("on")]


def refused_by_policy(page: str) -> list[str]:
    """The elements and attributes of this page that a browser would refuse, in order."""
    reader = _Refused()
    reader.feed(page)
    return reader.found
