"""A mail that somebody forwards: whose it was, what it said, and what the forwarder wrote above it."""

import re

from shared.domain.incoming.incoming import Forwarded
from shared.mail.reading.headers.addresses import sender_of
from shared.mail.reading.headers.headers import AnyMessage, header_text, own_message_id
from shared.mail.reading.parts.contents import AttachedMail
from shared.mail.reading.signs.subjects import answers_by_subject, forwards_by_subject, is_reply
from shared.mail.reading.text.cleaning import clean_line
from shared.mail.reading.text.forwarded_block import forwarded_block
from shared.mail.reading.text.quoting import part_quotes

_ADDRESS = re.compile(r"[^\s<>()\[\]:;,@\"'*]{1,64}@[^\s<>()\[\]:;,@\"'*]{1,200}")
_NAME_ENDS = re.compile(r"[<\[(]|\S+@")


def forwarded_in(message: AnyMessage, body: str, mails: list[AttachedMail]) -> Forwarded | None:
    """None where nothing is forwarded; without ``sender`` where nobody can tell whose mail it was."""
    if answers_by_subject(message):
        return None
    if len(mails) == 1:
        return _attached(mails[0], body)
    block = forwarded_block(body)
    if mails or block is None:
        return Forwarded(above=body) if mails or forwards_by_subject(message) else None
    parted = part_quotes(block.text, reply=True)
    return Forwarded(
        sender=_one_address(block.sender),
        sender_name=clean_line(_NAME_ENDS.split(block.sender, maxsplit=1)[0].strip(" \"'*,")),
        subject=clean_line(block.subject),
        fresh=parted.fresh,
        quoted=parted.quoted,
        above=block.above,
    )


def _attached(mail: AttachedMail, body: str) -> Forwarded:
    sender, name = sender_of(mail.message)
    parted = part_quotes(mail.text, reply=is_reply(mail.message))
    return Forwarded(
        sender=sender,
        sender_name=name,
        subject=header_text(mail.message, "subject"),
        message_id=own_message_id(mail.message),
        fresh=parted.fresh,
        quoted=parted.quoted,
        above=body,
    )


def _one_address(written: str) -> str:
    """The address that the head names, however often; "" where it names several, or none."""
    bare = re.sub(r"(?:mailto|smtp):", " ", written, flags=re.IGNORECASE)
    found = {each.strip(".").casefold(): each.strip(".") for each in _ADDRESS.findall(bare)}
    return next(iter(found.values())) if len(found) == 1 else ""
