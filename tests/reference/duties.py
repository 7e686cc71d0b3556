"""Chapter 9, Duties and their dates: who owes what by when, and its state as of the day asked about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .expressions import tokens_of
from .facts import DATE, TRUTH, Slot
from .meaning import Bounds, Compiler, Meaning, union
from .text import one_of, only
from .values import NOTHING, Nothing, NotUnderstood, Unknown, Value, both, join, opposite

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .packs import Book, Pack

VERBS = ("must", "should", "may", "must_not", "must_go_on")
DATE_KINDS = ("must", "should", "may", "shown_only", "last_day")
LASTING = ("must_not", "must_go_on")


@dataclass(frozen=True)
class DutyDate:
    id: str
    kind: str
    day: Meaning
    cites: tuple[str, ...]
    pack: Pack
    is_suspended: bool = False


class Duty:
    def __init__(self, entry: dict[str, Any], name: str, pack: Pack, book: Book) -> None:
        keys = "when who who_at_first whom cite for_each by until done_when breached_when because"
        keys += " cancelled_when cancelled_cite transition transition_cite"
        only(entry, f"{keys} {' '.join(VERBS)}", name)
        self.name = name
        self.pack = pack
        self.record: str = entry.get("for_each", "")
        self.verb = one_of(entry, VERBS, name)
        self.cites = book.sources.read_cite(entry["cite"], pack)
        self.key = name
        self.entry = entry
        self.dates: list[DutyDate] = []
        self.more_addressees: list[tuple[Pack, Meaning, tuple[str, ...]]] = []

    def read_rules(self, book: Book) -> None:
        compiler, entry = Compiler(book, self.pack, self.record), self.entry
        self.when = compiler.read(entry["when"], TRUTH)
        self.is_who_kept = "who_at_first" in entry
        if self.is_who_kept == ("who" in entry):
            raise NotUnderstood(f"who owes {self.name}")
        self.who = compiler.read(entry["who_at_first" if self.is_who_kept else "who"])
        self.whom = compiler.read(entry["whom"]) if "whom" in entry else None
        done, other = ("breached_when", "done_when") if self.verb == "must_not" else ("done_when", "breached_when")
        self.done_when = compiler.read(entry[done]) if done in entry else None
        self.done_by = tokens_of(entry[done]) if done in entry else ()
        if other in entry or (self.done_when and self.done_when.type.base not in ("date", "truth")):
            raise NotUnderstood(f"what was done of {self.name}")
        self.cancelled_when = compiler.read(entry["cancelled_when"], TRUTH) if "cancelled_when" in entry else None
        self.cancelled_cites, self.transition_cites = (
            book.sources.read_cite(entry[key], self.pack) if key in entry else ()
            for key in ("cancelled_cite", "transition_cite")
        )
        if entry.get("transition", "the law of each day") != "the law of each day":
            raise NotUnderstood(f"transition of {self.name}")
        for date in dates_in(entry):
            self.add_date(date, self.pack, book)

    def add_date(self, entry: dict[str, Any], pack: Pack, book: Book) -> None:
        """One of the duty's own, or one by which another pack tightens it."""
        only(entry, f"id cite because suspended {' '.join(DATE_KINDS)}", self.name)
        kind = one_of(entry, DATE_KINDS, self.name)
        if pack is not self.pack and self.verb in (*LASTING, "may"):
            raise NotUnderstood(f"a date is added to {self.name}, which goes on")
        compiler, cites = Compiler(book, pack, self.record), book.sources.read_cite(entry["cite"], pack)
        stops = [self.read_stop(stop, compiler) for stop in entry.get("suspended", [])]
        day = compiler.suspended_count(entry[kind], stops) if stops else compiler.read(entry[kind], DATE)
        self.dates.append(DutyDate(entry.get("id", self.name), kind, day, cites, pack, bool(stops)))

    def read_stop(self, entry: dict[str, Any], compiler: Compiler) -> tuple[Meaning, Meaning, tuple[str, ...]]:
        only(entry, "from until cite because", f"a suspension of {self.name}")
        first, until = (compiler.read(entry[key], DATE) for key in ("from", "until"))
        return first, until, compiler.book.sources.read_cite(entry["cite"], compiler.pack)

    def tighten(self, entry: dict[str, Any], pack: Pack, book: Book) -> None:
        only(entry, "by whom cite because", f"tighten {self.name}")
        for date in entry.get("by", []):
            self.add_date(date, pack, book)
        if "whom" in entry:
            whom = Compiler(book, pack, self.record).read(entry["whom"])
            self.more_addressees.append((pack, whom, book.sources.read_cite(entry["cite"], pack)))

    def meanings(self) -> list[Meaning]:
        """All that the duty and its dates read."""
        ends = [m for m in (self.done_when, self.cancelled_when) if m]
        whom = [self.whom] if self.whom else []
        return [self.when, self.who, *(date.day for date in self.dates), *ends, *whom]

    def follows_law(self, day: Evaluation) -> bool:
        """It goes on by the law of each day, while the text that says so is in force."""
        return "transition" in self.entry and day.is_in_force(self.transition_cites)

    def binding_kinds(self) -> tuple[str, ...]:
        return ("last_day",) if self.verb in LASTING else ("must", "should", "may")


