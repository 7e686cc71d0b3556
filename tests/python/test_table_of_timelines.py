"""Timelines of many cases in long tables: each row against the timeline of the case alone."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import masa
import pytest
from test_table_of_lists import AT, PACK, as_tables, flat, some_cases, suite

ROOT = Path(__file__).resolve().parents[2]
SPAN = {"first": "2024-11-01", "end": "2026-02-01"}
KEYS = ("member", "decision", "first", "end", "value", "is_known")
DUTY_KEYS = ("member", "duty", "first", "end", "state", "who", "due", "is_due_known")


@pytest.fixture(scope="module")
def shipped() -> masa.RuleBook:
    return masa.load(ROOT / "rules")


def rows_alone(timeline: masa.Timeline) -> tuple[list[Any], list[Any]]:
    decisions = [
        tuple({**row, "value": text(row["value"]), "is_known": row["reason"] is None}[key] for key in KEYS)
        for row in timeline.rows()
    ]
    return decisions, [tuple(row[key] for key in DUTY_KEYS) for row in timeline.duty_rows()]


def text(value: Any) -> Any:
    return None if value in (None, "none", "nobody") else value


def rows_by_case(found: masa.TimelineTables) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    decisions, duties = defaultdict(list), defaultdict(list)
    for row in found.decisions.to_dicts():
        is_known = row["state"] == "decided"
        decisions[row["case"]].append(tuple({**row, "is_known": is_known}[key] for key in KEYS))
    for row in found.duties.to_dicts():
        duties[row["case"]].append(tuple(row[key] for key in DUTY_KEYS))
    return decisions, duties


def compare(alone: list[masa.Timeline], found: masa.TimelineTables) -> int:
    decisions, duties = rows_by_case(found)
    compared = 0
    for number, timeline in enumerate(alone):
        own_decisions, own_duties = rows_alone(timeline)
        shown = {row[1] for row in decisions[str(number)]}
        expected = [row for row in own_decisions if row[1] in shown]  # but for steps towards others
        assert sorted(map(str, decisions[str(number)])) == sorted(map(str, expected))
        assert sorted(map(str, duties[str(number)])) == sorted(map(str, own_duties))
        compared += len(expected) + len(own_duties)
    return compared


@pytest.mark.parametrize("threads", [1, 3])
def test_histories(shipped: masa.RuleBook, threads: int) -> None:
    in_suite = [case["events"] for case in suite("cross-border") if "events" in case]
    cases = [[{k: "unknown" if v == "null" else v for k, v in one.items()} for one in events] for events in in_suite]
    alone = [shipped.timeline({"events": events}, **SPAN) for events in cases]
    events = [{"case": n} | event for n, events in enumerate(cases) for event in events]
    found = shipped.timeline_table(
        {"case": list(range(len(cases)))}, key="case", events=events, threads=threads, **SPAN
    )
    assert compare(alone, found) > 1_000


def test_reviews(shipped: masa.RuleBook) -> None:
    given = [case["given"] for case in suite("reviews")][:4]
    paths = list(dict.fromkeys(path for case in given for path in flat(case)))
    names = list(dict.fromkeys(name for case in given for one in case["people"] for name in one))
    alone = []
    for case in given:
        whole: dict[str, Any] = defaultdict(dict)
        for path in paths:
            group, _, name = path.partition(".")
            whole[group][name] = flat(case).get(path)
        people = [{name: one.get(name) for name in names} for one in case["people"]]
        alone.append(shipped.timeline(dict(whole) | {"people": people}, **SPAN))
    rows = [{path: flat(case).get(path) for path in paths} | {"case": n} for n, case in enumerate(given)]
    people = [
        {"case": n, **{name: one.get(name) for name in names}} for n, c in enumerate(given) for one in c["people"]
    ]
    found = shipped.timeline_table(rows, key="case", lists={"people": people}, **SPAN)
    assert compare(alone, found) > 100


def test_members_are_called_as_their_table_calls_them() -> None:
    rules = masa.load({"pack.yaml": PACK})
    rows, people = as_tables(some_cases(21, 20, 0.1))
    found = rules.timeline_table(rows, key="case", lists={"people": people}, decisions=["child"], **SPAN)
    answers = rules.decide_table(rows, key="case", lists={"people": people}, at=AT, decisions=["child"])
    by_member = {(row["case"], row["member"]): row for row in found.decisions.to_dicts()}
    assert len(by_member) == len(found.decisions)  # nothing of these changes with time
    for row in answers.members["people"].to_dicts():
        one = by_member[row["case"], row["person"]]
        assert one["about"] == "person"
        assert (one["state"], one["value"]) == (row["child.state"], word(row["child"]))


def word(truth: bool | None) -> str | None:
    return None if truth is None else str(truth).lower()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"first": "2025-01-01", "end": "2025-01-01"}, "go from `first` to before `end`"),
        ({"first": "", "end": "2025-01-01"}, "need the days of all of them"),
        ({"first": "1 Jan", "end": "2025-01-01"}, "`first`"),
        ({**SPAN, "decisions": ["urgnt"]}, "no pack declares the decision `urgnt`"),
        ({**SPAN, "key": "value"}, "called like a column of the answers"),
    ],
)
def test_what_cannot_be_is_refused(more: dict[str, Any], said: str) -> None:
    rules = masa.load({"pack.yaml": PACK})
    with pytest.raises(masa.CaseError, match=said):
        rules.timeline_table({"value": ["a"], "place": ["low"]}, apart=["value"] * ("key" not in more), **more)


def test_no_cases_have_the_columns_of_timelines() -> None:
    rules = masa.load({"pack.yaml": PACK})
    found = rules.timeline_table({"place": []}, **SPAN)
    assert [*found.decisions.to_columns()] == ["row", "decision", "about", "member", "first", "end", "value", "state"]
    assert len(found.duties) == 0
