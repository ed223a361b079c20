"""What people read of files, in both languages: why one is not taken, and what a scanner says of one."""

from collections.abc import Mapping

from shared.domain.facts.file_taking import ENDINGS
from shared.domain.facts.files import MOST_BYTES, MOST_FILES, FileRefusal, FileScan
from shared.domain.values.vendor import Language

_MEBIBYTES = MOST_BYTES // (1024 * 1024)
_LISTED = ", ".join(ENDINGS)

FILE_REFUSALS: Mapping[Language, Mapping[FileRefusal, str]] = {
    Language.SWEDISH: {
        FileRefusal.ENDING: f"Den sortens fil tar vi inte emot. Skicka någon av dessa: {_LISTED}.",
        FileRefusal.CONTENT: "Innehållet är inte det som filändelsen säger. Spara om filen och skicka igen.",
        FileRefusal.MACROS: "Dokument med makron tar vi inte emot. Spara det utan makron och skicka igen.",
        FileRefusal.EMPTY: "Filen är tom.",
        FileRefusal.TOO_MANY: f"Vi tar emot högst {MOST_FILES} filer per meddelande.",
        FileRefusal.TOO_LARGE: f"Filerna får vara högst {_MEBIBYTES} MB tillsammans.",
    },
    Language.ENGLISH: {
        FileRefusal.ENDING: f"We do not take this sort of file. Send one of these: {_LISTED}.",
        FileRefusal.CONTENT: "The content is not what the ending says. Save the file anew and send it again.",
        FileRefusal.MACROS: "We do not take documents with macros. Save it without them and send it again.",
        FileRefusal.EMPTY: "The file is empty.",
        FileRefusal.TOO_MANY: f"We take at most {MOST_FILES} files with a message.",
        FileRefusal.TOO_LARGE: f"The files may have at most {_MEBIBYTES} MB together.",
    },
}

FILE_WARNINGS: Mapping[Language, Mapping[FileScan, str]] = {
    Language.SWEDISH: {
        FileScan.UNSCANNED: "Ingen har letat efter virus i filen. Öppna den bara om du väntar dig den.",
        FileScan.CLEAN: "",
        FileScan.INFECTED: "Filen innehåller virus eller liknande. Den lämnas inte ut.",
    },
    Language.ENGLISH: {
        FileScan.UNSCANNED: "Nothing has looked for viruses in this file. Open it only if you expect it.",
        FileScan.CLEAN: "",
        FileScan.INFECTED: "The file has a virus or the like in it. It is not handed out.",
    },
}

WAITING_FOR_SCAN: Mapping[Language, str] = {
    Language.SWEDISH: "Filen genomsöks efter virus. Läs ärendet igen om en liten stund.",
    Language.ENGLISH: "The file is being searched for viruses. Read the ticket again in a little while.",
}
"""Of a file that nothing has looked at yet, where something will."""
