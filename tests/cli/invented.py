"""A small pack and case, invented, and what a run of masa gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACK = """\
pack: test/small
title: A pack of the tests
layer: national
sources:
  S:
    title: a statute of the tests
    kind: statute
types:
  volume: one of quiet, loud
facts:
  incident:
    place:
      type: one of here, there
      ask: Where did it happen?
    found_on:
      type: date
      ask: On which day was it found?
  people:
    type: list of person
record person:
  harmed:
    type: truth
    ask: Was this person harmed?
  word:
    type: volume
    sensitive: yes
    ask: What was the word?
decisions:
  to_tell:
    question: Must somebody be told?
    for_each: person
    yes_if:
      - rule: harm_here
        when: harmed and incident.place = here
        cite: S
    otherwise: no
  word_said:
    question: Which word was said?
    for_each: person
    type: volume
    is: word
    sensitive: yes
    cite: S
"""

CASE = """\
incident: {place: here, found_on: 2025-03-03}
people:
- {id: robin, harmed: yes, word: loud}
- {id: wren, word: quiet}
"""


@dataclass(frozen=True)
class Ran:
    """One run: its exit status and what it wrote."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
