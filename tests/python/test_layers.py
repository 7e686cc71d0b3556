"""A lower pack can only strengthen: random packs over generated national books, and every way round that was found.

The first part makes national books and random packs below them, and compares each case with and without the packs. The
second part holds ways by which a pack could weaken all the same, each the smallest that shows it.
"""

from __future__ import annotations

import datetime
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import masa
import pytest

PACKS = 10_000
PAIRS = 300
BOOKS = 16
CASES = 50
CASES_A_PACK = 2
AT = "2025-03-14"
WIDE = "wide.yaml"
FIRST_DAY = datetime.date(2025, 3, 1)

Case: TypeAlias = dict[str, Any]
Json: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str | None]

AREA_OF = {"hull": "east", "york": "east", "leeds": "west", "bath": "west"}
PROCEDURES_OF = {"hull": "east", "york": "west", "leeds": "west", "bath": "east"}
SILENT = "ayr"
"""An authority of which the network says nothing: whether a pack binds it is not known."""
ABROAD = "abroad"
"""A place of a kind of which no pack binds any."""
PLACES = (*AREA_OF, *AREA_OF, SILENT, ABROAD)
BINDS: dict[str, frozenset[str]] = {
    "": frozenset(PLACES),
    "every authority in England": frozenset(AREA_OF),
    "authorities of east": frozenset(a for a, area in AREA_OF.items() if area == "east"),
    "authorities of west": frozenset(a for a, area in AREA_OF.items() if area == "west"),
    "authorities of leeds": frozenset({"leeds"}),
    "authorities whose procedures are east": frozenset(a for a, area in PROCEDURES_OF.items() if area == "east"),
}
DATES = ("incident.day", "incident.aware_on")
CONDITIONS = (
    "harmed",
    "alleged",
    "harmed and alleged",
    "belief = known",
    "belief in (suspected, known)",
    "harmed and belief != excluded",
    "incident.day has come",
    "harmed and incident.aware_on has come",
    "3 days have passed since incident.aware_on",
    "incident.aware_on has come and not incident.day has come",
)
NOT_TRIED = ("incident.day before 2025-03-08", "some person has hurt")
"""Conditions by what is not given each of its values where it is not known."""


# --- national books


@dataclass(frozen=True)
class NationalDuty:
    """What a random pack must know of a duty, to add to it."""

    id: str
    verb: str = "must"
    record: bool = False


@dataclass(frozen=True)
class National:
    """A national book and what may be said about it below."""

    text: str
    loosest: str
    """The same, each parameter at the bound that asks least."""
    duties: tuple[NationalDuty, ...]
    by_parameter: frozenset[str]
    """The duties that a parameter decides or dates."""


HEAD = """\
pack: n/book
title: A national book
layer: national
calendar: working_days
sources:
  ACT:
    title: An act
    kind: statute
  OLD:
    title: Guidance that was replaced
    kind: statutory_guidance
    in_force: until 2025-03-07
  NEW:
    title: Guidance that replaced it
    kind: statutory_guidance
    in_force: from 2025-03-07
  OWN:
    title: Our own choice
    kind: default
types:
  belief: one of excluded < suspected < known
  outcome: one of not_required < permitted < required
  site: authority or elsewhere
facts:
  incident:
    place:
      type: site
    day:
      type: date
    aware_on:
      type: date
    reported_on:
      type: date
      when_not_recorded: not yet
  harmed:
    type: truth
  alleged:
    type: truth
  belief:
    type: belief
  cases:
    type: whole number
  people:
    type: list of person
record person:
  home:
    type: site
  hurt:
    type: truth
  told:
    type: truth
calendars:
  working_days:
    title: Invented holidays
    cite: ACT
    covers: 2024-01-01 to 2026-12-31
    week: Monday to Friday
    holidays: |
      date       | holiday
      2025-03-10 | Invented Monday
network:
  kinds: country, area, force, board, authority, elsewhere
  relations:
    procedures: area
  country: |
    id      | name
    england | England
  board: |
    id    | name
    panel | The Panel
    other | Another board
  force: |
    id   | name
    blue | Blue
    red  | Red
  area: |
    id   | name
    east | East
    west | West
  authority: |
    id    | name  | country | area | procedures | force
    hull  | Hull  | england | east | east       | blue
    york  | York  | england | east | west       | blue
    leeds | Leeds | england | west | west       | red
    bath  | Bath  | england | west | east       | red
    ayr   | Ayr   |         |      |            |
  elsewhere: |
    id     | name
    abroad | Abroad
"""


def parameters(days: int, cases: int, last: str) -> str:
    return f"""\
parameters:
  days_allowed:
    question: How many days are allowed?
    type: whole number
    value: {days}
    at_least: 5
    at_most: 15
    whose: incident.place
    cite: ACT
  from_cases:
    question: From how many cases on is it a cluster?
    type: whole number
    value: {cases}
    at_least: 2
    at_most: 4
    whose: incident.place
    cite: ACT
  last_date:
    question: By which day at the latest?
    type: date
    value: {last}
    at_most: 2025-03-31
    whose: incident.place
    cite: ACT
"""


def a_count(choice: random.Random, since: str) -> str:
    unit = choice.choice(("days", "working days", "weeks"))
    return f"{choice.randint(1, 3 if unit == 'weeks' else 12)} {unit} after {since}"


def make_national(seed: int) -> National:
    """Duties by facts, by a decision that may be widened, by parameters, by each other's dates, and for each person."""
    choice = random.Random(seed)
    serious_rules = "".join(
        f"""\
    - rule: rule_{number}
      when: {choice.choice(CONDITIONS + NOT_TRIED)}
      cite: ACT
"""
        for number in range(choice.randint(1, 2))
    )
    decisions = f"""\
decisions:
  serious:
    question: Is it serious?
    whose: incident.place
    may_be_widened: yes
    yes_if:
{serious_rules}    otherwise: no
  grave:
    question: Is this person gravely hurt?
    for_each: person
    whose: home
    may_be_widened: yes
    yes_if:
    - rule: hurt
      when: {choice.choice(("hurt", "hurt and harmed", "hurt or belief = known"))}
      cite: ACT
    otherwise: no
  asked:
    question: What is asked?
    type: outcome
    strongest_of: |
      when    | then      | cite
      serious | required  | ACT
      alleged | permitted | ACT
    otherwise: not_required
  strict:
    question: Is it so by the Act?
    is: {choice.choice(CONDITIONS + NOT_TRIED)}
    cite: ACT
  order:
    question: In which order?
    type: one of first, second
    whose: incident.place
    is: first
    cite: OWN
  course:
    question: By which course?
    type: one of long, short
    whose: incident.place
    is: if harmed then long else short
    cite: ACT
    may_be_varied_by:
      layer: local
      cite: ACT
      because: the Act leaves the course to them
"""
    dated = choice.choice(DATES)
    notified = choice.choice((*DATES, ""))
    notify_by = (
        f"""\
    by:
    - id: notify_by
      must: {a_count(choice, notified)}
      cite: {choice.choice(("ACT", "OLD"))}
    - id: notify_now_by
      must: {a_count(choice, notified)}
      cite: NEW
"""
        if notified
        else ""
    )
    cancelled = choice.choice(("", f"    cancelled_when: {choice.choice(CONDITIONS[-4:])}\n    cancelled_cite: ACT\n"))
    a_whom = choice.choice(
        ("    whom: panel\n", "    whom: force of incident.place\n", "    whom: (panel, other)\n", "")
    )
    texts = {
        "notify": f"""\
  notify:
    when: {choice.choice(("serious", "asked = required", "serious or strict"))}
    who: incident.place
{a_whom}    must: notify
    cite: ACT
{notify_by}    done_when: incident.reported_on
{cancelled}""",
        "write_down": f"""\
  write_down:
    when: strict
    who: incident.place
    should: write it down
    cite: ACT
    by:
    - id: written_down_by
      should: {a_count(choice, dated)}
      cite: ACT
""",
        "follow_up": f"""\
  follow_up:
    when: due of write_down applies
    who: incident.place
    must: follow it up
    cite: ACT
    by:
    - id: followed_up_by
      must: {a_count(choice, "due of write_down")}
      cite: ACT
""",
        "remind": """\
  remind:
    when: write_down is overdue
    who: incident.place
    must: remind them
    cite: ACT
""",
        "report": f"""\
  report:
    when: {choice.choice(("harmed", "strict", "serious"))}
    who: incident.place
    whom: panel
    must: report
    cite: ACT
    by:
    - must: |
        if days_allowed <= 5 then 5 days after incident.day
        else if days_allowed <= 10 then 10 days after incident.day else 15 days after incident.day
      cite: ACT
""",
        "close": """\
  close:
    when: alleged
    who: incident.place
    must: close it
    cite: ACT
    by:
    - must: last_date
      cite: ACT
""",
        "look_into_it": """\
  look_into_it:
    when: cases >= from_cases
    who: incident.place
    must: look into the cluster
    cite: ACT
""",
        "ask": f"""\
  ask:
    when: {choice.choice(CONDITIONS)}
    who: incident.place
    may: ask the court
    cite: ACT
    by:
    - may: 1 month after incident.day
      cite: ACT
""",
        "wait": f"""\
  wait:
    when: {choice.choice(CONDITIONS)}
    who: incident.place
    must_not: publish
    cite: ACT
    until:
    - last_day: 2 weeks after incident.day
      cite: ACT
""",
        "keep": f"""\
  keep:
    when: {choice.choice(CONDITIONS)}
    who: incident.place
    must_go_on: keep the file
    cite: ACT
    until:
    - last_day: 1 year after incident.day
      cite: ACT
""",
        "tell": f"""\
  tell:
    for_each: person
    when: grave
    who: home
    whom: force of home
    must: tell the police
    cite: ACT
    by:
    - id: tell_by
      must: {a_count(choice, "incident.day")}
      cite: ACT
    done_when: told
""",
    }
    left_out = choice.sample(("follow_up", "remind", "report", "close", "look_into_it", "ask", "wait", "keep"), 6)
    texts = {name: text for name, text in texts.items() if name not in left_out}
    duties = "duties:\n" + "".join(texts.values())
    known = (
        *(
            NationalDuty(id)
            for id in ("notify", "write_down", "follow_up", "remind", "report", "close", "look_into_it")
        ),
        NationalDuty("ask", verb="may"),
        NationalDuty("wait", verb="must_not"),
        NationalDuty("keep", verb="must_go_on"),
        NationalDuty("tell", record=True),
    )
    return National(
        text=HEAD + parameters(10, 3, "2025-03-24") + decisions + duties,
        loosest=HEAD + parameters(15, 4, "2025-03-31") + decisions + duties,
        duties=tuple(duty for duty in known if duty.id in texts),
        by_parameter=frozenset({"report", "close", "look_into_it"}),
    )


