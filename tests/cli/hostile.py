"""Inputs made to hurt: too large, too deep, broken, or made to mislead a reader. Each is generated, none is kept."""

from __future__ import annotations

import json

HEAD = """\
pack: test/hostile
title: A pack of the tests
layer: national
sources:
  S:
    title: a statute of the tests
    kind: statute
"""
CALLS = """\
record person:
  harmed:
    type: truth
    ask: Was this person harmed?
types:
  volume: one of quiet, loud
events:
  called:
    of: person
    fields:
      loudness: volume
states:
  heard:
    question: How loud was the last call?
    for_each: person
    type: volume or none
    is: loudness of the latest called
"""
RULES = (
    HEAD
    + """\
facts:
  incident:
    seen:
      type: whole number
      ask: How many people were seen?
    place:
      type: one of here, there
      ask: Where was it?
    found_on:
      type: date
      ask: On which day was it?
  people:
    type: list of person
"""
    + CALLS
    + """\
decisions:
  to_tell:
    question: Must somebody be told?
    type: truth
    is: some person has harmed
    cite: S
  loud:
    question: Was the last call loud?
    for_each: person
    type: truth
    is: heard = loud
    cite: S
"""
)
MB = 1024 * 1024


def facts(rest: str) -> str:
    return f"{HEAD}facts:\n  {rest}\n"


def decisions(number: int, expression: str = "not d{before}", kind: str = "truth", first: str = "x.t") -> str:
    """A chain of decisions, each resting on the one before."""
    text = HEAD + "facts:\n  x:\n    t:\n      type: truth\n      ask: Is it so?\n"
    text += "    many:\n      type: whole number\n      ask: How many?\ndecisions:\n"
    for i in range(number):
        one = first if i == 0 else expression.format(before=i - 1)
        text += f"  d{i}:\n    question: What is it?\n    type: {kind}\n    is: {one}\n    cite: S\n"
    return text


def expression(text: str) -> str:
    return decisions(2, text)


def rule_table(rows: int) -> str:
    text = HEAD + "facts:\n  x:\n    many:\n      type: whole number\n      ask: How many?\n"
    text += "decisions:\n  d:\n    question: Is it so?\n    type: truth\n"
    text += "    one_row_applies: |\n      rule | x.many | then | cite\n"
    return text + "".join(f"      r{i} | {i} | yes | S\n" for i in range(rows)) + "    otherwise: no\n"


def bodies(rows: int) -> str:
    text = HEAD + "network:\n  kinds: place\n  place: |\n    id | name\n"
    return text + "".join(f"    b{i} | Body {i}\n" for i in range(rows))


def laughs(levels: int) -> str:
    """A text of aliases that would be `10 ** levels` words long."""
    text = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
    for level in range(1, levels):
        text += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    return text


WITH_BODIES_ELSEWHERE = HEAD + "network:\n  kinds: place\n  place: table.csv\n"
WITH_ROWS_ELSEWHERE = (
    HEAD + "network:\n  kinds: place\n  relations:\n    near: {to: place}\n"
    "  place: |\n    id | name\n    a | A\n  edges:\n    near: table.csv\n"
)


def csv_bodies(rows: int) -> str:
    return "id,name\n" + "".join(f"b{i},Body {i}\n" for i in range(rows))


def people(number: int, **given: object) -> str:
    return json.dumps({"people": [{"id": f"p{i}", **given} for i in range(number)]})


def calls(number: int, persons: int = 1) -> str:
    """Calls, all on one day."""
    loudness = ("loud", "quiet")
    events = [
        {
            "event": "called",
            "person": f"p{i % persons}",
            "date": "2025-01-01",
            "loudness": loudness[i // persons % 2],
            "recorded": f"20{10 + i % 14}-01-{1 + i // 14 % 28:02}",
        }
        for i in range(number)
    ]
    return json.dumps({"events": events})
