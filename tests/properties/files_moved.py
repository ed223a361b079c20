"""Where files are after turns have moved."""

from shared.domain.facts.ticket import Turn
from tests.properties.history import History


def a_turn_that_moves_takes_its_files_along(history: History) -> None:
    """Each turn of a merged or split ticket has the same files as the turn that it was."""
    for name in history.live():
        state = history.ticket(name).state
        for turn in (each for each in state.turns if each.moved_from):
            assert _files(history, name, turn.id) == _files(history, *_origin(turn))


def _origin(turn: Turn) -> tuple[str, str]:
    ticket, _, name = turn.moved_from.rpartition("-")
    return ticket, name


def _files(history: History, ticket: str, turn: str) -> list[tuple[str, int]]:
    return [(each.id, each.size) for each in history.ticket(ticket).state.files_of(turn)]
