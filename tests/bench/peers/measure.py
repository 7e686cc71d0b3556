"""One engine in a process of its own, on one core: measure.py PART KEY [NUMBER...]. Says a line of JSON a finding."""

from __future__ import annotations

import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cases
import chain
from engine import ENTRIES, Engine

REPEATS = 10
SECONDS = 15.0  # for the repeats of one measurement; fewer than ten where they would take longer, four at least
ROUNDS = 2  # of all engines, so that other work on the machine meets all of them
SAMPLE = 0.01  # a sample takes at least so many seconds


def say(**finding: Any) -> None:
    print(json.dumps(finding), flush=True)


def resident(what: str = "VmHWM") -> int | None:
    """Bytes; the peak, or with VmRSS what is held now. `ru_maxrss` would count the parent's, too."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(what))


def seconds_of(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def times_of(work: Callable[[], Any], rounds: int) -> list[float]:
    """Seconds a call of `work`, in one of so many rounds. It has run once before."""
    estimate = seconds_of(work)
    repeats = min(REPEATS, max(4, int(SECONDS / estimate))) // rounds
    calls = max(1, int(SAMPLE / max(estimate, 1e-7)))
    return [seconds_of(lambda: [work() for _ in range(calls)]) / calls for _ in range(repeats)]


def spread(times: list[float]) -> dict[str, Any]:
    """The median and the quartiles."""
    low, middle, high = statistics.quantiles(times, n=4, method="inclusive")
    return {"median": middle, "low": low, "high": high, "repeats": len(times)}


def entry_of(key: str) -> Any:
    return next(entry for entry in ENTRIES if entry.key == key)


def load_engine(key: str) -> Engine:
    """Says how long the import and the load took: NumPy and the rules as plain data are there before."""
    rules = chain.decisions()
    module, function = entry_of(key).loads.split(":")
    before = resident("VmRSS")
    start = time.perf_counter()
    imported = importlib.import_module(module)
    middle = time.perf_counter()
    engine: Engine = getattr(imported, function)(rules)
    say(imported=middle - start, loaded=time.perf_counter() - middle, before=before, after=resident("VmRSS"))
    return engine


def measure_chain(key: str, sizes: list[int]) -> None:
    engine = load_engine(key)
    for rows in sizes:
        table = cases.read(rows)
        prepared = engine.prepare(table)
        cases.check_answers(table, engine.answers(engine.run(prepared)))
        say(rows=rows, times=times_of(lambda prepared=prepared: engine.run(prepared), ROUNDS))  # type: ignore[misc]


def measure_memory(key: str, rows: int) -> None:
    engine = load_engine(key)
    engine.run(engine.prepare(cases.read(1_000)))  # what is imported at first use is none of the run's
    prepared = engine.prepare(cases.read(rows))
    held = resident("VmRSS")
    engine.run(prepared)
    say(rows=rows, held=held, peak=resident())


def measure_growth(key: str, rules: int) -> None:
    """The book, then as many cases as three seconds allow, up to a million."""
    import growth

    module, function = GROWN[key].split(":")
    imported = importlib.import_module(module)
    book = growth.book_of(rules)
    start = time.perf_counter()
    grown = getattr(imported, function)(book)
    say(loaded=time.perf_counter() - start, memory=resident())
    count, spent = 100, 0.0
    while True:
        facts = growth.facts_of(count)
        prepared = grown.prepare(facts)
        answers: list[Any] = []
        spent = seconds_of(lambda prepared=prepared, answers=answers: answers.append(grown.run(prepared)))  # type: ignore[misc]
        if not (grown.amounts(answers[0]) == book.expected(facts)).all():
            raise ValueError("an amount is not the one expected")
        if spent * 10 > 3 or count >= growth.MOST_CASES:
            break
        count *= 10
    if spent > 15:
        say(rows=count, median=spent, repeats=1, memory=resident())
    else:
        times = [seconds_of(lambda: grown.run(prepared)) for _ in range(10 if spent < 0.5 else 3)]
        say(rows=count, median=statistics.median(times), repeats=len(times), memory=resident())


GROWN = {
    "masa": "masa_engine:grow",
    "duckdb_join": "duckdb_engine:grow_join",
    "duckdb_case": "duckdb_engine:grow_case",
    "polars": "polars_engine:grow",
    "numpy": "numpy_engine:grow",
    "jsonlogic": "jsonlogic_engine:grow",
    "zen": "zen_engine:grow",
    "clips": "clips_engine:grow",
}


def main(part: str, key: str, *numbers: str) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    sizes = [int(number) for number in numbers]
    if part == "load":
        load_engine(key)
    elif part == "chain":
        measure_chain(key, sizes)
    elif part == "memory":
        measure_memory(key, *sizes)
    elif part == "growth":
        measure_growth(key, *sizes)
    else:
        import unknowns

        unknowns.measure(*sizes)


if __name__ == "__main__":
    main(*sys.argv[1:])
