"""The keys of the desk's pages: the list that ``?`` opens, and that the script reads them from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.web.pages.pages import DESK_PATH

_WORDS = Path(__file__).with_name("keys.toml")
KEY_TEXTS = words(_WORDS)
_DONE = words(_WORDS, "done")


@dataclass(frozen=True, slots=True)
class DeskKey:
    """One key, or two one after the other.

    It does what the script calls ``does``, opens the form of this ``act``, or leads to this ``view``.
    """

    pressed: str
    word: str
    does: str = ""
    act: str = ""
    view: str = ""


KEYS = (
    DeskKey("?", "list", does="list"),
    DeskKey("j", "next", does="next"),
    DeskKey("k", "previous", does="previous"),
    DeskKey("o", "open", does="open"),
    DeskKey("s", "show", does="show"),
    DeskKey("g q", "all", view="all"),
    DeskKey("g m", "mine", view="mine"),
    DeskKey("g n", "nobodys", view="nobodys"),
    DeskKey("g w", "gated", view="gated"),
    DeskKey("a", "answer", act="answer"),
    DeskKey("n", "note", act="note"),
    DeskKey("c", "call", act="call"),
    DeskKey("e", "end", act="end"),
    DeskKey("t", "take", act="take"),
    DeskKey("h", "owner", act="owner"),
    DeskKey("x", "close", act="close"),
)


def keys_shown(to: Callable[..., str], language: Language) -> Sequence[tuple[DeskKey, str, str]]:
    """Each key, what it does in words, and where it leads, "" where it stays. ``to``: addresses of pages."""
    said = _DONE[language]
    return [(each, said[each.word], to(DESK_PATH, view=each.view) if each.view else "") for each in KEYS]
