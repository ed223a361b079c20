"""The register of errors, for the vendor: entries, their way to a release, and the tickets tied to them."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors
from shared.domain.refusals import errors, register_errors
from shared.web.api.operation import Parameter, Where, in_path
from shared.web.http.submissions import FieldsInvalid

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.register import entry as entries
    from shared.domain.register import joining, keeping, tying
    from shared.domain.values import fields
    from shared.usecases.register import enter_error, keep_entry, read_register, tie_ticket
    from shared.web.register import wanted_entries

blueprint = TicketDoors("Register of errors")

ENTRY = in_path("entry", "The entry's name.", "E-12")
_PRODUCT = Parameter("product", Where.QUERY, "Of this product: its id in the settings.", "planner")
_STATE = Parameter("state", Where.QUERY, "In this state.", one_of=lambda: entries.EntryState)
_AFTER = Parameter("after", Where.QUERY, "The page after this one: the `next` that it came with.")
_BOTH = {"sv": "Kalendern blir tom.", "en": "The calendar stays empty."}


@blueprint.act(
    "POST api/register",
    "The entry as it was entered, with its name.",
    {
        "product": "planner",
        "title": _BOTH,
        "text": {"sv": "Den blir tom efter import.", "en": "It stays empty after an import."},
        "versions": ["9.0"],
        "workaround": {"sv": "Starta om Planner.", "en": "Restart Planner."},
        "author": "anna",
    },
    201,
    parameters=(keyed("one entry", "calendar-empty"),),
    refuses=(errors.ProductUnknown, errors.AuthorUnknown),
)
async def register_enter(asked: Asked, body: keeping.EntryBody) -> read_register.RegisterEntryView:
    """Enter an error.

    An error, or an adaptation to a change at Microsoft, gets the next number: `E-12`. It is `reported` until
    somebody has confirmed it. Tickets are tied to it by its name.
    """
    return read_register.entry_view(await enter_error.enter_error(asked.desk, body, asked.key), ())


@blueprint.view(
    "GET api/register",
    "At most 50 entries, the newest first; `more` says whether there are others, which `after={next}` shows.",
    parameters=(_PRODUCT, _STATE, _AFTER),
    refuses=(FieldsInvalid, errors.ProductUnknown),
    about_nobody="Errors by name and state, without the tickets that are tied to them.",
)
async def register_list(asked: Asked) -> read_register.RegisterList:
    """List the register.

    The errors and adaptations of all products, or of one, in every state or in one. What was merged into
    another stands only in a list of everything.
    """
    wanted = wanted_entries.wanted_entries(asked.query, asked.desk.vendor)
    return await read_register.list_register(
        asked.desk, product=wanted.product, state=wanted.state, after=wanted.after
    )


@blueprint.view(
    "GET api/register/{entry}",
    "The entry as it stands now.",
    parameters=(ENTRY,),
    refuses=(register_errors.RegisterEntryUnknown,),
)
async def register_entry(asked: Asked) -> read_register.RegisterEntryView:
    """Read an entry.

    One entry whole, with every step that it took and the tickets that are tied to it.
    """
    return await read_register.read_entry(asked.desk, _named(asked))


@blueprint.act(
    "PATCH api/register/{entry}",
    "The entry after it.",
    {"workaround": {"sv": "Starta om Planner två gånger.", "en": "Restart Planner twice."}},
    parameters=(ENTRY,),
    refuses=(
        register_errors.RegisterEntryUnknown,
        register_errors.RegisterEntryMerged,
        errors.ProductUnknown,
    ),
)
async def register_change(asked: Asked, body: keeping.EntryChange) -> read_register.RegisterEntryView:
    """Change an entry.

    Some fields are written; what is left out stays. Nobody is mailed.
    """
    entry = await keep_entry.change_entry(asked.desk, _named(asked), body)
    return await read_register.read_entry(asked.desk, entry.name)


@blueprint.act(
    "PUT api/register/{entry}/state",
    "The entry after it.",
    {"state": "confirmed", "author": "anna"},
    parameters=(ENTRY,),
    refuses=(
        register_errors.RegisterEntryUnknown,
        register_errors.RegisterEntryMerged,
        register_errors.RegisterStepRefused,
        register_errors.RegisterReasonMissing,
        register_errors.RegisterVersionMissing,
        errors.AuthorUnknown,
    ),
)
async def register_state(asked: Asked, body: keeping.EntryStateBody) -> read_register.RegisterEntryView:
    """Say where an entry stands.

    `reported`, `confirmed`, `fixed` (with the version), `released`; or `not_an_error` or
    `cannot_be_reproduced`, with a reason, and back again with one. Once it is confirmed, whoever reported it
    gets an email about it, with the workaround where there is one: each person once, and who is tied later,
    then.
    """
    entry = await keep_entry.move_entry(asked.desk, _named(asked), body)
    return await read_register.read_entry(asked.desk, entry.name)


@blueprint.act(
    "POST api/register/{entry}/merge",
    "The entry after it: `merged_into` says in which one it goes on.",
    {"into": "E-3", "author": "anna"},
    parameters=(ENTRY,),
    refuses=(
        register_errors.RegisterEntryUnknown,
        register_errors.RegisterEntryMerged,
        register_errors.RegisterMergeCircular,
        register_errors.RegisterMergeBusy,
        errors.AuthorUnknown,
    ),
)
async def register_merge(asked: Asked, body: joining.EntryMergeBody) -> read_register.RegisterEntryView:
    """Merge an entry into another.

    Every ticket that is tied to it is tied to the other within moments, and so is whatever is tied to it
    later. Who was told of its confirmation is not told once more.
    """
    entry = await keep_entry.merge_entry(asked.desk, _named(asked), body)
    return await read_register.read_entry(asked.desk, entry.name)


@blueprint.ticket_act(
    "PUT api/register/{entry}/ties/{ticket}",
    {"author": "anna"},
    parameters=(ENTRY,),
    refuses=(
        register_errors.RegisterEntryUnknown,
        register_errors.RegisterProductDiffers,
        errors.TicketMergedAway,
    ),
)
async def register_tie(asked: Asked, body: tying.TieBody) -> header.TicketHeader:
    """Tie a ticket to an entry.

    Whoever wrote the ticket counts as having reported the error, and is told at its confirmation, or now
    where it is confirmed already. No clock is stopped. Repeated, it changes nothing.
    """
    return await tie_ticket.tie_ticket(asked.desk, asked.ticket, body, _named(asked))


@blueprint.ticket_act(
    "POST api/register/{entry}/ties/{ticket}/remove",
    {"author": "anna", "reason": "It was another error after all."},
    parameters=(ENTRY,),
    refuses=(register_errors.RegisterEntryUnknown,),
)
async def register_untie(asked: Asked, body: fields.ReasonBody) -> header.TicketHeader:
    """Untie a ticket from an entry.

    The ticket is not about it after all. What its requester was told stays told. Repeated, it changes
    nothing.
    """
    return await tie_ticket.untie_ticket(asked.desk, asked.ticket, body, _named(asked))


def _named(asked: Asked) -> str:
    """The entry in the address. Raises ``RegisterEntryUnknown`` where it cannot be one."""
    given = asked.named("entry")
    if not (name := fields.entry_called(given)):
        raise register_errors.RegisterEntryUnknown(given)
    return name
