"""Since when a duty is owed, and by which law: what comes with time, and what is as old as nobody knows."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

import masa
import pytest

HEAD = """\
pack: test/owed
title: Duties over time
layer: national
sources:
  OLD: {title: Old guidance, kind: statutory_guidance, in_force: until 2025-03-01}
  NEW: {title: New guidance, kind: statutory_guidance, in_force: from 2025-03-01}
  ACT: {title: An act, kind: statute}
network:
  kinds: authority
  authority: |
    id | name | cite
    a  | Aton | ACT
facts:
  serious: {type: truth}
  place: {type: authority}
  asked: {type: date}
  early: {type: date, when_not_recorded: not yet}
  closed: {type: date, when_not_recorded: not yet}
  paused: {type: date, when_not_recorded: not yet}
  resumed: {type: date, when_not_recorded: not yet}
"""
DECISION = """\
decisions:
  wanted:
    question: Is it wanted?
    whose: place
    may_be_widened: yes
    yes_if:
    - rule: asked
      when: asked has come
      cite: ACT
    otherwise: no
"""


def duty(when: str, more: str = "") -> str:
    return f"""\
duties:
  look:
    when: {when}
    who: place
    must: look into it
    cite: ACT
    by:
    - {{id: by_old, must: 60 days after asked, cite: OLD}}
    - {{id: by_new, must: 5 days after asked, cite: NEW}}
{more}"""


LOCAL = """\
pack: test/local
title: A local pack
layer: local
binds: authorities of a
whose_case: place
sources:
  L: {title: Local arrangements, kind: local}
widen:
  wanted:
    yes_if:
    - rule: early
      when: early has come
      cite: L
