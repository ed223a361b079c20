"""What a mail holds, gathered part by part: texts in their order, attached mails, files."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.domain.incoming.incoming import IncomingFile
from shared.mail.reading.headers.headers import AnyMessage
from shared.mail.reading.parts.bounds import Bounds
from shared.mail.reading.parts.calendars import CalendarEvent
from shared.mail.reading.text.html_text import text_of_html
from shared.mail.reading.text.notes import Notes


@dataclass(frozen=True, slots=True)
class Html:
    """Text still in HTML: laid out only where it is needed."""

    source: str


type Text = str | Html


@dataclass(frozen=True, slots=True)
class AttachedMail:
    """A mail that came as a part of this one, and its own text."""

    message: AnyMessage
    text: str


@dataclass
class Contents:
    """What has been gathered so far.

    ``attached``: the texts of mails that came as parts of this one; ``mails``: these themselves. ``fields``:
    the blocks of a delivery report, each as lines of ``Name: value``. ``events``: what calendars hold, once.
    """

    bounds: Bounds
    texts: list[Text] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    mails: list[AttachedMail] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    events: list[CalendarEvent] = field(default_factory=list)
    files: list[IncomingFile] = field(default_factory=list)

    @property
    def notes(self) -> Notes:
        """What could not be read."""
        return self.bounds.notes

    def beside(self) -> "Contents":
        """Nothing gathered yet, within the same bounds."""
        return Contents(self.bounds)

    def take(self, other: "Contents") -> None:
        """Everything of the other except its texts."""
        self.attached += other.attached
        self.mails += other.mails
        self.events += [each for each in other.events if each not in self.events]
        self.fields += other.fields
        self.files += other.files

    def text(self) -> str:
        """The texts one after the other, a blank line between."""
        return joined(written(each) for each in self.texts)


def written(text: Text) -> str:
    """The text as it is read."""
    return text_of_html(text.source) if isinstance(text, Html) else text


def joined(texts: Iterable[str]) -> str:
    """Those that say anything, one after the other."""
    return "\n\n".join(each.strip("\n") for each in texts if each.strip())
