"""The decisions that merge one entry into another: every tie of it goes on there.

Two entries commit apart, so it is two steps, as with tickets: the target learns that an entry is coming (and
is not merged away itself meanwhile), then the source goes on in it; its look carries the ties over.
"""

from datetime import datetime, timedelta

from pydantic import Field

from shared.domain.members.recipients import supporter
from shared.domain.refusals import register_errors
from shared.domain.register.entry import EntryTaking, RegisterEntry
from shared.domain.register.keeping import refuse_merged_entry
from shared.domain.values.fields import EntryName, SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House

PREPARED_FOR = timedelta(minutes=10)


class EntryMergeBody(Frozen):
    """The entry in which this one goes on."""

    into: EntryName = Field(description="The entry that goes on, as `E-12`.")
    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")


def decide_taking_entry(
    target: RegisterEntry, given: EntryMergeBody, source: RegisterEntry, now: datetime, house: House
) -> RegisterEntry:
    """The target learns that the source is coming; repeated, it changes nothing.

    Raises:
        AuthorUnknown, RegisterEntryMerged.
        RegisterMergeCircular: they are one entry, or the target is going on in the source.
    """
    supporter(given.author, house.vendor)
    if source.name in {target.name, target.merged_into}:
        raise register_errors.RegisterMergeCircular
    refuse_merged_entry(target)
    fresh = tuple(each for each in target.taking if now - each.at < PREPARED_FOR)
    if any(each.source == source.name for each in fresh):
        return target
    return target.but(taking=(*fresh, EntryTaking(source=source.name, at=now)))


def decide_merging_entry(
    source: RegisterEntry, given: EntryMergeBody, now: datetime, house: House
) -> RegisterEntry:
    """The source goes on in the target; merged into it before, it changes nothing.

    Raises:
        AuthorUnknown, RegisterEntryMerged.
        RegisterMergeBusy: another is being merged into the source just now.
    """
    supporter(given.author, house.vendor)
    if source.merged_into == given.into:
        return source
    refuse_merged_entry(source)
    if any(now - each.at < PREPARED_FOR for each in source.taking):
        raise register_errors.RegisterMergeBusy
    return source.but(merged_into=given.into, busy=True)