@cache
def national(number: int) -> National:
    return make_national(1000 + number)


@cache
def national_cases(number: int) -> tuple[Case, ...]:
    choice = random.Random(2000 + number)
    return tuple(a_case(choice) for _ in range(CASES))


def a_case(choice: random.Random) -> Case:
    """A case in which any fact but the places may be left out, or be asked and not known."""

    def a_day() -> str:
        return (FIRST_DAY + datetime.timedelta(days=choice.randint(0, 12))).isoformat()

    people = [
        {"id": name, "home": choice.choice(PLACES), "hurt": choice.random() < 0.6, "told": choice.random() < 0.3}
        for name in ("robin", "kim")[: choice.randint(0, 2)]
    ]
    incident: Case = {"place": choice.choice(PLACES), "day": a_day(), "aware_on": a_day()}
    if choice.random() < 0.3:
        incident["reported_on"] = a_day()
    case: Case = {
        "incident": incident,
        "harmed": choice.random() < 0.5,
        "alleged": choice.random() < 0.5,
        "belief": choice.choice(("excluded", "suspected", "known")),
        "cases": choice.randint(0, 5),
        "people": people,
    }
    share = choice.choice((0.0, 0.25, 0.6))
    for block, names in ((case, ("harmed", "alleged", "belief", "cases")), (incident, ("day", "aware_on"))):
        for name in names:
            if choice.random() < share:
                block[name] = None
    for person in people:
        for name in ("hurt", "told"):
            if choice.random() < share:
                del person[name]
    if choice.random() < share / 2:
        del case["people"]
    return case


# --- random packs below them


@dataclass
class Lower:
    """A random pack: its parts by key and name, and what it should do."""

    id: str
    name: str = "ours"
    """How what it declares is named, beside its facts."""
    binds: str = ""
    layer: str = "local"
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    sets: dict[str, object] = field(default_factory=dict)
    own_facts: dict[str, Callable[[random.Random], object]] = field(default_factory=dict)
    forbidden: str = ""

    @property
    def source(self) -> str:
        return self.name.upper()

    def cite(self, choice: random.Random, *, from_memory: bool = False) -> str:
        """Its text; now and then one that has ended, or one that nobody has at hand."""
        return choice.choice(("", "", "", "", "ENDED_", "MEMORY_" if from_memory else "")) + self.source

    def add(self, part: str, name: str, text: str) -> None:
        self.parts.setdefault(part, {}).setdefault(name, text)

    def text(self) -> str:
        lines = [f"pack: l/{self.id}", "title: A lower pack", f"layer: {self.layer}", "calendar: working_days"]
        lines += [f"binds: {self.binds}"] if self.binds else []
        lines += ["whose_case: incident.place"]
        rules: list[str] = []
        for part, entries in self.parts.items():
            if part != "sources":
                rules += [f"{part}:", *entries.values()]
        lines += ["sources:"]
        for prefix, more in (("", ""), ("ENDED_", "in_force: until 2020-01-01"), ("MEMORY_", "confidence: memory")):
            if not prefix or any(prefix in rule for rule in rules):
                lines += [f"  {prefix}{self.source}:", "    title: Its text", f"    kind: {self.layer}"]
                lines += [f"    {more}"] if more else []
        lines += self.parts.get("sources", {}).values()
        return "\n".join([*lines, *rules]) + "\n"

    def binds_one_of(self, bodies: Iterable[str]) -> bool:
        return any(body in BINDS[self.binds] for body in bodies)

    def may_bind_one_of(self, bodies: Iterable[str]) -> bool:
        """Where the network is silent it is not known, but for the body that is named itself."""
        return self.binds not in ("", "authorities of leeds") and SILENT in bodies


def own_condition(choice: random.Random, pack: Lower) -> str:
    """A condition by the nation's facts, by the pack's own, or by both."""
    fact = f"{pack.id}_truth"
    pack.own_facts[fact] = lambda c: c.random() < 0.5
    pack.add("facts", fact, f"  {fact}:\n    type: truth")
    own = (fact, f"{fact} and harmed", f"not {fact}", f"{fact} or belief = known", f"{own_day(pack)} before 2025-03-08")
    return choice.choice((*own, *CONDITIONS, *NOT_TRIED))


def own_day(pack: Lower) -> str:
    fact = f"{pack.id}_day"
    pack.own_facts[fact] = lambda c: (FIRST_DAY + datetime.timedelta(days=c.randint(-5, 20))).isoformat()
    pack.add("facts", fact, f"  {fact}:\n    type: date")
    return fact


def tighten(choice: random.Random, book: National, pack: Lower) -> None:
    duty = choice.choice(book.duties)
    place = "home" if duty.record else "incident.place"
    text = f"  {duty.id}:"
    has_date = choice.random() < 0.7
    # What rests on memory is open, and so left out, but for a duty that no other reads: see the second part.
    from_memory = duty.id != "write_down"
    if has_date:
        since = choice.choice((*DATES, own_day(pack)))
        kind = choice.choice(("must", "should", "may", "shown_only")) if duty.verb == "must" else "shown_only"
        text += f"\n    by:\n    - id: {pack.name}_{duty.id}\n      {kind}: {a_count(choice, since)}"
        text += f"\n      cite: {pack.cite(choice, from_memory=from_memory)}"
    if not has_date or choice.random() < 0.4:
        whom = choice.choice(("other", f"force of {place}", place, "(panel, other)"))
        text += f"\n    whom: {whom}\n    cite: {pack.cite(choice, from_memory=from_memory)}"
    pack.add("tighten", duty.id, text)


def widen(choice: random.Random, book: National, pack: Lower) -> None:
    decision = choice.choice(("serious", "grave"))
    condition = "told" if decision == "grave" and choice.random() < 0.5 else own_condition(choice, pack)
    pack.add(
        "widen",
        decision,
        f"""\
  {decision}:
    yes_if:
    - rule: {pack.name}_also
      when: {condition}
      cite: {pack.cite(choice)}""",
    )


def set_parameter(choice: random.Random, book: National, pack: Lower) -> None:
    values: dict[str, object] = {
        "days_allowed": choice.randint(5, 15),
        "from_cases": choice.randint(2, 4),
        "last_date": f"2025-03-{choice.randint(10, 31)}",
    }
    name = choice.choice(list(values))
    if name in pack.parts.get("set", {}):
        return
    cite = pack.cite(choice)
    if not cite.startswith("ENDED"):
        pack.sets[name] = values[name]
    pack.add("set", name, f"  {name}:\n    value: {values[name]}\n    cite: {cite}")


def replace(choice: random.Random, book: National, pack: Lower) -> None:
    name, value = choice.choice((("order", "second"), ("course", "short")))
    if (pack.layer != "local" and name == "course") or name in pack.parts.get("replace", {}):
        return
    cite = pack.cite(choice)
    if not cite.startswith("ENDED"):
        pack.sets[name] = value
    pack.add("replace", name, f"  {name}:\n    is: {value}\n    cite: {cite}")


def add_duty(choice: random.Random, book: National, pack: Lower) -> None:
    name = f"{pack.name}_duty"
    pack.add(
        "duties",
        name,
        f"""\
  {name}:
    when: {choice.choice((own_condition(choice, pack), "serious", "asked = required", "notify is overdue"))}
    who: incident.place
    {choice.choice(("must", "should", "may", "must_not"))}: do something of our own
    cite: {pack.source}""",
    )


def add_decision(choice: random.Random, book: National, pack: Lower) -> None:
    name = f"{pack.name}_decision"
    label = choice.choice(("harmed", "Is it serious?", "serious"))
    pack.add(
        "decisions",
        name,
        f"""\
  {name}:
    question: Is it ours?
    label: {label}
    is: {choice.choice((own_condition(choice, pack), "serious", "not strict"))}
    cite: {pack.source}""",
    )


def add_warning(choice: random.Random, book: National, pack: Lower) -> None:
    pack.add(
        "warnings",
        f"{pack.name}_warning",
        f"""\
  {pack.name}_warning:
    when: {choice.choice(("serious is not known", "harmed", "notify is overdue"))}
    say: look out
    cite: {pack.source}""",
    )


def add_conflict(choice: random.Random, book: National, pack: Lower) -> None:
    pack.add(
        "conflicts",
        f"{pack.name}_conflict",
        f"""\
  {pack.name}_conflict:
    about: serious
    readings:
    - reading: act
      says: it is
      cite: ACT
    - reading: ours
      says: it never is
      would_be: no
      cite: {pack.source}
    chosen: ours
    because: we like it better""",
    )


PERMITTED: tuple[Callable[[random.Random, National, Lower], None], ...] = (
    *(tighten, tighten, tighten, widen, widen, set_parameter, replace),
    *(add_duty, add_decision, add_warning, add_conflict),
)

