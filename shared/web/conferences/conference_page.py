"""The page of a conference: what was promised, the slots, and what can be done about them."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from shared.domain.facts.conference import Slot
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_words
from shared.mail.vocabulary import WAYS_IN_LINE
from shared.mail.wording import words
from shared.usecases.conferences.choose_slot import ConferenceView
from shared.web.http.response import Response
from shared.web.links.member_pages import Typed, member_page

_WORDS = Path(__file__).with_name("conference.toml")
CONFERENCE_TEXTS = words(_WORDS)
DONE = words(_WORDS, "done")


def conference_page(
    view: ConferenceView,
    vendor: Vendor,
    language: Language,
    path: str,
    *,
    done: str | None = None,
    typed: Typed | None = None,
) -> Response:
    """The conference as it stands; ``typed``: the form comes again, with why it was not taken."""
    texts = CONFERENCE_TEXTS[language]
    return member_page(
        "conferences/conference.html",
        vendor,
        language,
        path,
        typed=typed,
        conference_texts=texts,
        view=view,
        done=DONE[language].get(done or "", ""),
        promise=texts["promise"].format(due=instant_in_words(view.due, vendor.zone, language))
        if view.due
        else "",
        slots=[_shown(slot, vendor, language, texts) for slot in view.open if slot != view.picked],
        booked=_shown(view.picked, vendor, language, texts) if view.picked else None,
        message=typed.text("message") if typed else "",
    )


def _shown(slot: Slot, vendor: Vendor, language: Language, texts: Mapping[str, str]) -> dict[str, str]:
    """A slot in words: in the vendor's zone, with its offset."""
    minutes = round((slot.end - slot.start) / timedelta(minutes=1))
    host = vendor.names.get(slot.host, "")
    return {
        "id": slot.id,
        "when": instant_in_words(slot.start, vendor.zone, language),
        "length": texts["length"].format(minutes=minutes, way=WAYS_IN_LINE[language][slot.way]),
        "host": texts["host"].format(host=host) if host else "",
    }
