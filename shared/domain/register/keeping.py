"""The decisions about an entry: entered, changed, moved to another state, released.

Each takes the entry as it stands and gives it as it will stand; the same where nothing changes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pydantic import Field, model_validator

from shared.domain.members.recipients import supporter
from shared.domain.refusals import register_errors
from shared.domain.register.entry import (
    MOST_VERSIONS,
    TOLD_IN,
    EntryKind,
    EntryState,
    EntryStep,
    EntryTitle,
    EntryWords,
    RegisterEntry,
    VersionName,
    entry_id,
)
from shared.domain.values.fields import Reason, SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import digest
from shared.domain.values.vendor import Vendor

_REPORTED, _CONFIRMED, _FIXED = EntryState.REPORTED, EntryState.CONFIRMED, EntryState.FIXED
_NONE_AFTER_ALL = frozenset({EntryState.NOT_AN_ERROR, EntryState.CANNOT_BE_REPRODUCED})
_LEADS_TO = {
    _REPORTED: _NONE_AFTER_ALL | {_CONFIRMED},
    _CONFIRMED: _NONE_AFTER_ALL | {_FIXED, _REPORTED},
    _FIXED: _NONE_AFTER_ALL | {EntryState.RELEASED, _CONFIRMED},
    EntryState.RELEASED: frozenset({_CONFIRMED}),
    EntryState.NOT_AN_ERROR: frozenset({_REPORTED}),
    EntryState.CANNOT_BE_REPRODUCED: frozenset({_REPORTED}),
}
_ONWARD = frozenset({(_REPORTED, _CONFIRMED), (_CONFIRMED, _FIXED), (_FIXED, EntryState.RELEASED)})
"""The steps that speak for themselves; every other needs a reason."""


class EntryBody(Frozen):
    """What is entered in the register, in both languages."""

    kind: EntryKind = Field(
        default=EntryKind.ERROR, description="An error, or an adaptation to a change at Microsoft."
    )
    product: str = Field(description="The id of the product in the settings.")
    title: EntryTitle = Field(description="What is wrong, on one line; whoever reported it reads this.")
    text: EntryWords = Field(description="What happens, when, and what should happen instead.")
    versions: tuple[VersionName, ...] = Field(
        default=(), max_length=MOST_VERSIONS, description="The versions in which it was seen."
    )
    workaround: EntryWords | None = Field(
        default=None, description="What can be done until it is fixed; told with the confirmation."
    )
    author: SupporterId = Field(description="Who enters it: the id of a supporter in the settings.")


class EntryChange(Frozen):
    """What of an entry is written anew; what is left out stays."""

    kind: EntryKind | None = Field(default=None, description="An error, or an adaptation.")
    product: str | None = Field(default=None, description="The id of the product in the settings.")
    title: EntryTitle | None = Field(default=None, description="What is wrong, on one line.")
    text: EntryWords | None = Field(default=None, description="What happens.")
    versions: tuple[VersionName, ...] | None = Field(
        default=None, max_length=MOST_VERSIONS, description="The versions in which it was seen."
    )
    workaround: EntryWords | None = Field(
        default=None, description="What can be done until it is fixed; `null` takes it away."
    )


class EntryStateBody(Frozen):
    """To which state an entry comes, and by whom."""

    state: EntryState = Field(description="The state to which it comes.")
    author: SupporterId = Field(description="Who says so: the id of a supporter in the settings.")
    reason: Reason | None = Field(
        default=None,
        description="Why; needed unless it goes on as it should (confirmed, then fixed, then released).",
    )
    version: VersionName | None = Field(
        default=None, description="With `fixed` or `released`: the version that mends it."
    )

    @model_validator(mode="after")
    def _one_version(self) -> Self:
        if self.version and self.state not in {_FIXED, EntryState.RELEASED}:
            raise ValueError("Give a version with fixed or released only.")  # noqa: EM101, TRY003 - a rule's own words
        return self


def entered(name: str, given: EntryBody, now: datetime, house: House) -> RegisterEntry:
    """The new entry of this name. Raises ``AuthorUnknown, ProductUnknown``."""
    author = supporter(given.author, house.vendor)
    house.vendor.must_sell({"product": given.product})
    first = EntryStep(state=_REPORTED, at=now, author=author.id)
    return RegisterEntry.of(given, id=entry_id(house.secret, name), name=name, steps=(first,))


def steps_from(state: EntryState) -> Mapping[EntryState, bool]:
    """The states to which an entry in this one can come, each with whether that needs a reason."""
    return {each: (state, each) not in _ONWARD for each in EntryState if each in _LEADS_TO[state]}


def said_by(entry: RegisterEntry) -> str:
    """A digest of all that can be changed of the entry."""
    return digest(b"entry", "said", entry.model_dump_json(include=set(EntryChange.model_fields)))


def decide_change(entry: RegisterEntry, given: EntryChange, vendor: Vendor, seen: str = "") -> RegisterEntry:
    """The entry with these fields in place of its own.

    ``seen``: the digest of what whoever changes it has read; "" where it is to say this whatever it said.

    Raises:
        ProductUnknown, RegisterEntryMerged.
        RegisterEntryChanged: it says something else than was read.
    """
    refuse_merged_entry(entry)
    told = {name: getattr(given, name) for name in given.model_fields_set}
    kept = {name for name, value in told.items() if value is None and name != "workaround"}
    if given.product is not None:
        vendor.must_sell({"product": given.product})
    after = entry.but(**{name: value for name, value in told.items() if name not in kept})
    if seen and after != entry and seen != said_by(entry):
        raise register_errors.RegisterEntryChanged
    return after


def decide_step(entry: RegisterEntry, given: EntryStateBody, now: datetime, house: House) -> RegisterEntry:
    """The entry comes to this state; where it is there already, it changes nothing.

    Whoever reported it is told by its look, once it is confirmed.

    Raises:
        AuthorUnknown, RegisterEntryMerged.
        RegisterStepRefused: it cannot come there from where it is.
        RegisterReasonMissing, RegisterVersionMissing.
    """
    author = supporter(given.author, house.vendor)
    refuse_merged_entry(entry)
    if entry.state is given.state and given.version in {None, entry.fixed_in}:
        return entry
    if given.state not in _LEADS_TO[entry.state]:
        raise register_errors.RegisterStepRefused(entry.state)
    if (entry.state, given.state) not in _ONWARD and not given.reason:
        raise register_errors.RegisterReasonMissing
    fixed_in = _fixed_in(entry, given)
    step = EntryStep(state=given.state, at=_recorded(entry, now), author=author.id, reason=given.reason or "")
    return entry.stepped(step).but(fixed_in=fixed_in, busy=entry.busy or given.state in TOLD_IN)


def decide_release(entry: RegisterEntry, version: str, author: str, now: datetime) -> RegisterEntry:
    """The version is out: what it mends is released, also where nobody had said yet that it is fixed.

    Released with this version before, it changes nothing.

    Raises:
        RegisterEntryMerged.
        RegisterStepRefused: it is neither confirmed nor fixed, or it was released with another version.
    """
    refuse_merged_entry(entry)
    if entry.state is EntryState.RELEASED and entry.fixed_in == version:
        return entry
    if entry.state not in {_CONFIRMED, _FIXED}:
        raise register_errors.RegisterStepRefused(entry.state)
    at = _recorded(entry, now)
    fixed = entry if entry.state is _FIXED else entry.stepped(EntryStep(state=_FIXED, at=at, author=author))
    released = EntryStep(state=EntryState.RELEASED, at=at, author=author)
    return fixed.stepped(released).but(fixed_in=version, busy=True)


def refuse_merged_entry(entry: RegisterEntry) -> None:
    """Raises ``RegisterEntryMerged`` where it goes on in another."""
    if entry.merged_into:
        raise register_errors.RegisterEntryMerged(entry.merged_into)


def _fixed_in(entry: RegisterEntry, given: EntryStateBody) -> str:
    """The version that mends it, from now on; one that did not is forgotten."""
    if given.state not in {_FIXED, EntryState.RELEASED}:
        return ""
    if version := given.version or entry.fixed_in:
        return version
    raise register_errors.RegisterVersionMissing


def _recorded(entry: RegisterEntry, now: datetime) -> datetime:
    """Now, but never before the last step."""
    return max(now, entry.steps[-1].at)
