"""A file of members, JSON or CSV, as it is imported from a page or from the command line."""

from shared.web.members.file_unclear import FileUnclear, Unclear
from shared.web.members.json_lines import JsonWithLines, read_json_with_lines
from shared.web.members.members_csv import read_members_csv


def text_of_file(content: bytes) -> str:
    """The text in it, its lines ended alike. Raises ``FileUnclear``: it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnclear(Unclear.NO_TEXT, content.count(b"\n", 0, error.start) + 1) from None
    return lines_alike(text)


def lines_alike(text: str) -> str:
    """The text with every line ended by a newline alone; a form sends two characters for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_members_file(name: str, text: str) -> JsonWithLines:
    """A list of objects that each have an id, whatever else they have. ``name`` says whether it is CSV.

    Raises:
        FileUnclear: it is not.
    """
    read = read_members_csv(text) if name.lower().endswith(".csv") else read_json_with_lines(text)
    if not isinstance(read.value, list):
        raise FileUnclear(Unclear.NO_LIST, 1)
    for place, each in enumerate(read.value):
        if not isinstance(each, dict) or not isinstance(each.get("id"), str) or not each["id"]:
            raise FileUnclear(Unclear.NO_MEMBER, read.line(str(place)))
    return read
