"""Files that come with the messages of a random history."""

from random import Random

from shared.domain.facts.files import FileFacts


def some_files(message: int, rng: Random) -> tuple[FileFacts, ...]:
    """Now and then one to three; ``message`` tells them from those of other messages."""
    some = rng.randrange(1, 4) if rng.random() < 0.2 else 0
    return tuple(
        FileFacts(id=f"f{message}-{place}", content_type="image/png", size=place, sha256="0")
        for place in range(some)
    )
