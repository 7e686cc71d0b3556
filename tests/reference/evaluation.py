"""One case on one day: the values of its facts, decisions and duties, each by its chapter."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from . import conflicts, decisions, duties, known, over_time, owed, warnings
from .facts import Case, Slot
from .meaning import Compiler, Meaning, Read
from .over_time import DAY, Happening
from .packs import Book, Pack
from .sources import NOT_IN_FORCE
from .values import ASKED, NOT_ASKED, NOTHING, Nothing, Unknown, Value, not_known


class Evaluation:
    """`at` is the day asked about; `base` the case itself, where this is a completion of it."""

    def __init__(
        self,
        book: Book,
        case: Case,
        at: datetime.date,
        known_by: datetime.date | None = None,
        law_at: datetime.date | None = None,
        most_completions: int = 100_000,
        passes_over: bool = False,
    ) -> None:
        """`passes_over`: an answer with more completions is marked, in place of the whole case."""
        self.book, self.case, self.law_at = book, case, law_at
        self.at = at
        self.law = law_at or at
        self.known_by = known_by or at
        self.most_completions, self.passes_over = most_completions, passes_over
        self.not_told: set[Slot] = set()  # warnings of which too many completions would have to be tried
        self.members = case.members
        self.judged = {slot: j.value for slot, j in case.judgements.items() if j.on <= (known_by or at)}
        self.base = self
        self.answers: dict[Slot, Value] = {}
        self.stands: dict[tuple[str, ...], bool] = {}
        self.in_force: dict[int, list[decisions.Rule]] = {}
        self.as_recorded = case.as_recorded
        self.happened: list[Happening] = over_time.with_days(case, at, known_by or at)
        self.facts = case.facts
        self.covers = case.covers
        self.came: set[datetime.date] = set()  # the days with which that of the case was compared
        self.standings: dict[Any, duties.Standing] = {}
        self.seen_by: Pack | None = None  # what others widen is left out
        self.window: datetime.date | None = None  # that day's events alone are seen

    def completed(self, assumed: dict[Slot, Value]) -> Evaluation:
        """The same case, some of its unknown facts having these values."""
        other = Evaluation.__new__(Evaluation)
        other.__dict__.update(self.__dict__)
        other.facts = {**self.facts, **assumed}
        other.answers, other.standings = {}, {}
        if any(
            isinstance(value, (datetime.date, Fraction, int)) and not isinstance(value, bool)
            for value in assumed.values()
        ):
            other.came = set()  # what is tried in place of an unknown date or number makes no day of the case
        return other

    def as_of(self, at: datetime.date, law: datetime.date | None, seen_by: Pack | None) -> Evaluation:
        """The same case as of another day; as if by the law of one, or as the packs have it that one pack sees."""
        of = (self.book, self.case, at, self.known_by, law or self.law_at, self.most_completions, self.passes_over)
        other = Evaluation(*of)
        other.seen_by = seen_by
        return other

    def seen_through(self, window: datetime.date) -> Evaluation:
        """The same case as of another day, of which the events alone are seen."""
        other = self.completed({})
        other.at = other.window = window
        other.came = self.came
        return other

    # What expressions ask

    def decision(self, key: str, member: str | None) -> Value:
        """Kleene's value of a decision: the judgement of a person, or what its rules say."""
        decision = self.book.decisions.all[key]
        slot = (key, member if decision.record else None)
        if slot in self.judged:
            return self.judged[slot]
        if slot not in self.answers:
            self.answers[slot] = decisions.decide(decision, self, slot[1])
        return self.answers[slot]

    def state(self, name: str, member: str | None) -> Value:
        state = self.book.states[name]
        if self.window:  # a window is of the expression that looks through it, not of the states that it names
            other = self.completed({})
            other.window, other.came = None, self.came
            return other.state(name, member)
        slot = (f"state {name}", member if state.record else None)
        if slot not in self.answers:
            self.answers[slot] = over_time.of_state(state, self, slot[1])
        return self.answers[slot]

    def is_outside_history(self) -> bool:
        return self.covers is not None and not self.covers[0] <= self.at < self.covers[1]

    def is_past_outside_history(self) -> bool:
        """Nothing that happened before the first day covered need be recorded."""
        begins_late = self.covers is not None and (self.window is None or self.window < self.covers[0])
        return begins_late or self.is_outside_history()

    def events_of(self, kinds: Sequence[str], member: Any) -> list[Happening]:
        owner = over_time.member_of(member)
        return [h for h in self.happened if h.kind in kinds and h.owner in (None, owner)]

    def has_happened(self, event: Happening) -> Value:
        first, last = (self.window or self.at,) * 2
        if self.window is None:
            first = datetime.date.min
            last = last if event.recorded else min(last, self.known_by)
        if event.last < first or last < event.first:
            return False
        is_certain = event.last <= last and first <= event.first
        return is_certain or not_known(ASKED, "day", event.id)

    def days_of_events(self, member: str | None) -> list[datetime.date]:
        """All days up to this on which something happened to the member, or may have."""
        days: set[datetime.date] = set()
        for h in self.happened:
            if h.owner in (None, member) and h.first <= self.at:
                first, last = max(h.first, self.at - 100 * DAY), min(h.last, self.at)
                days |= {h.last} if h.first == h.last else {first + n * DAY for n in range((last - first).days + 1)}
        return sorted(days)

    def by_the_rules(self, name: str, member: str | None) -> Value:
        return decisions.decide(self.book.decisions.all[name], self, member)

    def due_within_rules(self, duty: duties.Duty, date: str | None, member: str | None, asks: Pack) -> Value:
        return duties.due_within_rules(duty, date, self, member if duty.record else None, asks)

    def is_overdue_within_rules(self, duty: duties.Duty, member: str | None, asks: Pack) -> Value:
        return duties.is_overdue_within_rules(duty, self, member if duty.record else None, asks)

    def possibilities(self, meaning: Meaning, member: str | None) -> known.Possibilities:
        try:
            return known.possibilities(self, meaning, member)
        except known.TooMany:
            if not self.passes_over:
                raise
            return known.Possibilities(is_complete=False, settled_by={known.TOO_MANY})

    def is_in_force(self, cites: tuple[str, ...]) -> bool:
        if cites not in self.stands:
            self.stands[cites] = self.book.sources.standing(cites, self.law) != NOT_IN_FORCE
        return self.stands[cites]

    def rules_in_force(self, rules: list[decisions.Rule]) -> list[decisions.Rule]:
        if id(rules) not in self.in_force:
            self.in_force[id(rules)] = [rule for rule in rules if self.is_in_force(rule.cites) and self.sees(rule)]
        return self.in_force[id(rules)]

    def sees(self, rule: decisions.Rule) -> bool:
        return rule.widens is None or self.seen_by is None or rule.widens.id in self.seen_by.seen

    def concerns(self, pack: Pack) -> bool:
        """Whether the pack binds one of the bodies whose case it is, or may; and the case gives what it is about."""
        if self.is_left_out(pack):
            return False
        if pack.whose_case is None:
            return True
        return self.book.network.binds_whose(pack.bound, pack.whose_case.run(self, None), self.at) is not False

    def is_left_out(self, pack: Pack) -> bool:
        """Chapter 2, `about`: of an empty case nothing is left out."""
        about = {other.id: self.is_about(other) for other in self.book.packs if "about" in other.parts}
        return any(about.values()) and not about.get(pack.id, True)

    def is_about(self, pack: Pack) -> bool:
        names = [name.strip() for name in pack.parts["about"].split(",")]
        given = {
            name.partition(".")[0]
            for (name, m), value in self.facts.items()
            if m is None
            and (name, m) not in self.as_recorded
            and not (isinstance(value, Unknown) and any(reason.kind == NOT_ASKED for reason in value.reasons))
        }
        return any(name in given for name in names)

    def members_of(self, record: str) -> list[str | None]:
        """For each of whom something is answered: the members, or None once where it is about the case."""
        if not record:
            return [None]
        return list(self.members.get(record, ()))

    def slots_read(self, reads: frozenset[Read], member: str | None) -> list[Slot]:
        """All facts that one can read, of whomever, by itself or by way of decisions and duties."""
        return [
            (read.name, m)
            for read in self.book.facts_read(reads)
            for m in (self.members_of(read.record) if read.every_member or not read.record else [member])
        ]

    def unknown_facts(self, reads: frozenset[Read], member: str | None) -> set[Slot]:
        return {slot for slot in self.slots_read(reads, member) if isinstance(self.facts[slot], Unknown)}

    # What is answered

    def outcome(self, name: str, member: str | None) -> tuple[Value, known.Possibilities]:
        """A decision, completed: its value where that does not depend on what is missing, and what it can still be."""
        decision = self.book.decisions.all[name]
        options = self.possibilities(self.book.meaning_of(decision), member)
        only = options.only_value()
        return (self.decision(name, member) if only is None else only), options

    def duties(self) -> list[duties.DutyFound]:
        return owed.owed(self)

    def warnings(self) -> set[Slot]:
        """Those of the packs, and of their conflicts where a reading differs."""
        given = {
            (warning.id, m)
            for warning in self.book.warnings
            if self.concerns(warning.pack)
            for m in self.members_of(warning.record)
            if warnings.is_given(warning, self, m)
        }
        return given | {slot for slot, differs in self.conflicts() if differs} | self.given_and_not_applicable()

    def given_and_not_applicable(self) -> set[Slot]:
        """Chapter 4: a case gives a fact which by others does not apply."""
        return {
            ("fact_does_not_apply", m)
            for fact in self.book.conditional_facts()
            for m in self.members_of(fact.record)
            if not isinstance(self.facts[fact.name, m], (Unknown, Nothing))
            and (fact.name, m) not in self.as_recorded
            and Compiler(self.book, fact.pack, fact.record).name(fact.name, None).run(self, m) is NOTHING
        }

    def conflicts(self) -> list[tuple[Slot, bool | None]]:
        return [
            ((conflict.id, m), conflicts.differs(conflict, self, m))
            for conflict in self.book.conflicts
            if self.concerns(conflict.pack)
            for m in self.members_of(conflict.about.record)
        ]
