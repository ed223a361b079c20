"""The words that all pages behind signed links have, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class MemberTexts:
    """Every text that is not of one purpose."""

    new_link_hint: str
    new_link: str
    sent_title: str
    sent: str
    sent_else: str
    contact: str


MEMBER_TEXTS: Mapping[Language, MemberTexts] = {
    Language.SWEDISH: MemberTexts(
        new_link_hint="Vill du läsa vidare? Då mejlar vi en ny länk till den adress som länken gällde.",
        new_link="Skicka en ny länk till mig",
        sent_title="Titta i din inkorg",
        sent="Finns ärendet kvar hos oss är en ny länk på väg till den adress som den förra länken gällde.",
        sent_else="Har inget kommit inom några minuter? Titta i skräpposten. Vi skickar högst en länk i "
        "timmen.",
        contact="Kommer du inte vidare? Skriv till",
    ),
    Language.ENGLISH: MemberTexts(
        new_link_hint="Would you like to read on? We will mail a new link to the address that this one was "
        "for.",
        new_link="Send me a new one",
        sent_title="Look in your inbox",
        sent="If we still have the ticket, a new link is on its way to the address that the old one was for.",
        sent_else="Nothing there within a few minutes? Look in your spam folder. We send one link an hour at "
        "most.",
        contact="Cannot get any further? Write to",
    ),
}
