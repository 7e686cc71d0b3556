"""CLIPS: a rule a row, the first by salience. A thousand cases are asserted, and the rules run over them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import chain
import clips
from engine import Engine, Grown, column
from growth import Book, dictionaries

TOGETHER = 1_000  # each reset of an environment takes longer than the one before, so there are few


def pattern(slot: str, test: chain.Test) -> str:
    if test.name == "repeated":
        return f"({slot} {'yes' if test.codes[0] else 'no'})"
    if test.codes:
        return f"({slot} {'|'.join(str(chain.word_of(test.name, code)) for code in test.codes)})"
    compared = f">= ?{slot} {test.low}" if test.high is None else f"<= ?{slot} {test.high}"
    return f"({slot} ?{slot}&:({compared}))"


def conditions(tests: Sequence[chain.Test], needed: str | None) -> str:
    """A case, and what was decided of it before; `needed`: the decision that must be there in any case."""
    of_case = " ".join(pattern(test.name, test) for test in tests if test.name in chain.FACTS)
    decided = [test for test in tests if test.name in chain.DECISIONS]
    parts = [f"(case (id ?id) {of_case})"]
    parts += [f"({test.name} (id ?id) {pattern('value', test)})" for test in decided]
    if needed and all(test.name != needed for test in decided):
        parts.append(f"({needed} (id ?id))")
    return " ".join(parts)


def build(environment: Any, decisions: Sequence[chain.Decision]) -> None:
    environment.build(f"(deftemplate case (slot id) {' '.join(f'(slot {name})' for name in chain.FACTS)})")
    salience = 1000
    for place, decision in enumerate(decisions):
        environment.build(f"(deftemplate {decision.name} (slot id) (slot value))")
        needed = decisions[place - 1].name if place else None
        for number, row in enumerate([*decision.rows, chain.Row((), decision.otherwise)]):
            salience -= 1
            environment.build(
                f"(defrule {decision.name}-{number} (declare (salience {salience})) {conditions(row.tests, needed)} "
                f"(not ({decision.name} (id ?id))) => "
                f"(assert ({decision.name} (id ?id) (value {chain.word_of(decision.name, row.then)}))))"
            )


def symbols(row: dict[str, Any]) -> dict[str, Any]:
    def one(value: Any) -> Any:
        if isinstance(value, bool):
            return clips.Symbol("yes" if value else "no")
        return clips.Symbol(value) if isinstance(value, str) else value

    return {name: one(value) for name, value in row.items()}


def numbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": place, **symbols(row)} for place, row in enumerate(rows)]


def run_all(environment: Any, rows: Sequence[dict[str, Any]], names: Sequence[str]) -> dict[str, list[Any]]:
    case = environment.find_template("case")
    answers = {name: environment.find_template(name) for name in names}
    found: dict[str, list[Any]] = {name: [None] * len(rows) for name in names}
    for first in range(0, len(rows), TOGETHER):
        environment.reset()
        for row in rows[first : first + TOGETHER]:
            case.assert_fact(**row)
        environment.run()
        for name, template in answers.items():
            values = found[name]
            for fact in template.facts():
                values[fact["id"]] = fact["value"]
    return found


def load(decisions: Sequence[chain.Decision]) -> Engine:
    environment = clips.Environment()
    build(environment, decisions)

    def answers(found: Any) -> Any:
        return tuple(column([chain.code_of(name, value) for value in found[name]]) for name in chain.DECISIONS)

    return Engine(
        lambda cases: numbered(cases.dictionaries()), lambda rows: run_all(environment, rows, chain.DECISIONS), answers
    )


def grow(book: Book) -> Grown:
    environment = clips.Environment()
    environment.build("(deftemplate case (slot id) (slot kind) (slot age) (slot score))")
    environment.build("(deftemplate amount (slot id) (slot value))")
    for place, row in enumerate(book.rows()):
        environment.build(
            f"(defrule amount-{place} (case (id ?id) (kind k{row.kind}) "
            f"(age ?a&:(<= {row.age[0]} ?a {row.age[1]})) (score ?s&:(<= {row.score[0]} ?s {row.score[1]}))) "
            f"=> (assert (amount (id ?id) (value {row.amount}))))"
        )
    return Grown(
        lambda facts: numbered(dictionaries(facts)),
        lambda rows: run_all(environment, rows, ["amount"])["amount"],
        column,
    )
