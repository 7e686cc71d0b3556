"""Small books of events and states, and histories, made from a seed; each history is asked about on several days."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

DAY = datetime.timedelta(days=1)
START = datetime.date(2025, 3, 1)
PLACES = ("north", "south", "west")
HEAD = """\
pack: made/history
title: Made
layer: national
sources:
  S.1: {title: Made, kind: statute}
network:
  kinds: country, authority
  country: |
    id | name
    england | England
  authority: |
    id | name | country
    north | North | england
    south | South | nobody
    west | West |
facts:
  limit: {type: date}
  children: {type: list of child}
record child:
  born:
    type: date
    when_not_recorded: not yet
  ill: {type: truth}
events:
  moved:
    of: child
    chain: origin, target
    fields:
      origin: authority
      target: authority
      stay:
        type: truth
        when_not_recorded: yes
  seen:
    of: child
    fields:
      place: authority
      number: whole number
  closed:
    of: child
  fire:
    fields:
      number: whole number
"""
FIELDS = {"moved": ("origin", "target", "stay"), "seen": ("place", "number"), "closed": (), "fire": ("number",)}


class HistoryMaker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"history {seed}")
        self.states: dict[str, str] = {}  # those of a child, and the type of each
        self.has_ranges = self.chance(0.5)
        lines = ["states:", *(line for n in range(self.random.randint(3, 5)) for line in self.state(f"s{n}"))]
        lines += ["  fires:", "    question: Made?", "    type: set of whole number", "    is: each fire's number"]
        lines.append("decisions:")
        for number in range(self.random.randint(1, 3)):
            lines += [f"  d{number}:", "    question: Made?", "    for_each: child", "    yes_if:"]
            lines += ["    - rule: r", f"      when: {self.about_states()}", "      cite: S.1", "    otherwise: no"]
        lines += ["  every_d0:", "    question: Made?", "    is: every child has d0", "    cite: S.1"]
        self.packs = {"history.yaml": HEAD + "\n".join(lines) + "\n"}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    # States and decisions

    def state(self, name: str) -> list[str]:
        type, lines = self.pick(self.of_place, self.of_place, self.of_day, self.of_truth, *[self.from_to] * 3)()
        of_type = {"place": "authority or none", "day": "date or none"}.get(type)
        self.states[name] = type
        lines = [*([f"type: {of_type}"] if of_type else []), *lines]
        return [f"  {name}:", "    question: Made?", "    for_each: child", *("    " + line for line in lines)]

    def where(self) -> tuple[str, str]:
        """Which events, and the field of them that is a place."""
        kind, place = self.pick(
            ("moved", "target"),
            ("seen", "place"),
            ("(moved, seen)", "target or place"),
            ("(seen, moved)", "place or target"),
        )
        conditions = ["", "", " where day on or after limit"]
        conditions += [" where stay", " where not stay", " where origin = north"] if kind == "moved" else []
        conditions += [f" where number > {self.random.randint(0, 3)}"] if kind == "seen" else []
        conditions += [f" where {place} = {self.pick(*PLACES)}"] if " " not in place else []
        return f"{kind}{self.pick(*conditions)}", place

    def of_place(self) -> tuple[str, list[str]]:
        events, place = self.where()
        return "place", [f"is: {place} of the {self.pick('latest', 'latest', 'first')} {events}"]

    def of_day(self) -> tuple[str, list[str]]:
        return "day", [f"is: day of the {self.pick('latest', 'first')} {self.where()[0]}"]

    def of_truth(self) -> tuple[str, list[str]]:
        return "truth", [f"is: {self.about_events()}"]

    def about_events(self) -> str:
        word, n = self.pick("some", "some", "every", "no"), self.random.randint(0, 3)
        options = [f"{word} seen has number > {n}", f"{word} moved has (stay and target != {self.pick(*PLACES)})"]
        options += [
            "some closed has day applies",
            f"number of each moved's target > {n}",
            f"{word} fire has number = {n}",
        ]
        options.append(f"{word} seen has {self.random.randint(1, 9)} days have passed since day")
        return str(self.pick(*options))

    def from_to(self) -> tuple[str, list[str]]:
        begins = ["some seen has day applies", "some moved has stay", "some moved has target = north"]
        ends = ["some closed has day applies", "some moved has target = south", "some moved has not stay"]
        begin = self.pick(*begins)
        lines = [f"begins: {begin}", *([f"ends: {self.pick(*ends)}"] if self.chance(0.9) else [])]
        if self.chance(0.3):
            lines.append(f"ends_when: {self.pick('limit has come', '1 year has passed since born', 'ill')}")
        if self.chance(0.5):
            return "truth", lines
        kind = begin.split()[1]
        key = self.pick("with", "with_at_first")
        return "place", [f"{key}: {'place' if kind == 'seen' else 'target'} of the latest {kind}", *lines]

    def about_states(self) -> str:
        name = self.pick(*self.states)
        options = {
            "truth": [name, f"not {name}", f"{name} and ill"],
            "place": [f"{name} = {self.pick(*PLACES)}", f"{name} in England", f"{name} applies"],
            "day": [f"{name} before limit", f"5 days have passed since {name}", f"{name} applies", f"{name} has come"],
        }[self.states[name]]
        return str(self.pick(*options, *options, f"({options[0]} or {options[-1]}) and not ill"))

    # Histories

    def case(self) -> tuple[str, list[dict[str, datetime.date]]]:
        """The text of a case, and on which days it is asked about."""
        children = ["a", "b"][: self.random.randint(1, 2)]
        case: dict[str, Any] = {"events": [self.event(children) for _ in range(self.random.randint(0, 5))]}
        case["events"] += [self.pick(*case["events"])] if case["events"] and self.chance(0.2) else []
        if self.chance(0.8):
            case["children"] = [{"id": id, **self.said_of_child()} for id in children]
        if self.chance(0.8):
            case["limit"] = str(self.day()) if self.chance(0.8) else self.pick("unknown", "withheld")
        if self.chance(0.2):
            first = START + self.random.randint(-4, 12) * DAY
            case["history"] = {"covers": self.pick(f"from {first}", f"{first} to {START + 30 * DAY}")}
        asked = []
        for at in (START + self.random.randint(-3, 35) * DAY for _ in range(4)):
            by = {"known_by": at - self.random.randint(0, 9) * DAY} if self.chance(0.2) else {}
            asked.append({"at": at, **by})
        return json.dumps(case), asked

    def said_of_child(self) -> dict[str, str]:
        said = {"ill": self.pick("yes", "no", "unknown")}
        return {**said, "born": self.pick("2024-02-29", "2024-03-10", "unknown")} if self.chance(0.7) else said

    def day(self) -> datetime.date:
        return START + self.random.randint(0, 11) * DAY

    def event(self, children: list[str]) -> dict[str, Any]:
        kind, first = self.pick("moved", "moved", "moved", "seen", "seen", "closed", "fire"), self.day()
        event: dict[str, Any] = {"event": kind, "date": str(first)}
        if self.has_ranges and self.chance(0.3):
            last = first + self.random.randint(1, 6) * DAY
            event["date"] = f"{first} to {last}"
            if self.chance(0.6):
                event["recorded"] = str(last + self.random.randint(0, 3) * DAY)
        elif self.chance(0.2):
            event["recorded"] = str(first + self.random.randint(0, 9) * DAY)
        if kind != "fire":
            event["child"] = self.pick(*children)
        for field in FIELDS[kind]:
            if self.chance(0.5 if field == "stay" else 0.9):
                event[field] = {"stay": self.pick("yes", "no"), "number": str(self.random.randint(0, 3))}.get(
                    field, self.pick(*PLACES)
                )
        return event
