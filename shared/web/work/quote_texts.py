"""The words of a quote's page, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.facts.work import QuoteStatus
from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class QuoteTexts:
    """Every text of the page; names in braces are filled in. ``over``: why it can no longer be answered."""

    title: str
    reference: str
    from_whom: str
    terms: str
    price: str
    price_told: str
    estimate: str
    limit: str
    limit_told: str
    last_day: str
    means: str
    meaning: tuple[str, ...]
    accept: str
    signature: str
    signature_hint: str
    agreed: str
    accept_button: str
    decline: str
    decline_hint: str
    words: str
    decline_button: str
    accepted: str
    accepted_told: str
    used: str
    declined: str
    declined_told: str
    over: Mapping[QuoteStatus, tuple[str, str]]


QUOTE_TEXTS: Mapping[Language, QuoteTexts] = {
    Language.SWEDISH: QuoteTexts(
        title="Offert på arbete mot betalning",
        reference="Referens",
        from_whom="{author}, {vendor}",
        terms="Det här erbjuder vi",
        price="Pris",
        price_told="{price} i timmen",
        estimate="Beräknad tid",
        limit="Tak",
        limit_told="Högst {limit}, det vill säga {most}",
        last_day="Gäller till och med",
        means="Om du tackar ja",
        meaning=(
            "Vi börjar arbeta, och du betalar för den tid som går åt, minut för minut.",
            "Det kostar aldrig mer än {most} utan att du har godkänt en ny offert.",
            "Du och er kontakt för avtalet får en bekräftelse med e-post.",
            "Varje arbetad minut redovisas: vem, vad och när.",
        ),
        accept="Tacka ja",
        signature="Ditt namn",
        signature_hint="Namnet är din underskrift.",
        agreed="Jag godkänner priset {price} i timmen och taket {limit}, och jag får beställa arbetet.",
        accept_button="Godkänn offerten",
        decline="Tacka nej",
        decline_hint="Det kostar inget, och ärendet finns kvar att läsa.",
        words="Vill du säga varför?",
        decline_button="Tacka nej till offerten",
        accepted="Offerten är godkänd",
        accepted_told="Godkänd {at}{by}. Bekräftelsen har skickats med e-post.",
        used="Använd tid hittills: {used} av {limit}.",
        declined="Du har tackat nej",
        declined_told="Vi noterade det {at}. Det kostar inget.",
        over={
            QuoteStatus.EXPIRED: (
                "Offertens tid har gått ut",
                "Den gällde till och med {last_day}. Skriv till oss om du vill ha en ny.",
            ),
            QuoteStatus.WITHDRAWN: (
                "Offerten gäller inte längre",
                "Vi har tagit tillbaka den, och inget kostar något. Skriv till oss om du vill ha en ny.",
            ),
            QuoteStatus.NOT_DELIVERED: (
                "Offerten gäller inte längre",
                "Skriv till oss, så får du en ny.",
            ),
        },
    ),
    Language.ENGLISH: QuoteTexts(
        title="A quote for work at an hourly price",
        reference="Reference",
        from_whom="{author}, {vendor}",
        terms="What we offer",
        price="Price",
        price_told="{price} an hour",
        estimate="Estimated time",
        limit="Limit",
        limit_told="At most {limit}, that is {most}",
        last_day="Valid through",
        means="If you accept",
        meaning=(
            "We begin the work, and you pay for the time that is spent, minute by minute.",
            "It never costs more than {most} unless you accept a new quote.",
            "You and your organisation's contact for the contract get a confirmation by e-mail.",
            "Every minute worked is accounted for: who, what and when.",
        ),
        accept="Accept",
        signature="Your name",
        signature_hint="Your name is your signature.",
        agreed="I accept the price of {price} an hour and the limit of {limit}, and I may order the work.",
        accept_button="Accept the quote",
        decline="Decline",
        decline_hint="It costs nothing, and the ticket stays readable.",
        words="Would you like to say why?",
        decline_button="Decline the quote",
        accepted="The quote has been accepted",
        accepted_told="Accepted {at}{by}. The confirmation has been sent by e-mail.",
        used="Time used so far: {used} of {limit}.",
        declined="You have declined",
        declined_told="We noted it {at}. It costs nothing.",
        over={
            QuoteStatus.EXPIRED: (
                "The quote has expired",
                "It was valid through {last_day}. Write to us if you would like a new one.",
            ),
            QuoteStatus.WITHDRAWN: (
                "The quote is no longer valid",
                "We have withdrawn it, and nothing costs anything. Write to us if you would like a new one.",
            ),
            QuoteStatus.NOT_DELIVERED: (
                "The quote is no longer valid",
                "Write to us, and you get a new one.",
            ),
        },
    ),
}

BY: Mapping[Language, str] = {Language.SWEDISH: " av {name}", Language.ENGLISH: " by {name}"}
