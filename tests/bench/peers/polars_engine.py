"""polars: one lazy query of `when`/`then`, words as byte codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import chain
import polars as pl
from engine import Engine, Grown
from growth import Book

TYPES: dict[str, Any] = {"response": pl.UInt8, "hours": pl.UInt16, "lead": pl.UInt8}


def holds(test: chain.Test) -> Any:
    values = pl.col(test.name)
    if test.codes:
        found = values == test.codes[0]
        for code in test.codes[1:]:
            found = found | (values == code)
        return found
    return values >= test.low if test.high is None else values <= test.high


def expression(decision: chain.Decision) -> Any:
    kind = TYPES[decision.name]
    made: Any = pl
    for row in decision.rows:
        made = made.when(*(holds(test) for test in row.tests)).then(pl.lit(row.then, kind))
    return made.otherwise(pl.lit(decision.otherwise, kind)).alias(decision.name)


def load(decisions: Sequence[chain.Decision]) -> Engine:
    expressions = [expression(decision) for decision in decisions]

    def prepare(cases: Any) -> Any:
        query = pl.DataFrame(cases.facts).lazy()
        for one in expressions:
            query = query.with_columns(one)
        return query.select(chain.DECISIONS)

    def answers(frame: Any) -> Any:
        return tuple(frame[name].to_numpy() for name in chain.DECISIONS)

    return Engine(prepare, lambda query: query.collect(), answers)


def grow(book: Book) -> Grown:
    kind, age, score = pl.col("kind"), pl.col("age"), pl.col("score")
    made: Any = pl
    for row in book.rows():
        made = made.when(kind == row.kind, age.is_between(*row.age), score.is_between(*row.score)).then(
            pl.lit(row.amount, pl.Int32)
        )
    amount = made.otherwise(pl.lit(-1, pl.Int32)).alias("amount")

    def prepare(facts: Any) -> Any:
        return pl.DataFrame(facts).lazy().select(amount)

    return Grown(prepare, lambda query: query.collect(), lambda frame: frame["amount"].to_numpy())
