"""``desk import``: many members at once, from a file."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import httpx

from devstack.acts.options import data_option
from devstack.stack.found import found_stack
from devstack.stack.refusal import StackRefused
from devstack.stack.secrets_file import StackSecrets
from shared.web.members.file_unclear import FileUnclear
from shared.web.members.json_lines import JsonWithLines
from shared.web.members.members_file import read_members_file, text_of_file

AT_ONCE = 8
type _Refusal = tuple[int, str]
"""A line of the file, and what is wrong there."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--address", help="A desk elsewhere, as https://desk.example.com (default: the running stack).")
@click.option("--key", envvar="DESK_FUNCTION_KEY", help="Its function key (or in DESK_FUNCTION_KEY).")
@data_option
def import_members(file: Path, address: str | None, key: str | None, data: Path) -> None:
    """Write every member in FILE, a JSON list or a CSV file.

    A member is what PUT /api/members/{id} takes, with its id. In a CSV file (name it .csv) one line or
    several are a member; the headings are told where one is wrong. What is refused is told with its line in
    the file; the others are written all the same. It can be run again: what is written already is left alone.
    """
    members = _read(file)
    if not (address and key):
        address, key = found_stack(data).http, StackSecrets.kept_in(data).function_key
    with httpx.Client(
        base_url=address, headers={"x-functions-key": key}, timeout=60, trust_env=False
    ) as desk:
        refused = _write_all(desk, members)
    for line, sentence in sorted(each for refusals in refused for each in refusals):
        click.echo(f"{file.name}:{line}: {sentence}", err=True)
    count = sum(map(bool, refused))
    click.echo(f"{len(refused) - count} of {len(refused)} members are written.")
    if count:
        raise click.exceptions.Exit(1)


def _write_all(desk: httpx.Client, members: JsonWithLines) -> list[Sequence[_Refusal]]:
    """What was refused of each member, none where it is written. A terminal sees how far it has come."""
    first: dict[str, int] = {}
    for place, each in enumerate(members.value):
        first.setdefault(each["id"], place)

    def write(place: int) -> Sequence[_Refusal]:
        name = members.value[place]["id"]
        if first[name] != place:
            line = members.line(f"{first[name]}.id")
            return [(members.line(f"{place}.id"), f"{name} id: stands on line {line} already")]
        return _refusals(members, place, _put(desk, members.value[place]))

    count = len(members.value)
    with (
        ThreadPoolExecutor(AT_ONCE) as pool,
        click.progressbar(
            pool.map(write, range(count)),
            length=count,
            label="Members",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as written,
    ):
        return list(written)


def _read(file: Path) -> JsonWithLines:
    """The members in the file; all of them have an id."""
    try:
        return read_members_file(file.name, text_of_file(file.read_bytes()))
    except FileUnclear as error:
        message = f"{file.name} is not read: {error}"
        raise StackRefused(message) from None


def _put(desk: httpx.Client, member: dict[str, Any]) -> httpx.Response:
    try:
        address = f"/api/members/{quote(member['id'], safe='')}"
        return desk.put(address, json=member, headers={"If-Match": "*"})
    except httpx.HTTPError as error:
        message = f"The desk at {desk.base_url} does not answer: {type(error).__name__}."
        raise StackRefused(message) from None


def _refusals(members: JsonWithLines, place: int, answer: httpx.Response) -> list[_Refusal]:
    """Line and reason of everything that was refused in one member."""
    return [] if answer.is_success else list(_refused_fields(members, place, answer))


def _refused_fields(members: JsonWithLines, place: int, answer: httpx.Response) -> Iterator[_Refusal]:
    member = members.value[place]["id"]
    problem = _problem(answer)
    errors = problem.get("errors") or [{"field": "", "detail": problem.get("detail") or answer.reason_phrase}]
    for error in errors:
        path = f"{place}.{error['field']}".rstrip(".")
        what = f"{member} {error['field']}".rstrip()
        yield members.line(path), f"{what}: {error['detail']}"


def _problem(answer: httpx.Response) -> dict[str, Any]:
    """The problem document, where it is one."""
    if not answer.headers.get("content-type", "").startswith("application/problem+json"):
        return {}
    return dict(answer.json())
