"""A product's releases as supporters read them, and a new one as it would come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.desk.desk_releases import DeskReleases
from shared.usecases.releases.preview_release import ReleasePreview
from shared.usecases.releases.read_releases import ReleaseView
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.forms import ActForm, TypedForm
from shared.web.desk.register.register_page import REGISTER_PATH
from shared.web.desk.releases.release_forms import FORM_WORDS, FileAtHand, forms_of
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

RELEASES_PATH = f"{DESK_PATH}/releases"
RELEASES_TEXTS = words(Path(__file__).with_name("releases.toml"))


@dataclass(frozen=True, slots=True)
class ReleasesShown:
    """What the page shows: releases, and for its forms the file at hand and a token.

    ``done``: what was done last. ``typed``: a form that comes again.
    """

    found: DeskReleases
    file: FileAtHand
    token: str
    done: str = ""
    typed: TypedForm | None = None


def releases_page(shown: ReleasesShown, reading: Reading) -> Response:
    """The page as it stands now."""
    texts, typed, found = RELEASES_TEXTS[reading.language], shown.typed, shown.found
    forms = forms_of(found, shown.file, reading.language) if reading.acts else ()
    at_hand = bool(shown.file.id)
    return desk_page(
        "desk/releases/releases.html",
        reading,
        status=typed.status if typed else 200,
        releases_texts=texts,
        title=texts["title"],
        done=FORM_WORDS.done(shown.done, reading.language),
        products=[
            (each.name, reading.to(RELEASES_PATH, product=each.id), each.id == found.product)
            for each in reading.vendor.products
        ],
        rows=[_row(each, reading) for each in found.known.releases],
        more=found.known.more,
        forms=[FORM_WORDS.shown(each, reading.language, typed, is_open=at_hand) for each in forms],
        token=shown.token,
    )


def release_preview_page(preview: ReleasePreview, form: ActForm, token: str, reading: Reading) -> Response:
    """What would happen, with the form that makes it happen."""
    texts, release = RELEASES_TEXTS[reading.language], preview.release
    name = f"{reading.vendor.product_called(release.product)} {release.version}"
    return desk_page(
        "desk/releases/release_preview.html",
        reading,
        releases_texts=texts,
        title=texts["preview"].format(name=name),
        happens=list(_happens(preview, reading)),
        fixes=[(each.entry, each.title.read_in(reading.language)) for each in preview.item.release.fixes]
        if preview.item.release
        else [],
        place=release.file.name if release.file else release.address,
        mails=[(preview.mails[each], DESK_TEXTS[reading.language][f"in_{each}"]) for each in Language],
        back=reading.to(RELEASES_PATH, product=release.product),
        form=FORM_WORDS.shown(form, reading.language),
        token=token,
    )


def _happens(preview: ReleasePreview, reading: Reading) -> Iterator[str]:
    texts, people = RELEASES_TEXTS[reading.language], preview.people
    yield texts["one_gets" if people == 1 else "all_get"].format(number=people)
    if preview.skipped:
        yield texts["skipped"].format(number=preview.skipped)
    yield texts["fetched"]
    yield texts["for_good"]


def _row(release: ReleaseView, reading: Reading) -> dict[str, object]:
    language = reading.language
    return {
        "version": release.version,
        "at": instant_in_line(release.published, reading.vendor.zone, language),
        "who": reading.vendor.name_of(release.author),
        "notes": release.notes.read_in(language),
        "place": release.file.name if release.file else release.address,
        "fixes": [(each, reading.to(f"{REGISTER_PATH}/{each}")) for each in release.fixes],
    }
