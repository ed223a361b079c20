"""The page that offers remote help: who sees and controls what, and how consent is given and taken back."""

from pathlib import Path

from shared.domain.facts.session_states import GOING_ON, Stage
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_words
from shared.mail.wording import words
from shared.usecases.sessions.answer_offer import OfferView
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page

_WORDS = Path(__file__).with_name("session.toml")
SESSION_TEXTS = words(_WORDS)
MEANS = words(_WORDS, "means")
STAGES = words(_WORDS, "stages")


def session_page(view: OfferView, vendor: Vendor, language: Language, path: str) -> Response:
    """The page as the offer stands now."""
    texts = SESSION_TEXTS[language]
    when = instant_in_words(view.planned, vendor.zone, language) if view.planned else ""
    told = {"author": view.author, "vendor": vendor.name, "when": when}
    lead = texts["lead_planned"] if when else texts["lead_now"]
    join = texts["join_planned"] if when else texts["join_now"]
    return member_page(
        "sessions/session.html",
        vendor,
        language,
        path,
        session_texts=texts,
        view=view,
        lead=lead.format(**told),
        means=[line.format(**told) for line in MEANS[language].values()],
        join=join.format(**told),
        stands=_stands(view, language).format(**told),
        may_decide=not view.over and view.stage is Stage.OFFERED,
        may_take_back=not view.over and view.stage is Stage.CONSENTED,
    )


def _stands(view: OfferView, language: Language) -> str:
    """How it went, where it is no longer open; "" where it is."""
    over = SESSION_TEXTS[language]["over"] if view.over else ""
    if view.over and view.stage in GOING_ON:
        return over
    return STAGES[language].get(view.stage, over)
