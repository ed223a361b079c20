"""Files go out with an answer: clean ones of the ticket's that a supporter names, and its own."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from shared.domain.answers.answer_errors import AnswerFilesRefused
from shared.domain.facts.files import MOST_ATTACHED, FileScan, GivenFile, KeptFile, NamedFile, may_open
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letters import Answer
from shared.domain.letters.sends import Send
from shared.domain.refusals.errors import AttachmentsTooLarge, FileNotClean
from shared.ports.desk import Desk
from shared.ports.mailer import Attachment, Mail, MailDeferred, MailRefused
from shared.ports.store import StoreUnavailable
from shared.usecases.files.keep_files import keep_files, refused_files
from shared.usecases.files.open_file import file_of, file_scan, file_scans, name_of


def refuse_unfit(files: Sequence[GivenFile]) -> None:
    """Return where each of these may go with an answer.

    Raises:
        AnswerFilesRefused: one is of no sort that is sent, or they are too many.
        AttachmentsTooLarge: together they do not fit into a mail.
    """
    if refused := refused_files(files):
        raise AnswerFilesRefused(refused)
    if sum(len(each.content) for each in files) > MOST_ATTACHED:
        raise AttachmentsTooLarge


async def files_brought(
    desk: Desk, ticket: str, answer: str, files: Sequence[GivenFile]
) -> tuple[KeptFile, ...]:
    """These files, which are fit, as they are kept for the answer of this id: before the answer itself is."""
    return (await keep_files(desk, ticket, answer, files))[0] if files else ()


async def files_to_attach(
    desk: Desk, state: TicketState, wanted: Sequence[str], brought: Sequence[GivenFile] = ()
) -> tuple[NamedFile, ...]:
    """These files of the ticket, by id, each once, as they go with an answer beside those ``brought``.

    Raises:
        FileUnknown: the ticket has no such file.
        FileNotClean: no scanner has found the file clean.
        AttachmentsTooLarge: together they do not fit into a mail.
    """
    if not wanted:
        return ()
    files = [file_of(state, each) for each in dict.fromkeys(wanted)]
    scans = await file_scans(desk.store, (each.id for each in files))
    if any(scan is not FileScan.CLEAN for scan in scans.values()):
        raise FileNotClean
    if sum(each.size for each in files) + sum(len(each.content) for each in brought) > MOST_ATTACHED:
        raise AttachmentsTooLarge
    return tuple(await asyncio.gather(*(name_of(desk, state.id, each) for each in files)))


async def with_attachments(desk: Desk, send: Send, mail: Mail) -> Mail:
    """The mail with the files that its letter names; the same ones at every attempt.

    Raises:
        MailRefused: a file is no longer there, or has turned out to be infected: nothing of it leaves.
        MailDeferred: the storage of files does not answer, or a scanner has yet to look at a file.
    """
    if not isinstance(send.letter, Answer) or not send.letter.files:
        return mail
    try:
        attachments = await asyncio.gather(*(_attachment(desk, each) for each in send.letter.files))
    except StoreUnavailable:
        reason = "the files to attach cannot be fetched"
        raise MailDeferred(reason) from None
    return replace(mail, attachments=tuple(attachments))


async def _attachment(desk: Desk, named: NamedFile) -> Attachment:
    scan, stored = await asyncio.gather(file_scan(desk.store, named.id), desk.files.get(named.id))
    if scan is FileScan.INFECTED:
        reason = "AttachmentInfected"
        raise MailRefused(reason)
    if stored is None:
        reason = "AttachmentMissing"
        raise MailRefused(reason)
    if not may_open(scan, desk.vendor.file_scanning):
        reason = "a file to attach has not been scanned yet"
        raise MailDeferred(reason)
    return Attachment(named.name, stored.content_type, stored.content)
