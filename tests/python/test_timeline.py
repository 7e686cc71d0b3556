"""A case over a span of days, from Python."""

from __future__ import annotations

import datetime

import masa
import pytest

PACK = """\
pack: test/moves
title: Moves
layer: national
sources:
  S:
    title: a statute of the tests
    kind: statute
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | S
    b  | Bton | S
facts:
  children:
    type: list of child
record child:
  name:
    type: text
events:
  moved:
    of: child
    fields:
      to: authority
states:
  lives_in:
    for_each: child
    type: authority or none
    is: to of the latest moved
duties:
  visit:
    for_each: child
    when: lives_in = b
    who: lives_in
    must: visit the child
    cite: S
    by:
      - must: 7 days after 2025-02-01
        cite: S
"""
CASE = """\
events:
- {event: moved, date: 2025-01-10, child: robin, to: a}
- {event: moved, date: 2025-02-01, child: robin, to: b}
"""


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture(scope="module")
def timeline() -> masa.Timeline:
    return masa.load({"moves.yaml": PACK}).timeline(CASE, first="2025-01-01", end="2025-03-01")


def test_a_decision_is_told_in_stretches_without_gaps(timeline: masa.Timeline) -> None:
    stretches = timeline.decision("lives_in", "robin").stretches
    assert [(s.first, s.end, s.value) for s in stretches] == [
        (day("2025-01-01"), day("2025-01-10"), "nobody"),
        (day("2025-01-10"), day("2025-02-01"), "a"),
        (day("2025-02-01"), day("2025-03-01"), "b"),
    ]


def test_a_duty_is_told_from_the_day_it_arose(timeline: masa.Timeline) -> None:
    (duty,) = timeline.duties
    assert (duty.duty, duty.member, duty.arisen_on) == ("visit", "robin", day("2025-02-01"))
    assert [(s.first, s.state, s.due) for s in duty.stretches] == [
        (day("2025-02-01"), "due", day("2025-02-08")),
        (day("2025-02-09"), "overdue", day("2025-02-08")),
    ]


def test_the_text_tells_the_same(timeline: masa.Timeline) -> None:
    text = timeline.to_text()
    assert "2025-01-10 to 2025-02-01  A" in text
    assert "visit" in text


def test_an_unknown_track_is_a_key_error(timeline: masa.Timeline) -> None:
    with pytest.raises(KeyError, match="nothing of robin"):
        timeline.decision("nothing", "robin")


def test_days_that_are_none_are_refused() -> None:
    rules = masa.load({"moves.yaml": PACK})
    with pytest.raises(masa.CaseError):
        rules.timeline(CASE, first="2025-03-01", end="2025-01-01")
