"""The tables: Markdown for docs/peers.md, text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine import ENTRIES
from wording import ABOUT_GROWTH, ABOUT_LOAD, ABOUT_UNKNOWNS, HOW, INTRO

Found = dict[str, Any]
TITLES = {"chain": "31 rules", "unknowns": "missing facts", "load": "load", "growth": "more rules"}


def duration(seconds: float) -> str:
    """Three figures at most, in the unit that suits."""
    for unit, size in (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3)):
        if seconds < 999.5 * size:
            return f"{figures(seconds / size)} {unit}"
    return f"{figures(seconds)} s"


def figures(value: float) -> str:
    if value >= 99.5:
        return f"{float(f'{value:.3g}'):,.0f}"
    if value < 0.0995:
        return f"{value:.2g}"
    return f"{value:.1f}" if value >= 9.95 else f"{value:.2f}"


def count(number: int) -> str:
    return f"{number:,}"


def size_of(value: float | None) -> str:
    return "" if value is None else f"{figures(value / 1e6)} MB"


def sizes(found: Found) -> list[int]:
    return sorted({int(size) for row in found["chain"] for size in row["sizes"]})


def a_case(row: Found, size: int) -> float | None:
    one = row["sizes"].get(str(size))
    return one["median"] / size if one else None


def largest(row: Found) -> int:
    return max((int(size) for size in row["sizes"]), default=0)


def row_of(found: Found, key: str) -> Found:
    return next(row for row in found["chain"] if row["key"] == key)


def ratio(row: Found, other: Found) -> float | None:
    """Of the largest table that both decided."""
    size = min(largest(row), largest(other))
    mine, theirs = a_case(row, size), a_case(other, size)
    return mine / theirs if mine and theirs else None


def by_speed(found: Found) -> list[Found]:
    """By the time a case at the largest size of each."""
    measured = [row for row in found["chain"] if row["sizes"]]
    return sorted(measured, key=lambda row: a_case(row, largest(row)) or 0)


def chain_cells(found: Found) -> tuple[list[str], list[list[str]]]:
    head = ["engine", *(count(size) for size in sizes(found)), "masa C++ = 1", "masa Python = 1"]
    against = [row_of(found, "masa_cpp"), row_of(found, "masa_arrow")]
    rows = []
    for row in by_speed(found):
        cells = [row["name"]]
        for size in sizes(found):
            one = row["sizes"].get(str(size))
            few = f" ({one['repeats']})" if one and one["repeats"] < 10 else ""
            cells.append(f"{duration(one['median'] / size)}{few}" if one else "")
        cells += [figures(value) if (value := ratio(row, other)) else "" for other in against]
        rows.append(cells)
    return head, rows


def unknown_cells(found: Found) -> tuple[list[str], list[list[str]]]:
    head = ["missing", "masa, C++, columns", "masa, Python, Arrow", "decided all the same"]
    rows = [
        [
            f"{one['open']} %", duration(one["cpp"]["median"] / 1_000_000), duration(one["median"] / one["rows"]),
            f"{100 * one['decided']:.0f} %",
        ]
        for one in found["unknowns"]
    ]  # fmt: skip
    return head, rows


def load_cells(found: Found) -> tuple[list[str], list[list[str]]]:
    head = ["engine", "import", "load the book", "memory for both", "cases", "memory of a run", "a case"]
    rows = []
    for one in sorted(found["load"], key=lambda one: float(one["imported"] + one["loaded"])):
        run = one["peak"] - one["held"] if one.get("peak") and one.get("held") else None
        rows.append([
            one["name"], duration(one["imported"]), duration(one["loaded"]), size_of(one["after"] - one["before"]),
            count(one["rows"]) if "rows" in one else "", size_of(run),
            "" if run is None else f"{figures(run / one['rows'])} B",
        ])  # fmt: skip
    return head, rows


def growth_cells(found: Found, of: str) -> tuple[list[str], list[list[str]]]:
    """`of`: `case`, `load` or `memory`."""
    rules = sorted({one["rules"] for one in found["growth"]})
    names = list(dict.fromkeys(one["name"] for one in found["growth"]))

    def cell(one: Found) -> str:
        if of == "case" and "median" in one:
            few = "" if one["rows"] >= 1_000_000 else f" ({count(one['rows'])})"
            return duration(one["median"] / one["rows"]) + few
        if of == "load" and "loaded" in one:
            return duration(one["loaded"])
        if of == "memory" and one.get("book_memory"):
            return size_of(one["book_memory"])
        failed = str(one["failed"] or "")
        return failed if failed.startswith(("stopped", "not tried")) else "failed"

    where = {(one["name"], one["rules"]): one for one in found["growth"]}
    rows = [[name, *(cell(where[name, size]) for size in rules)] for name in names]
    return ["engine", *(f"{count(size)} rules" for size in rules)], rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[place]) for line in [head, *rows]) for place in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        others = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        return "  ".join([cells[0].ljust(widths[0]), *others])

    return "\n".join([line(head), "  ".join("-" * width for width in widths), *map(line, rows)])


def faster(found: Found) -> list[str]:
    """Where masa takes longer, in words; nothing is left out."""
    lines = []
    for key, others in (("masa_cpp", None), ("masa_arrow", "peers")):
        mine = row_of(found, key)
        for row in found["chain"]:
            if row["name"].startswith("masa") or (others and row["key"] in ("copied", "vectors", "by_hand")):
                continue
            pairs = [(size, a_case(row, size), a_case(mine, size)) for size in sizes(found)]
            ahead = [(size, b / a) for size, a, b in pairs if a and b and a < b]
            if ahead:
                told = ", ".join(f"{figures(times)} times at {count(size)} cases" for size, times in ahead)
                lines.append(f"* **{row['name']}** is faster than {mine['name']}: {told}.")
    return lines + faster_with_more_rules(found)


def faster_with_more_rules(found: Found) -> list[str]:
    measured = [one for one in found["growth"] if "median" in one]
    mine = {one["rules"]: one["median"] / one["rows"] for one in measured if one["key"] == "masa"}
    ahead: dict[str, list[str]] = {}
    for one in measured:
        times = mine.get(one["rules"], 0.0) / (one["median"] / one["rows"])
        if times > 1:
            ahead.setdefault(one["name"], []).append(f"{figures(times)} times with {count(one['rules'])} rules")
    return [f"* More rules: **{name}** is faster than masa, {', '.join(told)}." for name, told in ahead.items()]


def missing(found: Found) -> list[str]:
    """What did not run, or not to its end, and why."""
    lines = [f"* {row['name']}: {row['failed']}" for row in [*found["chain"], *found["load"]] if row["failed"]]
    lines += [
        f"* {one['name']}, {count(one['rules'])} rules: {one['failed']}"
        for one in found["growth"]
        if one["failed"] and not one["failed"].startswith("not tried")
    ]
    return lines


def markdown(found: Found) -> str:
    about = [[name, value] for name, value in found["machine"].items()]
    about += [["measured", measured(found, *part)] for part in TITLES.items()]
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    forms = "\n".join(f"* **{entry.name}**: {entry.form}." + up_to(entry.most) for entry in ENTRIES)
    parts = [
        INTRO, table(["", ""], about).replace("--:", "---"), f"Versions: {versions}.",
        "## Thirty-one rules", "![Time a case, each engine](images/peers-chain.svg)",
        "Time a case, by the number of cases. The ratios are those at the largest number that both decided.",
        table(*chain_cells(found)), "![Time a case by the number of cases](images/peers-sizes.svg)",
        "### Where masa is slower", "\n".join(faster(found)) or "Nowhere.",
        "### How each is used", forms, HOW,
        "## Facts that are missing", ABOUT_UNKNOWNS, table(*unknown_cells(found)),
        "![Time a case by what is missing](images/peers-unknowns.svg)",
        "## Load and memory", ABOUT_LOAD, table(*load_cells(found)),
        "![Load and memory](images/peers-load.svg)",
        "## More rules", ABOUT_GROWTH, "Time a case; in brackets the number of cases, where not a million:",
        table(*growth_cells(found, "case")), "Time to load:", table(*growth_cells(found, "load")),
        "Peak memory of the process that has loaded the book and decided nothing yet:",
        table(*growth_cells(found, "memory")), "![Growth with the number of rules](images/peers-growth.svg)",
        "## What did not run to its end", "\n".join(missing(found)) or "All did.",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def measured(found: Found, part: str, title: str) -> str:
    run = found[f"{part}_run"]
    begun, ended = run["load_average"]
    return f"{title}: {run['date']}, load average {begun} before and {ended} after, this work included"


def up_to(most: int) -> str:
    return "" if most >= 10_000_000 else f" Up to {count(most)} cases."


def terminal(found: Found) -> str:
    titles = (
        ("Thirty-one rules, time a case", chain_cells(found)),
        ("Facts that are missing, time a case", unknown_cells(found)),
        ("Load and memory", load_cells(found)),
        ("More rules, time a case", growth_cells(found, "case")),
        ("More rules, load", growth_cells(found, "load")),
    )
    parts = [f"{title}\n\n{aligned(*cells)}" for title, cells in titles]
    return "\n\n".join(
        [*parts, *(["\n".join(missing(found))] if missing(found) else []), "docs/peers.md has all of it."]
    )
