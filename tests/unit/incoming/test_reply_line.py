"""What of a reply is the supporter's own."""

import pytest

from shared.domain.incoming.reply_line import REPLY_ABOVE, own_words
from shared.domain.values.vendor import Language

WORDS = "Hello Eva,\n\npress Save first."
SWEDISH, ENGLISH = REPLY_ABOVE[Language.SWEDISH], REPLY_ABOVE[Language.ENGLISH]


def test_words_without_a_quote_are_all_the_supporters() -> None:
    assert own_words(f"\n{WORDS}\n") == WORDS


@pytest.mark.parametrize(
    "line", [SWEDISH, f"=== {ENGLISH} ===", f"> > *{SWEDISH.upper()}*", f"| {ENGLISH} |"]
)
@pytest.mark.parametrize(
    "introduced",
    [
        "",
        "On Mon, 2 Mar 2026 at 10:00, Example Software AB <support@example.com> wrote:\n",
        "On Mon, 2 Mar 2026 at 10:00, Example Software AB <\nsupport+k7q2m4@example.com>\nwrote:\n\n",
        "Den mån 2 mars 2026 10:00 skrev Example Software AB <support@example.com>:\n",
        "-----Original Message-----\nFrom: Example\nSent: Monday\nTo: Anna\nSubject: New\n\n",
        "________________________________\nFrån: Example\nSkickat: den 2 mars\nTill: Anna\nÄmne: Nytt\n\n",
    ],
)
def test_from_the_reply_line_on_all_is_quoted_and_so_is_what_introduces_it(
    line: str, introduced: str
) -> None:
    assert own_words(f"{WORDS}\n\n{introduced}{line}\n> A new ticket\n> /note") == WORDS


def test_a_sentence_that_speaks_of_the_line_stays() -> None:
    spoken = f"Please {ENGLISH.lower()}, Eva."
    assert own_words(spoken) == spoken


def test_a_signature_is_taken_off_but_not_what_may_be_more() -> None:
    assert own_words(f"{WORDS}\n-- \nAnna\nExample Software AB") == WORDS
    long = f"{WORDS}\n--\n" + "\n".join(f"Step {number}" for number in range(12))
    assert own_words(long) == long
    command = f"{WORDS}\n-- \n/note They never pay."
    assert own_words(command) == command


def test_words_that_end_like_an_introduction_stay_where_nothing_is_quoted() -> None:
    words = "As Eva wrote:\nTo: the point"
    assert own_words(words) == words
