"""Which references a mail's writer names, however they are written."""

import pytest

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.incoming.quoted_references import MOST_ASKED, codes_in, quoted_in, references_in

REFERENCE = "k7q2m4abcdefgh35"
LETTERS = "abcdefghijklmnop"
OTHER = "z2z3z4z5z6z7zzzz"


@pytest.mark.parametrize(
    "text",
    [
        REFERENCE,
        REFERENCE.upper(),
        f"Re: [{REFERENCE}] Answer [m1-{'a' * 15}]",
        f"About {REFERENCE}, again.",
        f"_{REFERENCE}_",
        "k7q2 m4ab cdef gh35",
        "K7Q2-M4AB-CDEF-GH35",
        "k7q2\N{NO-BREAK SPACE}m4ab\N{NON-BREAKING HYPHEN}cdef\N{EN DASH}gh35",
        "k7q2m4abc\ndefgh35",
        "k7q2m4abc-\n  defgh35",
        "The reference is k7q2m4\r\nabcdefgh35 as it says in your mail.",
    ],
)
def test_a_reference_is_read_in_either_case_whole_or_broken_by_blanks_hyphens_and_lines(text: str) -> None:
    assert REFERENCE in references_in(text)


def test_one_without_a_digit_is_read_whole_or_by_hyphens() -> None:
    assert references_in(LETTERS) == references_in("abcd-efgh-ijkl-mnop") == (LETTERS,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The calendar view stays empty when Planner is started.",
        "abcd efgh ijkl mnop",
        f"{REFERENCE}a",
        f"å{REFERENCE}",
        f"x{REFERENCE}",
        f"{REFERENCE[:-1]}8",
        "k7q2,m4ab,cdef,gh35",
        "k7q2 \n\n\n\n\n m4ab \n\n\n\n\n cdefgh35",
    ],
)
def test_prose_longer_words_and_other_signs_are_no_reference(text: str) -> None:
    assert references_in(text) == ()


@pytest.mark.parametrize(
    "text", ["k7q2-m4ab", "K7Q2-M4AB", "Ang. [k7q2-m4ab] igen", "k7q2m4ab.", "k7q2\N{EN DASH}m4ab"]
)
def test_a_code_is_read_in_either_case_with_or_without_hyphen(text: str) -> None:
    assert codes_in(text) == ("k7q2m4ab",)


@pytest.mark.parametrize(
    "text", ["", "A calendar of eight letters", REFERENCE, "k7q2-m4ab-cdef-gh35", "k7q2-m4a8", "xk7q2-m4ab"]
)
def test_prose_and_parts_of_longer_words_are_no_code(text: str) -> None:
    assert codes_in(text) == ()


def test_a_code_without_a_digit_is_sure_in_brackets_and_may_be_prose_elsewhere() -> None:
    assert codes_in("A long-term plan: [abcd-efgh]") == ("abcdefgh", "longterm")


def test_what_is_surely_one_stands_before_what_may_be_prose() -> None:
    text = f"{LETTERS} k7q2 m4ab cdef gh35 {OTHER}"
    assert references_in(text) == (OTHER, LETTERS, REFERENCE)


def test_only_the_subject_and_the_writers_own_words_name_one() -> None:
    mail = IncomingMail(
        subject=f"About {OTHER}",
        text=f"See {REFERENCE}.",
        fresh=f"See {REFERENCE}.\n\n-- \nEva, case {LETTERS}",
        quoted="> q2q3q4q5q6q7qqqq",
    )
    quoted = quoted_in(mail)
    assert (quoted.subject, quoted.words) == ((OTHER,), (REFERENCE,))


def test_a_few_are_asked_for_those_of_the_subject_first_and_none_twice() -> None:
    many = [f"{number:02}".translate(str.maketrans("0189", "abcd")) + "a2" * 7 for number in range(40)]
    quoted = quoted_in(IncomingMail(subject=OTHER, fresh=" ".join([OTHER, *many])))
    assert quoted.asked() == (OTHER, *many[: MOST_ASKED - 1])


def test_a_very_long_mail_is_read_from_its_beginning() -> None:
    quoted = quoted_in(IncomingMail(fresh=f"{REFERENCE} {'a2 b ' * 50_000} {OTHER}"))
    assert REFERENCE in quoted.words
    assert OTHER not in quoted.words
