"""The set forms in which machines answer: a whole subject, or the beginning of one up to its colon.

People write these words, too. So a form says nothing by itself: it counts where the mail answers one of ours,
and whoever knows our mails decides that.
"""

import re

from shared.domain.incoming.incoming import Automatic
from shared.mail.reading.headers.headers import AnyMessage, header_text
from shared.mail.reading.signs.bounce_signs import says_only_that_it_failed

_TAG = r"\s*(?:\[[^\]]{0,40}\]\s*)?"
_END = r"\s*(?:$|[:\N{FULLWIDTH COLON}])"
_ABSENT = (
    # Swedish, Danish, Norwegian, Finnish
    r"autosvar|automatsvar|automatisk[at]? svar|autom\. svar|(?:automatiskt )?frånvaromeddelande"
    r"|frånvarobesked|semestersvar|fraværsbesked|fraværsmelding|fraværsmeddelelse|ikke til stede"
    r"|ikke på kontoret|automaattinen vastaus|poissaoloviesti|poissa toimistosta"
    # English
    r"|auto(?:matic|mated)?[- ]?(?:reply|response)|autoresponder"
    r"|(?:out of (?:the )?office|vacation) (?:auto[- ]?reply|reply|message|notification|response)"
    # German, Dutch, French
    r"|automatische (?:antwort|rückantwort)|autom\. antwort|abwesenheits(?:notiz|meldung|nachricht)"
    r"|automatisch antwoord|afwezigheidsbericht|afwezig|réponse automatique|message d.absence"
    r"|absence du bureau"
    # Spanish, Portuguese, Italian, Polish, Czech, Hungarian, Baltic, Russian
    r"|respuesta automática|fuera de (?:la )?oficina|resposta automática|risposta automatica|fuori ufficio"
    r"|odpowiedź automatyczna|automatyczna odpowiedź|automatická odpověď|automatikus válasz"
    r"|automaatvastus|automātiskā atbilde|automatinis atsakymas|автоматический ответ|автоответ"
)
_ABSENCE = re.compile(
    rf"{_TAG}(?:(?:{_ABSENT}){_END}"
    r"|(?:auto: )?\S.{0,80} (?:is out of the office|är frånvarande|är (?:inte|ej) på kontoret)"
    r"[. ]*(?:\([^()]{0,80}\)[. ]*)?$)",
    re.IGNORECASE,
)
_PERHAPS_ABSENCE = re.compile(
    rf"{_TAG}(?:\[?auto\]?[:\s]+)?(?:frånvaro|frånvarande|(?:ej|inte) på (?:kontoret|plats)"
    r"|borta från kontoret|(?:i am )?out of (?:the )?office"
    r"|away from (?:the |my )?(?:office|desk|mail|e-mail|email)"
    rf"|on vacation|on holiday|på semester|semester|ledig|tjänstledig|föräldraledig){_END}",
    re.IGNORECASE,
)
_WRITER_AWAY = re.compile(
    r"\b(?:åter (?:på (?:kontoret|plats|jobbet)|i tjänst|den|måndag|tisdag|onsdag|torsdag|fredag)"
    r"|tillbaka (?:på (?:kontoret|plats|jobbet)|den|igen|måndag|tisdag|onsdag|torsdag|fredag)"
    r"|(?<!att )jag (?:är|har|kommer att vara) (?:\w+ ){0,3}(?:på (?:semester|tjänsteresa)|semester|(?:tjänst"
    r"|föräldra)?ledig|borta|frånvarande)|jag är (?:\w+ ){0,2}(?:inte|ej) på (?:kontoret|plats)"
    r"|läser (?:inte|ej) (?:min )?(?:e-?post|mejl|mail)"
    r"|i(?: am|'m| will be|'ll be) (?:\w+ ){0,3}(?:out of (?:the )?office|away|on (?:vacation|holiday"
    r"|(?:annual|parental|maternity|sick) leave))"
    r"|will be back|will return|return to the office|back in the office"
    r"|limited access to (?:my )?e-?mail)\b",
    re.IGNORECASE,
)
_READ = 2_000
"""Characters of the text in which the absence must be said."""

_FAILED = (
    r"undeliver(?:able|ed)(?: (?:mail|message)(?: returned to sender)?)?|undelivered mail returned to sender"
    r"|mail delivery (?:failed|failure|subsystem|system)(?:: returning message to sender)?"
    r"|delivery status notification ?\([^()]{0,40}\)|delivery (?:failure|has failed|failed|report|delayed)"
    r"|failure notice|returned mail(?:: .{0,80})?|mail returned|message (?:undeliverable|delayed)"
    r"|non[- ]?delivery (?:report|notification)|mail system error ?- returned mail"
    r"|warning: (?:could not send message|message) .{0,60}|mail could not be delivered"
    r"|oleverer(?:bar|bart|at)|olevererbart meddelande|kan inte levereras|kunde inte levereras|leveransfel"
    r"|det går inte att leverera|leveransrapport|leveransen misslyckades|fördröj(?:d|t)"
    r"|kan ikke leveres|ikke levert|kunne ikke leveres|ei voi(?:da|tu) toimittaa|toimitus epäonnistui"
    r"|unzustellbar|nicht zustellbar|onbestelbaar|non remis|non recapitabile|no se puede entregar"
    r"|no entregado|não entregue|niedostarczalne|nedoručitelné|недоставлено"
)
_FAILURE = re.compile(rf"{_TAG}(?:{_FAILED}){_END}", re.IGNORECASE)


def set_form_of(message: AnyMessage, fresh: str, body: str) -> Automatic | None:
    """What kind of machine writes in the form of this mail; None for the forms in which people write.

    A subject that people write just so ("Frånvaro") needs a text in which its writer is away.

    ``fresh``: what the writer added, as the quoted part may be anybody's. ``body``: all of it.
    """
    subject = header_text(message, "subject")
    if _FAILURE.match(subject) or says_only_that_it_failed(message, body):
        return Automatic.DELIVERY_REPORT
    away = _PERHAPS_ABSENCE.match(subject) and _WRITER_AWAY.search(fresh[:_READ])
    return Automatic.OUT_OF_OFFICE if away or _ABSENCE.match(subject) else None
