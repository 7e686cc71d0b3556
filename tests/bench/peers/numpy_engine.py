"""NumPy over columns of byte codes: `np.select`, and masks put from the last row to the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import chain
import numpy as np
from cases import Cases, Column
from engine import Answers, Engine, Facts, Grown
from growth import Book

TYPES: dict[str, type[Any]] = {"response": np.uint8, "hours": np.uint16, "lead": np.uint8}


class Masks:
    """What holds of the columns; each cell that stands in a table more than once is looked at once."""

    def __init__(self, columns: dict[str, Column]) -> None:
        self.columns = columns
        self.made: dict[chain.Test, Column] = {}

    def test(self, test: chain.Test) -> Column:
        if test not in self.made:
            values = self.columns[test.name]
            if test.codes:
                found = values == test.codes[0]
                for code in test.codes[1:]:
                    found |= values == code
            else:
                found = values >= test.low if test.high is None else values <= test.high
            self.made[test] = found
        return self.made[test]

    def row(self, row: chain.Row) -> Column:
        found = self.test(row.tests[0])
        for test in row.tests[1:]:
            found = found & self.test(test)
        return found


def decide_with_masks(masks: Masks, decision: chain.Decision) -> Column:
    kind = TYPES[decision.name]
    answer = np.full(len(masks.columns["harm"]), decision.otherwise, kind)
    for row in reversed(decision.rows):
        np.putmask(answer, masks.row(row), kind(row.then))
    return answer


def decide_with_select(masks: Masks, decision: chain.Decision) -> Column:
    kind = TYPES[decision.name]
    rows = decision.rows
    return np.select([masks.row(row) for row in rows], [kind(row.then) for row in rows], kind(decision.otherwise))


def load(decisions: Sequence[chain.Decision], decide: Any) -> Engine:
    def run(facts: Facts) -> Answers:
        masks = Masks(dict(facts))
        for decision in decisions:
            masks.columns[decision.name] = decide(masks, decision)
        return masks.columns["response"], masks.columns["hours"], masks.columns["lead"]

    def prepare(cases: Cases) -> Facts:
        return cases.facts

    return Engine(prepare, run, lambda answers: answers)


def load_masks(decisions: Sequence[chain.Decision]) -> Engine:
    return load(decisions, decide_with_masks)


def load_select(decisions: Sequence[chain.Decision]) -> Engine:
    return load(decisions, decide_with_select)


def grow(book: Book) -> Grown:
    rows = list(book.rows())
    amounts = [np.int32(row.amount) for row in rows]

    def run(facts: Facts) -> Column:
        kind, age, score = facts["kind"], facts["age"], facts["score"]
        masks = [
            (kind == row.kind) & (age >= row.age[0]) & (age <= row.age[1]) & (score >= row.score[0])
            & (score <= row.score[1])
            for row in rows
        ]  # fmt: skip
        return np.select(masks, amounts, np.int32(-1))

    return Grown(lambda facts: facts, run, lambda amounts: amounts)
