"""The desk's own words for what the domain decides, in both languages: one place for mails and pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Level


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why a message is covered or not: in short for supporters, whole for the requester, and what helps."""

    short: str
    whole: str
    advice: str = ""


REASONS: Mapping[Language, Mapping[GateReason, ReasonWords]] = {
    Language.SWEDISH: {
        GateReason.SUBSCRIBED: ReasonWords(
            "Aktiv prenumeration", "Din organisation har en aktiv prenumeration på produkten."
        ),
        GateReason.GRACE: ReasonWords(
            "Betalningen är försenad, inom anståndstiden",
            "Betalningen för prenumerationen är försenad, men supporten gäller än så länge.",
        ),
        GateReason.UNVERIFIED: ReasonWords(
            "Prenumerationen kunde inte bekräftas, kontrollera den",
            "Vi kunde inte bekräfta prenumerationen, men vi hjälper dig under tiden.",
        ),
        GateReason.TAKEN: ReasonWords(
            "Övertaget av en medarbetare", "En av våra medarbetare har tagit sig an ditt meddelande."
        ),
        GateReason.UNKNOWN_SENDER: ReasonWords(
            "Okänd avsändare",
            "Support ingår i prenumerationen, och adressen du skrev från finns inte hos någon kund till oss.",
            "Prenumererar din organisation redan? Skriv då från en adress som vi känner till, eller be din "
            "kontaktperson att anmäla den här adressen till oss.",
        ),
        GateReason.NO_SUBSCRIPTION: ReasonWords(
            "Ingen prenumeration",
            "Support ingår i prenumerationen, och din organisation har ingen prenumeration hos oss just nu.",
        ),
        GateReason.OTHER_PRODUCT: ReasonWords(
            "Prenumererar inte på den här produkten",
            "Din organisation prenumererar inte på produkten som ditt meddelande gäller.",
            "Gäller ditt meddelande en annan produkt? Skriv till oss vilken, så rättar vi det.",
        ),
        GateReason.LAPSED: ReasonWords(
            "Prenumerationen har gått ut", "Prenumerationen hade gått ut när ditt meddelande kom till oss."
        ),
        GateReason.SEVERAL_MEMBERS: ReasonWords(
            "Adressen finns hos flera kunder, välj vilken",
            "Adressen du skrev från finns hos flera av våra kunder, så vi vet inte vem meddelandet gäller.",
            "En av våra medarbetare tittar på det. Det går fortare om du skriver vilken organisation det "
            "gäller.",
        ),
    },
    Language.ENGLISH: {
        GateReason.SUBSCRIBED: ReasonWords(
            "Active subscription", "Your organisation has an active subscription to the product."
        ),
        GateReason.GRACE: ReasonWords(
            "Payment is late, within the grace period",
            "Payment for the subscription is late, but support still applies for now.",
        ),
        GateReason.UNVERIFIED: ReasonWords(
            "The subscription could not be confirmed, check it",
            "We could not confirm the subscription, but we are helping you in the meantime.",
        ),
        GateReason.TAKEN: ReasonWords(
            "Taken over by a colleague", "One of our colleagues has taken on your message."
        ),
        GateReason.UNKNOWN_SENDER: ReasonWords(
            "Unknown sender",
            "Support comes with a subscription, and the address you wrote from is not registered with any of "
            "our customers.",
            "Does your organisation subscribe already? Then write from an address that we know, or ask your "
            "contact person to register this one with us.",
        ),
        GateReason.NO_SUBSCRIPTION: ReasonWords(
            "No subscription",
            "Support comes with a subscription, and your organisation has none with us at present.",
        ),
        GateReason.OTHER_PRODUCT: ReasonWords(
            "Does not subscribe to this product",
            "Your organisation does not subscribe to the product that your message is about.",
            "Is your message about another product? Tell us which, and we will put it right.",
        ),
        GateReason.LAPSED: ReasonWords(
            "The subscription has ended", "The subscription had ended when your message reached us."
        ),
        GateReason.SEVERAL_MEMBERS: ReasonWords(
            "The address belongs to several customers, choose one",
            "The address you wrote from is registered with several of our customers, and we do not know on "
            "whose behalf you wrote.",
            "One of our colleagues is looking into it. It goes faster if you tell us which organisation it "
            "concerns.",
        ),
    },
}

KINDS: Mapping[Language, Mapping[Kind, str]] = {
    Language.SWEDISH: {
        Kind.QUESTION: "Fråga",
        Kind.ERROR: "Felanmälan",
        Kind.CONFERENCE: "Konferens",
        Kind.OTHER: "Annat",
    },
    Language.ENGLISH: {
        Kind.QUESTION: "Question",
        Kind.ERROR: "Error report",
        Kind.CONFERENCE: "Conference",
        Kind.OTHER: "Other",
    },
}

DELIVERIES: Mapping[Language, Mapping[DeliveryStatus | UnsentLevel, str]] = {
    Language.SWEDISH: {
        DeliveryStatus.DELIVERED: "Mejlet är framme",
        DeliveryStatus.EXPANDED: "Mejlet är framme hos en sändlista",
        DeliveryStatus.QUARANTINED: "Mejlet ligger i karantän hos mottagaren",
        DeliveryStatus.FILTERED_SPAM: "Mejlet togs för skräppost hos mottagaren",
        DeliveryStatus.BOUNCED: "Mejlet studsade: adressen finns inte eller tar inte emot",
        DeliveryStatus.SUPPRESSED: "Mejlet skickades inte: adressen har studsat tidigare",
        DeliveryStatus.FAILED: "Mejlet kunde inte levereras",
        UnsentLevel.ONE_HOUR: "mindre än en timme kvar",
        UnsentLevel.DUE: "tiden är ute",
    },
    Language.ENGLISH: {
        DeliveryStatus.DELIVERED: "The mail has arrived",
        DeliveryStatus.EXPANDED: "The mail has arrived at a mailing list",
        DeliveryStatus.QUARANTINED: "The mail is in quarantine at its reader's",
        DeliveryStatus.FILTERED_SPAM: "The mail was taken for spam at its reader's",
        DeliveryStatus.BOUNCED: "The mail bounced: the address does not exist, or takes no mail",
        DeliveryStatus.SUPPRESSED: "The mail was not sent: the address has bounced before",
        DeliveryStatus.FAILED: "The mail could not be delivered",
        UnsentLevel.ONE_HOUR: "less than an hour left",
        UnsentLevel.DUE: "the time is up",
    },
}

CLOCKS: Mapping[Language, Mapping[ClockKind, str]] = {
    Language.SWEDISH: {
        ClockKind.REPLY: "Svar",
        ClockKind.CONFERENCE: "Konferens",
        ClockKind.PROMISE: "Utlovat besked",
    },
    Language.ENGLISH: {
        ClockKind.REPLY: "Answer",
        ClockKind.CONFERENCE: "Conference",
        ClockKind.PROMISE: "Promised word",
    },
}

LEVELS: Mapping[Language, Mapping[Level, str]] = {
    Language.SWEDISH: {
        Level.HALF_WAY: "Halva tiden har gått",
        Level.FOUR_HOURS: "Mindre än 4 timmar kvar",
        Level.ONE_HOUR: "Mindre än 1 timme kvar",
        Level.BREACH: "Tiden har gått ut",
    },
    Language.ENGLISH: {
        Level.HALF_WAY: "Half of the time has passed",
        Level.FOUR_HOURS: "Less than 4 hours left",
        Level.ONE_HOUR: "Less than 1 hour left",
        Level.BREACH: "Past due",
    },
}
