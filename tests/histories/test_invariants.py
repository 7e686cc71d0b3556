"""No history leaves a child with nobody: the ten invariants, searched for a counterexample.

Here a sample of seconds. MASA_HISTORIES=1000000 in the long gate, and with it every history of two letters of the whole
alphabet, of two of each plan's beside the open plan, of up to four of each plan's own, and every combination of stages
that two plans can come to.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterable, Iterator
from typing import Any

import masa
import pytest

from .alphabet import PLANS, all_histories, alphabet, own_alphabet, random_history, whole_alphabet
from .invariants import broken, broken_in, smallest
from .reachable import reachable
from .rule_book import pack_texts

HISTORIES = int(os.environ.get("MASA_HISTORIES", "600"))
IS_LONG = HISTORIES > 600
CHUNKS = 8
SAMPLE = 40  # of each kind, in every run
PAIRS = list(itertools.combinations(PLANS, 2))


@pytest.fixture(scope="module")
def rules() -> masa.RuleBook:
    return masa.load(pack_texts())


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_random_history_breaks_one(rules: masa.RuleBook, chunk: int) -> None:
    for seed in range(chunk, HISTORIES, CHUNKS):
        case = random_history(seed, 40 if seed % 10 == 0 else 8)
        assert not broken(rules, case), f"seed {seed}: {case}"


def none_breaks(rules: masa.RuleBook, cases: Iterator[dict[str, Any]], seed: str, chunk: int = 0) -> None:
    """In the long gate all, or every eighth; in every run a sample."""
    if IS_LONG:
        chosen: Iterable[dict[str, Any]] = itertools.islice(cases, chunk, None, CHUNKS)
    else:
        chosen = random.Random(f"{seed} {chunk}").sample(list(cases), SAMPLE)
    for case in chosen:
        assert not broken(rules, case), case


@pytest.mark.parametrize("plan", PLANS)
def test_no_history_of_one_letter_breaks_one(rules: masa.RuleBook, plan: str) -> None:
    for case in all_histories((plan,), alphabet(plan), 1):
        assert not broken(rules, case), case


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("chunk", range(CHUNKS) if IS_LONG else [0])
def test_no_history_of_two_letters_breaks_one(rules: masa.RuleBook, plan: str, chunk: int) -> None:
    none_breaks(rules, all_histories((plan,), alphabet(plan), 2), plan, chunk)


@pytest.mark.parametrize("chunk", range(CHUNKS) if IS_LONG else [0])
def test_no_two_letters_of_the_whole_alphabet_break_one(rules: masa.RuleBook, chunk: int) -> None:
    none_breaks(rules, all_histories((), whole_alphabet(), 2), "whole", chunk)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("length", [3, 4] if IS_LONG else [3])
@pytest.mark.parametrize("chunk", range(CHUNKS) if IS_LONG else [0])
def test_no_letters_of_a_plans_own_break_one(rules: masa.RuleBook, plan: str, length: int, chunk: int) -> None:
    none_breaks(rules, all_histories((plan,), own_alphabet(plan), length), f"{plan} {length}", chunk)


@pytest.mark.parametrize("plans", PAIRS if IS_LONG else random.Random("pairs").sample(PAIRS, 4), ids="-".join)
def test_no_combination_of_stages_breaks_one(rules: masa.RuleBook, plans: tuple[str, str]) -> None:
    for days in reachable(rules, plans, 1_000_000 if IS_LONG else 2 * SAMPLE):
        assert not broken_in(days), days.case


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
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_found_and_what_shows_it_is_minimal(name: str) -> None:
    path, rule, other, invariant = BREAKS[name]
    texts = pack_texts()
    assert texts[path].count(rule) >= 1, rule
    texts[path] = texts[path].replace(rule, other, 1)
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
        *(all_histories((plan,), alphabet(plan), 1) for plan in PLANS),
        (random_history(seed, 6) for seed in range(3_000)),
    )


PROMISES = {
    # what a rule is promised never to rest on, the rule, and what is put in its place
    "care goes with the child": (
        "england/children-who-move.yaml",
        "ordered_by applies ",
        "ordered_by applies or lives_in != owner ",
        "`care_plan_transfer` never reads `lives_in`",
    ),
    "supervision goes with the child, by way of another rule": (
        "england/children-who-move.yaml",
        "closed has come or supervision_ends_on has come ",
        "closed has come or whereabouts_unknown ",
        "`supervision_order_transfer` never reads `missing`, and here it does, by way of `whereabouts_unknown`",
    ),
    "consent moves a case": (
        "north-east/children-who-move.yaml",
        "closed has come or no_services has come ",
        "closed has come or some consent has given = no ",
        "`child_in_need_transfer` never reads `consent`",
    ),
    "who holds the case rests on a dispute": (
        "north-east/children-who-move.yaml",
        "      child_protection_plan | child_protection_plan_opened_by applies ",
        "      child_protection_plan | child_protection_plan_opened_by applies and no dispute has began applies ",
        "`case_responsible` never reads `transfer_declined`, and here it does, by way of `began`",
    ),
    "the conference waits for an acceptance": (
        "north-east/moving-duties.yaml",
        "working_days working days after told if receiver in England",
        "working_days working days after referral_taken if receiver in England",
        "`convene_transfer_conference` never reads `referral_taken`",
    ),
}


@pytest.mark.parametrize("name", PROMISES)
def test_a_rule_that_rests_on_what_it_is_promised_not_to_is_refused(name: str) -> None:
    path, rule, other, complaint = PROMISES[name]
    texts = pack_texts()
    assert texts[path].count(rule) >= 1, rule
    texts[path] = texts[path].replace(rule, other, 1)
    with pytest.raises(masa.RulesError) as refused:
        masa.load(texts)
    assert any(complaint in d.message for d in refused.value.diagnostics), refused.value