# One entry each: the part of the pack, the name in it, its text; `@` stands for the pack's own source.
FORBIDDEN: tuple[tuple[str, str, str], ...] = (
    ("duties", "notify", "  notify:\n    when: no\n    who: incident.place\n    must: notify\n    cite: @"),
    ("decisions", "strict", "  strict:\n    question: Is it?\n    is: no\n    cite: @"),
    ("decisions", "days_allowed", "  days_allowed:\n    question: How many?\n    is: no\n    cite: @"),
    ("parameters", "serious", "  serious:\n    question: Is it?\n    type: truth\n    value: no\n    cite: @"),
    ("facts", "harmed", "  harmed:\n    type: truth\n    when_not_recorded: no"),
    ("facts", "ours", "  ours:\n    type: truth\n    in_place_of: harmed"),
    ("types", "outcome", "  outcome: one of not_required < required"),
    ("sources", "ACT", "  ACT:\n    title: An act\n    kind: default\n    in_force: until 2020-01-01"),
    ("record person", "hurt", "  hurt:\n    type: truth\n    when_not_recorded: no"),
    ("network", "authority", "  authority: |\n    id   | name | area\n    hull | Hull | west"),
    ("network", "relations", "  relations:\n    procedures: force"),
    (
        "calendars",
        "working_days",
        "  working_days:\n    title: None\n    cite: @\n    covers: 2024-01-01 to 2026-12-31\n"
        "    week: Monday to Friday\n    holidays: |\n      date       | holiday\n      2025-03-11 | Ours",
    ),
    ("tighten", "notify", "  notify:\n    when: no"),
    ("tighten", "notify", "  notify:\n    who: nobody"),
    ("tighten", "notify", "  notify:\n    whom: nobody\n    cite: @"),
    ("tighten", "notify", "  notify:\n    may: notify"),
    ("tighten", "notify", "  notify:\n    must_not: notify"),
    ("tighten", "notify", "  notify:\n    done_when: harmed"),
    ("tighten", "tell", "  tell:\n    for_each: person"),
    ("tighten", "keep", "  keep:\n    until:\n    - last_day: incident.day\n      cite: @"),
    ("tighten", "wait", "  wait:\n    by:\n    - id: until_ours\n      last_day: incident.day\n      cite: @"),
    ("tighten", "tell", "  tell:\n    by:\n    - id: tell_by\n      must: incident.day\n      cite: @"),
    (
        "widen",
        "strict",
        "  strict:\n    yes_if:\n    - rule: ours\n      when: no\n      cite: @",
    ),
    (
        "widen",
        "serious",
        "  serious:\n    yes_if:\n    - rule: ours\n      when: no\n      overrides: rule_0\n      cite: @",
    ),
    ("replace", "strict", "  strict:\n    is: no\n    cite: @"),
    ("replace", "asked", "  asked:\n    is: not_required\n    cite: @"),
    ("replace", "days_allowed", "  days_allowed:\n    is: 60\n    cite: @"),
    ("set", "days_allowed", "  days_allowed:\n    value: 16\n    cite: @"),
    ("set", "days_allowed", "  days_allowed:\n    value: 4\n    cite: @"),
    ("set", "from_cases", "  from_cases:\n    value: 5\n    cite: @"),
    ("set", "last_date", "  last_date:\n    value: 2025-04-01\n    cite: @"),
    ("set", "last_date", "  last_date:\n    value: none\n    cite: @"),
    ("set", "strict", "  strict:\n    value: no\n    cite: @"),
    # Whose case it is says the owner.
    ("widen", "grave", "  grave:\n    whose: hull\n    yes_if:\n    - rule: ours\n      when: no\n      cite: @"),
    ("replace", "order", "  order:\n    whose: nobody\n    is: second\n    cite: @"),
    ("set", "days_allowed", "  days_allowed:\n    whose: hull\n    value: 5\n    cite: @"),
    # Names that a case or an expression would take for another.
    ("facts", "incident", "  incident:\n    type: truth"),
    ("facts", "harmed", "  harmed:\n    at_home:\n      type: truth"),
    ("network", "kinds", "  kinds: outcome"),
    ("network", "kinds", "  kinds: date"),
    ("network", "area", "  area: |\n    id   | name\n    hull | Hull"),
    # A power, and what goes on or is forbidden.
    ("tighten", "ask", "  ask:\n    by:\n    - id: ask_ours\n      may: incident.day\n      cite: @"),
    ("tighten", "keep", "  keep:\n    by:\n    - id: keep_ours\n      must: incident.day\n      cite: @"),
    ("tighten", "wait", "  wait:\n    by:\n    - id: wait_ours\n      should: incident.day\n      cite: @"),
    ("tighten", "notify", "  notify:\n    cancelled_when: no\n    cancelled_cite: @"),
    # Another form, or another type.
    ("replace", "order", "  order:\n    yes_if:\n    - rule: ours\n      when: no\n      cite: @"),
    ("replace", "order", "  order:\n    all_rows: |\n      when   | then   | cite\n      harmed | second | @"),
    ("replace", "order", "  order:\n    is: none\n    cite: @"),
    ("set", "from_cases", "  from_cases:\n    value: none\n    cite: @"),
    (
        "calendars",
        "ours",
        "  ours:\n    title: A feast\n    cite: @\n    adds_to: working_days\n    holidays: |\n"
        "      date       | holiday\n      2025-03-11 | Ours",
    ),
)


def a_pack(choice: random.Random, book: National, id: str = "ours", binds: str | None = None) -> Lower:
    pack = Lower(
        id,
        binds=choice.choice(list(BINDS)) if binds is None else binds,
        layer=choice.choice(("local", "local", "regional")) if binds is None else "local",
    )
    if choice.random() < 0.2:
        there = {duty.id for duty in book.duties}
        part, name, text = choice.choice([f for f in FORBIDDEN if f[0] != "tighten" or f[1] in there])
        pack.forbidden = f"{part} {name}"
        pack.add(part, name, text.replace("@", pack.source))
    for _ in range(choice.randint(1, 4)):
        choice.choice(PERMITTED)(choice, book, pack)
    return pack


def with_own_facts(choice: random.Random, case: Case, *packs: Lower) -> Case:
    own = {name: value(choice) for pack in packs for name, value in pack.own_facts.items() if choice.random() < 0.7}
    return {**case, **own}


# --- the comparison


def decided(book: masa.RuleBook, case: Case, at: str = AT) -> Json:
    return book.decide(json.dumps(case), at=at).to_dict()


def duties_of(answer: Json) -> dict[Key, Json]:
    """Two packs may use one name, so a narrower pack's duty is named with its file."""
    return {(name_of(d), d["member"]): d for d in answer["duties"]}


def name_of(duty: Json) -> str:
    return str(duty["duty"] if duty["file"] == WIDE else f"{duty['duty']} of {duty['file']}")


def outcomes_of(answer: Json) -> dict[Key, list[Json]]:
    """By their names, of which narrower packs may use one for two."""
    found: dict[Key, list[Json]] = {}
    for outcome in answer["outcomes"]:
        found.setdefault((outcome["decision"], outcome["member"]), []).append(outcome)
    return found


def bodies(duty: Json | None) -> frozenset[object]:
    """Whom a duty is known to be owed to; one body and a list of it are the same."""
    found: set[object] = set()
    for key in ("whom", "whom_as_well"):
        value = duty.get(key) if duty else None
        found |= set(value) if isinstance(value, list) else set() if value in (None, "nobody") else {value}
    return frozenset(found)


@cache
def answers(number: int) -> tuple[tuple[Json, Json], ...]:
    """Each case under the national book, and under its loosest parameters."""
    book, loosest = (masa.load({WIDE: text}) for text in (national(number).text, national(number).loosest))
    return tuple((decided(book, case), decided(loosest, case)) for case in national_cases(number))


OWED = 2


def how_owed(duty: Json | None) -> int:
    """Not arisen, not known whether it has, owed."""
    return 0 if duty is None or duty["state"] == "not_arisen" else 1 if duty["is_provisional"] else OWED


FIRMNESS = ("certain", "likely", "policy", "memory")
NOT_DONE = {"due": 0, "overdue": 1, "done": 0, "done_late": 1}


def assert_not_weaker(before: dict[Key, Json], after: dict[Key, Json], but: AbstractSet[str] = frozenset()) -> None:
    """Never less, never later, never to another, never less firm; the duties of `but` are passed over."""
    for key, old in before.items():
        if key[0] in but:
            continue
        new = after.get(key)
        assert how_owed(new) >= how_owed(old), f"{key} is owed less: {old['state']}, {new and new['state']}"
        if new is None:
            continue
        for same in ("verb", "text", "who", "record"):
            assert new[same] == old[same], f"{key}: another {same}"
        assert bodies(new) >= bodies(old), f"{key}: whom"
        if how_owed(old) == OWED:
            assert new["words"] == old["words"], f"{key}: other words"
            assert FIRMNESS.index(new["confidence"]) <= FIRMNESS.index(old["confidence"]), f"{key} is less firm"
        if old["due"] is not None:
            assert new["due"] is not None, f"{key}: its date is lost"
            assert new["due"] <= old["due"], f"{key} is due later"
            assert old["verb"] != "may" or new["due"] == old["due"], f"{key}: the power ends sooner"
        if old["state"] != "not_known":
            assert new["state"] != "not_known", f"{key}: its state is lost"
        assert old["state"] == "cancelled" or new["state"] != "cancelled", f"{key} is cancelled"
        if old["state"] in NOT_DONE:
            assert new["state"] in NOT_DONE, f"{key}: {old['state']}, {new['state']}"
            assert old["state"].startswith("done") == new["state"].startswith("done"), f"{key}: done"
            assert NOT_DONE[new["state"]] >= NOT_DONE[old["state"]], f"{key}: {old['state']}, {new['state']}"


UNCHANGED_DUTY = (
    "verb",
    "words",
    "text",
    "who",
    "state",
    "is_provisional",
    "due",
    "done_on",
    "settled_by",
    "confidence",
)
UNCHANGED_OUTCOME = ("value", "state", "reasons", "possible", "is_complete", "settled_by", "confidence", "working")


def assert_unchanged(before: Json, after: Json, but: AbstractSet[Key] = frozenset()) -> None:
    """The same duties and answers; further duties only as `but` names them, and further outcomes."""
    old_duties, new_duties = duties_of(before), {k: d for k, d in duties_of(after).items() if k not in but}
    assert old_duties.keys() == new_duties.keys()
    for key, old in old_duties.items():
        new = new_duties[key]
        assert {n: old[n] for n in UNCHANGED_DUTY} == {n: new[n] for n in UNCHANGED_DUTY}, key
        assert bodies(old) == bodies(new), key
    new_outcomes = outcomes_of(after)
    for key, outcomes in outcomes_of(before).items():
        answers = [{n: new[n] for n in UNCHANGED_OUTCOME} for new in new_outcomes[key]]
        for one in outcomes:
            assert {n: one[n] for n in UNCHANGED_OUTCOME} in answers, (key, answers)


