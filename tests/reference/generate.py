"""Small legal rule books and cases, made from a seed, that use as much of docs/language.md as they can.

`Maker(seed)` makes a book: `packs`, texts by name, and with `case()` cases of it. A rule only reads what stands before
it, so there are no circles. Names say their type: `colour2`, `d_colour3` of a decision.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

import yaml

from .generate_expressions import (
    ANSWER_TYPES,
    COLOURS,
    COMPLETIONS,
    DAY,
    KIN,
    LEVELS,
    OF_CONDITIONS,
    OF_DECISIONS,
    OF_FACTS,
    START,
    TYPES,
    Duty,
    Expressions,
    Item,
)


@dataclass
class Changeable:
    """A national decision that a local pack may `replace` or `widen`."""

    name: str
    type: str
    is_of_person: bool
    changed_by: str
    has_whose: bool


class Maker(Expressions):
    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.judged: list[tuple[str, Item]] = []  # and the pack of each
        self.changeable: list[Changeable] = []
        self.is_national = True
        self.pack = "made/national"
        self.packs = {"national.yaml": self.national()}
        self.is_national = False
        items, duties, count = [*self.items], [*self.duties], self.count
        if self.chance(0.5):
            self.packs["local.yaml"] = self.local("local")
            if self.chance(0.4):
                self.packs["neighbour.yaml"] = self.local("neighbour")
            if self.chance(0.3):  # it gives the same names to other things
                self.items, self.duties, self.count = items, duties, count
                self.packs["apart.yaml"] = self.local("apart")

    # Packs

    def national(self) -> str:
        end = START + self.random.randint(20, 170) * DAY
        lines = [
            "pack: made/national",
            "title: Made",
            "layer: national",
            "calendar: made_days",
            "sources:",
            *source("S.1", "statute"),
            *source("S.2", "statutory_guidance", f"in_force: 2020-01-01 to {end}", "followed_by: S.3"),
            *source("S.3", "statutory_guidance", f"in_force: from {end}", *(["read: no"] if self.chance(0.5) else [])),
            *source(
                "S.4", "default", self.pick([f"in_force: until {end}", f"in_force: from {end}", "confidence: memory"])
            ),
            "types:",
            f"  level: one of {' < '.join(LEVELS)}",
            f"  colour: one of {', '.join(COLOURS)}",
            "  place: authority or elsewhere",
            f"  kin: one of {', '.join(KIN)}",
            *self.calendar(),
            *self.network(),
            *self.facts(),
            *self.parameter(),
        ]
        if self.chance(0.3):
            lines.insert(3, "binds: every authority in " + self.pick(["England", "wales"]))
        self.cites = ["S.1", "S.1", "S.1(2)", "S.2", "S.4", "S.1, S.2"]
        return "\n".join(lines + self.rules(self.random.randint(2, 4), self.random.randint(0, 2))) + "\n"

    def local(self, name: str) -> str:
        self.pack = f"made/{name}"
        lines = [f"pack: {self.pack}", "title: Made too", "layer: local", "calendar: made_days"]
        id = "N.1" if name == "neighbour" else "L.1"
        if name == "neighbour":
            lines.append("uses: made/local")
        whom = ["authorities of sp_one", "every authority in England", "authorities of north_force"]
        whom.append("authorities whose board are sp_one")
        is_bound = self.chance(0.6)
        lines += [f"binds: {self.pick(whom)}"] if is_bound else []
        if is_bound and self.chance(0.3):
            lines.append(f"whose_case: {self.owner(False)}")
        lines += ["sources:", *source(id, "local", *self.pick([[], [], ["in_force: from 2025-03-01"]]))]
        lines += self.changes_of_wider(id, is_bound) if name == "local" else []
        items, duties = self.items, self.duties
        self.items, self.duties = [item for item in items if not item.is_decision], []  # so that there are no circles
        self.cites = [id, id, "S.2"]
        tighten = [line for duty in duties if self.chance(0.6) for line in self.tightened(duty)]
        self.items, self.duties = items, duties
        rules = self.rules(self.random.randint(1, 2), self.random.randint(0, 1))
        lines += ["tighten:", *tighten] if tighten else []
        return "\n".join(lines + rules) + "\n"

    def tightened(self, duty: Duty) -> list[str]:
        kind = self.pick(["must", "should", "may", "shown_only"])
        if duty.verb in ("may", "must_not", "must_go_on"):  # of which no other pack may shorten the time
            return []
        return [f"  {duty.name}:", "    by:", *self.date(duty, f"by_local{self.number()}", kind)]

    def parameter(self) -> list[str]:
        """One that a local pack may set."""
        self.has_parameter = self.chance(0.4)
        if not self.has_parameter:
            return []
        whose = self.one_owner(False)
        self.items.append(Item("allowed", "number", False, is_decision=True))
        body = ["question: Made?", "type: whole number", "value: 3", "at_least: 1", "at_most: 6"]
        body += [f"whose: {whose}", "cite: S.1"]
        return ["parameters:", "  allowed:", *("    " + line for line in body)]

    def changes_of_wider(self, id: str, is_bound: bool) -> list[str]:
        """`set`, `replace`, `widen`; a pack that binds some only may change what says whose case it is."""
        lines = []
        if self.has_parameter and self.chance(0.6):
            lines += ["set:", "  allowed:", f"    value: {self.random.randint(1, 6)}", f"    cite: {id}"]
        all_items, duties = self.items, self.duties
        self.items, self.duties = [item for item in self.items if not item.is_decision], []
        for key in ("replace", "widen"):
            found = [item for item in self.changeable if item.changed_by == key and (item.has_whose or not is_bound)]
            lines += [f"{key}:"] if found else []
            for item in found:
                body = [f"is: {self.value(item.type, item.is_of_person, 1)}", f"cite: {id}"]
                if key == "widen":
                    body = ["yes_if:", *self.named_rules("w", 1, item.is_of_person, [])]
                lines += [f"  {item.name}:", *("    " + line for line in body)]
        self.items, self.duties = all_items, duties
        return lines

    def calendar(self) -> list[str]:
        last = self.pick(["2025-06-30", "2025-04-30", "2025-12-31"])
        holidays = sorted({START + self.random.randint(0, 100) * DAY for _ in range(5)})
        return [
            "calendars:",
            "  made_days:",
            "    title: Made",
            "    cite: S.1",
            f"    covers: 2025-01-01 to {last}",
            "    week: Monday to Friday",
            "    holidays: |",
            "      date | holiday",
            *(f"      {day} | Day {number}" for number, day in enumerate(holidays)),
            *(self.late_proclamation(holidays) if self.chance(0.3) else []),
        ]

    def late_proclamation(self, holidays: list[datetime.date]) -> list[str]:
        days = sorted({START + self.random.randint(0, 100) * DAY for _ in range(3)} - set(holidays))
        instead = [str(self.pick(holidays)) if number == 0 and self.chance(0.5) else "" for number in range(len(days))]
        return [
            "  late_days:",
            "    title: Made later",
            "    cite: S.1",
            "    adds_to: made_days",
            "    holidays: |",
            "      date | holiday | instead_of",
            *(f"      {day} | Late day | {other}" for day, other in zip(days, instead, strict=True)),
        ]

    def network(self) -> list[str]:
        def entry(*names: str) -> str:
            return "" if self.chance(0.15) else "nobody" if self.chance(0.15) else str(self.pick(names))

        columns: dict[str, tuple[str, ...]] = {
            "country": ("england", "wales"),
            "partnership": ("sp_one", "sp_two"),
            "board": ("sp_one", "sp_two"),
        }
        columns["force"] = ("north_force",)
        rows = [
            [id, id.title(), self.life(), *(entry(*names) for names in columns.values())] for id in self.authorities
        ]
        return [
            "network:",
            "  kinds: country, elsewhere, authority, partnership, force",
            "  relations:",
            "    board: partnership",
            *("    rank: level", "    open_on: date", "    is_big: truth", "    hues:"),
            *("      to: several colour", "      all_listed_for: every authority"),
            *self.ways(),
            "  country: |",
            "    id | name",
            "    england | England",
            "    wales | The Wales",
            "  elsewhere: |",
            "    id | name | country | partnership",
            f"    far_away | Far away | {self.pick(['nobody', ''])} | {self.pick(['nobody', ''])}",
            "  partnership: |",
            "    id | name | country",
            "    sp_one | One Partnership | england",
            f"    sp_two | Two Partnership | {entry('wales')}",
            "  force: |",
            "    id | name",
            "    north_force | North Force",
            "  authority: |",
            "    id | name | in_force | " + " | ".join(columns),
            *("    " + " | ".join(row) for row in rows),
            "  edges:",
            *self.values_said(),
            *self.edges(),
        ]

    def ways(self) -> list[str]:
        """Relations to several bodies, that change with time, and that are made of others."""
        self.has_ways = self.chance(0.6)
        if not self.has_ways:
            return []
        listed = self.pick(["every authority", "every authority in England", "every authority in sp_one"])
        return [
            *("    guard:", "      to: force", "    above: authority"),
            *("    near:", "      to: several authority", f"      both_ways: {self.pick(['yes', 'no'])}"),
            *(f"      all_listed_for: {listed}", *self.pick([[], ["      listed_from: 2025-02-20"]])),
            *("    under:", "      turns_round: above"),
            *("    over:", "      turns_round: near", *self.pick([[], [f"      among: {listed}"]])),
            *("    below:", "      at_any_depth: under"),
            *("    round:", "      joins: near, under"),
        ]

    def life(self) -> str:
        turn = f"2025-0{self.random.randint(1, 4)}-{self.random.randint(10, 28)}"
        return str(self.pick(["", "", "", "", f"from {turn}", f"until {turn}"]))

    def values_said(self) -> list[str]:
        """What is said of authorities: a word, a day, whether they are big, colours."""
        lines = []
        for relation, type in (("rank", "level"), ("open_on", "date"), ("is_big", "truth"), ("hues", "colour")):
            lines += [f"    {relation}: |", "      from | to | in_force"]
            for id in self.authorities:
                turn = f"2025-0{self.random.randint(1, 4)}-{self.random.randint(10, 28)}"
                for period in self.pick([[], [""], [f"until {turn}"], [f"until {turn}", f"from {turn}"]]):
                    lines.append(f"      {id} | {self.constant(type)} | {period}")
        return lines

    def edges(self) -> list[str]:
        if not self.has_ways:
            return []
        rows: dict[str, list[str]] = {"guard": [], "above": [], "near": []}
        for n, id in enumerate(self.authorities):
            turn = f"2025-0{self.random.randint(1, 4)}-{self.random.randint(10, 28)}"
            for relation, to in (("guard", "north_force"), ("above", self.pick(["nobody", *self.authorities[:n]]))):
                periods = self.pick([[""], [f"until {turn}"], [f"from {turn}", f"until {turn}"], []])
                for number, period in enumerate(periods):
                    rows[relation].append(f"{id} | {'nobody' if number and to == 'north_force' else to} | {period}")
            for other in self.authorities[n + 1 :]:
                for period in self.pick([[], [""], [f"from {turn}"], [f"2025-01-01 to {turn}"]]):
                    rows["near"].append(f"{id} | {other} | {period}")
        lines = []
        for relation, all in rows.items():
            lines += [f"    {relation}: |", "      from | to | in_force", *(f"      {row}" for row in all)]
        return lines

    # Facts

    def facts(self) -> list[str]:
        lines = ["facts:", "  incident:"]
        for type in self.some_types(2, 5):
            lines += self.fact(type, "incident.", 4)
        lines += ["    day:", "      type: date"]
        self.items.append(Item("incident.day", "date", False))
        lines += self.conditional_fact("incident.", 4) if self.chance(0.25) else []
        if self.has_record:
            lines += ["  people:", "    type: list of person", "record person:"]
            for type in self.some_types(2, 4):
                lines += self.fact(type, "", 2)
            lines += self.conditional_fact("", 2) if self.chance(0.25) else []
            if self.chance(0.3):
                lines += ["  born:", "    type: date", "  stillborn_on:", "    type: date", "    in_place_of: born"]
                self.items += [Item("born", "date", True), Item("stillborn_on", "date", True)]
        return lines

    def some_types(self, least: int, most: int) -> list[str]:
        types = [
            self.pick(["date", "date", "number", "truth"] if self.likes_dates else OF_FACTS)
            for _ in range(self.random.randint(least, most))
        ]
        return [*types, self.pick(["colours", "offices"])] if self.chance(0.3) else types

    def conditional_fact(self, group: str, indent: int) -> list[str]:
        """One that applies where another, that always applies, has some value."""
        of = self.pick([item for item in self.of_types(OF_CONDITIONS, not group) if not item.applies_by])
        type = self.pick(["date", "date", "number", "decimal", "hue", "holder"])
        a, b = self.constant(of.type), self.constant("number")
        conditions = [f"{of.name} {self.pick(['=', '!='])} {a}", f"not {of.name} = {a}"]
        if of.type in ("date", "number", "level"):
            conditions.append(f"{of.name} {self.pick(['<', '>='])} {a}")
        if of.type == "date":
            conditions += [f"years from {of.name} to 2025-03-01 < {b}", f"{b} weeks have passed since {of.name}"]
        return self.fact(type, group, indent, of.name, self.pick(conditions))

    def fact(self, type: str, group: str, indent: int, of: str = "", applies_when: str = "") -> list[str]:
        short = f"{type}{self.number()}"
        label = f"the label of {short}" if self.chance(0.5) else ""
        is_bounded = type == "number" and self.chance(0.4)
        lines = [f"type: whole number from 0 to {self.pick([6, 9, 120])}" if is_bounded else f"type: {TYPES[type]}"]
        lines += [f"label: {label}"] if label else []
        lines += [f"applies_when: {applies_when}"] if of else []
        lines += [f"formerly: old_{short}, older_{short}"] if self.chance(0.05) else []
        lines += ["sensitive: yes"] if self.chance(0.1) else []
        default = ""
        if type in ("truth", "level", "date") and not of and self.chance(0.15):
            default = {"truth": "no", "level": "low", "date": "not yet"}[type]
            lines.append(f"when_not_recorded: {default}")
        self.items.append(Item(group + short, type, not group, label, default=default, applies_by=of))
        return [" " * indent + short + ":", *(" " * (indent + 2) + line for line in lines)]

    # Rules, duties, warnings, conflicts

    def rules(self, decisions: int, duties: int) -> list[str]:
        parts: dict[str, list[str]] = {"decisions:": [], "duties:": []}
        todo = ["decisions:"] * decisions + ["duties:"] * duties
        self.random.shuffle(todo)
        for part in todo:
            parts[part] += self.decision() if part == "decisions:" else self.duty()
        decided = [item for item in self.items if item.is_decision]
        parts["warnings:"] = self.warning() if self.chance(0.6) else []
        parts["conflicts:"] = self.conflict(self.pick(decided)) if decided and self.chance(0.3) else []
        return [line for head, lines in parts.items() if lines for line in (head, *lines)]

    def cite(self) -> str:
        return str(self.pick(self.cites))

    def decision(self) -> list[str]:
        type, person = self.pick(OF_DECISIONS), self.has_record and self.chance(0.6)
        name = f"d_{type}{self.number()}"
        label = f"the answer {name}" if self.chance(0.4) else ""
        head = ["question: Made?", *(["for_each: person"] if person else [])]
        head += [f"label: {label}"] if label else []
        head += [f"type: {ANSWER_TYPES[type]}"] if type != "truth" or self.chance(0.2) else []
        head += [f"{key}: yes" for key in ("working", "sensitive") if self.chance(0.1)]
        head += [f"formerly: old_{name}"] if self.chance(0.05) else []
        may_be_judged = self.chance(0.25)
        head += ["a_person_may_decide: yes"] if may_be_judged else []
        changed_by = self.pick(["", "", "", "", "replace", "replace", "widen"]) if self.is_national else ""
        if changed_by == "widen" and type != "truth":
            changed_by = ""
        has_whose = bool(changed_by) and self.chance(0.7)
        owner = self.one_owner if changed_by == "replace" else self.owner
        head += [f"whose: {owner(person)}"] if has_whose else []
        if changed_by == "replace":
            head += ["may_be_varied_by:", "  layer: local", "  cite: S.1", "  because: made"]
        head += ["may_be_widened: yes"] if changed_by == "widen" else []
        body = self.form(type, person, "yes_if" if changed_by == "widen" else "")
        if changed_by:
            self.changeable.append(Changeable(name, type, person, changed_by, has_whose))
        item = Item(name, type, person, label, is_decision=True)
        if " may be " not in "".join(body):  # what may be is turned round by whatever reads it behind a `not`
            self.items.append(item)
        self.judged += [(self.pack, item)] if may_be_judged else []
        return [f"  {name}:", *("    " + line for line in head + body)]

    def form(self, type: str, person: bool, only: str = "") -> list[str]:
        forms = ["is", "one_row_applies", "one_row_applies", "rows_agree", "first_row"]
        forms += ["yes_if", "no_if", "both"] * 2 if type == "truth" else []
        forms += ["strongest_of"] * 3 if type == "level" else []
        if type in ("colours", "offices"):
            forms = ["is", "all_rows", "all_rows"]
        form = only or self.pick(forms)
        if form == "is":
            return [f"is: {self.value(type, person, 2)}", f"cite: {self.cite()}"]
        if form == "all_rows":
            return self.table(form, {"colours": "colour", "offices": "authority"}[type], person)
        otherwise = self.pick(["", "gap", "ask a person", self.constant(type), self.constant(type)])
        end = [f"otherwise: {otherwise}"] if otherwise else []
        if form in ("yes_if", "no_if"):
            return [f"{form}:", *self.named_rules(form[0], self.random.randint(1, 3), person, []), *end]
        if form == "both":
            yes = [f"y{number}" for number in range(self.random.randint(1, 2))]
            giving_way = ["yes_if:", *self.named_rules("y", len(yes), person, [])]
            first = self.named_rules("n", self.random.randint(1, 2), person, yes)
            return [*giving_way, "no_if:", *first, *end]
        return self.table(form, type, person) + end

    def named_rules(self, letter: str, rules: int, person: bool, give_way: list[str]) -> list[str]:
        """A rule overrides those that give way, and perhaps others before it."""
        lines: list[str] = []
        for number in range(rules):
            when = self.asking_truth(person, 2) if letter == "y" else self.truth(person, 2)
            lines += [f"  - rule: {letter}{number}", f"    when: {when}", f"    cite: {self.cite()}"]
            overridden = give_way + [f"{letter}{other}" for other in range(number) if self.chance(0.2)]
            lines += [f"    overrides: {', '.join(overridden)}"] if overridden else []
        return lines

    def table(self, form: str, type: str, person: bool) -> list[str]:
        rows = self.random.randint(2, 4)
        columns: list[list[str]] = []
        is_apart = form in ("one_row_applies", "rows_agree") and self.chance(0.5)
        if is_apart:
            columns.append(self.cells_apart(rows, person))
            rows = len(columns[0]) - 1
        for _ in range(self.random.randint(0 if is_apart else 1, 2)):
            columns.append(self.cells(rows, person))
        if self.chance(0.3) or not columns:
            truth = self.asking_truth if form == "all_rows" else self.truth  # elsewhere a row may say less than another
            columns.append(["when", *(truth(person, 1) for _ in range(rows))])
        is_checked = form in ("one_row_applies", "rows_agree") and not is_apart
        answers = [self.value(type, person, 1) for _ in range(rows)]
        columns.append(["then", *answers])
        has_cites = self.chance(0.8)
        if has_cites:
            columns.append(["cite", *(self.cite() for _ in range(rows))])
        if self.chance(0.3):
            columns.insert(0, ["rule", *(f"row_{number}" for number in range(rows))])
            if self.chance(0.4):
                columns.append(["overrides", *(self.overridden_rows(number) for number in range(rows))])
        lines = ["checked_when_run: yes"] if is_checked else []
        lines += [] if has_cites else [f"cite: {self.cite()}"]
        return [*lines, f"{form}: |", *("  " + " | ".join(row) for row in zip(*columns, strict=True))]

    def overridden_rows(self, row: int) -> str:
        return ", ".join(f"row_{other}" for other in range(row) if self.chance(0.3))

    def duty(self) -> list[str]:
        person = self.has_record and self.chance(0.5)
        verb = self.pick(["must", "should", "may", "must_not", "must_go_on"])
        duty = Duty(f"duty{self.number()}", person, verb)
        lines = [
            f"when: {self.asking_truth(person, 2)}",
            f"{'who_at_first' if duty.name[-1] in '37' else 'who'}: {self.owner(person)}",
            f"{verb}: do it",
            f"cite: {self.cite()}",
        ]
        lines += ["for_each: person"] if person else []
        lines += [f"whom: {self.value('force', person, 1)}"] if self.chance(0.3) else []
        dates = [self.date_of_duty(duty, verb, number) for number in range(self.random.randint(0, 3))]
        if dates:
            lines += [
                "until:" if verb in ("must_go_on", "must_not") else "by:",
                *(line for date in dates for line in date),
            ]
        ends = [item for item in self.of_types(("date", "truth"), person) if not item.is_decision]
        if ends and self.chance(0.6):
            word = "breached_when" if verb == "must_not" else "done_when"
            lines.append(f"{word}: {self.pick(ends).name}")
        if self.chance(0.2):
            lines += [f"cancelled_when: {self.truth(person, 1)}", f"cancelled_cite: {self.cite()}"]
        if self.chance(0.1):
            lines += ["transition: the law of each day", f"transition_cite: {self.cite()}"]
        if " may be " not in lines[0]:
            self.duties.append(duty)
        return [f"  {duty.name}:", *("    " + line for line in lines)]

    def owner(self, person: bool) -> str:
        if self.has_record and self.chance(0.15):
            return "each person's " + self.value("holder", True, 0)
        return self.value("offices", person, 1) if self.chance(0.2) else self.one_owner(person)

    def one_owner(self, person: bool) -> str:
        return self.value(self.pick(["place", "holder", "force"]), person, 1)

    def date_of_duty(self, duty: Duty, verb: str, number: int) -> list[str]:
        id = f"by{self.number()}"
        duty.dates.append(id)
        kinds = ["last_day"] if verb in ("must_go_on", "must_not") else ["must", "should", "may", "shown_only"]
        return [line[4:] for line in self.date(duty, id, self.pick(kinds))]

    def date(self, duty: Duty, id: str, kind: str) -> list[str]:
        if self.chance(0.15) and not id.startswith("by_local"):
            return self.suspended_date(duty, id, kind)
        day = self.value("date", duty.is_of_person, 2)
        return [f"      - id: {id}", f"        {kind}: {day}", f"        cite: {self.cite()}"]

    def suspended_date(self, duty: Duty, id: str, kind: str) -> list[str]:
        person = duty.is_of_person
        count = self.pick([f"{self.random.randint(1, 12)} days", "2 weeks", "5 working days", "48 hours", "1 day"])
        lines = [f"{kind}: {count} {self.pick(['after', 'beginning with'])} {self.value('date', person, 1)}"]
        lines += [f"cite: {self.cite()}", "suspended:"]
        for _ in range(self.random.randint(1, 2)):
            first, until = (self.value("date", person, 1) for _ in range(2))
            lines += [f"  - from: {first}", f"    until: {until}", "    cite: S.1", "    because: made"]
        return [f"      - id: {id}", *("        " + line for line in lines)]

    def warning(self) -> list[str]:
        person = self.has_record and self.chance(0.5)
        item = self.pick(self.of_types(OF_DECISIONS, person))
        when = self.pick(
            [
                self.asking_truth(person, 2),
                f"{item.name} is not known",
                f"not {item.name} is known or {self.truth(person, 1)}",
            ]
        )
        lines = [*(["for_each: person"] if person else []), f"when: {when}", "say: look out", f"cite: {self.cite()}"]
        return [f"  w{self.number()}:", *("    " + line for line in lines)]

    def conflict(self, about: Item) -> list[str]:
        return [
            f"  c{self.number()}:",
            f"    about: {about.name}",
            "    readings:",
            "    - {reading: one, says: this, cite: S.1}",
            "    - reading: two",
            "      says: that",
            f"      cite: {self.cite()}",
            f"      would_be: {self.value(about.type, about.is_of_person, 1)}",
            "    chosen: one",
            "    because: made",
        ]

    # Cases

    def case(self) -> tuple[str, dict[str, datetime.date]]:
        """The text of a case, and the dates of the question."""
        at = START + self.random.randint(0, 200) * DAY
        dates = {"at": at}
        if self.chance(0.1):
            dates["law_at"] = START + self.random.randint(0, 200) * DAY
        if self.chance(0.1):
            dates["known_by"] = at - self.random.randint(0, 20) * DAY
        self.room = self.pick(COMPLETIONS)
        case: dict[str, Any] = {}
        incident = self.said_of(False)
        people = [f"p{number}" for number in range(self.random.randint(0, 3))]
        if self.has_record and not self.chance(0.08):
            case["people"] = [{"id": id, **self.said_of(True)} for id in people]
            case["people"] += [{"more": "possible"}] if self.chance(0.08) else []
        else:
            people = []
            if self.has_record and self.chance(0.6):
                case["people"] = self.pick(["unknown", "withheld"])
        if incident:
            case["incident"] = {name.removeprefix("incident."): value for name, value in incident.items()}
        judgements = [self.judgement(pack, item, people, at) for pack, item in self.judged if self.chance(0.15)]
        if any(judgements):
            case["judgements"] = [judgement for judgement in judgements if judgement]
        return yaml.safe_dump(case, default_flow_style=None) if self.chance(0.03) else json.dumps(case), dates

    def said_of(self, person: bool) -> dict[str, Any]:
        said: dict[str, Any] = {}
        items = [item for item in self.items if not item.is_decision and item.is_of_person == person]
        self.random.shuffle(items)
        for item in items:
            if self.chance(0.3) and self.has_room(item):
                word = self.pick(["", "", "unknown", "withheld"])
                if word or item.default:
                    said[item.name] = word or "unknown"
            elif not (item.default and self.chance(0.5)):
                said[item.name] = self.said(item.type)
        if "born" in said and "stillborn_on" in said:
            del said[self.pick(["born", "stillborn_on"])]
        return said

    def has_room(self, item: Item) -> bool:
        """Whether one more unknown fact leaves the brute force cheap."""
        values = {"truth": 2, "level": 3, "colour": 3, "kin": 3, "hue": 4, "place": 4, "holder": 4}
        size = {**values, "colours": 8, "offices": 8}.get(item.type, 1)
        if size > self.room:
            return False
        self.room //= size
        return True

    def said(self, type: str) -> Any:
        if type == "colours":
            return self.random.sample(list(COLOURS), self.random.randint(0, 3))
        if type == "offices":
            return self.random.sample(self.authorities, self.random.randint(0, 2))
        if type in ("hue", "holder") and self.chance(0.25):
            return self.pick(["none", "nobody", "not applicable"])
        return self.pick(["a text", "another"]) if type == "text" else self.constant(type)

    def judgement(self, pack: str, item: Item, people: list[str], at: datetime.date) -> dict[str, Any] | None:
        if item.is_of_person and not people:
            return None
        value = self.said(item.type)
        about = {"person": self.pick(people)} if item.is_of_person else {}
        if self.chance(0.3) or sum(other.name == item.name for _, other in self.judged) > 1:
            about["pack"] = pack
        on = at - self.random.randint(-3, 10) * DAY
        return {"decision": item.name, **about, "value": value, "by": "somebody", "date": str(on), "why": "made"}


def source(id: str, kind: str, *more: str) -> list[str]:
    return [f"  {id}:", "    title: Made", f"    kind: {kind}", *(f"    {line}" for line in more)]
