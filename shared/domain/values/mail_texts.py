"""The vendor's own words in mails to whoever wrote, with places that are filled in as in canned answers."""

from collections.abc import Mapping

from shared.domain.values.canned_answers import CannedText, filled_in
from shared.domain.values.frozen import Frozen

PARAGRAPHS = frozenset({"receipt", "gate_notice"})
"""The letters that have a paragraph of the vendor's own, by its name."""


class OwnText(Frozen):
    """What the vendor says, in each language."""

    sv: CannedText
    en: CannedText


class MailTexts(Frozen):
    """Where the vendor says something of its own. None: nothing.

    ``closing``: at the end of every mail to whoever wrote. ``receipt``: a paragraph where a message is
    covered. ``gate_notice``: the same where it waits for a decision.
    """

    closing: OwnText | None = None
    receipt: OwnText | None = None
    gate_notice: OwnText | None = None

    def read_in(self, name: str, language: str, facts: Mapping[str, str]) -> str:
        """The text of this name, with what is known in its places; "" where there is none."""
        text = getattr(self, name, None)
        return filled_in(getattr(text, language), facts) if text else ""
