"""OpenFisca: a variable a decision, its formula over all persons at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import chain
import numpy as np
from cases import Cases
from engine import Engine
from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

MONTH = "2025-03"


def variable(person: Any, name: str, kind: type, **more: Any) -> Any:
    about = {"entity": person, "value_type": kind, "definition_period": periods.DateUnit.MONTH, "label": name}
    return type(name, (variables.Variable,), {**about, **more})


def formula_of(decision: chain.Decision) -> Any:
    def formula(population: Any, period: Any, parameters: Any = None) -> Any:
        columns: dict[str, Any] = {}

        def holds(test: chain.Test) -> Any:
            if test.name not in columns:
                columns[test.name] = population(test.name, period)
            values = columns[test.name]
            if test.name == "repeated":
                return values if test.codes[0] else ~values
            if test.codes:
                return np.logical_or.reduce([values == code for code in test.codes])
            return values >= test.low if test.high is None else values <= test.high

        masks = []
        for row in decision.rows:
            found = holds(row.tests[0])
            for test in row.tests[1:]:
                found = found & holds(test)
            masks.append(found)
        return np.select(masks, [np.int32(row.then) for row in decision.rows], np.int32(decision.otherwise))

    return formula


def load(decisions: Sequence[chain.Decision]) -> Engine:
    person = entities.Entity("person", "persons", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([person])
    for name in chain.FACTS:
        system.add_variable(variable(person, name, bool if name == "repeated" else int))
    for decision in decisions:
        system.add_variable(variable(person, decision.name, int, formula=formula_of(decision)))

    def prepare(cases: Cases) -> Any:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, len(cases))
        for name, values in cases.facts.items():
            simulation.set_input(name, MONTH, values.astype(bool if name == "repeated" else np.int32))
        return simulation

    def run(simulation: Any) -> Any:
        for name in chain.DECISIONS:
            simulation.delete_arrays(name)
        return tuple(simulation.calculate(name, MONTH) for name in chain.DECISIONS)

    return Engine(prepare, run, lambda answers: answers)
