"""What must hold of files: a ticket knows of none that is not kept. One that no ticket knows is no harm."""

from tests.fakes.files import MemoryFiles
from tests.faults.reading import Reading


def files_not_there(reading: Reading, files: MemoryFiles) -> list[str]:
    """Each file that a ticket has and the storage has not, or keeps under another ticket's name."""
    known = [
        (ticket.id, file.id)
        for ticket in reading.tickets.values()
        for file in (ticket.header.state.files if ticket.header else ())
    ]
    return [
        f"1: {ticket} has the file {file}, which is not kept for it"
        for ticket, file in known
        if files.tickets.get(file) != ticket
    ]
