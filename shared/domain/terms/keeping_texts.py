"""The vendor's own words in mails: both languages, or none."""

from pydantic import Field, ValidationError

from shared.domain.refusals.terms_errors import TermsFault, TermsUnfit, TermUnknown
from shared.domain.terms.kept_terms import KeptTexts, TermsChange
from shared.domain.values.frozen import Frozen
from shared.domain.values.mail_texts import MailTexts, OwnText
from shared.domain.values.vendor import Vendor


class OwnTextBody(Frozen):
    """One of the texts, as the owner writes it; in neither language, nothing is said there."""

    text_sv: str = Field(default="", max_length=2000)
    text_en: str = Field(default="", max_length=2000)


def set_text(vendor: Vendor, name: str, given: OwnTextBody, change: TermsChange) -> KeptTexts:
    """The text of this name is so from now on. Raises ``TermUnknown`` or ``TermsUnfit``."""
    if name not in MailTexts.model_fields:
        raise TermUnknown(name)
    text = _written(given) if given.text_sv or given.text_en else None
    return KeptTexts(change=change, mail_texts=vendor.mail_texts.but(**{name: text}))


def _written(given: OwnTextBody) -> OwnText:
    try:
        return OwnText(sv=given.text_sv, en=given.text_en)
    except ValidationError as error:
        found = error.errors()[0]
        unknown = found["type"] == "value_error"
        fault = TermsFault.PLACE_UNKNOWN if unknown else TermsFault.ONE_LANGUAGE
        raise TermsUnfit(fault, f"text_{found['loc'][0]}") from None