def dates_in(entry: dict[str, Any]) -> list[dict[str, Any]]:
    dates: list[dict[str, Any]] = entry.get("by", []) + entry.get("until", [])
    return dates


# The answers


@dataclass(frozen=True)
class DateFound:
    date: DutyDate
    value: Value
    bounds: Bounds
    stands_still: bool = False
    is_for_somebody_else: bool = False  # perhaps: it is not known whether its pack binds who owes the duty

    def is_before(self, day: datetime.date) -> bool:
        """For certain."""
        if self.is_for_somebody_else:
            return False
        last = self.value if isinstance(self.value, datetime.date) else self.bounds[1]
        return last is not None and last < day


@dataclass(frozen=True)
class DutyFound:
    name: str
    member: str | None
    state: str
    is_provisional: bool
    who: Value
    whom: Value | None
    whom_as_well: Value | None  # of whom it is certain, beside a `whom` that is not known
    due: Value
    may_be_earlier: bool
    done_on: Value
    is_done_unrecorded: bool
    dates: list[DateFound]
    settled_by: set[Slot]
    arisen_on: datetime.date | None = None
    cancelled_on: datetime.date | None = None


def is_owed(duty: Duty, day: Evaluation, member: str | None) -> Value:
    if not day.is_in_force(duty.cites):
        return False
    return both(duty.when.run(day, member), day.book.network.binds(duty.pack.bound, duty.who.run(day, member), day.at))


def dates_of(
    duty: Duty, day: Evaluation, member: str | None, seen_by: Pack | None = None, at_first: Value | None = None
) -> list[DateFound]:
    """The dates in force, of packs that the asking one sees; of another pack, if that pack binds who owes the duty."""
    who = duty.who.run(day, member) if at_first is None else at_first
    found: list[DateFound] = []
    for date in duty.dates:
        if day.is_in_force(date.cites) and (seen_by is None or date.pack.id in seen_by.seen):
            is_own = date.pack is duty.pack
            counts = True if is_own else day.book.network.binds(date.pack.bound, who, day.at)
            if counts is True:
                value = date.day.run(day, member)
                stands_still = date.is_suspended and value is NOTHING
                if stands_still:  # it waits for the end of a suspension, if it counts from a day at all
                    stands_still = all(of.run(day, member) is not NOTHING for of in date.day.items)
                found.append(DateFound(date, value, date.day.bounds(day, member), stands_still))
            elif counts is not False:
                value = join(counts, also=(date.day.run(day, member),))
                found.append(DateFound(date, value, date.day.bounds(day, member), is_for_somebody_else=True))
    return found


@dataclass(frozen=True)
class Standing:
    owed: Value
    settled_by: set[Slot]


def standing(duty: Duty, day: Evaluation, member: str | None) -> Standing:
    """Its condition is completed to tell whether it is owed; whom its pack binds is not."""
    if not day.is_in_force(duty.cites):
        return Standing(False, set())
    key = (duty, member)
    if key not in day.standings:
        options = day.possibilities(duty.when, member)
        when, who = options.only_value(), duty.who.run(day, member)
        owed = both(
            duty.when.run(day, member) if when is None else when, day.book.network.binds(duty.pack.bound, who, day.at)
        )
        day.standings[key] = Standing(owed, options.settled_by if isinstance(owed, Unknown) else set())
    return day.standings[key]


def is_cancelled(duty: Duty, day: Evaluation, member: str | None) -> bool:
    is_so = duty.cancelled_when is not None and duty.cancelled_when.run(day, member) is True
    return is_so and day.is_in_force(duty.cancelled_cites)


def found(
    duty: Duty, day: Evaluation, member: str | None, standing: Standing, at_first: Value | None = None
) -> DutyFound:
    """`at_first`: who owed it when it arose, where it stays with that body."""
    owed, who = standing.owed, duty.who.run(day, member) if at_first is None else at_first
    dates = dates_of(duty, day, member, at_first=at_first)
    binding = [date for date in dates if date.date.kind in duty.binding_kinds()]
    due = earliest([date.value for date in binding])
    settled_by = standing.settled_by
    if not settled_by and isinstance(who, Unknown):
        settled_by = day.possibilities(duty.who, member).settled_by
    done = duty.done_when.run(day, member) if duty.done_when else False
    state, done_on = state_and_day(duty, due, done, binding, day) if owed is True else ("not_known", NOTHING)
    return DutyFound(
        duty.name,
        member,
        state,
        owed is not True,
        who,
        *addressees(duty, day, member, who),
        due,
        due_is_the_latest(duty, due, binding),
        done_on,
        owed is True and is_unrecorded(duty, done, day, member),
        dates,
        settled_by,
    )


