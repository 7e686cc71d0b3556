"""Chapter 2, Packs: the files are read together and make one rule book.

All names are declared first (sources, network, types, facts, decisions, duties), then the rules that speak of them.
A name is looked for among what a pack sees: its own, what wider layers have, and what it uses.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from . import calendars, conflicts, decisions, duties, over_time, sources, warnings
from .facts import Case, CaseReader, Fact, Judgement, Slot, Types, read_fact, read_scalar, read_value, values_to_try
from .meaning import Bounds, Compiler, Meaning, Read, Run, still
from .network import Bound, Network
from .text import names, only, read_date, read_yaml
from .values import NotUnderstood, Value

if TYPE_CHECKING:
    from .evaluation import Evaluation

LAYERS = ("national", "regional", "local")
PARTS = "sources types facts parameters decisions duties warnings conflicts calendars network events states processes"
OF_WIDER = "tighten widen replace set"
ABOUT_NO_CASE = "rotations standing_duties contents figures questions"  # no answer to a case rests on these


@dataclass(eq=False)
class Pack:
    id: str
    layer: str
    calendar: str | None
    parts: dict[str, Any]
    seen: set[str] = field(default_factory=set)  # the packs that it sees, itself among them
    bound: Bound | None = None
    whose_case: Meaning | None = None


def read_pack(text: str) -> Pack:
    parts = read_yaml(text)
    plain = {key: part for key, part in parts.items() if not key.startswith("record ")}
    only(
        plain,
        f"pack title layer binds calendar uses whose_case about {PARTS} {OF_WIDER} {ABOUT_NO_CASE} changes not_encoded",
        "a pack",
    )
    if any("order" in rotation for rotation in parts.get("rotations", {}).values()):
        raise NotUnderstood("a rotation with an order gives the network rows, which rules may read")
    if parts["layer"] not in LAYERS:
        raise NotUnderstood(f"the layer {parts['layer']}")
    return Pack(parts["pack"], parts["layer"], parts.get("calendar"), parts)


def look_around(packs: list[Pack]) -> None:
    """What each pack sees."""
    uses = {pack.id: names(pack.parts["uses"]) if "uses" in pack.parts else [] for pack in packs}
    for pack in packs:
        todo = [pack.id]
        for id in todo:  # which grows meanwhile
            todo += [used for used in uses[id] if used not in todo]
        wider = [other.id for other in packs if LAYERS.index(other.layer) < LAYERS.index(pack.layer)]
        pack.seen = {*todo, *wider}


T = TypeVar("T", "decisions.Decision", "duties.Duty")


class Named(Generic[T]):
    """Decisions or duties. Two packs that do not see each other may each have one of the same name."""

    def __init__(self) -> None:
        self.of_name: dict[str, list[T]] = {}
        self.all: dict[str, T] = {}  # by key, which is the name of the first of that name

    def add(self, thing: T) -> None:
        same = self.of_name.setdefault(thing.name, [])
        if any(other.pack.id in thing.pack.seen or thing.pack.id in other.pack.seen for other in same):
            raise NotUnderstood(f"{thing.name} is declared twice")
        thing.key = f"{thing.pack.id} {thing.name}" if same else thing.name
        same.append(thing)
        self.all[thing.key] = thing

    def seen_by(self, pack: Pack, name: str) -> T | None:
        return next((thing for thing in self.of_name.get(name, []) if thing.pack.id in pack.seen), None)

    def known_to(self, pack: Pack, name: str) -> T:
        found = self.seen_by(pack, name)
        if found is None:
            raise NotUnderstood(f"{pack.id} sees no {name}")
        return found


class Book:
    def __init__(self, texts: list[str]) -> None:
        packs = sorted((read_pack(text) for text in texts), key=lambda pack: LAYERS.index(pack.layer))
        look_around(packs)
        self.packs = packs
        self.network = Network()
        self.sources = sources.Sources()
        self.types = Types(self.network)
        self.facts: dict[str, Fact] = {}
        self.of_members: dict[str, dict[str, Fact]] = {}
        self.list_of: dict[str, str] = {}  # the fact that holds a record's members
        self.labels: dict[str, list[tuple[str, str]]] = {}  # a label: name and record of what has it
        self.calendars: dict[str, calendars.Calendar] = {}
        self.decisions: Named[decisions.Decision] = Named()
        self.duties: Named[duties.Duty] = Named()
        self.dates: list[tuple[str, str, Pack]] = []  # those that have an id, of which duty, and whose they are
        self.warnings: list[warnings.Warning] = []
        self.conflicts: list[conflicts.Conflict] = []
        self.events: dict[str, over_time.Event] = {}
        self.states: dict[str, over_time.State] = {}
        self.processes: dict[str, over_time.Process] = {}
        self.all_facts_read: dict[frozenset[Read], list[Read]] = {}
        self.tries: dict[Fact, list[Value] | None] = {}
        steps = (
            self.read_data,
            self.read_types,
            self.read_tables,
            self.read_edges,
            self.read_facts,
            self.declare,
            self.read_rules,
        )
        for step in (*steps, self.read_what_changes_wider_packs):
            for pack in packs:
                step(pack)

    # Reading, step by step

    def read_data(self, pack: Pack) -> None:
        for id, entry in pack.parts.get("sources", {}).items():
            self.sources.add(id, sources.read_source(entry, id), pack)
        self.network.read_names(pack.parts.get("network", {}))
        for key in pack.parts:
            if key.startswith("record "):
                self.types.records.add(key.removeprefix("record "))
        for id, entry in pack.parts.get("calendars", {}).items():
            if "adds_to" not in entry:
                self.calendars[id] = calendars.read_calendar(entry, id)

    def read_tables(self, pack: Pack) -> None:
        self.network.read_tables(pack.parts.get("network", {}))
        for id, entry in pack.parts.get("calendars", {}).items():
            if "adds_to" in entry:
                base = entry["adds_to"]
                self.calendars[base] = calendars.with_late_proclamation(self.calendars[base], entry, id)

    def read_edges(self, pack: Pack) -> None:
        self.network.read_edges(pack.parts.get("network", {}))

    def read_types(self, pack: Pack) -> None:
        for name, text in pack.parts.get("types", {}).items():
            self.types.named[name] = self.types.read(text)
        for relation in pack.parts.get("network", {}).get("relations", {}):
            to = self.network.relations[relation].to
            if to and to not in self.network.kinds:
                type = self.types.read(to)
                self.network.values[relation] = (type, partial(read_scalar, type=type, network=self.network))

    def read_facts(self, pack: Pack) -> None:
        self.network.check()
        for name, entry in pack.parts.get("facts", {}).items():
            if isinstance(entry.get("type"), str):
                self.add_fact(entry, name, "", pack)
            else:
                for inner, fact in entry.items():
                    self.add_fact(fact, f"{name}.{inner}", "", pack)
        for key, facts in pack.parts.items():
            if key.startswith("record "):
                record = key.removeprefix("record ")
                for name, entry in facts.items():
                    self.add_fact(entry, name, record, pack)

    def add_fact(self, entry: dict[str, Any], name: str, record: str, pack: Pack) -> None:
        fact, label = read_fact(entry, name, record, self.types, pack)
        facts = self.of_members.setdefault(record, {}) if record else self.facts
        if name in facts:
            raise NotUnderstood(f"two facts are named {name}")
        facts[name] = fact
        if fact.type.base == "record":
            self.list_of[fact.type.record] = name
        if label:
            self.labels.setdefault(label, []).append((name, record))

    def declare(self, pack: Pack) -> None:
        if "binds" in pack.parts:
            pack.bound = self.network.read_binds(pack.parts["binds"])
        over_time.declare(pack, self)
        for name, entry in pack.parts.get("parameters", {}).items():
            self.decisions.add(decisions.declare_parameter(entry, name, pack, self))
        for name, entry in pack.parts.get("decisions", {}).items():
            decision = decisions.declare(entry, name, pack, self)
            self.decisions.add(decision)
            if "label" in entry:
                self.labels.setdefault(entry["label"], []).append((name, decision.record))
        for name, entry in pack.parts.get("duties", {}).items():
            self.duties.add(duties.Duty(entry, name, pack, self))
        for name, entry in [*pack.parts.get("duties", {}).items(), *pack.parts.get("tighten", {}).items()]:
            self.dates += [(date["id"], name, pack) for date in duties.dates_in(entry) if "id" in date]

    def read_rules(self, pack: Pack) -> None:
        over_time.read_rules(pack, self)
        if "whose_case" in pack.parts:
            pack.whose_case = Compiler(self, pack).read(pack.parts["whose_case"])
        for decision in self.decisions.all.values():
            if decision.pack is pack:
                decisions.read_rules(decision, self)
        for duty in self.duties.all.values():
            if duty.pack is pack:
                duty.read_rules(self)
        for id, entry in pack.parts.get("warnings", {}).items():
            self.warnings.append(warnings.read_warning(entry, id, pack, self))
        for id, entry in pack.parts.get("conflicts", {}).items():
            # Of others, such as duties and rotations, nothing is worked out.
            if entry.get("about") in {decision.name for decision in self.decisions.all.values()}:
                self.conflicts.append(conflicts.read_conflict(entry, id, pack, self))

    def read_what_changes_wider_packs(self, pack: Pack) -> None:
        for name, entry in pack.parts.get("tighten", {}).items():
            self.duties.known_to(pack, name).tighten(entry, pack, self)
        for key in ("widen", "replace", "set"):
            for name, entry in pack.parts.get(key, {}).items():
                decisions.change(self.decisions.known_to(pack, name), key, entry, pack, self)

    # What is asked of it

    def duty_or_date(self, pack: Pack, name: str) -> tuple[duties.Duty, str | None]:
        """`due of name`: a duty, or one of its dates."""
        if duty := self.duties.seen_by(pack, name):
            return duty, None
        for date, of_duty, owner in self.dates:
            if date == name and owner.id in pack.seen:
                return self.duties.known_to(owner, of_duty), name
        raise NotUnderstood(f"no duty and no date is named {name}")

    def calendar_of(self, pack: Pack) -> calendars.Calendar | None:
        return self.calendars[pack.calendar] if pack.calendar else None

    def meaning_of(self, decision: decisions.Decision) -> Meaning:
        key = decision.key
        reads = frozenset([Read("decision", key, decision.record)])
        run: Run = lambda day, m: day.decision(key, over_time.member_of(m))  # noqa: E731

        def bounds(day: Evaluation, m: Any) -> Bounds:
            said = still(meaning, run(day, m))
            days = [one for one in said if isinstance(one, datetime.date)]
            return (min(days), max(days)) if len(days) == len(said) else (None, None)

        meaning = Meaning(decision.type, run, reads, bounds, is_decision=True)
        return meaning

    def meaning_of_state(self, name: str) -> Meaning:
        state = self.states[name]
        reads = frozenset([Read("state", name, state.record)])

        run: Run = lambda day, m: day.state(name, over_time.member_of(m))  # noqa: E731
        return Meaning(state.type, run, reads)

    def facts_read(self, reads: frozenset[Read]) -> list[Read]:
        """The facts among these reads, and those that the decisions and duties among them read in turn."""
        if reads not in self.all_facts_read:
            seen, todo = set(reads), list(reads)
            for read in todo:  # which grows meanwhile
                for inner in () if read.what in ("fact", "day") else self.reads_of(read):
                    if inner not in seen:
                        seen.add(inner)
                        todo.append(inner)
            facts = {read for read in seen if read.what == "fact"}
            own = {read for read in facts if replace(read, every_member=True) not in facts or read.every_member}
            self.all_facts_read[reads] = sorted(own, key=lambda read: (read.record, read.name))
        return self.all_facts_read[reads]

    def reads_of(self, read: Read) -> set[Read]:
        """What is read of every member reads in turn what it reads of every member."""
        all: dict[str, Any] = {"decision": self.decisions.all, "duty": self.duties.all, "state": self.states}
        inner = {read for meaning in all[read.what][read.name].meanings() for read in meaning.reads}
        return {replace(one, every_member=True) for one in inner} if read.every_member else inner

    def fact(self, slot: Slot) -> Fact:
        name, member = slot
        if member is None:
            return self.facts[name]
        kind = member.rpartition("_")[0]
        if kind in self.events:
            return self.of_members[kind][name]
        return next(facts[name] for facts in self.of_members.values() if name in facts)

    def conditional_facts(self) -> Iterator[Fact]:
        for facts in (self.facts, *self.of_members.values()):
            yield from (fact for fact in facts.values() if fact.applies_when)

    def stand_ins(self, slot: Slot) -> list[Slot]:
        """The facts of which one stands in place of the other, itself among them."""
        name, member = slot
        of = self.facts if member is None else self.of_members.get(self.fact(slot).record, {})
        all = [name]
        for one in all:  # which grows meanwhile
            all += [f for f in of if f not in all and (of[f].in_place_of == one or of[one].in_place_of == f)]
        return [(one, member) for one in all]

    def values_to_try(self, slot: Slot) -> list[Value] | None:
        fact = self.fact(slot)
        if fact not in self.tries:
            type = replace(fact.type, may_be_nothing=fact.may_be_nothing())
            self.tries[fact] = values_to_try(type, self.network)
        return self.tries[fact]

    def read_case(self, text: str) -> Case:
        given = read_yaml(text)
        judgements, events = given.pop("judgements", []), given.pop("events", [])
        history = given.pop("history", None)
        case = CaseReader(self.facts, self.of_members, self.network).read(given)
        over_time.read_events(case, events, self)
        if history is not None:
            case.covers = over_time.read_cover(only(history, "covers", "history")["covers"])
        for entry in judgements:
            decision = self.judged(entry["decision"], entry.get("pack"))
            only(entry, f"decision pack value by date why {decision.record}", "a judgement")
            value = read_value(entry["value"], decision.type, self.network)
            slot = (decision.key, entry[decision.record] if decision.record else None)
            case.judgements[slot] = Judgement(value, read_date(entry["date"]))
        return case

    def judged(self, name: str, pack: str | None) -> decisions.Decision:
        """The decision of that name that a person may take; where two packs have one, the case says whose."""
        found = [d for d in self.decisions.of_name[name] if d.a_person_may_decide and pack in (None, d.pack.id)]
        if len(found) != 1:
            raise NotUnderstood(f"a person may decide {len(found)} of the name {name}")
        return found[0]
