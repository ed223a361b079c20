"""Which files are taken, why others are not, and under which names they are handed out."""

import re
import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.facts.file_taking import ENDINGS, FILE_TYPES, safe_name, shown_name, type_of
from shared.domain.facts.files import MOST_BYTES, MOST_FILES, FileRefusal, FileScan, GivenFile
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_refusal, file_warning
from shared.usecases.files.keep_files import refused_files
from tests.examples.file_examples import GOOD, LYING, NOT_ON_THE_LIST, PNG, WITH_MACROS

PLAIN = re.compile(r"[\w ()-]{1,85}\.[a-z]{3,4}")


def why(*files: tuple[str, bytes]) -> list[FileRefusal]:
    """The reasons of those that are refused, in order."""
    return [each.reason for each in refused_files([GivenFile(*each) for each in files])]


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_each_allowed_sort_is_taken_as_what_it_is(name: str) -> None:
    content, media = GOOD[name]
    sort = type_of(name)
    assert why((name, content)) == []
    assert sort is not None
    assert sort.content_type == media


def test_there_is_an_example_of_every_allowed_ending() -> None:
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(FILE_TYPES)


@pytest.mark.parametrize("name", NOT_ON_THE_LIST)
def test_what_is_not_on_the_list_is_refused_whatever_is_in_it(name: str) -> None:
    assert why((name, PNG)) == why((name, b"")) == [FileRefusal.ENDING]


@pytest.mark.parametrize("name", LYING)
def test_content_that_is_not_what_the_ending_says_is_refused(name: str) -> None:
    assert why((name, LYING[name])) == [FileRefusal.CONTENT]


@pytest.mark.parametrize("name", WITH_MACROS)
def test_a_document_with_macros_is_refused_under_an_ending_without(name: str) -> None:
    assert why((name, WITH_MACROS[name])) == [FileRefusal.MACROS]


def test_an_empty_file_is_refused() -> None:
    assert why(("notes.txt", b"")) == [FileRefusal.EMPTY]


def test_the_sixth_file_is_refused_and_one_that_was_refused_takes_up_no_room() -> None:
    files = [("notes.txt", b"x")] * MOST_FILES
    assert why(*files) == []
    assert why(("setup.exe", b"MZ"), *files) == [FileRefusal.ENDING]
    assert why(*files, ("notes.txt", b"x")) == [FileRefusal.TOO_MANY]


def test_files_may_have_ten_mebibytes_together_and_no_byte_more() -> None:
    half = b"x" * (MOST_BYTES // 2)
    assert why(("a.txt", half), ("b.txt", half)) == []
    assert why(("a.txt", half), ("b.txt", half), ("c.txt", b"x")) == [FileRefusal.TOO_LARGE]
    assert why(("a.txt", half + b"x"), ("b.txt", half), ("c.txt", b"x")) == [FileRefusal.TOO_LARGE]
    assert why(("a.txt", b"x" * (MOST_BYTES + 1))) == [FileRefusal.TOO_LARGE]


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Skärm bild (1).PNG", "Skärm bild (1).png"),
        ("C:\\temp\\log.txt", "log.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("invoice.exe.pdf", "invoice_exe.pdf"),
        ("a\r\nb.txt", "a_b.txt"),
        ("con.txt", "file-con.txt"),
        (".pdf", "file.pdf"),
        ("\U0001f600.png", "file.png"),
        ("photo\u202egpj.pdf", "photo_gpj.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
        ("A\u030asa.txt", "Åsa.txt"),
    ],
)
def test_a_name_is_rebuilt_of_plain_letters_with_its_own_ending(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text(max_size=300), st.sampled_from(ENDINGS))
def test_every_rebuilt_name_is_plain_and_of_the_same_sort(stem: str, ending: str) -> None:
    name = safe_name(f"{stem}{ending}")
    assert PLAIN.fullmatch(name)
    assert type_of(name) == type_of(f"x{ending}")


@given(st.text(max_size=300))
def test_every_name_that_is_told_back_is_one_short_line_that_turns_no_direction(name: str) -> None:
    shown = shown_name(name)
    assert len(shown) <= 100
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_no_content_raises_anything(content: bytes, ending: str) -> None:
    assert len(why((f"file{ending}", content))) <= 1
    assert len(why((f"file{ending}", b"PK\x03\x04" + content))) <= 1


def test_every_reason_has_words_of_its_own_in_both_languages() -> None:
    swedish, english = ({file_refusal(reason, language) for reason in FileRefusal} for language in Language)
    assert len(swedish) == len(english) == len(FileRefusal)
    assert not swedish & english


def test_what_is_to_be_minded_of_a_file_is_said_in_both_languages() -> None:
    swedish, english = ({scan: file_warning(scan, language) for scan in FileScan} for language in Language)
    assert {scan: bool(words) for scan, words in swedish.items()} == {
        scan: bool(words) for scan, words in english.items()
    }
    assert [scan for scan, words in english.items() if not words] == [FileScan.CLEAN]


def listing(parts: int, *, in_the_old_record: bool = True) -> bytes:
    """A document whose list names two parts of a document, and so many others; nothing else is in it.

    Its length stands in the record at the end, or in the one for large archives before that.
    """
    names = [b"[Content_Types].xml", b"word/document.xml", *(b"%d" % number for number in range(parts))]
    head = struct.pack("<HHHHHHIII", 20, 20, 0, 0, 0, 33, 0, 0, 0)
    entries = b"".join(
        b"PK\x01\x02" + head + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name for name in names
    )
    start = b"PK\x03\x04" + bytes(26)
    if in_the_old_record:
        counted = (min(len(names), 0xFFFF), min(len(names), 0xFFFF), len(entries), len(start))
        return start + entries + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, *counted, 0)
    record = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, len(names), len(names), len(entries), len(start))
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, len(start) + len(entries), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return start + entries + b"PK\x06\x06" + record + locator + end


@pytest.mark.parametrize("in_the_old_record", [True, False])
@pytest.mark.parametrize(("parts", "reasons"), [(2500, []), (6000, [FileRefusal.CONTENT])])
def test_a_document_is_judged_by_its_list_of_parts_only_where_that_is_short(
    parts: int, reasons: list[FileRefusal], *, in_the_old_record: bool
) -> None:
    assert why(("letter.docx", listing(parts, in_the_old_record=in_the_old_record))) == reasons
