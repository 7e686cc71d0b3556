"""DuckDB: `CASE` expressions over a table of its own or over Arrow, one thread; and rules as a table that is joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import chain
import duckdb
import pyarrow as pa
from engine import Engine, Grown
from growth import Book

TYPES = {"response": "UTINYINT", "hours": "USMALLINT", "lead": "UTINYINT"}


def connect() -> Any:
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    return connection


def holds(test: chain.Test) -> str:
    if test.codes:
        return "(" + " OR ".join(f"{test.name} = {code}" for code in test.codes) + ")"
    return f"{test.name} >= {test.low}" if test.high is None else f"{test.name} <= {test.high}"


def query(decisions: Sequence[chain.Decision]) -> str:
    source = "cases"
    for decision in decisions:
        kind = TYPES[decision.name]
        rows = " ".join(
            f"WHEN {' AND '.join(holds(test) for test in row.tests)} THEN {row.then}::{kind}" for row in decision.rows
        )
        source = f"(SELECT *, CASE {rows} ELSE {decision.otherwise}::{kind} END AS {decision.name} FROM {source})"
    return f"SELECT {', '.join(chain.DECISIONS)} FROM {source}"


def load(decisions: Sequence[chain.Decision], native: bool) -> Engine:
    connection = connect()
    text = query(decisions)

    def prepare(cases: Any) -> None:
        give(connection, pa.table(cases.facts), native)
        connection.execute(f"PREPARE decide AS {text}")

    def run(_: None) -> Any:
        return connection.sql("EXECUTE decide").to_arrow_table()

    def answers(table: Any) -> Any:
        return tuple(table[name].to_numpy() for name in chain.DECISIONS)

    return Engine(prepare, run, answers)


def give(connection: Any, table: Any, native: bool) -> None:
    """The table as `cases`: copied into DuckDB's own form, or as it is."""
    connection.register("given" if native else "cases", table)
    if native:
        connection.execute("CREATE OR REPLACE TABLE cases AS SELECT * FROM given")
        connection.unregister("given")


def load_native(decisions: Sequence[chain.Decision]) -> Engine:
    return load(decisions, True)


def load_arrow(decisions: Sequence[chain.Decision]) -> Engine:
    return load(decisions, False)


def grow_with(connection: Any, text: str) -> Grown:
    """The query gives `id` and `amount`; a join does not keep the order."""

    def prepare(facts: Any) -> None:
        ids = pa.array(range(len(facts["kind"])), pa.int32())
        give(connection, pa.table({"id": ids, **facts}), True)
        connection.execute(f"PREPARE decide AS {text}")

    def amounts(table: Any) -> Any:
        return table["amount"].to_numpy()[table["id"].to_numpy().argsort()]

    return Grown(prepare, lambda _: connection.sql("EXECUTE decide").to_arrow_table(), amounts)


def grow_case(book: Book) -> Grown:
    rows = " ".join(
        f"WHEN kind = {row.kind} AND age BETWEEN {row.age[0]} AND {row.age[1]} "
        f"AND score BETWEEN {row.score[0]} AND {row.score[1]} THEN {row.amount}"
        for row in book.rows()
    )
    return grow_with(connect(), f"SELECT id, CASE {rows} ELSE -1 END AS amount FROM cases")


def grow_join(book: Book) -> Grown:
    connection = connect()
    rows = list(book.rows())
    rules = pa.table(
        {
            "kind": pa.array([row.kind for row in rows], pa.uint8()),
            "age_low": pa.array([row.age[0] for row in rows], pa.uint8()),
            "age_high": pa.array([row.age[1] for row in rows], pa.uint8()),
            "score_low": pa.array([row.score[0] for row in rows], pa.uint16()),
            "score_high": pa.array([row.score[1] for row in rows], pa.uint16()),
            "amount": pa.array([row.amount for row in rows], pa.int32()),
        }
    )
    connection.register("given_rules", rules)
    connection.execute("CREATE TABLE rules AS SELECT * FROM given_rules")
    return grow_with(
        connection,
        "SELECT id, amount FROM cases JOIN rules ON cases.kind = rules.kind AND age BETWEEN age_low AND age_high "
        "AND score BETWEEN score_low AND score_high",
    )