def addressees(duty: Duty, day: Evaluation, member: str | None, who: Value) -> tuple[Value | None, Value | None]:
    """To whom it is owed, with those whom packs added that bind who owes it; and these alone where the rest is open."""
    own = duty.whom.run(day, member) if duty.whom else None
    added: list[Value] = []
    for pack, whom, cites in duty.more_addressees:
        if day.is_in_force(cites) and day.book.network.binds(pack.bound, who, day.at) is True:
            added.append(whom.run(day, member))
    if not added:
        return own, None
    if isinstance(own, Unknown):
        return own, union(added)
    return union([*added, *([own] if own is not None else [])]), None


def earliest(days: list[Value]) -> Value:
    """The earliest known; where none is known, not known; nothing where there are none."""
    known = [day for day in days if isinstance(day, datetime.date)]
    unknown = [day for day in days if isinstance(day, Unknown)]
    return min(known) if known else join(*unknown) if unknown else NOTHING


def due_is_the_latest(duty: Duty, due: Value, binding: list[DateFound]) -> bool:
    """A further date that binds is not known. Of a last day it is not said."""
    is_open = any(isinstance(date.value, Unknown) for date in binding)
    return isinstance(due, datetime.date) and is_open and duty.verb not in LASTING


def is_unrecorded(duty: Duty, done: Value, day: Evaluation, member: str | None) -> bool:
    """It is taken as not done since nobody recorded whether it was; of what must not be done, as not breached."""
    if duty.done_when and (done is False or isinstance(done, Nothing)):
        of = {
            (read.name, member if read.record else None) for read in duty.done_when.reads if read.name in duty.done_by
        }
        return bool(of & day.as_recorded) and duty.verb not in ("may", "must_go_on")
    if duty.verb in ("must", "should"):
        return duty.done_when is None or isinstance(done, Unknown)
    return duty.verb == "must_not" and isinstance(done, Unknown)


def is_done(duty: Duty, day: Evaluation, member: str | None) -> Value:
    """By the day asked about."""
    value = duty.done_when.run(day, member) if duty.done_when else False
    if isinstance(value, datetime.date):
        day.came.add(value)
        return value <= day.at
    return False if isinstance(value, Nothing) else until(value, day)


def until(value: Value, day: Evaluation, after: int = 0) -> Value:
    """What is not known, as far as it waits for a date that comes, or came so many days before the day asked about."""
    return join(value, made="come", by=(day.at, after)) if isinstance(value, Unknown) else value


def state_and_day(duty: Duty, due: Value, done: Value, dates: list[DateFound], day: Evaluation) -> tuple[str, Value]:
    """The state of a duty that is owed, and the day on which it was done, or breached, where that is recorded."""
    done_on = done if isinstance(done, datetime.date) and done <= day.at else NOTHING
    is_done, has_passed = done is True or done_on is not NOTHING, any(date.is_before(day.at) for date in dates)
    if duty.verb in (*LASTING, "may"):  # of these the page does not say what is certain of a day that is not known
        has_passed = isinstance(due, datetime.date) and due < day.at
    is_late = isinstance(done_on, datetime.date) and any(date.is_before(done_on) for date in dates)
    if duty.verb == "must_not":
        if is_done and not (isinstance(due, datetime.date) and isinstance(done_on, datetime.date) and due < done_on):
            return "breached", done_on
        return "lifted" if has_passed else "in_force", NOTHING
    if duty.verb in ("must_go_on", "may"):
        return "ended" if has_passed else "going_on", NOTHING
    if is_done:
        return "done_late" if is_late else "done", done_on
    return "overdue" if has_passed else "due", NOTHING


def due_within_rules(duty: Duty, only_date: str | None, day: Evaluation, member: str | None, asks: Pack) -> Value:
    """`due of`: nothing where it is not owed; not known if any of the dates is not known."""
    owed = is_owed(duty, day, member)
    if owed is False:
        return NOTHING
    days = [
        found.value
        for found in dates_of(duty, day, member, asks)
        if (found.date.id == only_date if only_date else found.date.kind in duty.binding_kinds())
    ]
    if isinstance(owed, Unknown):
        return join(owed, also=tuple(days))
    unknown = [value for value in days if isinstance(value, Unknown)]
    return join(*unknown, also=tuple(days)) if unknown else earliest(days)


def is_overdue_within_rules(duty: Duty, day: Evaluation, member: str | None, asks: Pack) -> Value:
    """The duty is owed, one of its dates has passed, and it is not done. A last day is no such date."""
    dates = [date for date in dates_of(duty, day, member, asks) if date.date.kind in ("must", "should", "may")]
    for date in dates:
        for last in (date.value, date.bounds[1]):
            if isinstance(last, datetime.date) and last < datetime.date.max:
                day.came.add(last + datetime.timedelta(days=1))
    unknown = [until(date.value, day, 1) for date in dates if isinstance(date.value, Unknown)]
    has_passed = any(date.is_before(day.at) for date in dates)
    passed: Value = has_passed or (join(*unknown) if unknown else False)
    return both(both(is_owed(duty, day, member), passed), opposite(is_done(duty, day, member)))
