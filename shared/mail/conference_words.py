"""The desk's own words about conferences, in both languages."""

from collections.abc import Mapping

from shared.domain.facts.conference import Way
from shared.domain.letters.conference_letters import Wanted
from shared.domain.values.vendor import Language

WAYS: Mapping[Language, Mapping[Way, str]] = {
    Language.SWEDISH: {Way.TELEPHONE: "Telefon", Way.TEAMS: "Teams"},
    Language.ENGLISH: {Way.TELEPHONE: "Telephone", Way.TEAMS: "Teams meeting"},
}

IN_A_LINE: Mapping[Language, Mapping[Way, str]] = {
    Language.SWEDISH: {Way.TELEPHONE: "telefon", Way.TEAMS: "Teams"},
    Language.ENGLISH: {Way.TELEPHONE: "telephone", Way.TEAMS: "Teams meeting"},
}

WANTED: Mapping[Language, Mapping[Wanted, str]] = {
    Language.SWEDISH: {
        Wanted.OTHERS_ASKED: "Kunden ber om andra tider för konferensen",
        Wanted.NONE_FREE: "Ingen ledig tid för en konferens",
        Wanted.DECLINED: "Kunden har avböjt konferensen",
        Wanted.NOT_DELIVERED: "Mejlet om konferensen kom inte fram",
    },
    Language.ENGLISH: {
        Wanted.OTHERS_ASKED: "The member asks for other times for the conference",
        Wanted.NONE_FREE: "No free time for a conference",
        Wanted.DECLINED: "The member has declined the conference",
        Wanted.NOT_DELIVERED: "The mail about the conference was not delivered",
    },
}
