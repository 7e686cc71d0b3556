"""Every combination of stages that two plans can come to together, each reached by the shortest way.

From each combination every letter is tried once: what comes after it rests on what stands then, and where two histories
lead to one combination, one is followed.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterator
from typing import Any

import masa

from .alphabet import Event, alphabet, history, of_plan
from .invariants import Days

GAP = 9


def stage(days: Days, plans: tuple[str, str]) -> tuple[Any, ...]:
    """Who owns each of the two, where the child is, who holds and protects, and whether a transfer is under way."""
    day = max(datetime.date.fromisoformat(event["date"]) for event in days.case["events"])
    under_way = any(
        track.duty == "convene_transfer_conference"
        and any(s.first <= day < s.end and s.state in ("due", "overdue") for s in track.stretches)
        for track in days.timeline.duties
    )
    answers = [days.owners(plan, day) for plan in plans]
    return (*answers, *(days.value(one, day) for one in ("location", "case_responsible", "protective")), under_way)


def letters_of(plans: tuple[str, str]) -> list[Event]:
    first, second = plans
    return [*alphabet(first), *of_plan(second)]


def reachable(rules: masa.RuleBook, plans: tuple[str, str], most: int) -> Iterator[Days]:
    """The histories tried, at most so many."""
    letters = letters_of(plans)
    seen: set[tuple[Any, ...]] = set()
    ahead: deque[list[Event]] = deque([[]])
    while ahead and most > 0:
        way = ahead.popleft()
        for one in letters:
            most -= 1
            days = Days(rules, history(plans, [*way, one], [GAP] * (len(way) + 1)))
            yield days
            reached = stage(days, plans)
            if reached not in seen:
                seen.add(reached)
                ahead.append([*way, one])
            if most == 0:
                return
