"""pandas: `np.select` over a frame's columns of byte codes. (`Series.case_when` takes longer.)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import chain
import numpy as np
import pandas as pd
from engine import Engine

TYPES = {"response": np.uint8, "hours": np.uint16, "lead": np.uint8}


def holds(frame: Any, test: chain.Test) -> Any:
    values = frame[test.name]
    if test.codes:
        return values.eq(test.codes[0]) if len(test.codes) == 1 else values.isin(test.codes)
    return values.ge(test.low) if test.high is None else values.le(test.high)


def row_holds(frame: Any, row: chain.Row) -> Any:
    found = holds(frame, row.tests[0])
    for test in row.tests[1:]:
        found = found & holds(frame, test)
    return found


def load(decisions: Sequence[chain.Decision]) -> Engine:
    def run(cases: Any) -> Any:
        frame = cases.copy(deep=False)
        for decision in decisions:
            kind: Any = TYPES[decision.name]
            rows = decision.rows
            frame[decision.name] = np.select(
                [row_holds(frame, row) for row in rows], [kind(row.then) for row in rows], kind(decision.otherwise)
            )
        return frame[list(chain.DECISIONS)]

    def answers(frame: Any) -> Any:
        return tuple(frame[name].to_numpy() for name in chain.DECISIONS)

    return Engine(lambda cases: pd.DataFrame(cases.facts), run, answers)
