"""What could not be read of a mail, collected while it is read."""

MOST_NOTES = 20


class Notes:
    """Short sentences without a full stop, each said once; of very many the first twenty."""

    def __init__(self) -> None:
        """Nothing is amiss yet."""
        self._said: dict[str, None] = {}

    def add(self, note: str) -> None:
        """Keep this one, unless it has been said or there are too many."""
        if len(self._said) < MOST_NOTES:
            self._said[note] = None

    def __str__(self) -> str:
        """All of them on one line; "" where everything could be read."""
        return "; ".join(self._said)
