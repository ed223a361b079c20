"""The sentence of each rule of an explanation, and the words around them, in both languages.

The names in braces are the line's facts.
"""

from collections.abc import Mapping

from shared.domain.clocks.clocks import ClockState
from shared.domain.explaining.explanations import Rule
from shared.domain.facts.ticket import How
from shared.domain.values.vendor import Language

SENTENCES: Mapping[Language, Mapping[Rule, str]] = {
    Language.SWEDISH: {
        Rule.TURN_RECEIVED: "Meddelandet {turn} togs emot.",
        Rule.TURN_MOVED_HERE: "Meddelandet {turn} flyttades hit ({origin}) och behåller sin mottagningstid.",
        Rule.GATE_COVERED: "Meddelandet {turn} omfattas av avtalet sedan det togs emot: {reason}.",
        Rule.GATE_UNVERIFIED: "Meddelandet {turn} behandlas som om det omfattas: {reason}.",
        Rule.GATE_NOT_COVERED: "Meddelandet {turn} omfattas inte av avtalet, så ingen klocka går: {reason}.",
        Rule.GATE_LATE: (
            "Först nu blev det känt att meddelandet {turn} omfattades redan när det togs emot: {reason}. "
            "Klockan räknas från mottagandet."
        ),
        Rule.GATE_REACTIVATED: (
            "Prenumerationen gäller igen, så meddelandet {turn} omfattas från och med nu: {reason}."
        ),
        Rule.GATE_TAKEN: "En medarbetare tog sig an meddelandet {turn}; klockan går från det ögonblicket.",
        Rule.REPLY_STARTS: "Klockan startar med det äldsta obesvarade meddelandet, {turn}.",
        Rule.REPLY_JOINED: "Meddelandet {turn} går in under samma klocka och flyttar den inte.",
        Rule.REPLY_LEFT: "Meddelandet {turn} hör inte längre hit; det har en egen klocka.",
        Rule.REPLY_JOINS_EARLIER: "Meddelandet {turn} går in under en klocka som startade tidigare, {clock}.",
        Rule.CONFERENCE_STARTS: "Klockan startar när kunden ber om en konferens, i {turn}.",
        Rule.CONFERENCE_HELD: "Konferensen hölls ({entry}) och stoppar klockan.",
        Rule.SLOTS_OFFERED: "{offered} tider erbjöds ({entry}), varav {count} börjar i tid: det räcker.",
        Rule.SLOTS_NOT_ENOUGH: (
            "{offered} tider erbjöds ({entry}), varav {count} börjar i tid. Löftet kräver två."
        ),
        Rule.SLOT_PICKED: "Kunden valde tiden {slot}. Klockan går tills konferensen hålls.",
        Rule.SLOT_WISHED: "Kunden valde tiden {slot}, efter förfallotiden.",
        Rule.OTHERS_ASKED: "Kunden bad om andra tider. Klockan går vidare.",
        Rule.CONFERENCE_DECLINED: "Kunden avböjde konferensen ({entry}), så klockan avbröts.",
        Rule.MOVE_RESETS_NOTHING: "Konferensen flyttades till {slot}. Det nollställer aldrig klockan.",
        Rule.CANCEL_STOPS_NOTHING: "Tiderna togs tillbaka. Det stoppar inte klockan.",
        Rule.OFFER_MEETS: (
            "Tider i tid hade erbjudits, och kunden valde själv en senare: uppfyllt vid förfallotiden."
        ),
        Rule.NO_CHOICE: "Tider i tid hade erbjudits, och kunden valde ingen: löftet är uppfyllt.",
        Rule.NO_SHOW: "Kunden kom inte till konferensen ({entry}). Löftet är uppfyllt och noterat så.",
        Rule.SLOT_MISSED: "Tiden som kunden valde har passerat utan att konferensen hölls.",
        Rule.PROMISE_GIVEN: "Svaret {entry} utlovar ett besked före slutet av {day}, lokal tid.",
        Rule.PROMISE_KEPT: "En människa hörde av sig till kunden ({entry}), och löftet är infriat.",
        Rule.ANSWER_COUNTS: "Svaret {entry} från en människa omfattar meddelandet och stoppar klockan.",
        Rule.ANSWER_NOT_SEEN: "Svaret {entry} gäller meddelanden till och med {turn}. Klockan går vidare.",
        Rule.ANSWER_NO_CONFERENCE: "Svaret {entry} är ingen konferens. Klockan går vidare.",
        Rule.ANSWER_ACCEPTED: "Svaret {entry} har tagits emot för leverans och räknas slutgiltigt.",
        Rule.ANSWER_REFUSED: "Svaret {entry} kom aldrig fram och har aldrig räknats.",
        Rule.ANSWER_BOUNCED: "Svaret {entry} studsade och har aldrig räknats.",
        Rule.ANSWER_DOUBTED: "Svaret {entry} lades i skräppost hos mottagaren. Det räknas ändå.",
        Rule.UNSENT_TOLD: "Medarbetarna fick veta att svaret {entry} ännu inte hade kunnat skickas.",
        Rule.CONTACT_COUNTS: "Samtalet eller mötet {entry} besvarade meddelandet och stoppar klockan.",
        Rule.CONTACT_NAMES_NONE: "Samtalet eller mötet {entry} besvarade inget. Klockan går vidare.",
        Rule.CONTACT_NOT_SEEN: (
            "Samtalet eller mötet {entry} gällde meddelanden till och med {turn} som hade kommit då. "
            "Klockan går vidare."
        ),
        Rule.CONTACT_NO_CONFERENCE: "Samtalet eller mötet {entry} var ingen konferens. Klockan går vidare.",
        Rule.NO_ANSWER_NEEDED: "En medarbetare uppgav med skäl att inget svar behövs ({entry}).",
        Rule.QUOTE_ACCEPTED: "Kunden tackade ja till offerten i svaret {entry}. Det ändrar inte klockan.",
        Rule.QUOTE_DECLINED: (
            "Kunden tackade nej till offerten i svaret {entry}, så meddelandet är avslutat. Klockan hade "
            "redan stoppats av svaret."
        ),
        Rule.ENTRY_WITHDRAWN: "Anteckningen {entry} var ett misstag och räknas inte.",
        Rule.ENDING_COUNTS: "Av det som avslutar räknas det tidigaste: {entry}.",
        Rule.CLOSE_STOPS_NOTHING: "Ärendet stängdes. Det stoppar ingen klocka.",
        Rule.OWNER_STOPS_NOTHING: "{author} blev ansvarig för ärendet. Det stoppar ingen klocka.",
        Rule.NOTE_STOPS_NOTHING: "{author} skrev en intern anteckning. Den stoppar ingen klocka.",
        Rule.MERGE_CANCELS: "Ärendet slogs ihop med {ticket}, där obesvarade meddelanden fortsätter.",
        Rule.SPLIT_MOVES: "Meddelandet {turn} fortsätter i ett eget ärende, {ticket}, med samma klocka.",
        Rule.LEVEL_TOLD: "Medarbetarna fick veta: {level}.",
        Rule.SAME_DAY: "Mjukt mål: svar före lokal midnatt. Att missa det är inget avtalsbrott.",
        Rule.STILL_RUNNING: "Klockan går. Så lång tid återstår.",
        Rule.IN_TIME: "I tid: slutet kom inte efter förfallotiden. Marginalen är så lång.",
        Rule.BREACH: "Förfallotiden har passerats med så lång tid. Inget som händer senare ändrar det.",
    },
    Language.ENGLISH: {
        Rule.TURN_RECEIVED: "The message {turn} was received.",
        Rule.TURN_MOVED_HERE: "The message {turn} was moved here ({origin}) and keeps its receipt.",
        Rule.GATE_COVERED: "The message {turn} is covered since its receipt: {reason}.",
        Rule.GATE_UNVERIFIED: "The message {turn} is treated as covered: {reason}.",
        Rule.GATE_NOT_COVERED: "The message {turn} is not covered, so no clock runs: {reason}.",
        Rule.GATE_LATE: (
            "Only now was it known that the message {turn} had been covered when it was received: {reason}. "
            "The clock is counted from receipt."
        ),
        Rule.GATE_REACTIVATED: (
            "The subscription is active again, so the message {turn} is covered from now on: {reason}."
        ),
        Rule.GATE_TAKEN: "A supporter took the message {turn}; the clock runs from that moment.",
        Rule.REPLY_STARTS: "The clock starts with the oldest unanswered message, {turn}.",
        Rule.REPLY_JOINED: "The message {turn} joins the same clock and does not move it.",
        Rule.REPLY_LEFT: "The message {turn} no longer belongs here; it has a clock of its own.",
        Rule.REPLY_JOINS_EARLIER: "The message {turn} joins a clock that started earlier, {clock}.",
        Rule.CONFERENCE_STARTS: "The clock starts when the member asks for a conference, in {turn}.",
        Rule.CONFERENCE_HELD: "The conference was held ({entry}), which stops the clock.",
        Rule.SLOTS_OFFERED: "{offered} slots were offered ({entry}), {count} of them in time: enough.",
        Rule.SLOTS_NOT_ENOUGH: (
            "{offered} slots were offered ({entry}), {count} of them in time. The promise takes two."
        ),
        Rule.SLOT_PICKED: "The member picked the slot {slot}. The clock runs until the conference is held.",
        Rule.SLOT_WISHED: "The member picked the slot {slot}, after the due instant.",
        Rule.OTHERS_ASKED: "The member asked for other slots. The clock runs on.",
        Rule.CONFERENCE_DECLINED: "The member declined the conference ({entry}), which cancels the clock.",
        Rule.MOVE_RESETS_NOTHING: "The conference was moved to {slot}. That never resets the clock.",
        Rule.CANCEL_STOPS_NOTHING: "The slots were taken back. That does not stop the clock.",
        Rule.OFFER_MEETS: (
            "Slots in time had been offered, and the member picked a later one of its own wish: met at due."
        ),
        Rule.NO_CHOICE: "Slots in time had been offered, and the member picked none: the promise is met.",
        Rule.NO_SHOW: "The member did not come to the conference ({entry}). Met, and marked so.",
        Rule.SLOT_MISSED: "The slot that the member picked has passed, and no conference was held.",
        Rule.PROMISE_GIVEN: "The answer {entry} promises word before the end of {day}, local time.",
        Rule.PROMISE_KEPT: "A person got back to the member ({entry}), which keeps the promise.",
        Rule.ANSWER_COUNTS: "The answer {entry} by a person covers the message and stops the clock.",
        Rule.ANSWER_NOT_SEEN: "The answer {entry} is to messages up to {turn}. The clock runs on.",
        Rule.ANSWER_NO_CONFERENCE: "The answer {entry} is no conference. The clock runs on.",
        Rule.ANSWER_ACCEPTED: "The answer {entry} was accepted for delivery and counts for good.",
        Rule.ANSWER_REFUSED: "The answer {entry} reached nobody and never counted.",
        Rule.ANSWER_BOUNCED: "The answer {entry} bounced and never counted.",
        Rule.ANSWER_DOUBTED: "The answer {entry} was put aside as spam. It counts all the same.",
        Rule.UNSENT_TOLD: "The supporters were told that the answer {entry} could not be sent yet.",
        Rule.CONTACT_COUNTS: "The call or meeting {entry} answered the message and stops the clock.",
        Rule.CONTACT_NAMES_NONE: "The call or meeting {entry} answered no message. The clock runs on.",
        Rule.CONTACT_NOT_SEEN: (
            "The call or meeting {entry} was about messages up to {turn} that had come by then. "
            "The clock runs on."
        ),
        Rule.CONTACT_NO_CONFERENCE: "The call or meeting {entry} was no conference. The clock runs on.",
        Rule.NO_ANSWER_NEEDED: "A supporter said, with a reason, that no answer is needed ({entry}).",
        Rule.QUOTE_ACCEPTED: "The member accepted the quote in the answer {entry}. The clock is unchanged.",
        Rule.QUOTE_DECLINED: (
            "The member declined the quote in the answer {entry}, so the message is ended. The answer had "
            "stopped the clock before."
        ),
        Rule.ENTRY_WITHDRAWN: "The entry {entry} was a mistake and does not count.",
        Rule.ENDING_COUNTS: "Of what ends it the earliest counts: {entry}.",
        Rule.CLOSE_STOPS_NOTHING: "The ticket was closed. That stops no clock.",
        Rule.OWNER_STOPS_NOTHING: "{author} became the ticket's owner. That stops no clock.",
        Rule.NOTE_STOPS_NOTHING: "{author} wrote an internal note. That stops no clock.",
        Rule.MERGE_CANCELS: "The ticket was merged into {ticket}, where unanswered messages go on.",
        Rule.SPLIT_MOVES: "The message {turn} goes on in a ticket of its own, {ticket}, with the same clock.",
        Rule.LEVEL_TOLD: "The supporters were told: {level}.",
        Rule.SAME_DAY: "Soft goal: an answer the same day, before local midnight. Missing it is no breach.",
        Rule.STILL_RUNNING: "The clock runs. This much time is left.",
        Rule.IN_TIME: "In time: the end did not come after the due instant. The margin is this long.",
        Rule.BREACH: "The due instant has been passed by this much. Nothing that happens later changes that.",
    },
}