def places(case: Case) -> list[str]:
    return [case["incident"]["place"], *(person["home"] for person in case.get("people", ()))]


def check(number: int, pack: Lower, book: masa.RuleBook, choice: random.Random) -> None:
    known = national(number)
    for at in choice.sample(range(CASES), 1):
        case = national_cases(number)[at]
        before, loosest = answers(number)[at]
        after = decided(book, with_own_facts(choice, case, pack))
        if not pack.binds_one_of(places(case)) and not pack.may_bind_one_of(places(case)):
            assert_unchanged(before, after)
            continue
        new = duties_of(after)
        # What a parameter decides is measured by its owner's bounds, where the pack sets one.
        is_set = bool(pack.sets.keys() & {"days_allowed", "from_cases", "last_date"})
        by_parameter = known.by_parameter if is_set else frozenset()
        assert_not_weaker(duties_of(before), new, by_parameter)
        # How firm it is, a setting may say; and where nobody knows whether it counts: see the second part.
        assert_not_weaker(duties_of(loosest), new, by_parameter if pack.may_bind_one_of(places(case)) else frozenset())
        if pack.binds_one_of([case["incident"]["place"]]):
            outcomes = outcomes_of(after)
            for name, value in pack.sets.items():
                assert outcomes[name, None][0]["value"] == value, name


def load(*texts: str) -> masa.RuleBook | masa.RulesError:
    """The book, or why it was refused. The first text is the wider pack; each other file is named as its pack is."""
    names = [WIDE, *(text.splitlines()[0].removeprefix("pack: l/") for text in texts[1:])]
    try:
        return masa.load(dict(zip(names, texts, strict=True)))
    except masa.RulesError as refused:
        return refused


REFUSED_AS = {"weakens_a_higher_layer", "declared_twice", "wrong_type", "wrong_shape", "bad_name", "unknown_key"}


def test_a_lower_pack_never_weakens_and_changes_nothing_for_others() -> None:
    """Ten thousand packs: what is forbidden is refused, and all else only strengthens."""
    seen: Counter[str] = Counter()
    for n in range(PACKS):
        choice = random.Random(n)
        number = n % BOOKS
        pack = a_pack(choice, national(number))
        book = load(national(number).text, pack.text())
        if isinstance(book, masa.RulesError):
            assert pack.forbidden, f"pack {n} should have been accepted:\n{book}\n{pack.text()}"
            codes = {d.code for d in book.diagnostics}
            assert codes & REFUSED_AS, f"pack {n}: {codes}"
            seen["refused"] += 1
            continue
        assert not pack.forbidden, f"pack {n} was accepted with {pack.forbidden}:\n{pack.text()}"
        seen["accepted"] += 1
        try:
            check(number, pack, book, choice)
        except AssertionError as wrong:
            raise AssertionError(f"pack {n} over book {number}: {wrong}\n{pack.text()}") from wrong
    assert seen["accepted"] > PACKS / 2
    assert seen["refused"] > PACKS / 10


def test_two_local_packs_do_not_touch_each_other() -> None:
    """Loaded together, each is to its own authorities what it is alone, and nothing to the other's.

    All that they declare beside facts has the same names.
    """
    for n in range(PAIRS):
        choice = random.Random(50_000 + n)
        number = n % BOOKS
        known = national(number).text
        pair = [a_pack(choice, national(number), id, f"authorities of {id}") for id in ("east", "west")]
        if any(pack.forbidden for pack in pair):
            continue
        both, *alone = (load(known, *texts) for texts in ([p.text() for p in pair], *([p.text()] for p in pair)))
        assert isinstance(both, masa.RuleBook), f"pair {n}: {both}"
        for at in choice.sample(range(CASES), CASES_A_PACK):
            case = national_cases(number)[at]
            own = with_own_facts(choice, case, *pair)
            together = decided(both, own)
            for pack, book, other in zip(pair, alone, reversed(pair), strict=True):
                assert isinstance(book, masa.RuleBook)
                if other.binds_one_of(places(case)) or other.may_bind_one_of(places(case)):
                    continue
                without = {k: v for k, v in own.items() if k not in other.own_facts or k in pack.own_facts}
                try:
                    assert_unchanged(decided(book, without), together)
                except AssertionError as wrong:
                    texts = pack.text() + other.text()
                    raise AssertionError(f"pair {n} over book {number}: {wrong}\n{texts}") from wrong


def test_a_case_whose_place_is_not_known_is_not_owed_less() -> None:
    """Nobody can say then whom a pack binds; what is owed stays owed, and what is known to be due is due no later."""
    for n in range(PAIRS):
        choice = random.Random(70_000 + n)
        number = n % BOOKS
        pack = a_pack(choice, national(number))
        book = load(national(number).text, pack.text())
        if isinstance(book, masa.RulesError):
            continue
        loosest = load(national(number).loosest)
        assert isinstance(loosest, masa.RuleBook)
        for at in choice.sample(range(CASES), CASES_A_PACK):
            case = national_cases(number)[at]
            case = {**case, "incident": {k: v for k, v in case["incident"].items() if k != "place"}}
            old, new = duties_of(decided(loosest, case)), duties_of(decided(book, with_own_facts(choice, case, pack)))
            for key, duty in old.items():
                if pack.sets and key[0] in national(number).by_parameter:
                    continue  # which value counts is not known either: see the second part
                assert how_owed(new.get(key)) >= how_owed(duty), f"pack {n}: {key}\n{pack.text()}"
                if duty["due"] is not None and new[key]["due"] is not None:
                    assert new[key]["due"] <= duty["due"], f"pack {n}: {key}\n{pack.text()}"


# --- ways round
#
# A small national book, and for each way a pack below it. What is marked as open loads today and weakens; the mark goes
# when the way is closed.

NATION = """\
pack: n/small
title: A national book
layer: national
binds: every authority in england
sources:
  ACT:
    title: An act
    kind: statute
  GUIDE:
    title: Guidance that has ended
    kind: statutory_guidance
    in_force: until 2025-01-01
  OWN:
    title: Our own choice
    kind: default
types:
  outcome: one of not_required < permitted < required
  site: authority or elsewhere
facts:
  incident:
    place:
      type: site
      label: where it happened
    day:
      type: date
  harmed:
    type: truth
    label: the child was harmed
  stage:
    type: one of enquiry, review
  told:
    type: list of force
  people:
    type: list of person
record person:
  hurt:
    type: truth
network:
  kinds: country, area, elsewhere, force, board, authority
  relations:
    adults: board
  country: |
    id      | name
    england | England
  elsewhere: |
    id     | name   | country
    abroad | Abroad | england
  board: |
    id    | name
    panel | The Panel
  force: |
    id   | name
    blue | Blue
  area: |
    id   | name
    east | East
    west | West
  authority: |
    id    | name  | country | area | adults | force
    hull  | Hull  | england | east | panel  | blue
    leeds | Leeds | england | west | panel  |
parameters:
  days_allowed:
    question: How many days are allowed?
    type: whole number
    value: 15
    at_least: 5
    at_most: 15
    whose: incident.place
    cite: OWN
  last_date:
    question: By which day at the latest?
    type: date or none
    value: 2025-03-31
    at_most: 2025-03-31
    whose: incident.place
    cite: OWN
decisions:
  serious:
    question: Is it serious?
    label: it is serious
    whose: incident.place
    may_be_widened: yes
    yes_if:
    - rule: harm
      when: harmed
      cite: ACT(2)(a)
    otherwise: no
  strict:
    question: Is it so by the Act?
    is: harmed
    cite: ACT(3)
  order:
    question: In which order?
    type: one of first, second
    whose: incident.place
    is: first
    cite: OWN
  course:
    question: By which course?
    type: outcome
    whose: incident.place
    is: required
    cite: ACT
    may_be_varied_by:
      layer: regional
      cite: ACT
      because: the Act leaves it to the regions
duties:
  notify:
    when: serious
    who: incident.place
    whom: panel
    must: notify
    cite: ACT
    by:
    - must: 5 days after incident.day
      cite: ACT
  write_down:
    when: strict
    who: incident.place
    must: write it down
    cite: ACT(4)
  report:
    when: harmed
    who: incident.place
    must: report
    cite: ACT
    by:
    - must: 5 days after incident.day
      cite: ACT
  follow_up:
    when: due of report applies
    who: incident.place
    must: follow it up
    cite: ACT
    by:
    - must: 2 weeks after due of report
      cite: ACT
  close:
    when: harmed and days_allowed <= 15
    who: incident.place
    must: close it
    cite: ACT
    by:
    - must: the earlier of (last_date, 3 months after incident.day)
      cite: ACT
  take_the_course:
    when: course = required and harmed
    who: incident.place
    must: take it
    cite: ACT
  ask:
    when: harmed
    who: incident.place
    may: ask the court
    cite: ACT
    by:
    - may: 30 days after incident.day
      cite: ACT
  keep:
    when: harmed
    who: incident.place
    must_go_on: keep the file
    cite: ACT
    until:
    - last_day: 1 year after incident.day
      cite: ACT
"""
SMALL_CASE: Case = {
    "incident": {"place": "hull", "day": "2025-03-12"},
    "harmed": True,
    "stage": "enquiry",
    "told": ["blue"],
    "people": [{"id": "robin", "hurt": True}],
}


def lower(text: str, *, binds: str = "authorities of east", layer: str = "local", id: str = "ours") -> str:
    head = f"pack: l/{id}\ntitle: A lower pack\nlayer: {layer}\n" + (f"binds: {binds}\n" if binds else "")
    sources = f"""\
sources:
  {id.upper()}:
    title: Its text
    kind: {layer}
  ENDED_{id.upper()}:
    title: A text that has ended
    kind: {layer}
    in_force: until 2020-01-01
  MEMORY_{id.upper()}:
    title: A text that nobody has at hand
    kind: {layer}
    confidence: memory
"""
    if text.startswith("sources:\n"):
        return head + sources + text.removeprefix("sources:\n")
    return head + sources + text


