"""Which of the mails that came in stand whole in the store."""

from functools import cache

from shared.usecases.records.raw_mails import RAW_MAILS


@cache
def whole_mail(partition: str, rows: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The mail's id, where all its rows are there."""
    told = dict(rows)
    head = told.pop(f"mail-{partition}", None)
    whole = head is not None and RAW_MAILS.read(head).rows == len(told)
    return frozenset({partition}) if whole else frozenset()
