"""Sentences say what the rules say: negations, brackets, quantifiers, what is nothing."""

from __future__ import annotations

import masa

PACK = """\
pack: test/sentences
title: Sentences
layer: national
sources:
  S: {title: a source, kind: statute, in_force: from 2020-01-01}
facts:
  told_on: {type: date, label: the day of telling, when_not_recorded: not yet}
  open: {type: truth, label: a trial is open}
  first: {type: whole number, label: the first number}
  second: {type: whole number, label: the second number}
  belief: {type: "one of known, suspected", label: the abuse}
  people: {type: list of person}
record person:
  hurt: {type: truth, label: the person is hurt}
decisions:
"""


def sentence(condition: str) -> str:
    text = PACK + f"  d: {{question: q, yes_if: [{{rule: r, when: '{condition}', cite: S}}], otherwise: no}}\n"
    (rule,) = masa.load({"pack.yaml": text}).sentences()
    return str(rule["lines"][1]["text"]).removeprefix("Yes, where ").removesuffix(". [S]")


def test_what_is_nothing_is_neither_before_nor_after() -> None:
    assert sentence("not (told_on before 2025-01-01)") == "the day of telling is not before 2025-01-01"
    assert sentence("told_on on or after 2025-01-01") == "the day of telling is on or after 2025-01-01"


def test_a_negation_reaches_no_further_than_it_does() -> None:
    assert sentence("not open and first > 3") == (
        "(it is not so that a trial is open) and the first number is more than 3"
    )


def test_what_holds_of_somebody_is_kept_apart_from_the_rest() -> None:
    apart = sentence("(some person has hurt) and open")
    within = sentence("some person has (hurt and open)")
    assert apart == "(of some person it holds that the person is hurt) and a trial is open"
    assert within == "of some person it holds that (the person is hurt and a trial is open)"


def test_sums_keep_their_brackets() -> None:
    assert sentence("first - (second - 1) > 3") == (
        "(the first number minus (the second number minus 1)) is more than 3"
    )


def test_a_value_called_known_is_no_knowledge() -> None:
    assert sentence("belief != known") == "the abuse is not “known”"


def test_a_source_has_its_kind_and_its_days() -> None:
    text = PACK + "  d: {question: q, is: open, cite: S}\n"
    assert "S: a source (statute, in force from 2020-01-01)" in masa.load({"pack.yaml": text}).read()
