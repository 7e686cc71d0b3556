"""JSON-Logic by datalogic: rules compiled once, cases parsed beforehand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import chain
import datalogic_py
from engine import Engine, Grown, column
from growth import Book, dictionaries


def holds(test: chain.Test) -> dict[str, Any]:
    value = {"var": test.name}
    if test.name == "repeated":
        return value if test.codes[0] else {"!": [value]}
    if test.codes:
        either = [{"===": [value, chain.word_of(test.name, code)]} for code in test.codes]
        return either[0] if len(either) == 1 else {"or": either}
    return {">=": [value, test.low]} if test.high is None else {"<=": [value, test.high]}


def rule(decision: chain.Decision) -> dict[str, Any]:
    parts: list[Any] = []
    for row in decision.rows:
        tests = [holds(test) for test in row.tests]
        parts += [tests[0] if len(tests) == 1 else {"and": tests}, chain.word_of(decision.name, row.then)]
    return {"if": [*parts, chain.word_of(decision.name, decision.otherwise)]}


def load(decisions: Sequence[chain.Decision]) -> Engine:
    engine = datalogic_py.Engine()
    response, hours, lead = (engine.compile(rule(decision)) for decision in decisions)
    session = engine.session()

    def prepare(cases: Any) -> Any:
        rows = cases.dictionaries()
        keep = [{name: row[name] for name in ("age", "repeated", "setting")} for row in rows]
        return parsed(rows), keep

    def run(prepared: Any) -> Any:
        handles, rows = prepared
        evaluate = session.evaluate
        found = []
        for text, row in zip(session.evaluate_batch(response, handles), rows, strict=True):
            case = {**row, "response": text[1:-1]}
            case["hours"] = evaluate(hours, case)
            found.append((case["response"], case["hours"], evaluate(lead, case)))
        return found

    def answers(found: Any) -> Any:
        columns = zip(*found, strict=True)
        return tuple(
            column([chain.code_of(name, value) for value in values])
            for name, values in zip(chain.DECISIONS, columns, strict=True)
        )

    return Engine(prepare, run, answers)


def parsed(rows: Sequence[dict[str, Any]]) -> list[Any]:
    return [datalogic_py.DataHandle(json.dumps(row)) for row in rows]


def grow(book: Book) -> Grown:
    engine = datalogic_py.Engine()
    kind, age, score = ({"var": name} for name in ("kind", "age", "score"))
    parts: list[Any] = []
    for row in book.rows():
        within = [{"<=": [row.age[0], age, row.age[1]]}, {"<=": [row.score[0], score, row.score[1]]}]
        parts += [{"and": [{"===": [kind, f"k{row.kind}"]}, *within]}, row.amount]
    compiled = engine.compile({"if": [*parts, -1]})
    session = engine.session()

    def amounts(texts: Any) -> Any:
        return column([int(text) for text in texts])

    return Grown(
        lambda facts: parsed(dictionaries(facts)), lambda handles: session.evaluate_batch(compiled, handles), amounts
    )
