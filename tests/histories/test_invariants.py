"""No history leaves a child with nobody: the ten invariants, searched for a counterexample.

Here a sample of seconds. MASA_HISTORIES=1000000 in the long gate, and with it every history of two letters of each
plan's alphabet.
"""

from __future__ import annotations

import itertools
import os
import random
from typing import Any

import masa
import pytest

from .alphabet import PLANS, all_histories, random_history
from .invariants import broken, rules_keep, smallest
from .rule_book import pack_texts

HISTORIES = int(os.environ.get("MASA_HISTORIES", "600"))
IS_LONG = HISTORIES > 600
CHUNKS = 8
PAIRS = 60  # of each plan, in the sample


@pytest.fixture(scope="module")
def rules() -> masa.RuleBook:
    return masa.load(pack_texts())


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_random_history_breaks_one(rules: masa.RuleBook, chunk: int) -> None:
    for seed in range(chunk, HISTORIES, CHUNKS):
        case = random_history(seed, 40 if seed % 10 == 0 else 8)
        assert not broken(rules, case), f"seed {seed}: {case}"


@pytest.mark.parametrize("plan", PLANS)
def test_no_short_history_breaks_one(rules: masa.RuleBook, plan: str) -> None:
    for case in all_histories(plan, 1):
        assert not broken(rules, case), case
    pairs = list(all_histories(plan, 2))
    for case in pairs if IS_LONG else random.Random(plan).sample(pairs, PAIRS):
        assert not broken(rules, case), case


def test_the_rules_themselves_keep_them() -> None:
    assert rules_keep(pack_texts()) == []


BREAKS = {
    # a rule, what is put in its place, and the invariant that goes
    "nobody holds while a transfer is open": (
        "north-east/children-who-move.yaml",
        "    at_first: child_protection_plan_opened_by\n    until_then: sender\n",
        "    at_first: child_protection_plan_opened_by\n    until_then: nobody\n",
        "INV-1",
    ),
    "where the child is does not protect": (
        "north-east/children-who-move.yaml",
        "      where_the_child_is    | known_to_services and present_in applies ",
        "      where_the_child_is    | known_to_services and present_in = darlington ",
        "INV-2",
    ),
    "a plan ends because the child moved away": (
        "north-east/children-who-move.yaml",
        "(plan = child_in_need_plan and by = owner and reason in (conference_decision, care_order, no_consent)",
        "(plan = child_in_need_plan and by = owner and reason in (conference_decision, moved_away)",
        "INV-5",
    ),
    "care goes with the child": (
        "england/children-who-move.yaml",
        "      ordered | ordered has come and",
        "      ordered | lives_in != owner or ordered has come and",
        "INV-7",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_found_and_what_shows_it_is_minimal(name: str) -> None:
    path, rule, other, invariant = BREAKS[name]
    texts = pack_texts()
    assert texts[path].count(rule) >= 1, rule
    texts[path] = texts[path].replace(rule, other, 1)
    if name == "care goes with the child":
        assert (invariant, "care_plan_transfer reads lives_in") in rules_keep(texts)
        return
    rules = masa.load(texts)
    found = next(case for case in some_histories() if any(id == invariant for id, _ in broken(rules, case)))
    least = smallest(rules, found, invariant)
    assert any(id == invariant for id, _ in broken(rules, least))
    assert not broken(masa.load(pack_texts()), least)
    for event in least["events"]:
        fewer = {"events": [other for other in least["events"] if other is not event]}
        assert not any(id == invariant for id, _ in broken(rules, fewer)), f"{event} is not needed"


def some_histories() -> itertools.chain[dict[str, Any]]:
    return itertools.chain(
        *(all_histories(plan, 1) for plan in PLANS), (random_history(seed, 6) for seed in range(3_000))
    )