def at_place(place: str | None, case: Case = SMALL_CASE) -> Case:
    incident = {k: v for k, v in case["incident"].items() if k != "place"}
    return {**case, "incident": {**incident, "place": place} if place else incident}


def assert_no_way_round(nation: str, *packs: str, case: Case = SMALL_CASE) -> None:
    """The packs are refused at one of their own places; or weaken nothing in Hull, and change nothing in Leeds."""
    before, after = load(nation), load(nation, *packs)
    if isinstance(before, masa.RulesError):
        raise before  # not an assertion, so that no open way is taken for one that fails for another reason
    if isinstance(after, masa.RulesError):
        files = {d.file for d in after.diagnostics} | {r.file for d in after.diagnostics for r in d.related}
        assert files - {WIDE}, after
        return
    here, elsewhere = at_place("hull", case), at_place("leeds", case)
    new = duties_of(decided(after, here))
    assert_not_weaker(duties_of(decided(before, here)), new)
    assert_unchanged(decided(before, elsewhere), decided(after, elsewhere))


TIGHTEN = """\
tighten:
  {duty}:
    by:
    - id: sooner
      must: {date}
      cite: {cite}
"""
OUR_FACTS = """\
facts:
  our_day:
    type: date
  our_force:
    type: force
  our_place:
    type: authority
  our_truth:
    type: truth
"""
WIDEN = """\
widen:
  serious:
    yes_if:
    - rule: ours
      when: {when}
      cite: {cite}
"""
REPLACE = """\
replace:
  {decision}:
    {form}
"""
SET = """\
set:
  days_allowed:
    value: 10
    cite: {cite}
  last_date:
    value: {last}
    cite: {cite}
"""


def a_duty(id: str, when: str, cite: str = "ACT") -> str:
    return f"  {id}:\n    when: {when}\n    who: incident.place\n    must: do it\n    cite: {cite}\n"


UNHARMED: Case = {**SMALL_CASE, "harmed": False}
NONE_STILL = """\
  level:
    question: At which level?
    type: outcome or none
    strongest_of: |
      when    | then         | cite
      serious | not_required | ACT
    otherwise: none
"""
PERMITTED_OR_MORE = """\
  asked:
    question: What is asked?
    type: outcome
    strongest_of: |
      when    | then      | cite
      serious | required  | ACT
      strict  | permitted | ACT
    otherwise: not_required
"""


WITH_CALENDAR = (
    NATION.replace("binds: every", "calendar: counted\nbinds: every", 1)
    .replace("    - must: 5 days after", "    - must: 5 working days after", 1)
    .replace(
        "parameters:\n",
        """\
calendars:
  counted:
    title: Invented
    cite: ACT
    covers: 2025-01-01 to 2025-12-31
    week: Monday to Friday
    holidays: |
      date       | holiday
      2025-05-05 | A day in May
parameters:
""",
        1,
    )
)
FEAST = """\
calendars:
  ours:
    title: Our feast
    cite: {cite}
    adds_to: counted
    holidays: |
      date       | holiday
      2025-03-13 | Feast
"""
SUSPENDED_WHILE_SERIOUS = """\
    by:
    - must: 5 days after incident.day
      cite: ACT
      suspended:
      - from: if serious then incident.day else 2030-01-01
        until: 2030-01-01
        cite: ACT
        because: the Act says so
"""
STRICT_OR_SERIOUS = NATION.replace("  strict:\n", PERMITTED_OR_MORE + "  strict:\n", 1).replace(
    "    is: harmed\n", "    is: stage = enquiry\n"
) + a_duty("act", "asked >= permitted")
OUR_NUMBER = "facts:\n  our_number:\n    type: whole number\n"
READS_WHAT_IS_NOT_KNOWN = {
    "a_date": (OUR_FACTS, "our_day before 2025-03-01"),
    "a_date_that_is_counted_from": (OUR_FACTS, "3 days have passed since our_day"),
    "a_number": (OUR_NUMBER, "our_number - 2 >= 3"),
    "a_list": (
        "facts:\n  our_dogs:\n    type: list of dog\nrecord dog:\n  bites:\n    type: truth\n",
        "some dog has bites",
    ),
    "two_dates_and_months": (OUR_FACTS + "  our_end:\n    type: date\n", "our_end before 2 months after our_day"),
    "a_product": (OUR_NUMBER, "our_number * 2 >= 3"),
    "more_numbers_than_are_tried": (OUR_NUMBER, f"our_number in ({', '.join(str(2 * n) for n in range(200))})"),
    "more_combinations_than_are_tried": (
        "facts:\n"
        + "".join(f"  our_{n}:\n    type: truth\n" for n in range(17))
        + "decisions:\n  odd_0:\n    question: q\n    is: our_0\n    cite: OURS\n"
        + "".join(
            f"  odd_{n}:\n    question: q\n    is: if our_{n} then not odd_{n - 1} else odd_{n - 1}\n    cite: OURS\n"
            for n in range(1, 17)
        ),
        "odd_16",
    ),
}


@dataclass(frozen=True)
class WayRound:
    packs: tuple[str, ...]
    nation: str
    case: Case


def a_way(id: str, why: str, *packs: str, nation: str = NATION, case: Case = SMALL_CASE) -> Any:
    """What a pack did before it was stopped: `why` says how."""
    del why
    return pytest.param(WayRound(packs, nation, case), id=id)