STATES: Mapping[Language, Mapping[ClockState, str]] = {
    Language.SWEDISH: {
        ClockState.RUNNING: "går",
        ClockState.MET: "uppfylld",
        ClockState.BREACHED_OPEN: "bruten, fortfarande öppen",
        ClockState.BREACHED_MET: "bruten, avslutad för sent",
        ClockState.CANCELLED: "avbruten",
        ClockState.NOT_APPLICABLE: "ingen egen klocka",
    },
    Language.ENGLISH: {
        ClockState.RUNNING: "running",
        ClockState.MET: "met",
        ClockState.BREACHED_OPEN: "breached, still open",
        ClockState.BREACHED_MET: "breached, ended too late",
        ClockState.CANCELLED: "cancelled",
        ClockState.NOT_APPLICABLE: "no clock of its own",
    },
}

ENDINGS: Mapping[Language, Mapping[How | str, str]] = {
    Language.SWEDISH: {
        How.ANSWER: "svar",
        How.CONTACT: "samtal eller möte",
        How.NO_ANSWER_NEEDED: "inget svar behövs",
        How.HELD: "konferensen hölls",
        How.OFFER: "tider i tid hade erbjudits",
        How.OFFERED_NO_CHOICE: "tider erbjöds, ingen valdes",
        How.NO_SHOW: "kunden kom inte",
        "declined": "kunden avböjde",
        How.DECLINED: "kunden tackade nej till offerten",
        "merged": "ärendet slogs ihop med {see}",
        "split": "fortsätter i ärendet {see}",
        "answer_refused": "svaret med löftet kom aldrig fram",
        "not_covered": "meddelandet omfattas inte",
        "joined": "hör till {see}",
    },
    Language.ENGLISH: {
        How.ANSWER: "answer",
        How.CONTACT: "call or meeting",
        How.NO_ANSWER_NEEDED: "no answer needed",
        How.HELD: "the conference was held",
        How.OFFER: "slots in time had been offered",
        How.OFFERED_NO_CHOICE: "slots were offered, none was picked",
        How.NO_SHOW: "the member did not come",
        "declined": "the member declined",
        How.DECLINED: "the member declined the quote",
        "merged": "the ticket was merged into {see}",
        "split": "goes on in the ticket {see}",
        "answer_refused": "the answer that promised it reached nobody",
        "not_covered": "the message is not covered",
        "joined": "belongs to {see}",
    },
}

HEAD: Mapping[Language, str] = {
    Language.SWEDISH: "{kind} ({clock}) i ärendet {ticket}\nLäge: {state}",
    Language.ENGLISH: "{kind} ({clock}) in the ticket {ticket}\nState: {state}",
}
DUE: Mapping[Language, str] = {
    Language.SWEDISH: "Start: {start}\nFörfaller: {due}\nRegler: version {version}, {hours}",
    Language.ENGLISH: "Start: {start}\nDue: {due}\nPolicy: version {version}, {hours}",
}
FOOT: Mapping[Language, str] = {
    Language.SWEDISH: "Räknat {now}. Tider i zonen {zone}; uträkningar i UTC.",
    Language.ENGLISH: "Reckoned {now}. Times in the zone {zone}; sums in UTC.",
}
