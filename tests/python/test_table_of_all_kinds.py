"""Facts and decisions of every kind that columns hold: each row of a table against the case alone."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from typing import Any

import masa
import pytest

PACK = """\
pack: t/p
title: T
layer: national
calendar: c
sources: {S: {title: s, kind: statute}, OLD: {title: o, kind: statute, in_force: until 2024-01-01}}
calendars:
  c:
    title: c
    cite: S
    covers: 2025-01-01 to 2025-12-31
    week: Monday to Friday
    holidays: |
      date | holiday
      2025-04-18 | Good Friday
types:
  lvl: one of low < mid < high
network:
  kinds: council, force
  council: |
    id | name | force | cite
    ca | Ca | fa | S
    cb | Cb | fb | S
    cc | Cc | fa | S
  force: |
    id | name | cite
    fa | Fa | S
    fb | Fb | S
facts:
  t: {type: truth}
  u: {type: truth}
  a: {type: whole number from 0 to 250}
  b: {type: whole number from -100 to 100}
  nn: {type: whole number or none}
  m: {type: decimal with 2 places}
  d: {type: date}
  e: {type: date or none}
  w: {type: lvl}
  v: {type: lvl or none}
  p: {type: council}
  q: {type: council or nobody, applies_when: t}
  s: {type: date, when_not_recorded: not yet}
  x: {type: truth, applies_when: a >= 10}
decisions:
  f: {question: "Q?", type: force or none, is: force of p, cite: S}
  r1:
    question: "Q?"
    type: lvl
    first_row: |
      rule | when              | then | cite
      a1   | a < 10            | low  | S
      a2   | b > 5 and t       | high | S
      a3   | w >= mid          | w    | S
    otherwise: mid
  r2:
    question: "Q?"
    type: lvl
    checked_when_run: yes
    rows_agree: |
      rule | when   | then | cite
      b1   | t      | low  | S
      b2   | u      | w    | S
      b3   | p = ca | low  | S
  r3:
    question: "Q?"
    type: lvl
    strongest_of: |
      rule | when         | then | cite
      c1   | t            | low  | S
      c2   | u and p = cb | mid  | S
      c3   | r1 = high    | high | S
    otherwise: low
  y1:
    question: "Q?"
    yes_if:
      - {rule: d1, when: x = yes, cite: S}
      - {rule: d2, when: q = cb, cite: S}
      - {rule: d3, when: r3 = high, cite: S}
    otherwise: no
  y2:
    question: "Q?"
    no_if:
      - {rule: e1, when: nn < 3, cite: S}
      - {rule: e2, when: v = high, cite: S}
    otherwise: yes
  g: {question: "Q?", type: date, cite: S, is: 5 working days after d}
  h: {question: "Q?", type: date or none, cite: S, is: "latest of (d, e)"}
  i: {question: "Q?", type: whole number, cite: S, is: "if t then a + b else a * 3"}
  j: {question: "Q?", type: decimal with 2 places, cite: S, is: m + m}
  k: {question: "Q?", cite: S, is: "e before d or s applies"}
  l: {question: "Q?", cite: S, is: "g has come"}
  o: {question: "Q?", cite: S, is: "f = fa and a - b < 20"}
  z:
    question: "Q?"
    type: lvl
    checked_when_run: yes
    one_row_applies: |
      rule | when        | then | cite
      g1   | t and u     | low  | S
      g2   | not t       | mid  | S
      g3   | t and not u | high | S
  zz: {question: "Q?", cite: S, is: "z = r1 or z = r2"}
  ag: {question: "Q?", type: whole number, cite: S, is: "years from d to s"}
  old:
    question: "Q?"
    type: lvl
    first_row: |
      rule | when | then | cite
      h1   | t    | low  | OLD
"""
AT = "2025-03-10"


def generators(draw: random.Random) -> dict[str, Callable[[], Any]]:
    def day() -> str:
        if draw.random() < 0.05:
            return draw.choice(["2025-12-30", "2024-12-01", "9999-12-31", "0001-01-01"])
        return (datetime.date(2025, 3, 10) + datetime.timedelta(draw.randint(-10, 10))).isoformat()

    def truth() -> bool:
        return draw.random() < 0.5

    return {
        "t": truth,
        "u": truth,
        "x": truth,
        "a": lambda: draw.choice([0, 9, 10, 11, 250, draw.randint(0, 250)]),
        "b": lambda: draw.randint(-100, 100),
        "nn": lambda: draw.choice(["none", 2, 3, 4, 10**15, -(10**15)]),
        "m": lambda: draw.choice(["1.25", "-3.10", "0.01", "12345678901.99"]),
        "d": day,
        "e": lambda: draw.choice([day(), "none"]),
        "s": day,
        "w": lambda: draw.choice(["low", "mid", "high"]),
        "v": lambda: draw.choice(["low", "mid", "high", "none"]),
        "p": lambda: draw.choice(["ca", "cb", "cc"]),
        "q": lambda: draw.choice(["ca", "cb", "cc", "nobody"]),
    }


def some_rows(seed: int, count: int, missing: float) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    facts = {name: make for name, make in generators(draw).items() if draw.random() < 0.93}

    def cell(make: Callable[[], Any]) -> Any:
        if draw.random() < missing:
            return None
        return "withheld" if draw.random() < 0.02 else make()

    return [{name: cell(make) for name, make in facts.items()} for _ in range(count)]


@pytest.fixture(scope="module")
def rules() -> masa.RuleBook:
    return masa.load({"pack.yaml": PACK})


@pytest.mark.parametrize(("seed", "missing"), [(1, 0.0), (2, 0.1), (3, 0.3), (4, 0.6)])
def test_every_row_says_what_the_case_says(rules: masa.RuleBook, seed: int, missing: float) -> None:
    rows = some_rows(seed, 150, missing)
    table = rules.decide_table(rows, at=AT)
    for row, answers in zip(rows, table.to_dicts(), strict=True):
        alone = rules.decide(row, at=AT)
        for decision in rules.decisions:
            value = alone.outcome(decision).value
            is_decided = value is not masa.UNKNOWN
            assert (answers[f"{decision}.state"] == "decided") == is_decided, (decision, row)
            expected = None if not is_decided or value in ("none", "nobody") else value
            assert str(answers[decision]) == str(expected), (decision, row)
    assert table.in_columns > 0
    assert table.row_by_row > 0