WAYS_ROUND = (
    # What is written of the pack's own sources.
    a_way(
        "set_by_an_ended_text",
        "the setting is not in force, the owner's value gives way all the same: the date is not known",
        lower(SET.format(cite="ENDED_OURS", last="2025-03-20")),
    ),
    a_way(
        "replaced_by_an_ended_text",
        "the rule is not in force, the owner's gives way all the same: the decision is not known",
        lower(REPLACE.format(decision="act_now", form="is: yes\n    cite: ENDED_OURS")),
        nation=NATION.replace(
            "  order:\n",
            "  act_now:\n    question: q\n    whose: incident.place\n    is: harmed\n    cite: OWN\n  order:\n",
        )
        + a_duty("act", "act_now"),
    ),
    a_way(
        "widened_while_no_rule_is_in_force",
        "no rule in force, so not known; with the lower rule, which does not hold, `otherwise` says no, for everybody",
        lower(WIDEN.format(when="stage = review", cite="OURS")),
        nation=NATION.replace("cite: ACT(2)(a)", "cite: GUIDE"),
    ),
    a_way(
        "tightened_by_memory",
        "a duty that reads the tightened one rests on all its dates, also on those that it does not see: not verified",
        lower(TIGHTEN.format(duty="report", date="1 day after incident.day", cite="MEMORY_OURS")),
    ),
    a_way(
        "widened_by_memory_for_others",
        "where no rule says yes, the answer rests on all rules, also on those of a pack that does not bind",
        lower(WIDEN.format(when="stage = review", cite="MEMORY_OURS")),
        case=UNHARMED,
    ),
    a_way(
        "provisional_by_memory_for_others",
        "the same of a duty of which it is not known whether it has arisen",
        lower(WIDEN.format(when="harmed", cite="MEMORY_OURS")),
        case={k: v for k, v in SMALL_CASE.items() if k != "harmed"},
    ),
    a_way(
        "widened_by_memory_beside_another_reason",
        "of `serious or strict`, both yes, the first is taken as the ground, and not the firmer one",
        lower(WIDEN.format(when="stage = enquiry", cite="MEMORY_OURS")),
        nation=NATION.replace("    is: harmed\n", "    is: stage = enquiry\n") + a_duty("act", "serious or strict"),
        case=UNHARMED,
    ),
    a_way(
        "widened_by_memory",
        "a decision that is yes by the Act becomes as weak as the lower rule that says the same",
        lower(WIDEN.format(when="harmed", cite="MEMORY_OURS")),
    ),
    # Dates.
    a_way(
        "date_not_known_of_a_duty_without_one",
        "the duty was due; with a lower date that is not known its state is not known",
        lower(OUR_FACTS + TIGHTEN.format(duty="write_down", date="1 day after our_day", cite="OURS")),
    ),
    a_way(
        "date_not_known_of_a_duty_that_is_read",
        "a duty that counts from the tightened one has no date any more, and it is not known whether it has arisen",
        lower(OUR_FACTS + TIGHTEN.format(duty="report", date="1 day after our_day", cite="OURS")),
    ),
    a_way(
        "sooner_date_that_is_read",
        "growth is not followed from a tightened duty: one that arises by a later date of it is gone",
        lower(TIGHTEN.format(duty="report", date="1 day after incident.day", cite="OURS")),
        nation=NATION + a_duty("warn", "due of report on or after 2025-03-17"),
    ),
    a_way(
        "overdue_sooner_behind_not",
        "growth is not followed from a tightened duty: one that is owed while it is not overdue is gone",
        lower(TIGHTEN.format(duty="report", date="1 day after incident.day", cite="OURS")),
        nation=NATION + a_duty("mind", "harmed and not report is overdue"),
    ),
    a_way(
        "a_must_on_what_goes_on",
        "a duty without dates but a last day can be made overdue by a `must`, which nothing else reads",
        lower(TIGHTEN.format(duty="keep", date="1 day after incident.day", cite="OURS")),
        nation=NATION + a_duty("mind", "harmed and not keep is overdue"),
    ),
    a_way(
        "a_power_ends_sooner",
        "what one may do until a day is over sooner: less may be done, not more",
        lower(TIGHTEN.format(duty="ask", date="1 day after incident.day", cite="OURS").replace("must:", "may:")),
    ),
    # To whom.
    a_way(
        "one_more_body_that_is_not_known",
        "with the body that is added, the nation's own is not known either",
        lower(OUR_FACTS + "tighten:\n  notify:\n    whom: our_force\n    cite: OURS\n"),
    ),
    a_way(
        "one_more_body_of_which_the_network_is_silent",
        "for Leeds the network names no force, and the Panel is lost",
        lower("tighten:\n  notify:\n    whom: force of incident.place\n    cite: OURS\n", binds=""),
        case=at_place("leeds"),
    ),
    # Whose case it is: the lower pack writes that itself.
    a_way(
        "widened_for_everybody",
        "`whose: hull` is bound in every case, so the pack widens for Leeds as well",
        lower(WIDEN.format(when="not harmed", cite="OURS").replace("    yes_if", "    whose: hull\n    yes_if")),
        case=UNHARMED,
    ),
    a_way(
        "widened_for_nobody",
        "`whose: nobody` is bound in every case, so the pack widens for Leeds as well",
        lower(WIDEN.format(when="not harmed", cite="OURS").replace("    yes_if", "    whose: nobody\n    yes_if")),
        case=UNHARMED,
    ),
    a_way(
        "replaced_for_everybody",
        "`whose: hull` is bound in every case, so the pack replaces for Leeds as well",
        lower(REPLACE.format(decision="order", form="whose: hull\n    is: second\n    cite: OURS")),
    ),
    a_way(
        "replaced_for_whom_nobody_knows",
        "`whose` a fact of the pack's own, not given elsewhere: the decision is not known in Leeds",
        lower(OUR_FACTS + REPLACE.format(decision="order", form="whose: our_place\n    is: second\n    cite: OURS")),
    ),
    # Two packs, and one too much.
    a_way(
        "two_settings_that_differ",
        "two packs bind one body and set different values: the date is not known, and the owner's bounds are forgotten",
        lower(SET.format(cite="OURS", last="2025-03-20")),
        lower(SET.format(cite="OTHER", last="2025-03-21"), id="other", binds="authorities of hull"),
    ),
    a_way(
        "set_to_nothing",
        "`none` passes every bound",
        lower(SET.format(cite="OURS", last="none")),
        nation=NATION.replace("the earlier of (last_date, 3 months after incident.day)", "last_date"),
    ),
    a_way(
        "set_for_bodies_of_two_packs",
        "the owner's `whose` is a set of bodies, each pack binds one of them, and both values clash: no date",
        lower("set:\n  last_date:\n    value: 2025-03-20\n    cite: OURS\n"),
        lower("set:\n  last_date:\n    value: 2025-03-21\n    cite: W\n", id="w", binds="authorities of west"),
        nation=NATION.replace(
            "    at_most: 2025-03-31\n    whose: incident.place",
            "    at_most: 2025-03-31\n    whose: each person's home",
        ).replace("record person:\n", "record person:\n  home:\n    type: authority\n"),
        case={
            **SMALL_CASE,
            "people": [{"id": "robin", "hurt": True, "home": "hull"}, {"id": "kim", "hurt": True, "home": "leeds"}],
        },
    ),
    # Calendars.
    a_way(
        "a_feast_by_the_act",
        "`adds_to` asks for a source as strong as the calendar's own, and a narrower pack may cite the Act itself",
        lower(FEAST.format(cite="ACT")),
        nation=WITH_CALENDAR,
    ),
    a_way(
        "a_feast_by_a_statute_of_its_own",
        "a narrower pack may call its own text a statute",
        lower("sources:\n  OUR_ACT:\n    title: Ours\n    kind: statute\n" + FEAST.format(cite="OUR_ACT")),
        nation=WITH_CALENDAR,
    ),
    a_way(
        "replaced_after_a_region",
        "where a region may vary a decision and does, every local pack may replace it: its rules were set apart",
        lower(
            REPLACE.format(decision="course", form="is: required\n    cite: REGION"),
            id="region",
        )
        .replace("layer: local", "layer: regional")
        .replace("binds: authorities of east\n", ""),
        lower(REPLACE.format(decision="course", form="is: not_required\n    cite: OURS")),
    ),
    a_way(
        "stolen_default",
        "a source named `ACT(3)` catches the nation's citation, which then rests on a `default` and may be replaced",
        lower(
            "sources:\n  ACT(3):\n    title: Caught\n    kind: default\n"
            + REPLACE.format(decision="strict", form="is: no\n    cite: OURS")
        ),
    ),
    # Growth; where the owner's own duties do not only grow, the owner's mark is refused: see below.
    *(
        a_way(
            f"growth_by_{by}",
            "permitted or more was owed; the lower rule reads what is not known, and not each value of it is tried",
            lower(text + WIDEN.format(when=when, cite="OURS")),
            nation=STRICT_OR_SERIOUS,
            case=UNHARMED,
        )
        for by, (text, when) in READS_WHAT_IS_NOT_KNOWN.items()
    ),
    # The network.
    a_way(
        "new_body_among_those_that_may_be_meant",
        "all authorities were in England; with one of which the network is silent, that is not known any more",
        lower("network:\n  authority: |\n    id | name\n    newtown | Newtown\n"),
        nation=NATION.replace("    is: harmed\n", "    is: other_place in England\n").replace(
            "  harmed:\n", "  other_place:\n    type: authority\n  harmed:\n", 1
        ),
    ),
)


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_there_is_no_way_round(way: WayRound) -> None:
    """Each of these packs is refused, or only strengthens."""
    assert_no_way_round(way.nation, *way.packs, case=way.case)


def test_what_rests_on_memory_says_so() -> None:
    """A date that a pack sets from memory is owed as before, and not verified; the owner's would be another date."""
    book, with_pack = load(NATION), load(NATION, lower(SET.format(cite="MEMORY_OURS", last="2025-03-20")))
    assert isinstance(book, masa.RuleBook)
    assert isinstance(with_pack, masa.RuleBook)
    here, elsewhere = at_place("hull"), at_place("leeds")
    before, after = duties_of(decided(book, here)), duties_of(decided(with_pack, here))
    assert {k: how_owed(d) for k, d in before.items()} == {k: how_owed(d) for k, d in after.items()}
    assert (before["close", None]["words"], after["close", None]["words"]) == ("must", "must (not verified)")
    assert after["close", None]["due"] < before["close", None]["due"]
    assert_unchanged(decided(book, elsewhere), decided(with_pack, elsewhere))


def test_what_a_pack_sets_is_nothing_to_a_place_that_leads_nowhere() -> None:
    """The parameter is the owner's where the network does not lead from the place to the body that is bound."""
    book, with_pack = load(NATION), load(NATION, lower(SET.format(cite="OURS", last="2025-03-20")))
    assert isinstance(book, masa.RuleBook)
    assert isinstance(with_pack, masa.RuleBook)
    assert_unchanged(decided(book, at_place("abroad")), decided(with_pack, at_place("abroad")))


def test_whom_a_duty_is_owed_to_stays_known_where_the_place_is_not() -> None:
    """One more body for the authorities of the east takes nothing from the Panel."""
    with_pack = load(NATION, lower("tighten:\n  notify:\n    whom: blue\n    cite: OURS\n"))
    assert isinstance(with_pack, masa.RuleBook)
    assert "panel" in bodies(duties_of(decided(with_pack, at_place(None)))["notify", None])


def test_an_answer_to_others_is_the_same_to_the_last_word() -> None:
    """A pack that does not bind Leeds leaves no trace in a determination about Leeds but its name among the packs."""
    text = TIGHTEN.format(duty="notify", date="1 day after incident.day", cite="OURS")
    with_pack = load(NATION, lower(text.replace("    by:", "    whom: blue\n    cite: OURS\n    by:")))
    book = load(NATION)
    assert isinstance(book, masa.RuleBook)
    assert isinstance(with_pack, masa.RuleBook)
    answer, same = decided(with_pack, at_place("leeds")), decided(book, at_place("leeds"))
    assert answer["duties"] == same["duties"]
    assert answer["sources"] == same["sources"]


def test_no_local_pack_takes_away_whom_another_binds() -> None:
    """The binding of a pack is the body that it sees, not the last one of that name."""
    tight = lower(TIGHTEN.format(duty="report", date="1 day after incident.day", cite="OURS"))
    thief = lower("network:\n  area: |\n    id    | name\n    thief | east\n", id="thief", binds="")
    alone, both = load(NATION, tight), load(NATION, tight, thief)
    assert isinstance(alone, masa.RuleBook)
    if isinstance(both, masa.RuleBook):
        assert_unchanged(decided(alone, SMALL_CASE), decided(both, SMALL_CASE))


WITH_A_SILENT_BODY = NATION.replace("binds: every authority in england\n", "").replace(
    "    leeds | Leeds | england | west | panel  |\n",
    "    leeds | Leeds | england | west | panel  |\n    ayr   | Ayr   |         |      |        |\n",
)


@pytest.mark.parametrize(
    ("nation", "pack"),
    [
        pytest.param(WITH_A_SILENT_BODY, lower(SET.format(cite="OURS", last="2025-03-20")), id="set, both owed"),
        pytest.param(
            WITH_A_SILENT_BODY + a_duty("act", "order = first"),
            lower(REPLACE.format(decision="order", form="is: first\n    cite: OURS")),
            id="replaced by the same",
        ),
    ],
)
def test_what_is_owed_either_way_is_owed_where_the_network_is_silent(nation: str, pack: str) -> None:
    """It is not known whether the pack binds Ayr; what the owner's value and the pack's both give is known."""
    book, with_pack = load(nation), load(nation, pack)
    assert isinstance(book, masa.RuleBook)
    assert isinstance(with_pack, masa.RuleBook)
    before, after = duties_of(decided(book, at_place("ayr"))), duties_of(decided(with_pack, at_place("ayr")))
    assert {k: how_owed(d) for k, d in before.items()} == {k: how_owed(d) for k, d in after.items()}


@pytest.mark.parametrize("place", ["ayr", None])
def test_nothing_is_overdue_by_a_date_that_may_not_bind(place: str | None) -> None:
    """It is due, perhaps earlier."""
    tight = lower(TIGHTEN.format(duty="report", date="1 day after incident.day", cite="OURS"))
    with_pack = load(WITH_A_SILENT_BODY, tight)
    assert isinstance(with_pack, masa.RuleBook)
    duty = duties_of(decided(with_pack, at_place(place)))["report", None]
    assert duty["may_be_earlier"]
    assert duty["state"] == "due"


