"""The page that offers remote help: who sees and controls what, and how consent is given and taken back."""

from shared.domain.facts.session_states import GOING_ON, Stage
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_words
from shared.usecases.sessions.answer_offer import OfferView
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page
from shared.web.sessions.session_texts import SESSION_TEXTS, SessionTexts


def session_page(view: OfferView, vendor: Vendor, language: Language, path: str) -> Response:
    """The page as the offer stands now."""
    texts = SESSION_TEXTS[language]
    when = instant_in_words(view.planned, vendor.zone, language) if view.planned else ""
    words = {"author": view.author, "vendor": vendor.name, "when": when}
    lead, join = (texts.lead_planned, texts.join_planned) if when else (texts.lead_now, texts.join_now)
    return member_page(
        "session.html",
        vendor,
        language,
        path,
        session_texts=texts,
        view=view,
        lead=lead.format(**words),
        means=[line.format(**words) for line in texts.means],
        join=join.format(**words),
        stands=_stands(view, texts).format(**words),
        may_decide=not view.over and view.stage is Stage.OFFERED,
        may_take_back=not view.over and view.stage is Stage.CONSENTED,
    )


def _stands(view: OfferView, texts: SessionTexts) -> str:
    """How it went, where it is no longer open; "" where it is."""
    if view.over and view.stage in GOING_ON:
        return texts.over
    return texts.stages.get(view.stage) or (texts.over if view.over else "")
