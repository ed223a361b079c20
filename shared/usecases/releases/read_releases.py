"""The releases of a product, as supporters read them."""

from shared.domain.news.news import Words
from shared.domain.refusals.release_errors import ReleaseUnknown
from shared.domain.releases.release import Release, ReleaseFile, place_of
from shared.domain.releases.upgrading import must_be_sold
from shared.domain.releases.versions import is_version
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.usecases.releases.release_rows import MOST_LISTED, load_release, releases_page


class ReleaseView(Frozen):
    """A release that is out. ``news``: the item that tells of it, whose progress ``GET /api/news`` shows."""

    product: str
    version: str
    notes: Words
    fixes: tuple[str, ...]
    address: str
    file: ReleaseFile | None
    author: str
    published: Instant
    news: str


class ReleasesView(Frozen):
    """The newest versions first, at most 100; ``more``: there are older ones."""

    releases: tuple[ReleaseView, ...]
    more: bool


async def list_releases(desk: Desk, product: str) -> ReleasesView:
    """The product's releases. One request. Raises ``ProductUnsold``."""
    must_be_sold(product, desk.vendor)
    found = await releases_page(desk.store, place_of(desk.secret, product))
    shown = tuple(map(release_view, found[:MOST_LISTED]))
    return ReleasesView(releases=shown, more=len(found) > MOST_LISTED)


async def read_release(desk: Desk, product: str, version: str) -> ReleaseView:
    """The release of this version. One request. Raises ``ProductUnsold, ReleaseUnknown``."""
    must_be_sold(product, desk.vendor)
    place = place_of(desk.secret, product)
    found = await load_release(desk.store, place, version) if is_version(version) else None
    if found is None:
        raise ReleaseUnknown
    return release_view(found)


def release_view(release: Release) -> ReleaseView:
    """As it is shown."""
    return ReleaseView.of(release)
