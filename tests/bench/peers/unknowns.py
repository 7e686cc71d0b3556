"""Missing facts, which the peers have no word for: masa from Python with 0, 5, 20 and 50 % of the values missing."""

from __future__ import annotations

from typing import Any

import cases
import chain
import masa
import masa_engine
import numpy as np
from engine import Facts
from measure import say, spread, times_of

COMPARED = 300


def known(rows: int, open_percent: int) -> Facts:
    """The same values are missing as in columns_bench.cpp."""
    raw = np.random.RandomState(11).randint(0, 1 << 32, rows * len(chain.FACTS), np.uint32)
    there = (raw % 100 >= open_percent).reshape(len(chain.FACTS), rows)
    return dict(zip(chain.FACTS, there, strict=True))


def check(rules: Any, table: cases.Cases, there: Facts, answers: Any) -> None:
    """The first rows as single cases: the same values, and the same rows are open."""
    words = {name: table.words(name) for name in chain.FACTS}
    found = answers.slice(0, COMPARED).to_pydict()
    for row in range(min(COMPARED, len(table))):
        case = {name: words[name][row] if there[name][row] else None for name in chain.FACTS}
        single = rules.decide(case, at=masa_engine.AT)
        for name in chain.DECISIONS:
            outcome = single.outcome(name)
            value = outcome.value if outcome.is_known else None
            if value != found[name][row] or outcome.is_known != (found[f"{name}.state"][row] == "decided"):
                raise ValueError(f"row {row}: {name} differs from the single case")


def measure(rows: int) -> None:
    import pyarrow as pa

    rules = masa.load(str(chain.PATH))
    table = cases.read(rows)
    for percent in (0, 5, 20, 50):
        there = known(rows, percent)
        frame = masa_engine.table_of(table.facts, there if percent else None)

        def run(frame: Any = frame) -> Any:
            return pa.table(rules.decide_table(frame, at=masa_engine.AT, decisions=chain.DECISIONS))

        answers = run()
        check(rules, table, there, answers)
        decided = sum(answers[f"{name}.state"].to_pylist().count("decided") for name in chain.DECISIONS)
        say(open=percent, rows=rows, decided=decided / rows / len(chain.DECISIONS), **spread(times_of(run, 1)))
