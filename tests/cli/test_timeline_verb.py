"""`masa timeline`: one case day by day, as text and as JSON; and days that are none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from invented import Ran, Run

Write = Callable[[str, str], str]

PACK = """\
pack: test/homes
title: Homes
layer: national
sources:
  S: {title: A text, kind: statute}
network:
  kinds: authority
  authority: |
    id    | name
    north | North
    south | South
facts:
  children:
    type: list of child
record child:
  known_since:
    type: date
    when_not_recorded: not yet
events:
  moved:
    of: child
    fields:
      to: authority
states:
  home:
    for_each: child
    type: authority or none
    is: to of the latest moved
  moved_on:
    for_each: child
    type: date or none
    is: day of the latest moved
duties:
  tell:
    for_each: child
    when: home = south
    who: home
    must: write down the move
    by:
    - must: 3 days after moved_on
      cite: S
    cite: S
"""
CASE = """\
children: [{id: robin}]
events:
- {date: 2025-03-03, event: moved, child: robin, to: north}
- {date: 2025-03-10, event: moved, child: robin, to: south}
"""


@pytest.fixture
def timeline(masa: Run, write: Write) -> Run:
    def run(*arguments: str) -> Ran:
        pack, case = write("pack.yaml", PACK), write("case.yaml", CASE)
        return masa("timeline", "--rules", pack, "--from", "2025-03-01", "--to", "2025-04-01", *arguments, case)

    return run


def test_text_tells_each_stretch_of_days(timeline: Run) -> None:
    ran = timeline()
    assert (ran.status, ran.err) == (0, "")
    for told in ("home", "robin", "North", "South", "overdue"):
        assert told in ran.out, told
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_json_has_the_days_on_which_an_answer_changes(timeline: Run) -> None:
    told = json.loads(timeline("--format", "json").out)
    homes = next(o for o in told["decisions"] if o["decision"] == "home")
    values = [(s["from"], s["value"]) for s in homes["stretches"]]
    assert values == [("2025-03-01", "nobody"), ("2025-03-03", "north"), ("2025-03-10", "south")]


@pytest.mark.parametrize("option", ["--from", "--to", "--known-by", "--law-at"])
def test_a_day_that_is_none_is_refused(timeline: Run, option: str) -> None:
    ran = timeline(option, "2025-02-30")
    assert (ran.status, ran.out) == (2, "")
    assert option in ran.err


def test_each_day_has_its_own_law_also_where_that_is_said(timeline: Run) -> None:
    assert timeline("--law-at", "each").out == timeline().out


def test_without_days_it_goes_from_the_first_event_to_90_days_after_the_last(masa: Run, write: Write) -> None:
    ran = masa("timeline", "--rules", write("pack.yaml", PACK), write("case.yaml", CASE), "--format", "json")
    told = json.loads(ran.out)
    assert (told["from"], told["to"]) == ("2025-03-03", "2025-06-08")


def test_a_case_without_events_needs_its_days(masa: Run, write: Write) -> None:
    ran = masa("timeline", "--rules", write("pack.yaml", PACK), write("case.yaml", "children: [{id: robin}]\n"))
    assert ran.status == 1
    assert "no event on a known day" in ran.err


def test_the_drawing_is_to_scale_and_fits(timeline: Run) -> None:
    ran = timeline()
    home = next(line for line in ran.out.splitlines() if line.startswith("  home "))
    days = 31  # from 1 March to before 1 April
    starts = [home.index("\u2502" + name) for name in ("North", "South")]
    room = 100 - 33 - 3
    assert [at - 36 for at in starts] == [2 * room // days, 9 * room // days]


def test_html_draws_it_and_says_the_same_in_a_table(timeline: Run) -> None:
    page = timeline("--html").out
    assert page.startswith("<!DOCTYPE html>")
    assert 'role="img"' in page
    assert "<caption>The same in words</caption>" in page
    assert "South" in page
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_why_explains_a_day(timeline: Run) -> None:
    ran = timeline("--why", "2025-03-10")
    assert ran.status == 0
    assert "write down the move" in ran.out
    assert "Mon 10 March 2025" in ran.out
