"""How a notice tells a supporter that it can be answered, and with what, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """``commands``: each as it is written on a line of its own, and what it does."""

    wrote: str
    cut: str
    how: str
    commands: tuple[tuple[str, str], ...]
    with_care: str


REPLY_WORDS: Mapping[Language, ReplyWords] = {
    Language.SWEDISH: ReplyWords(
        wrote="{who} skrev:",
        cut="Texten är kortad här. Hela finns i ärendet.",
        how=(
            "Svara på det här mejlet, så går ditt svar till den som skrev. Med ett av de här kommandona "
            "först, ett på varje rad, gör du något annat eller något mer:"
        ),
        commands=(
            ("/notera", "resten av mejlet blir en intern anteckning; ingen får den"),
            ("/inget-svar skäl", "meddelandet behöver inget svar"),
            ("/lova 2026-03-05", "du återkommer senast den dagen"),
            ("/kopia", "den ansvariga personen får en kopia av svaret"),
            ("/stäng", "stäng ärendet"),
            ("/min", "ärendet blir ditt"),
        ),
        with_care="Ett mejl som inte går att tolka säkert skickas inte till någon. Du får då veta det.",
    ),
    Language.ENGLISH: ReplyWords(
        wrote="{who} wrote:",
        cut="The text is cut here. All of it is on the ticket.",
        how=(
            "Reply to this mail, and your answer goes to whoever wrote. With one of these commands first, "
            "one on each line, you do something else or something more:"
        ),
        commands=(
            ("/note", "the rest of the mail is an internal note; nobody gets it"),
            ("/no-answer reason", "the message needs no answer"),
            ("/promise 2026-03-05", "you come back by that day"),
            ("/copy", "the responsible person gets a copy of the answer"),
            ("/close", "close the ticket"),
            ("/take", "the ticket is yours"),
        ),
        with_care="A mail that cannot be understood for certain is sent to nobody. You are then told so.",
    ),
}