def test_what_a_pack_sets_is_nothing_to_nobody() -> None:
    """A case that is nobody's is none of those that a pack binds."""
    nation = (
        WITH_A_SILENT_BODY.replace("    place:\n      type: site\n", "    place:\n      type: site or nobody\n")
        .replace("  close:\n", "  close_it:\n")
        .replace("days_allowed <= 15\n    who: incident.place", "days_allowed <= 15\n    who: panel")
    )
    book, with_pack = load(nation), load(nation, lower(SET.format(cite="OURS", last="2025-03-20")))
    assert isinstance(book, masa.RuleBook)
    assert isinstance(with_pack, masa.RuleBook)
    assert_unchanged(decided(book, at_place("nobody")), decided(with_pack, at_place("nobody")))


def test_no_local_pack_makes_the_network_silent_on_what_it_knew() -> None:
    """No pack binds what is abroad; a body on the moon, of the same kind and with an area, changes nothing of that."""
    nation = WITH_A_SILENT_BODY.replace(
        "    id     | name   | country\n    abroad | Abroad | england\n", "    id     | name\n    abroad | Abroad\n"
    )
    setting = lower(SET.format(cite="OURS", last="2025-03-20"))
    moon = lower("network:\n  elsewhere: |\n    id   | name | area\n    moon | Moon | nobody\n", id="moon", binds="")
    book, with_packs = load(nation), load(nation, setting, moon)
    assert isinstance(book, masa.RuleBook)
    if isinstance(with_packs, masa.RuleBook):
        assert_unchanged(decided(book, at_place("abroad")), decided(with_packs, at_place("abroad")))


def test_an_ended_text_adds_nobody_to_whom_a_duty_is_owed() -> None:
    """What has ended adds as little as it takes away."""
    book, with_pack = load(NATION), load(NATION, lower("tighten:\n  notify:\n    whom: blue\n    cite: ENDED_OURS\n"))
    assert isinstance(book, masa.RuleBook)
    assert isinstance(with_pack, masa.RuleBook)
    assert_unchanged(decided(book, SMALL_CASE), decided(with_pack, SMALL_CASE))


# --- packs of one layer

DECIDED_BY_A_PERSON = """\
decisions:
  grave:
    question: Is it grave?
    a_person_may_decide: yes
    is: stage = review
    cite: OURS
"""
JUDGED: Case = {
    **SMALL_CASE,
    "judgements": [{"decision": "grave", "value": True, "by": "the head", "date": "2025-03-12", "why": "a report"}],
}
OUR_PLACE: Case = {**SMALL_CASE, "our_place": "hull"}


@pytest.mark.parametrize(
    ("pack", "other", "case"),
    [
        pytest.param(
            lower(OUR_FACTS + "duties:\n" + a_duty("act", "incident.place = our_place", "OURS")),
            lower("network:\n  authority: |\n    id        | name\n    our_place | O\n", id="another", binds=""),
            OUR_PLACE,
            id="a body of the name of a fact",
        ),
        pytest.param(
            lower(DECIDED_BY_A_PERSON + "duties:\n" + a_duty("act", "grave", "OURS")),
            lower("decisions:\n  grave:\n    question: q\n    is: no\n    cite: ANOTHER\n", id="another", binds=""),
            JUDGED,
            id="a decision of the name of one that a person decides",
        ),
        pytest.param(
            lower(DECIDED_BY_A_PERSON + "duties:\n" + a_duty("act", "grave", "OURS")),
            lower("facts:\n  another_truth:\n    type: truth\n", id="another", binds=""),
            JUDGED,
            id="a fact of another name",
        ),
        pytest.param(
            lower("duties:\n" + a_duty("act", "harmed", "OURS")),
            lower("duties:\n" + a_duty("act", "no", "ANOTHER"), id="another", binds=""),
            SMALL_CASE,
            id="a duty of one name",
        ),
        pytest.param(
            lower("types:\n  size: one of big, small\nfacts:\n  our_size:\n    type: size\nduties:\n")
            + a_duty("act", "our_size = big", "OURS"),
            lower("types:\n  size: one of huge, big\n", id="another", binds=""),
            {**SMALL_CASE, "our_size": "big"},
            id="a type of one name",
        ),
    ],
)
def test_no_local_pack_changes_what_another_says(pack: str, other: str, case: Case) -> None:
    """Whichever is read first, each says what it says alone."""
    alone = load(NATION, pack)
    assert isinstance(alone, masa.RuleBook)
    before = duties_of(decided(alone, case))
    for packs in ((pack, other), (other, pack)):
        both = load(NATION, *packs)
        if isinstance(both, masa.RulesError):
            continue
        try:
            after = duties_of(decided(both, case))
        except masa.CaseError as refused:
            raise AssertionError("the case is refused") from refused
        assert {k: d["state"] for k, d in before.items()} == {k: d["state"] for k, d in after.items() if k in before}


def test_a_judgement_says_whose_decision_it_is_where_two_packs_have_one() -> None:
    """Neither is taken in silence."""
    packs = [lower(DECIDED_BY_A_PERSON.replace("OURS", id.upper()), id=id, binds="") for id in ("one", "two")]
    both = load(NATION, *packs)
    assert isinstance(both, masa.RuleBook)
    with pytest.raises(masa.CaseError, match="2 packs let a person decide `grave`"):
        decided(both, JUDGED)
    one = {**JUDGED, "judgements": [{**JUDGED["judgements"][0], "pack": "l/one"}]}
    found = {d["pack"]: d["value"] for d in decided(both, one)["outcomes"] if d["decision"] == "grave"}
    assert found == {"l/one": True, "l/two": False}


def test_a_name_in_two_regions_is_settled_or_refused() -> None:
    """The order of the files decides nothing."""
    regions = [
        lower(
            f"decisions:\n  shared:\n    question: q\n    is: {answer}\n    cite: {id.upper()}\n",
            id=id,
            layer="regional",
            binds="",
        )
        for id, answer in (("north", "yes"), ("south", "no"))
    ]
    pack = lower("duties:\n" + a_duty("act", "shared", "OURS"))
    books = [load(NATION, *order, pack) for order in (regions, reversed(regions))]
    answers = [duties_of(decided(b, SMALL_CASE)).keys() for b in books if isinstance(b, masa.RuleBook)]
    assert answers[:1] * len(answers) == answers


# --- names that could catch a name of the wider pack

NAMES = (
    *("ACT", "OWN", "GUIDE", "ACT(2)", "ACT(2)(a)", "ACT(4)", "outcome", "site", "date", "text", "truth"),
    *("n/small", "id", "judgements", "person", "people", "hurt", "incident", "incident.place", "place"),
    *("incident.day", "day", "harmed", "stage", "enquiry", "told", "first", "required", "harm", "country"),
    *("area", "force", "board", "authority", "elsewhere", "adults", "england", "England", "panel", "blue"),
    *("east", "East", "hull", "Hull", "days_allowed", "last_date", "serious", "strict", "order", "course"),
    *("notify", "write_down", "report", "follow_up", "ask", "keep", "where it happened"),
    *("the child was harmed", "it is serious"),
)
BODY = "network:\n  {kind}: |\n    id | name\n    {id} | {name}\n"
A_PROCESS = """\
events:
  moved:
    fields:
      to: authority
processes:
  transfer:
    about: a move
    for_each: person
    holder: authority
    begins: some moved has to applies
    milestones:
      told: day of the first moved where to = hull
    ends: |
      outcome | when         | then the holder is | cite
      done    | 1 = 1        | hull               | OURS
    at_first: hull
    until_then: hull
"""
CALENDAR_OF_ITS_OWN = "covers: 2025-01-01 to 2025-12-31\n    week: Monday to Friday"
CONFLICT = """\
conflicts:
  {n}:
    about: serious
    readings:
    - reading: act
      says: it is
      cite: ACT
    chosen: act
    because: it is so
"""
NEW_NAMES = {
    "source": "sources:\n  {n}:\n    title: t\n    kind: default\n    in_force: until 2000-01-01\n",
    "type": "types:\n  {n}: one of aa, bb\n",
    "fact": "facts:\n  {n}:\n    type: truth\n    when_not_recorded: no\n",
    "group": "facts:\n  {n}:\n    zz:\n      type: truth\n",
    "fact of a group": "facts:\n  incident:\n    {n}:\n      type: truth\n      when_not_recorded: no\n",
    "fact of a record": "record person:\n  {n}:\n    type: truth\n    when_not_recorded: no\n",
    "label": "facts:\n  zz:\n    type: truth\n    label: {n}\n",
    "list": "facts:\n  {n}:\n    type: list of zz\nrecord zz:\n  yy:\n    type: truth\n",
    "record": "facts:\n  zz:\n    type: list of {n}\nrecord {n}:\n  yy:\n    type: truth\n",
    "decision": "decisions:\n  {n}:\n    question: q\n    is: no\n    cite: OURS\n",
    "decision's label": "decisions:\n  zz:\n    question: q\n    label: {n}\n    is: no\n    cite: OURS\n",
    "parameter": "parameters:\n  {n}:\n    question: q\n    type: truth\n    value: no\n    cite: OURS\n",
    "duty": "duties:\n  {n}:\n    when: no\n    who: incident.place\n    must: x\n    cite: OURS\n",
    "date": TIGHTEN.format(duty="ask", date="incident.day", cite="OURS")
    .replace("must", "shown_only")
    .replace("sooner", "{n}"),
    "warning": "warnings:\n  {n}:\n    when: no\n    say: x\n    cite: OURS\n",
    "kind": "network:\n  kinds: {n}\n",
    "relation": "network:\n  relations:\n    {n}: board\n",
    "body": BODY.format(kind="area", id="{n}", name="Zz"),
    "body of a new kind": BODY.format(kind="zz_kind", id="{n}", name="Zz"),
    "body's name": BODY.format(kind="country", id="zz", name="{n}"),
    "event": "events:\n  {n}:\n    fields:\n      by: authority\n",
    "field": "events:\n  zz:\n    fields:\n      {n}: truth\n",
    "state": "events:\n  zz:\n    fields:\n      by: authority\nstates:\n  {n}:\n    is: some zz has by applies\n",
    "process": A_PROCESS.replace("transfer:", "{n}:"),
    "milestone": A_PROCESS.replace("told:", "{n}:"),
    "calendar": FEAST.replace("ours:", "{n}:")
    .replace("adds_to: counted", CALENDAR_OF_ITS_OWN)
    .format(cite="OURS", n="{n}"),
    "conflict": CONFLICT,
}