"""


def look(rules: masa.RuleBook, at: str, **case: str) -> dict[str, Any]:
    found = rules.decide(json.dumps({"place": "a", **case}), at=at).to_dict()["duties"]
    return {key: found[0][key] for key in ("state", "due", "arisen_on", "cancelled_on")} if found else {}


def load(text: str, *more: str) -> masa.RuleBook:
    return masa.load({str(n): one for n, one in enumerate((HEAD + text, *more))})


def test_a_duty_keeps_the_law_of_the_day_on_which_a_date_let_it_arise() -> None:
    rules = load(duty("serious and asked has come"))
    for at in ("2025-02-20", "2025-03-01", "2025-04-01"):
        assert look(rules, at, serious="yes", asked="2025-02-18") == {
            "state": "due",
            "due": "2025-04-19",
            "arisen_on": "2025-02-18",
            "cancelled_on": None,
        }
    assert look(rules, "2025-03-20", serious="yes", asked="2025-03-02")["due"] == "2025-03-07"


def test_what_rests_on_no_day_goes_by_the_law_of_the_day_asked() -> None:
    rules = load(duty("serious"))
    old, new = (look(rules, at, serious="yes", asked="2025-02-18") for at in ("2025-02-20", "2025-03-01"))
    assert (old["due"], old["arisen_on"]) == ("2025-04-19", None)
    assert (new["due"], new["arisen_on"]) == ("2025-02-23", None)


def test_what_rests_on_no_day_is_not_lost_when_something_comes() -> None:
    rules = load(duty("serious and not closed has come"))
    found = look(rules, "2025-03-20", serious="yes", asked="2025-02-18", closed="2025-02-25")
    assert found == {"state": "due", "due": "2025-04-19", "arisen_on": None, "cancelled_on": None}


def test_what_rests_on_no_day_is_cancelled_as_long_as_it_is() -> None:
    cancelled = "    cancelled_when: paused has come and not resumed has come\n    cancelled_cite: ACT\n"
    rules = load(duty("serious", cancelled))
    case = {"serious": "yes", "asked": "2025-02-18", "paused": "2025-03-03", "resumed": "2025-03-10"}
    states = [look(rules, at, **case)["state"] for at in ("2025-03-02", "2025-03-03", "2025-03-10")]
    assert states == ["overdue", "cancelled", "overdue"]
    assert look(rules, "2025-03-05", **case)["cancelled_on"] == "2025-03-03"


def test_what_an_old_text_alone_asked_for_is_gone_with_it() -> None:
    rules = load(duty("serious").replace("cite: ACT\n    by", "cite: OLD\n    by"))
    assert look(rules, "2025-02-20", serious="yes", asked="2025-02-18")
    assert not look(rules, "2025-03-20", serious="yes", asked="2025-02-18", closed="2025-02-01")


@pytest.mark.parametrize("first", ["2025-01-01", "2025-02-18", "2025-03-05", "2025-04-25"])
def test_a_timeline_says_the_same_whatever_day_it_begins_with(first: str) -> None:
    rules = load(duty("serious and asked has come and not closed has come"))
    case = json.dumps({"place": "a", "serious": "yes", "asked": "2025-02-18", "closed": "2025-02-25"})
    [track] = rules.timeline(case, first=first, end="2025-05-20").duties
    assert track.arisen_on == datetime.date(2025, 2, 18)
    for stretch in track.stretches:
        [alone] = rules.decide(case, at=stretch.first).duties
        assert (alone.state, alone.due, alone.arisen_on) == (stretch.state, stretch.due, track.arisen_on)


def test_what_a_narrower_pack_lets_arise_earlier_takes_nothing_from_the_duty() -> None:
    cancelled = "    cancelled_when: paused has come and not resumed has come\n    cancelled_cite: ACT\n"
    choice = random.Random(1)
    seen = set()
    for _ in range(400):
        own, with_local = (load(DECISION + duty("wanted", cancelled), *more) for more in ((), (LOCAL,)))
        day = datetime.date(2025, 2, 14)
        case = {
            name: str(day + datetime.timedelta(days=choice.randint(0, 30)))
            for name in ("asked", "early", "paused", "resumed")
            if choice.random() < 0.8
        }
        at = str(day + datetime.timedelta(days=choice.randint(0, 100)))
        before, after = look(own, at, **case), look(with_local, at, **case)
        if not before:
            continue
        seen.add((before["state"], after["state"]))
        assert after["state"] != "cancelled" or before["state"] == "cancelled", (case, at)
        assert not before["due"] or after["due"] <= before["due"], (case, at)
        assert before["state"] != "overdue" or after["state"] == "overdue", (case, at)
    assert {("due", "due"), ("overdue", "overdue"), ("cancelled", "cancelled")} <= seen


WAITS_FOR_AN_UNKNOWN_DATE = {
    "not asked before 2025-03-10 or asked has come": "2025-03-09",
    "not asked before 2025-03-10 or 3 days have passed since asked": "2025-03-12",
    "not asked before 2025-02-10 or 1 month has passed since asked": "2025-03-09",
    "other after 2025-03-08 and asked after other and asked has come": None,  # no, and not known from 10 March on
    "not asked before other or not other before 2025-03-10 or 2 days have passed since asked": "2025-03-10",
    # Either of two counts may come first, so no day is tried: on none it is known, and on none complete.
    "1 month has passed since asked or not 30 days have passed since asked": None,
    "not asked after 2025-01-05 or 1 month has passed since asked or not 30 days have passed since asked": None,
    # Of these one always comes later.
    "not asked before 2025-01-10 or 2 months have passed since asked or not 40 days have passed since asked": (
        "2025-03-09"
    ),
    # So many turns that they are not tried: not on some days only, either.
    "not asked before other or not other before 2025-03-10 or 2 days have passed since asked"
    + "".join(f" or asked = {datetime.date(1990, 1, 1) + datetime.timedelta(days=40 * n)}" for n in range(60)): None,
}


@pytest.mark.parametrize("when", WAITS_FOR_AN_UNKNOWN_DATE)
def test_an_answer_that_time_makes_certain_is_so_from_that_day(when: str) -> None:
    extra = "  other: {type: date}\n"
    settled = f"decisions:\n  settled:\n    question: Is it settled?\n    is: {when}\n    cite: ACT\n"
    rules = load(extra + settled + duty("settled"))
    case = json.dumps({"place": "a"})
    days = [datetime.date(2025, 2, 25) + datetime.timedelta(days=n) for n in range(25)]
    alone = [rules.decide(case, at=day) for day in days]
    certain = next((day for day, one in zip(days, alone, strict=True) if one.outcomes[0].value is True), None)
    assert str(certain) == str(WAITS_FOR_AN_UNKNOWN_DATE[when])
    owed = [one.duties[0] for one in alone if one.duties]
    assert {one.arisen_on for one in owed if one.arisen_on} == ({certain} if certain else set())
    track = rules.timeline(case, first=days[0], end=days[-1]).decision("settled")
    for day, one in zip(days[:-1], alone, strict=False):
        [stretch] = [s for s in track.stretches if s.first <= day < s.end]
        value = one.outcomes[0].value
        assert stretch.value == (str(value).lower() if isinstance(value, bool) else value), day
