"""A release is published: once a version, however often it is sent; a look tells whom it concerns."""

import asyncio

from shared.domain.members.recipients import supporter
from shared.domain.refusals.register_errors import RegisterEntryUnknown, RegisterStepRefused
from shared.domain.refusals.release_errors import FixUnknown, FixUnready, ReleaseExists, ReleaseFileUnknown
from shared.domain.register.keeping import decide_release
from shared.domain.releases.release import Release, ReleaseBody, release_of
from shared.ports.desk import Desk
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.register.register_rows import follow
from shared.usecases.releases.release_rows import aggregate_of, create_release, load_release


async def publish_release(desk: Desk, body: ReleaseBody) -> tuple[Release, bool]:
    """The release as it is out now, and whether this made it so; the same again changes nothing.

    Raises:
        ProductUnknown, AuthorUnknown: the vendor has no such product, or supporter.
        FixUnknown, FixUnready: an entry is not there, about another product, or cannot be released.
        ReleaseFileUnknown: nobody has uploaded the file that it names.
        ReleaseExists: the version is out, and says something else.
        StoreUnavailable: send it again; nobody is told twice.
    """
    await _refuse_unknown(desk, body)

    async def attempt(_: int) -> tuple[Release, bool]:
        release, known = await _known(desk, body)
        if known:
            return known, False
        await _refuse_unfixed(desk, body)
        await _publish(desk, release)
        return release, True

    return await until_committed(desk, body.product, attempt)


async def release_foreseen(desk: Desk, body: ReleaseBody) -> Release:
    """The release as it would be published now; nothing is written. Raises as ``publish_release``.

    One that is out, and says the same, is as it would be now.
    """
    await _refuse_unknown(desk, body)
    release, known = await _known(desk, body)
    if known is None:
        await _refuse_unfixed(desk, body)
    return release


async def _refuse_unknown(desk: Desk, body: ReleaseBody) -> None:
    """Raises ``ProductUnknown, AuthorUnknown, ReleaseFileUnknown``."""
    desk.vendor.must_sell({"product": body.product})
    supporter(body.author, desk.vendor)
    if body.file and not await desk.files.has(body.file.id):
        raise ReleaseFileUnknown


async def _known(desk: Desk, body: ReleaseBody) -> tuple[Release, Release | None]:
    """The release as it is to be, and as it is out where it is. Raises ``ReleaseExists``."""
    release = release_of(body, desk.clock.now(), desk.house())
    known = await load_release(desk.store, release.place, release.version)
    if known and known.content != release.content:
        raise ReleaseExists
    return release, known


async def _refuse_unfixed(desk: Desk, body: ReleaseBody) -> None:
    """Return where every entry that it names can be released with it. Two requests an entry, all at once."""
    found = await asyncio.gather(*(_fault(desk, body, name) for name in body.fixes))
    for refusal in (FixUnknown, FixUnready):
        if fields := [f"fixes.{place}" for place, fault in enumerate(found) if fault is refusal]:
            raise refusal(fields)


async def _fault(desk: Desk, body: ReleaseBody, name: str) -> type[FixUnknown | FixUnready] | None:
    """What is wrong with the entry of this name; None where nothing is."""
    try:
        entry = (await follow(desk, name)).entry
        decide_release(entry, body.version, body.author, desk.clock.now())
    except RegisterEntryUnknown:
        return FixUnknown
    except RegisterStepRefused:
        return FixUnready
    return None if entry.product == body.product else FixUnknown


async def _publish(desk: Desk, release: Release) -> None:
    """Agenda row before state; what it causes elsewhere is committed with it, and done by a look."""
    now, aggregate = desk.clock.now(), aggregate_of(release.place)
    await write_agenda(desk.store, aggregate, now, look=now)
    await create_release(desk.store, release)
    await tell(desk, aggregate)
