"""Expressions and cells, made from chance: each of a wanted type, and as deep as is asked."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

DAY = datetime.timedelta(days=1)
START = datetime.date(2025, 1, 15)
LEVELS = ("low", "mid", "high")
COLOURS = ("red", "green", "blue")
KIN = ("aunt", "uncle", "none")
WORDS = {"truth": ("yes", "no"), "level": LEVELS, "colour": COLOURS, "hue": COLOURS, "kin": KIN}
BEFORE_NAMES = {"date": ["before ", "on or after ", ""], "number": ["at most ", "under ", ""], "level": ["under ", ""]}
COMPLETIONS = (2, 4, 24)  # of a whole case, at most: one case of three is left wide open, since brute force is dear

TYPES = {
    "truth": "truth",
    "number": "whole number",
    "decimal": "decimal with 2 places",
    "money": "money",
    "date": "date",
    "text": "text",
    "level": "level",
    "colour": "colour",
    "hue": "colour or none",
    "kin": "kin",
    "place": "place",
    "holder": "authority or none",
    "colours": "set of colour",
    "offices": "list of authority",
}
# Some stand twice, to be chosen more often.
OF_FACTS = ["truth", "truth", "truth", "level", "colour", "hue", "kin", "place", "place", "holder", "date", "date"]
OF_FACTS += ["number", "decimal", "money", "text"]
OF_CONDITIONS = ("truth", "level", "colour", "date", "number")
OF_DECISIONS = ["truth", "truth", "truth", "level", "colour", "place", "number", "date", "holder", "force"]
OF_DECISIONS += ["colours", "offices", "decimal", "money"]
ANSWER_TYPES = {**TYPES, "number": "whole number or none", "date": "date or none", "force": "force or nobody"}
ANSWER_TYPES |= {
    "decimal": "decimal with 2 places or none",
    "money": "money or none",
    "place": "place or nobody",
    "colour": "colour",
    "colours": "set of colour",
    "offices": "set of authority or nobody",
}


@dataclass(frozen=True)
class Item:
    """A fact or a decision that a rule may read."""

    name: str
    type: str
    is_of_person: bool
    label: str = ""
    is_decision: bool = False
    default: str = ""
    applies_by: str = ""  # the fact by which it applies


@dataclass
class Duty:
    name: str
    is_of_person: bool
    verb: str
    dates: list[str] = field(default_factory=list)


class Expressions:
    """`person` says whether the expression stands in a rule for each person."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.items: list[Item] = []
        self.duties: list[Duty] = []
        self.has_ways = False  # whether the network has relations to several
        self.authorities = ["northshire", "southshire", "westshire"][: self.random.randint(2, 3)]
        self.has_record = self.chance(0.6)
        self.likes_dates = self.chance(0.25)
        self.count = 0
        self.may_ask = False  # what may be stands only where it adds something to do

    # Chance

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def number(self) -> int:
        self.count += 1
        return self.count

    def day(self) -> datetime.date:
        if self.chance(0.03):
            year, month, day = self.pick([(9999, 12, 31), (1, 1, 1), (2024, 2, 29), (2021, 2, 28), (2024, 12, 31)])
            return datetime.date(year, month, day)
        if self.chance(0.1):  # months that end sooner or later
            return datetime.date(2025, *self.pick([(1, 29), (1, 30), (1, 31), (2, 28), (3, 30), (3, 31), (5, 31)]))
        return START + self.random.randint(0, 170) * DAY

    # Expressions, by their type

    def of_types(self, types: Iterable[str], person: bool) -> list[Item]:
        return [item for item in self.items if item.type in types and (person or not item.is_of_person)]

    def members(self, type: str) -> list[str]:
        return list(COLOURS) if type == "colour" else self.authorities

    def bodies(self, type: str) -> list[str]:
        if type == "force":
            return ["north_force"]
        return [*self.authorities, "far_away"] if type == "place" else self.authorities

    def constant(self, type: str) -> str:
        if type in ("colours", "offices"):
            members = COLOURS if type == "colours" else self.authorities
            return "(" + ", ".join(self.random.sample(list(members), 2)) + ")"
        if type == "number":
            return str(self.random.randint(0, 6))
        if type in ("decimal", "money"):
            return str(self.pick(["0", "1", "1.5", "2.25", "0.01", "3.00", "12"]))
        if type == "date":
            return str(self.day())
        return str(self.pick(WORDS.get(type) or self.bodies(type)))

    def value(self, type: str, person: bool, depth: int) -> str:
        """An expression of the type, short enough to stand as an operand."""
        if type == "truth":
            return f"({self.truth(person, depth)})" if depth > 1 else self.truth_value(person)
        wanted = {"holder": ("holder",), "place": ("place", "holder"), "force": ("force",), "hue": ("hue", "colour")}
        same = [item.name for item in self.of_types(wanted.get(type, (type,)), person)]
        if same and self.chance(0.45):
            return str(self.pick(same))
        if depth and self.chance(0.15):
            condition = self.certain_truth(person, depth - 1)
            branch = "holder" if type == "place" else type  # a body elsewhere and an authority are of two types
            a, b = (self.value(branch, person, depth - 1) for _ in range(2))
            return f"(if {condition} then {a} else {b})"
        if depth and self.chance(0.8):
            made = {
                "date": self.date_value,
                "number": self.number_value,
                "decimal": self.sum_value,
                "money": self.sum_value,
                "force": self.body_value,
                "holder": self.body_value,
                "offices": self.set_value,
                "colours": self.set_value,
            }.get(type)
            if made:
                return made(type, person, depth)
        return self.constant(type)

    def truth_value(self, person: bool) -> str:
        same = self.of_types(("truth",), person)
        return str(self.pick(same).name) if same and self.chance(0.6) else self.constant("truth")

    def date_value(self, type: str, person: bool, depth: int) -> str:
        x, y = (self.value("date", person, depth - 1) for _ in range(2))
        number, unit = self.random.randint(1, 12), self.pick(["day", "working day", "week", "month", "year"])
        if self.chance(0.1):
            number, unit = 24 * number, "hour"
        duties = [duty for duty in self.duties if person or not duty.is_of_person]
        options = [
            f"{number} {unit}s {self.pick(['after', 'before', 'beginning with'])} {x}",
            f"{number} {unit}s {self.pick(['after', 'before', 'beginning with'])} {x}",
            f"the next working day after {x}",
            f"at once after {x}",
            f"before {x}",
            f"({x} if {self.certain_truth(person, 0)}, otherwise {y})",
            f"within {number} {unit}s after {x}",
            f"the {self.pick(['earlier', 'later'])} of ({x}, {y})",
            f"{self.pick(['earliest', 'latest'])} of ({x}, {y})",
        ]
        numbers = self.counts(person)
        if numbers and unit != "hour":
            way = self.pick(["after", "before", "beginning with"])
            options += [f"{self.pick(numbers).name} {unit}s {way} {x}"] * 2
        if self.has_record and self.of_types(("date",), True):
            options.append(f"{self.pick(['earliest', 'latest'])} of each person's {self.value('date', True, 0)}")
        of_persons = [duty for duty in self.duties if duty.is_of_person]
        if of_persons:
            options.append(f"earliest of each person's due of {self.pick(of_persons).name}")
        if duties:
            options.append(f"due of {self.pick(duties).name}")
        return str(self.pick(options))

    def counts(self, person: bool) -> list[Item]:
        """Numbers by which days are counted."""
        of_facts = [item for item in self.of_types(("number",), person) if not item.is_decision]
        return of_facts + [item for item in self.items if item.name == "allowed"]  # avoids: 5 one under nought

    def number_value(self, type: str, person: bool, depth: int) -> str:
        if self.chance(0.3):
            return f"number of {self.operand_set(person, depth)[1]}"
        if self.chance(0.6):
            return self.sum_value(type, person, depth)
        return f"years from {self.value('date', person, depth - 1)} to {self.value('date', person, depth - 1)}"

    def sum_value(self, type: str, person: bool, depth: int) -> str:
        a, b = (self.value(type, person, depth - 1) for _ in range(2))
        n = self.constant("number")
        if type != "number":  # whose type must be plain from one of the two
            named = self.of_types((type,), person)
            if not named:
                return self.constant(type)
            a = self.pick(named).name
        options = [f"({a} {self.pick('+-')} {b})", f"({a} {self.pick('+-')} {b})", f"({a} * {n})", f"({n} * {a})"]
        if type == "number":
            options += [f"({a} * {b})", f"({a} * 4611686018427387905)", f"round({a} / {b}, 0)"]
        else:
            options += [f"round({a} / {b}, 2)" if type == "decimal" else f"round({a} / {n}, 2)"]
        return str(self.pick(options))

    def body_value(self, type: str, person: bool, depth: int) -> str:
        relation = "force" if type == "force" else "authority"
        return f"{relation} of {self.value('place', person, depth - 1)}"

    def operand_set(self, person: bool, depth: int) -> tuple[str, str]:
        """A member, and a set; their type is plain from themselves, as it is not from words alone."""
        colours = self.of_types(("colour", "hue"), person)
        if colours and self.chance(0.5):
            others = [self.constant("colour"), self.pick(colours).name]
            sets = [item.name for item in self.of_types(("colours",), person)]
            return self.pick(colours).name, str(self.pick([f"({self.pick(colours).name}, {self.pick(others)})", *sets]))
        return self.value("holder", person, 0), self.set_value("offices", person, depth, is_operand=True)

    def set_value(self, type: str, person: bool, depth: int, is_operand: bool = False) -> str:
        member = {"colours": "colour", "offices": "holder"}[type]
        a, b = (self.value(member, person, depth - 1) for _ in range(2))
        options = [f"({a}, {b})", f"({a}, {b})"]
        same = self.of_types((type,), person)
        options += [self.pick(same).name] * 2 if same else []
        named = [item.name for item in self.of_types((member,), True)]
        if self.has_record and named:
            options.append(f"each person's {self.pick(named)}")
            options += [f"each person's authority of {self.pick(named)}"] if type == "offices" else []
        if not is_operand:
            options.append(f"({a}, {b}) without {a}")
            options += [f"{self.pick(same).name} without ({a}, {b})"] if same else []
        return str(self.pick(options))

    def asking_truth(self, person: bool, depth: int) -> str:
        """A condition that may ask what may be."""
        self.may_ask = True
        condition = self.truth(person, depth)
        self.may_ask = False
        return condition

    def certain_truth(self, person: bool, depth: int) -> str:
        """One that does not, within a condition."""
        before, self.may_ask = self.may_ask, False
        condition = self.truth(person, depth)
        self.may_ask = before
        return condition

    def truth(self, person: bool, depth: int) -> str:
        """A whole condition."""
        if depth and self.chance(0.5):
            a, b = (self.truth(person, depth - 1) for _ in range(2))
            c = self.certain_truth(person, depth - 1)  # which stands behind a `not`
            return str(
                self.pick(
                    [f"{a} and {b}", f"{a} or {b}", f"not ({c})", f"({a} or {b}) and {b}", f"{a} and not ({c}) or {b}"]
                )
            )
        return self.comparison(person, depth)

    def comparison(self, person: bool, depth: int) -> str:
        kind = self.pick(
            ["date", "date", "number", "come"] * (5 if self.likes_dates else 0)
            + ["truth"] * 4
            + ["word"] * 4
            + ["body"] * 3
            + ["date"] * 3
            + ["number", "number", "set", "sets", "many", "if", "may be", "duty", "text", "come", "come"]
        )
        inner = max(depth, 1)
        if kind == "word":
            return self.about_words(person)
        if kind == "body":
            return self.about_bodies(person, inner)
        if kind == "date":
            return self.about_dates(person, inner)
        if kind == "come":
            return self.what_has_come(person, inner)
        if kind == "number":
            return self.about_numbers(person, inner)
        if kind == "set":
            member, members = self.operand_set(person, inner)
            return f"{member} {self.pick(['in', 'not in'])} {members}"
        if kind == "sets" and (sets := self.of_types(("colours", "offices"), person)):
            item = self.pick(sets)
            return f"{item.name} {self.pick(['=', '!='])} {self.set_value(item.type, person, inner)}"
        if kind == "if" and depth:
            a, b, c = (self.certain_truth(person, depth - 1) for _ in range(3))
            return f"(if {a} then {b} else {c})"
        if kind == "many" and self.has_record:
            return f"{self.pick(['some', 'every', 'no'])} person has ({self.certain_truth(True, 0)})"
        if kind == "may be" and self.may_ask:
            item = self.pick(
                self.of_types(("truth", "level", "colour", "place"), person) or [Item("incident.day", "date", False)]
            )
            a, b = self.constant(item.type), self.constant(item.type)
            return f"{item.name} may be {self.pick([a, f'({a}, {b})'])}"
        duties = [duty for duty in self.duties if person or not duty.is_of_person]
        if kind == "duty" and duties:
            return f"{self.pick(duties).name} is overdue"
        if kind == "text" and (texts := self.of_types(("text",), person)):
            return f"{self.pick(texts).name} {self.pick(['=', '!='])} {self.pick(texts).name}"
        return self.truth_value(person)

    def what_has_come(self, person: bool, depth: int) -> str:
        x = self.value("date", person, depth)
        number = self.pick([str(self.random.randint(0, 60)), *(item.name for item in self.counts(person))])
        unit = self.pick(["days", "weeks", "working days", "months", "years"])
        return str(
            self.pick([f"{x} has come", f"{number} {unit} have passed since {x}", f"1 day has passed since {x}"])
        )

    def about_numbers(self, person: bool, depth: int) -> str:
        type = self.pick(["number", "number", "decimal", "money"])
        of_type = [item.name for item in self.of_types((type,), person)]
        if not of_type:
            type = "number"
        a = self.number_value(type, person, depth) if type == "number" else self.pick(of_type)
        if type != "number" and self.chance(0.5):
            a = self.sum_value(type, person, depth)
        b = self.constant(type)
        b, sign = self.pick([b, *of_type]), self.pick(["=", "!=", "<", "<=", ">", ">="])
        options = [
            f"{a} {sign} {b}",
            f"{a} {sign} {b}",
            f"{a} in ({b}, {self.constant(type)})",
            f"{a} applies",
            f"{a} = none",
        ]
        return str(self.pick(options))

    def about_words(self, person: bool) -> str:
        items = self.of_types(("level", "colour", "hue", "kin"), person)
        if not items:
            return self.truth_value(person)
        item = self.pick(items)
        words = list(WORDS[item.type])
        options = [f"{item.name} {self.pick(['=', '!=', 'is', 'is not'])} {self.pick(words)}"]
        options.append(
            f"{item.name} {self.pick(['in', 'not in', 'is in'])} ({', '.join(self.random.sample(words, 2))})"
        )
        if item.type == "level":
            options.append(f"{item.name} {self.pick(['<', '<=', '>', '>='])} {self.pick(words)}")
        if item.type == "hue":
            options += [f"{item.name} {self.pick(['=', '!='])} none", f"{item.name} applies"]
        return str(self.pick(options))

    def about_bodies(self, person: bool, depth: int) -> str:
        items = self.of_types(("place", "holder"), person)
        if not items:
            return self.truth_value(person)
        name, other = self.pick(items).name, self.pick(items).name
        relation = self.pick(["partnership", "board", "country", "force"])
        options = [
            f"{name} {self.pick(['=', '!='])} {self.pick([self.pick(self.authorities), other])}",
            f"{name} {self.pick(['in', 'not in'])} {self.pick(['England', 'wales', 'sp_one', 'north_force'])}",
            f"{relation} of {name} {self.pick(['=', '!='])} {relation} of {other}",
            f"{relation} of {name} = nobody",
            f"country of partnership of {name} {self.pick(['=', '!='])} england",
            f"{relation} of {name} applies",
            f"{name} in ({', '.join(self.random.sample(self.authorities, 2))})",
        ]
        if self.chance(0.3):
            options = [
                f"rank of {name} {self.pick(['=', '<', '>=', '!='])} {self.pick(['mid', f'rank of {other}'])}",
                f"open_on of {name} {self.pick(['=', '<', 'before'])} {self.day()}",
                f"is_big of {self.pick(self.authorities)} = yes",
                f"is_big of {name} = no",
                f"{self.pick(['green', 'red'])} in hues of {name}",
                f"number of hues of {name} = {self.pick([0, 1])}",
                f"hues of {name} = hues of {other}",
            ]
        if self.has_ways and self.chance(0.5):
            several = self.pick(["near", "under", "over", "below", "round"])
            options = [
                f"{name} {self.pick(['in', 'not in'])} {several} of {self.pick([other, *self.authorities])}",
                f"number of {several} of {name} {self.pick(['=', '<', '>='])} {self.pick([0, 1, 2])}",
                f"guard of {name} {self.pick(['=', '!='])} {self.pick(['nobody', 'north_force'])}",
                f"above of {name} = {self.pick([other, *self.authorities])}",
                f"{several} of {name} = {self.pick(['near', 'round'])} of {other}",
            ]
        return str(self.pick(options))

    def about_dates(self, person: bool, depth: int) -> str:
        signs = ["before", "after", "on or before", "on or after", "<", ">=", "=", "!="]
        a, b = self.pick(self.of_types(("date",), person)).name, self.value("date", person, depth)
        options = [f"{a} {self.pick(signs)} {b}", f"{a} {self.pick(signs)} {b}", f"{a} applies", f"{a} = none"]
        options.append(f"{a} in ({b}, {self.constant('date')})")
        return str(self.pick(options))

    # Cells of tables

    def cells_apart(self, rows: int, person: bool) -> list[str]:
        """A column of which no two cells hold together."""
        items = self.of_types(("truth", "level", "colour", "number", "date"), person)
        if not items:
            return ["incident.day", "before 2025-03-01", "on or after 2025-03-01"]
        item = self.pick(items)
        if item.type == "truth":
            cells = ["yes", "no"]
        elif item.type == "level":
            cells = self.pick(
                [["low", "not low"], ["low or mid", "at least high"], ["under mid", "mid", "more than mid"]]
            )
        elif item.type == "colour":
            cells = self.pick([["red", "not red"], ["red or blue", "green"], ["red", "green", "blue"]])
        elif item.type == "number":
            cells = self.pick(
                [["under 3", "3 or more"], ["under 2", "2 to 4", "at least 5"], ["none", "at most 3", "4 or more"]]
            )
        else:
            cells = ["before 2025-03-01", "2025-03-01 to 2025-03-31", "after 2025-03-31"]
        return [self.heading(item), *cells[:rows]]

    def heading(self, item: Item) -> str:
        return item.label if item.label and self.chance(0.7) else item.name

    def cells(self, rows: int, person: bool) -> list[str]:
        types = ("truth", "level", "colour", "hue", "kin", "place", "holder", "number", "date")
        items = self.of_types(types, person)
        if not items or self.chance(0.2):
            type = self.pick(["holder", "date", "number"])
            heading = self.value(type, person, 2)
            return self.cells_of(type, heading, rows, person)
        item = self.pick(items)
        return self.cells_of(item.type, self.heading(item), rows, person)

    def cells_of(self, type: str, heading: str, rows: int, person: bool) -> list[str]:
        return [heading, *("any" if self.chance(0.25) else self.cell(type, person) for _ in range(rows))]

    def cell(self, type: str, person: bool) -> str:
        parts = [self.part(type, person) for _ in range(self.pick([1, 1, 1, 2]))]
        return " or ".join("not " + part if self.chance(0.15) else part for part in parts)

    def part(self, type: str, person: bool) -> str:
        same = self.of_types((type,), person)
        if same and self.chance(0.08):
            return str(self.pick(BEFORE_NAMES.get(type, [""])) + self.pick(same).name)
        if type in ("level", "colour", "kin") and self.chance(0.1):
            return self.bracket(list(WORDS[type]))
        if type == "truth":
            return str(self.pick(["yes", "no"]))
        if type in ("hue", "holder") and self.chance(0.4):
            return "none" if type == "hue" else "nobody"
        if type in ("number", "date", "level") and self.chance(0.75):
            a, b = (self.constant(type) for _ in range(2))
            words = [f"under {a}", f"more than {a}", f"at most {a}", f"at least {a}", f"{a} or more", f"{a} to {b}", a]
            if type == "date":
                words += [f"before {a}", f"after {a}", f"on or before {a}", f"on or after {a}"]
            return str(self.pick(words))
        if type in ("place", "holder") and self.chance(0.5):
            return str(
                self.pick(
                    ["in England", "outside England", "in wales", "outside sp_one", self.bracket(self.authorities)]
                )
            )
        if type in ("number", "date") and self.chance(0.2):
            return "none"
        return self.constant(type)

    def bracket(self, options: list[str]) -> str:
        return "in (" + ", ".join(self.random.sample(options, 2)) + ")"