@pytest.mark.parametrize("sort", NEW_NAMES)
def test_no_name_catches_one_of_the_wider_pack(sort: str) -> None:
    """A name may be refused, at the place where the lower pack writes it; or it means nothing to the wider pack."""
    book = load(NATION)
    assert isinstance(book, masa.RuleBook)
    before = decided(book, SMALL_CASE)
    own = {(f"{name} of ours", None) for name in NAMES}
    caught: dict[str, str] = {}
    for name in NAMES:
        after = load(NATION, lower(NEW_NAMES[sort].replace("{n}", name), binds=""))
        if isinstance(after, masa.RulesError):
            if {d.file for d in after.diagnostics} == {WIDE} and after.diagnostics[0].code != "names_one_area":
                caught[name] = str(after)
            continue
        try:
            assert_unchanged(before, decided(after, SMALL_CASE), own)
        except (AssertionError, masa.CaseError) as wrong:
            caught[name] = str(wrong)
    assert not caught


LOADS_AND_DECIDES = """
import json, sys, masa
*packs, case = json.load(sys.stdin)
try:
    masa.load({f"{n}.yaml": pack for n, pack in enumerate(packs)}).decide(case, at="2025-03-14")
except masa.MasaError:
    pass
"""
LISTS_BODIES = NATION.replace("  told:\n    type: list of force\n", "").replace(
    "  hurt:\n    type: truth\n", "  hurt:\n    type: truth\n  known_to:\n    type: list of force\n"
)


@pytest.mark.parametrize(
    ("nation", "packs"),
    [
        pytest.param(
            LISTS_BODIES,
            (
                lower(
                    "record force:\n  spoken_to:\n    type: truth\n"
                    "decisions:\n  d:\n    question: q\n    is: some force has spoken_to\n    cite: OURS\n"
                ),
            ),
            id="a record of the name of a kind of body",
        ),
        *(
            pytest.param(NATION, (lower(text),), id=f"{sort} reads a decision")
            for sort, text in {
                "a state": "states:\n  calm:\n    is: serious\n",
                "the begin of a state": "states:\n  calm:\n    begins: serious\n    ends: no\n",
                "the begin of a process": A_PROCESS.replace("some moved has to applies", "serious"),
                "the end of a process": A_PROCESS.replace("1 = 1  ", "serious"),
            }.items()
        ),
        *(
            pytest.param(
                NATION,
                (
                    lower(SET.format(cite="OURS", last="2025-03-20"), binds=f"authorities whose {relation} are east"),
                    lower(SET.format(cite="ANOTHER", last="2025-03-20"), id="another", binds=""),
                ),
                id=f"two packs set, and one binds by {sort}",
            )
            for sort, relation in {"no relation": "nothings", "a relation to another kind": "adults"}.items()
        ),
    ],
)
def test_no_pack_ends_the_engine(nation: str, packs: tuple[str, ...]) -> None:
    """A mistake in a narrower pack is told, and the process goes on."""
    ran = subprocess.run(
        [sys.executable, "-c", LOADS_AND_DECIDES],
        input=json.dumps([nation, *packs, json.dumps(SMALL_CASE)]),
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(masa.__file__).parents[1])},
        check=False,
    )
    assert ran.returncode == 0


# --- what is refused, or accepted, and should not be

SOONER_IF_SERIOUS = "if serious then 1 day after incident.day else 3 days after incident.day"


@pytest.mark.parametrize(
    "packs",
    [
        pytest.param(
            (lower("duties:\n" + a_duty("d", "not serious", "OURS")),),
            id="a local duty that reads the opposite of what may be widened",
        ),
        pytest.param(
            tuple(
                lower(f"decisions:\n  ours:\n    question: q\n    is: harmed\n    cite: {id.upper()}\n", id=id)
                for id in ("one", "two")
            ),
            id="a decision of one name in two local packs",
        ),
        pytest.param(
            tuple(lower(WIDEN.format(when="harmed", cite=id.upper()), id=id) for id in ("one", "two")),
            id="a rule of one name in two local packs",
        ),
        pytest.param(
            tuple(
                lower(f"tighten:\n  write_down:\n    by:\n    - must: incident.day\n      cite: {id.upper()}\n", id=id)
                for id in ("one", "two")
            ),
            id="a date without a name in two local packs",
        ),
        pytest.param(
            (lower(TIGHTEN.format(duty="report", date=SOONER_IF_SERIOUS, cite="OURS")),),
            id="a date that reads what may be widened",
        ),
        pytest.param(
            (
                lower("types:\n  size: one of big, small\n"),
                lower("types:\n  size: one of one, two\n", id="another"),
            ),
            id="a type of one name in two local packs",
        ),
        pytest.param(
            (
                lower("duties:\n" + a_duty("act", "harmed", "OURS")),
                lower("duties:\n" + a_duty("act", "harmed", "ANOTHER"), id="another"),
            ),
            id="a duty of one name in two local packs",
        ),
        pytest.param(
            (lower(""), lower("", id="another").replace("ANOTHER", "OURS")),
            id="sources of one name in two local packs",
        ),
    ],
)
def test_what_only_strengthens_is_accepted(packs: tuple[str, ...]) -> None:
    """All local packs can be loaded together, and none need know the names in another."""
    assert not isinstance(load(NATION, *packs), masa.RulesError)


@pytest.mark.parametrize(
    ("nation", "pack"),
    [
        pytest.param(
            NATION,
            REPLACE.format(decision="order", form="yes_if:\n    - {rule: r, when: no, cite: OURS}"),
            id="yes_if in place of a word",
        ),
        pytest.param(
            NATION,
            REPLACE.format(
                decision="order",
                form="all_rows: |\n      when   | then   | cite\n      harmed | second | OURS",
            ),
            id="a set in place of a word",
        ),
        pytest.param(
            NATION,
            REPLACE.format(
                decision="order",
                form="strongest_of: |\n      when   | then   | cite\n      harmed | second | OURS",
            ),
            id="the strongest of words in no order",
        ),
        pytest.param(NATION.replace("layer: regional", "layer: regoinal"), "", id="may_be_varied_by no layer"),
        pytest.param(
            NATION.replace("layer: regional\n      cite: ACT", "layer: regional\n      cite: AKT"),
            "",
            id="may_be_varied_by an unknown source",
        ),
        pytest.param(
            NATION,
            TIGHTEN.format(duty="keep", date="incident.day", cite="OURS"),
            id="a date by which what goes on is done",
        ),
        pytest.param(
            NATION.replace("  strict:\n", NONE_STILL + "  strict:\n", 1) + a_duty("act", "level != not_required"),
            "",
            id="a decision that may be widened, and turns from none to the weakest word",
        ),
        pytest.param(NATION.replace("    value: 15\n", "    value: none\n"), "", id="a parameter that is none"),
        pytest.param(
            NATION.replace("    who: incident.place\n    may:", "    who: serious\n    may:"), "", id="owed by yes"
        ),
    ],
)
def test_what_makes_no_sense_is_refused(nation: str, pack: str) -> None:
    """A replacement is checked like a decision, and what an owner allows like everything else."""
    assert isinstance(load(nation, *([lower(pack)] if pack else [])), masa.RulesError)


@pytest.mark.parametrize(
    "nation",
    [
        pytest.param(
            NATION.replace("  strict:\n", NONE_STILL + "  strict:\n", 1) + a_duty("act", "not level < permitted"),
            id="from none to the weakest word, behind not",
        ),
        pytest.param(NATION + a_duty("act", "stage = enquiry") + SUSPENDED_WHILE_SERIOUS, id="what suspends a date"),
        pytest.param(
            NATION
            + a_duty("act", "warned_once")
            + "    cancelled_when: serious\n    cancelled_cite: ACT\n"
            + "events:\n  warned:\n    fields:\n      by: authority\n"
            + "states:\n  warned_once:\n    is: some warned has by applies\n",
            id="what cancels a duty",
        ),
    ],
)
def test_nothing_may_be_widened_with_which_a_duty_shrinks(nation: str) -> None:
    """The owner's mark is refused, and nothing else in the book."""
    refused = load(nation)
    assert isinstance(refused, masa.RulesError)
    assert {complaint.code for complaint in refused.diagnostics} == {"weakens_a_higher_layer"}
    assert isinstance(load(nation.replace("    may_be_widened: yes\n", "")), masa.RuleBook)


@pytest.mark.parametrize(
    ("nation", "packs"),
    [
        pytest.param(
            NATION,
            (lower("tighten:\n  report:\n    whom: if serious then blue else blue\n    cite: OURS\n"),),
            id="one more body that reads what may be widened",
        ),
        pytest.param(
            NATION + a_duty("act", "order = first"),
            (lower(REPLACE.format(decision="order", form="is: if serious then first else second\n    cite: OURS")),),
            id="a replacement that reads what may be widened",
        ),
        pytest.param(
            NATION,
            (
                lower("duties:\n" + a_duty("act", "not serious", "OURS")),
                lower(WIDEN.format(when="harmed", cite="WIDER"), id="wider"),
            ),
            id="a duty that shrinks with what another pack widens",
        ),
        pytest.param(
            NATION,
            (lower("network:\n  kinds: adults\n"),),
            id="a kind of the name of a relation",
        ),
    ],
)
def test_the_pack_that_is_to_blame_is_named(nation: str, packs: tuple[str, ...]) -> None:
    """At the place of the narrower pack that did it, or with that place beside it: the last of these packs."""
    refused = load(nation, *packs)
    if isinstance(refused, masa.RulesError):
        last = packs[-1].splitlines()[0].removeprefix("pack: l/")
        for complaint in refused.diagnostics:
            assert last in {complaint.file, *(r.file for r in complaint.related)}, complaint
