"""GoRules ZEN: a graph of decision tables, compiled once; the cases of a table go in together."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from typing import Any

import chain
import zen
from engine import Engine, Grown, column
from growth import Book, dictionaries


def cell(test: chain.Test) -> str:
    if test.codes:
        return ", ".join(json.dumps(chain.word_of(test.name, code)) for code in test.codes)
    return f">= {test.low}" if test.high is None else f"<= {test.high}"


def table(name: str, inputs: Iterable[str], rows: Iterable[tuple[dict[str, str], Any]]) -> dict[str, Any]:
    """A node: the first row of which all cells hold gives the value."""
    inputs = list(inputs)
    empty = dict.fromkeys(inputs, "")
    return {
        "id": name, "name": name, "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first", "passThrough": True,
            "inputs": [{"id": one, "name": one, "field": one} for one in inputs],
            "outputs": [{"id": "then", "name": name, "field": name}],
            "rules": [
                {"_id": f"{name}-{place}", **empty, **cells, "then": json.dumps(then)}
                for place, (cells, then) in enumerate(rows)
            ],
        },
    }  # fmt: skip


def table_of(decision: chain.Decision) -> dict[str, Any]:
    rows = [
        ({test.name: cell(test) for test in row.tests}, chain.word_of(decision.name, row.then)) for row in decision.rows
    ]
    inputs = dict.fromkeys(name for cells, _ in rows for name in cells)
    return table(decision.name, inputs, [*rows, ({}, chain.word_of(decision.name, decision.otherwise))])


def graph(tables: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first = {"id": "in", "name": "in", "type": "inputNode"}
    last = {"id": "out", "name": "out", "type": "outputNode"}
    nodes = [first, *tables, last]
    edges = [
        {"id": f"{a['id']}-{b['id']}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for a, b in itertools.pairwise(nodes)
    ]
    return {"nodes": nodes, "edges": edges}


def engine_of(tables: Sequence[dict[str, Any]]) -> Any:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"book": graph(tables)}}})
    engine.get_decision("book")
    return engine


def load(decisions: Sequence[chain.Decision]) -> Engine:
    engine = engine_of([table_of(decision) for decision in decisions])

    def answers(results: Any) -> Any:
        found = [one["data"]["result"] for one in results]
        return tuple(column([chain.code_of(name, one[name]) for one in found]) for name in chain.DECISIONS)

    return Engine(lambda cases: asked(cases.dictionaries()), engine.evaluate_batch, answers)


def asked(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"key": "book", "context": row} for row in rows]


def grow(book: Book) -> Grown:
    rows = (
        ({"kind": f'"k{row.kind}"', "age": span(row.age), "score": span(row.score)}, row.amount) for row in book.rows()
    )
    engine = engine_of([table("amount", ["kind", "age", "score"], rows)])

    def amounts(results: Any) -> Any:
        return column([one["data"]["result"]["amount"] for one in results])

    return Grown(lambda facts: asked(dictionaries(facts)), engine.evaluate_batch, amounts)


def span(ends: tuple[int, int]) -> str:
    return f"[{ends[0]}..{ends[1]}]"
