"""How addresses stand, in storage: by HMAC, never by address.

One partition. ``standing-<address>`` is what is known of an address; those that are, or were, in trouble
or without news have a ``trouble-<address>`` beside it that says the same, so that a page of news asks once.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from shared.domain.facts.delivery_reports import AddressStanding, ProviderReport, why_no_news
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, Row, Table, Upsert
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

PARTITION = "standing"
STANDINGS = RowFormat(AddressStanding.model_validate_json)


async def record_standing(desk: Desk, report: ProviderReport) -> None:
    """What a report says of its recipient's address. Raises ``StoreUnavailable``: repeat it."""
    person = address_key(desk.secret, report.recipient)
    await _change(desk, person, lambda known: known.reported(report.status, report.attempted))


async def record_alive(desk: Desk, address: str, at: datetime) -> None:
    """A message came from this address then: it is in trouble no more. Raises ``StoreUnavailable``."""
    await _change(desk, address_key(desk.secret, address), lambda known: known.seen(at))


async def record_news_stopped(desk: Desk, person: str, since: datetime | None) -> None:
    """The reader of this address wants no more news since then; None: wants it again.

    Said again, the first time is kept. Raises ``StoreUnavailable``: repeat it.
    """
    await _change(desk, person, lambda known: known.but(news_stopped=since and (known.news_stopped or since)))


async def news_stopped(desk: Desk, person: str) -> datetime | None:
    """Since when the reader of this address wants no more news; None where it gets it. One request."""
    row = await desk.store.get(Table.LIMITS, PARTITION, _trouble_key(person))
    return _standing(row).news_stopped


async def record_proved(desk: Desk, person: str, at: datetime) -> None:
    """The reader of this address showed then that it is its own. One request, and two more once a month.

    Raises ``StoreUnavailable``: repeat it.
    """

    async def attempt(_: int) -> None:
        known = await desk.store.get(Table.LIMITS, PARTITION, _standing_key(person))
        after = _standing(known).proving(at)
        if after != _standing(known):
            trouble = await desk.store.get(Table.LIMITS, PARTITION, _trouble_key(person))
            await desk.store.commit(Table.LIMITS, PARTITION, _rows(person, after, known, trouble))

    await until_committed(desk, person, attempt)


async def standing_of(desk: Desk, address: str) -> AddressStanding:
    """How this address stands. One request."""
    return await standing_under(desk, address_key(desk.secret, address))


async def standing_under(desk: Desk, person: str) -> AddressStanding:
    """How the address of this key stands. One request."""
    return _standing(await desk.store.get(Table.LIMITS, PARTITION, _standing_key(person)))


async def erase_standing(desk: Desk, person: str, until: datetime) -> None:
    """Nothing is known of the address any more, unless it has been heard of since. Two requests, or three.

    Raises ``StoreUnavailable``: erase it again.
    """

    async def attempt(_: int) -> None:
        keys = (_standing_key(person), _trouble_key(person))
        found = [await desk.store.get(Table.LIMITS, PARTITION, key) for key in keys]
        gone = [Remove(row.key, row.etag) for row in found if row]
        if gone and not _standing(found[0]).heard_since(until):
            await desk.store.commit(Table.LIMITS, PARTITION, gone)

    await until_committed(desk, person, attempt)


async def everybody_without_news(desk: Desk) -> Mapping[str, str]:
    """Why no news goes to an address, by the keys of all those. One request for each 1000 that ever were."""
    told = (await troubles(desk)).items()
    reasons = {person: why_no_news(STANDINGS.read(text)) for person, text in told}
    return {person: reason for person, reason in reasons.items() if reason}


async def troubles(desk: Desk) -> Mapping[str, str]:
    """What stands beside the addresses that are or were in trouble, by their keys, as it is stored.

    One request for each 1000.
    """
    rows = await whole_range(desk.store, Table.LIMITS, PARTITION, first="trouble-", before="trouble.")
    return {row.key.removeprefix("trouble-"): row.text for row in rows}


def trouble_lacks(known: Row, stands: str | None) -> Sequence[Change]:
    """What to commit so that this address stands among those in trouble; () where it does, or need not."""
    key, standing = known.key.removeprefix("standing-"), _standing(known)
    needed = stands is not None or why_no_news(standing)
    if not needed or stands == STANDINGS.text(standing):
        return ()
    return _rows(key, standing, known, known)


async def _change(desk: Desk, key: str, change: Callable[[AddressStanding], AddressStanding]) -> None:
    async def attempt(_: int) -> None:
        known, trouble = await asyncio.gather(
            desk.store.get(Table.LIMITS, PARTITION, _standing_key(key)),
            desk.store.get(Table.LIMITS, PARTITION, _trouble_key(key)),
        )
        before = _standing(known)
        after = change(before)
        if after != before:
            await desk.store.commit(Table.LIMITS, PARTITION, _rows(key, after, known, trouble))

    await until_committed(desk, key, attempt)


def _rows(key: str, standing: AddressStanding, known: Row | None, trouble: Row | None) -> list[Change]:
    """Both rows under the version of the first; the second stays, once it was needed."""
    rows: list[Change] = [STANDINGS.row(_standing_key(key), standing, known.etag if known else None)]
    if trouble or why_no_news(standing):
        rows.append(Upsert(_trouble_key(key), STANDINGS.text(standing)))
    return rows


def _standing(row: Row | None) -> AddressStanding:
    return STANDINGS.read(row.text) if row else AddressStanding()


def _standing_key(key: str) -> str:
    return f"standing-{key}"


def _trouble_key(key: str) -> str:
    return f"trouble-{key}"
