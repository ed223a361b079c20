"""Pictures of figures as bars: where each part of each bar begins and ends. Drawn by ``bars.html`` as SVG.

A bar has its label and its value as text above it, and its parts are told apart by patterns, so that no
colour is needed to read one. Across, all is in percent, and down in ``em``: a picture fits any width, and
grows with the letters. No style stands in it: how the parts look says ``books.css``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_LABEL = 34
_ROW, _TEXT, _BAR, _THICK = 2.6, 1.05, 1.35, 0.85
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar. ``look``: by which pattern it is known, as ``books.css`` has it."""

    look: str
    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, its value in words, and its parts from left to right.

    ``spoken``: its value for whoever hears the picture, where there is no room for so many words.
    """

    label: str
    says: str
    parts: tuple[Part, ...] = ()
    spoken: str = ""

    @property
    def value(self) -> float:
        """How long it is."""
        return sum(each.value for each in self.parts)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that has its name on the page. ``longest``: the value of a bar that fills it; 0: the longest.

    ``mark``: the value at which a line stands, where it is to be shown.
    """

    name: str
    title: str
    bars: Sequence[Bar]
    longest: float = 0
    mark: float = 0


def drawn(picture: Picture) -> dict[str, object]:
    """The picture as the template draws it."""
    whole = picture.longest or max((each.value for each in picture.bars), default=0) or 1
    height = len(picture.bars) * _ROW
    return {
        "name": picture.name,
        "title": picture.title,
        "says": "; ".join(f"{each.label}: {each.spoken or each.says}" for each in picture.bars),
        "height": _em(height),
        "mark": _percent(picture.mark / whole) if 0 < picture.mark <= whole else "",
        "bars": [_drawn(bar, row * _ROW, whole) for row, bar in enumerate(picture.bars)],
    }


def _drawn(bar: Bar, top: float, whole: float) -> dict[str, object]:
    return {
        "label": shortened(bar.label),
        "says": bar.says,
        "text": _em(top + _TEXT),
        "top": _em(top + _BAR),
        "thick": _em(_THICK),
        "parts": list(_parts(bar.parts, whole)),
    }


def _parts(parts: Iterable[Part], whole: float) -> Iterable[dict[str, str]]:
    """Each where the one before ends."""
    begins = 0.0
    for each in parts:
        if each.value:
            yield {"look": each.look, "x": _percent(begins / whole), "width": _percent(each.value / whole)}
        begins += each.value


def shortened(label: str) -> str:
    """The label, or as much of it as there is room for."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _percent(share: float) -> str:
    return f"{round(share * _WHOLE, 2):g}%"


def _em(length: float) -> str:
    return f"{round(length, 2):g}em"
