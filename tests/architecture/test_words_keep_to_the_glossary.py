"""What people read keeps to the glossary's table of terms, in both languages, whoever it is for."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from shared.domain.letters.conference_letters import AtItsTime, ConferenceOff
from shared.domain.letters.letters import Letter
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.render import TEMPLATES, render
from shared.mail.vocabulary import WORDS
from shared.mail.wording import words
from shared.web.api.operation import Auth
from shared.web.http.problem_kinds import kinds_of
from shared.web.pages.page_policy import TEMPLATES as WEB
from tests.examples.described_api import OPERATIONS
from tests.examples.glossary_terms import EVERYBODY, Reader, refused_in, terms
from tests.letters.letters import VENDOR, address_of, letters
from tests.unit.outbox.test_mail_templates import LETTERS

ROOT = Path(__file__).parents[2]
NOBODY_IN_PARTICULAR: frozenset[Reader] = frozenset()
CUSTOMERS = frozenset({Reader.CUSTOMERS})
SUPPORTERS = frozenset({Reader.SUPPORTERS})
PAGE = re.compile(r"\b(?:member_page|whole_page)\b")
DESK = WEB / "desk"

type Said = tuple[str, Language, frozenset[Reader]]
"""Words, their language and who reads them."""


def refusals(file: Path, said: Iterable[Said]) -> list[str]:
    """Every word that is not to be used: file, line, the word, and the one to use."""
    source = file.read_text(encoding="utf-8")
    shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name
    return [
        f"{shown}:{_line(source, text, each.at)}: not “{each.word}”, say: {each.say}"
        for text, language, readers in said
        for each in refused_in(text, language, readers)
    ]


def _line(source: str, text: str, at: int) -> int:
    """The line of the file on which this place of these words stands."""
    before, after = text[:at].rpartition("\n")[2], text[at:].partition("\n")[0]
    return source[: source.find(before + after) + len(before)].count("\n") + 1


def of_sayings(file: Path, readers: frozenset[Reader]) -> Iterator[Said]:
    """Every saying of a file of words."""
    return ((said, language, readers) for language in Language for said in words(file)[language].values())


def of_problems(file: Path) -> Iterator[Said]:
    """Every saying about a problem; customers read those that their pages and the form may show."""
    for language in Language:
        for key, said in words(file)[language].items():
            auths = {each.auth for each in OPERATIONS if key.partition(".")[0] in _slugs()[each.id]}
            customers = CUSTOMERS if Auth.ANONYMOUS in auths else NOBODY_IN_PARTICULAR
            ours = not auths.isdisjoint({Auth.FUNCTION_KEY, Auth.SIGN_IN})
            supporters = SUPPORTERS if ours else NOBODY_IN_PARTICULAR
            yield said, language, customers | supporters


@cache
def _slugs() -> dict[str, set[str]]:
    """The names of the problems that each function may tell."""
    return {each.id: {kind.slug for kind in kinds_of(each.refuses)} for each in OPERATIONS}


def readers_of_page_words(file: Path) -> frozenset[Reader]:
    """Customers, where a module beside the file shows its words on a page; of the desk, supporters alone."""
    if file.parent == DESK:
        return SUPPORTERS
    sources = [each.read_text(encoding="utf-8") for each in file.parent.glob("*.py")]
    shown = any(f'"{file.name}"' in source and PAGE.search(source) for source in sources)
    return CUSTOMERS if shown else SUPPORTERS


def readers_of_letter(letter: type[Frozen]) -> frozenset[Reader]:
    """To whom its first line says that it goes."""
    to, _, _ = (letter.__doc__ or "").partition(":")
    assert to.startswith("To "), f"{letter.__name__} does not begin with to whom it goes"
    if "both sides" in to:
        return NOBODY_IN_PARTICULAR
    return SUPPORTERS if re.search("supporter|fallback", to) else CUSTOMERS


def goes_to_a_customer(letter: Letter) -> bool:
    """Of a letter to both sides, the customer's has a link; to hand a conference over is for supporters."""
    if isinstance(letter, ConferenceOff) and letter.handed_over:
        return False
    if isinstance(letter, AtItsTime):
        return letter.link is not None
    return readers_of_letter(type(letter)) == CUSTOMERS


@pytest.mark.parametrize(
    "file",
    sorted(each for each in WEB.rglob("*.toml") if each.parent.name != "problems"),
    ids=lambda file: file.stem,
)
def test_the_words_of_pages_keep_to_the_glossary(file: Path) -> None:
    assert refusals(file, of_sayings(file, readers_of_page_words(file))) == []


@pytest.mark.parametrize("file", sorted(WEB.rglob("problems/*.toml")), ids=lambda file: file.stem)
def test_the_words_of_refusals_keep_to_the_glossary(file: Path) -> None:
    assert refusals(file, of_problems(file)) == []


@pytest.mark.parametrize(
    "file",
    sorted([*WEB.rglob("*.html"), *TEMPLATES.glob("*.html")]),
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_the_words_of_layouts_keep_to_the_glossary(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert refusals(file, [(source, language, NOBODY_IN_PARTICULAR) for language in Language]) == []


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.toml")), ids=lambda file: file.stem)
def test_the_words_that_mails_and_pages_share_keep_to_the_glossary(file: Path) -> None:
    assert refusals(file, of_sayings(file, NOBODY_IN_PARTICULAR)) == []


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.model_fields["letter"].default)
@pytest.mark.parametrize("language", Language)
def test_the_words_of_a_mail_keep_to_the_glossary(language: Language, letter: type[Frozen]) -> None:
    file = TEMPLATES / language / f"{letter.model_fields['letter'].default}.txt"
    source = file.read_text(encoding="utf-8")
    assert refusals(file, [(source, language, readers_of_letter(letter))]) == []


@pytest.mark.parametrize("language", Language)
def test_no_mail_to_a_customer_says_in_the_end_what_customers_do_not_read(language: Language) -> None:
    found = {
        f"{language}/{letter.letter}: not “{each.word}”, say: {each.say}"
        for letter in letters()
        if goes_to_a_customer(letter)
        for part in _parts(letter, language)
        for each in refused_in(part, language, CUSTOMERS)
    }
    assert sorted(found) == []


def _parts(letter: Letter, language: Language) -> tuple[str, str, str]:
    mail = render(letter, language, VENDOR, address_of)
    return mail.subject, mail.text, mail.html


def test_a_refused_word_is_told_with_its_file_its_line_and_what_to_say_instead(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text('[one]\nsv = "Ett mejl: {mail}"\nen = "One e-mail: {mail}"\n', encoding="utf-8")
    assert refusals(file, of_sayings(file, CUSTOMERS)) == [
        "words.toml:3: not “e-mail”, say: email or email address",
    ]


def test_a_word_that_only_some_do_not_read_is_refused_to_them_alone() -> None:
    said = "Klockan går."
    assert [each.word for each in refused_in(said, Language.SWEDISH, CUSTOMERS)] == ["Klockan"]
    assert list(refused_in(said, Language.SWEDISH, SUPPORTERS)) == []


def test_a_term_may_hold_a_word_that_is_refused_by_itself() -> None:
    said = "The remote help session has begun. The session ends."
    (found,) = refused_in(said, Language.ENGLISH, CUSTOMERS)
    assert said[found.at :] == "session ends."


def test_every_row_of_the_table_names_who_reads_it_and_says_what_to_use() -> None:
    assert len(terms()) > 1
    for term in terms():
        assert term.read_by <= {EVERYBODY, *Reader}, term.thing
        assert all(term.to_use.values()), term.thing
        assert all(term.refused.values()), term.thing
