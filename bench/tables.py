"""The figures as tables for a terminal, which are Markdown too."""

from collections.abc import Iterable, Mapping, Sequence

from bench.acts import Cost
from bench.http_rate import Rates
from bench.intake_cpu import IntakeTimes
from bench.scan_size import ScanCost
from bench.search_size import SearchCost
from bench.starting import StartTimes

INTAKE_REQUESTS = 8
INTAKE_IN_TURN = 4
DOOR_REQUESTS = 10
IMPORT_RATIO = 1.15
SEARCH_READS = 24
SEARCH_MILLISECONDS = 300
SHOWN = 0.005


def costs_table(costs: Sequence[Cost]) -> str:
    """Requests, entities read, and how many requests an answer waits for, one after the other."""
    rows = [
        (cost.act, _number(cost.requests), _number(cost.entities_read), _in_turn(cost.in_turn))
        for cost in costs
    ]
    aim = f"To reach: an intake takes at most {INTAKE_REQUESTS}, the same for member and stranger, at most "
    return table(
        "What each act asks of storage, queue messages among the requests",
        ("act", "requests", "entities read", "one after the other"),
        rows,
        f"{aim}{INTAKE_IN_TURN} one after the other; by the open door {DOOR_REQUESTS}.",
    )


def intake_table(times: IntakeTimes) -> str:
    """CPU time of an intake, and how many times that of its bare requests."""
    ways = {
        "its storage requests sent bare": times.bare,
        "through the function, quick calls": times.quick,
        "through the function, the SDK's calls": times.plain,
        "through the function, store in memory": times.memory,
    }
    rows = [(way, f"{spent:.2f}", f"{spent / times.bare:.1f}") for way, spent in ways.items()]
    return table("An intake in this process", ("way", "CPU ms", "times bare"), rows)


def parts_table(shares: Mapping[str, float]) -> str:
    """Whose code an intake spends its time in."""
    rows = [(part, f"{share * 100:.0f}") for part, share in shares.items() if share >= SHOWN]
    return table("Where an intake's time goes, quick calls, by profiler", ("part", "% of time"), rows)


def rates_table(rates: Sequence[Rates]) -> str:
    """Requests a second over HTTP."""
    rows = [
        (str(each.connections), f"{each.empty:.0f}", f"{each.intake:.0f}", f"{each.whole:.0f}")
        for each in rates
    ]
    heads = ("connections", "empty function/s", "intakes/s, no mail sent", "intakes/s, mails sent meanwhile")
    return table("HTTP through the Functions host", heads, rows)


def start_table(times: StartTimes) -> str:
    """Import times, and what the first requests of a process take."""
    rows = [
        ("import of the SDKs it cannot do without", f"{times.sdks:.0f}", "1.00"),
        ("import of function_app", f"{times.app:.0f}", f"{times.app / times.sdks:.2f}"),
        ("first intake after it", f"{times.first:.1f}", f"{times.first / times.sdks:.2f}"),
        ("a later intake", f"{times.later:.1f}", f"{times.later / times.sdks:.3f}"),
    ]
    return table(
        "The start of a process", ("what", "CPU ms", "times the SDKs"), rows, f"To reach: {IMPORT_RATIO}."
    )


def scans_table(scans: Sequence[ScanCost]) -> str:
    """What a scan costs at each size."""
    rows = [
        (
            f"{each.tickets:,}".replace(",", " "),
            str(each.due),
            str(each.requests),
            str(each.entities_read),
            f"{each.seconds:.1f}",
        )
        for each in scans
    ]
    heads = ("open tickets", "due", "requests", "entities read", "seconds")
    aim = "To reach: the same requests and entities at every size."
    return table("The scan", heads, rows, aim)


def searches_table(tickets: int, searches: Sequence[SearchCost]) -> str:
    """What the first page of each search costs."""
    rows = [
        (
            each.what,
            str(each.found),
            str(each.shown),
            str(each.reads),
            f"{each.milliseconds:.0f}",
            f"{each.cpu_milliseconds:.0f}",
        )
        for each in searches
    ]
    heads = ("search", "found", "shown", "reads", "ms", "CPU ms")
    aim = f"To reach: {SEARCH_READS} reads, {SEARCH_MILLISECONDS} ms."
    return table(f"A search of {tickets:,} tickets".replace(",", " "), heads, rows, aim)


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], aim: str = "") -> str:
    """A heading, then columns: the first to the left, numbers to the right."""
    cells = [heads, *rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    ruler = "|" + "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]) + "|"
    lines = [_line(row, widths) for row in cells]
    return "\n".join([f"\n## {title}\n", lines[0], ruler, *lines[1:], *([f"\n{aim}"] if aim else [])])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join([first, *rest])} |"


def _number(value: float) -> str:
    return f"{value:g}"


def _in_turn(value: int | None) -> str:
    return "" if value is None else str(value)
