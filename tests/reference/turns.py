"""Chapters 8 and 18, Values of dates and numbers: the few that stand for all, where one is not known.

Whatever is not known remembers of what it was made (values.Unknown). So the comparisons on which an answer waits are
found by going down from it. Each side is one of its *terms*: a known value, or an unknown fact and what is counted
from it. Where a fact passes a *turn*, a comparison changes; the days on both sides of each turn stand for all days.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from . import calendars
from .facts import Slot, Type
from .values import CALENDAR_ENDS, NOTHING, Unknown, Value

if TYPE_CHECKING:
    from .evaluation import Evaluation

MOST_VALUES = 300
FARTHEST = 2**62  # numbers beyond are not tried, counted in the smallest unit of the type
ARITHMETIC_EARLY, CALENDAR_EARLY, LEADS, CALENDAR_LATE, ARITHMETIC_LATE = -2, -1, 0, 1, 2
Steps = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Term:
    slot: Slot | None  # None: it is known
    value: Any = None
    steps: Steps = ()  # what is made of the fact, in turn
    can_be_listed: bool = True  # else nothing is said of the values of the fact


UNSAID = Term(None, can_be_listed=False)


def unlisted(terms: Iterable[Term]) -> set[Term]:
    return {replace(term, can_be_listed=False) for term in terms}


class Comparisons:
    """All that is compared below a value that is not known."""

    def __init__(self, day: Evaluation, value: Unknown) -> None:
        self.day = day
        self.reached: set[Slot] = set()  # the unknown facts
        self.pairs: set[tuple[Term, Term]] = set()
        self.with_today: set[tuple[Term, Term]] = set()  # those that turn elsewhere on another day
        self.coming: set[tuple[Term, int]] = set()  # what is asked to have come, so many days ago
        self.counted: set[Term] = set()
        self.left_out: set[Slot] = set()
        self.known_terms: dict[int, set[Term]] = {}
        self.seen: set[int] = set()
        self.look_into(value)
        self.left_out |= {term.slot for term in self.terms(value) if term.slot}  # of the answer itself

    def look_into(self, value: Any) -> None:
        if type(value) is not Unknown or id(value) in self.seen:
            return
        self.seen.add(id(value))
        for part in value.of:
            self.look_into(part)
        if value.made == "fact":
            (reason,) = value.reasons
            self.reached.add((reason.subject, reason.member))
            self.left_out |= {(reason.subject, reason.member)} if reason.subject == "day" else set()
        elif value.made == "state":  # of what it reads nothing is tried
            self.reached |= value.by
            self.left_out |= value.by
        elif value.made == "compared" and value.by == "with today":
            self.with_today |= self.pairs_of(*value.of)
        elif value.made == "compared":
            self.compare(*value.of)
        elif value.made == "come":
            at, after = value.by
            self.coming |= {(term, after) for term in self.terms(value.of[-1])}
            if len(value.of) == 1:  # else an age is compared
                self.with_today |= self.pairs_of(value.of[-1], at)
        elif value.made == "chosen":  # where the two are the same, it does not matter which
            self.compare(*value.of[1:])
        elif value.made == "rows":
            for a, b in combinations(value.by, 2):
                self.compare(a, b)
        elif value.made == "size":
            self.compare(value.of[0], value.of[0])
        elif value.made in ("counted", "reckoned"):
            self.counted |= self.terms(value)

    def compare(self, a: Value, b: Value) -> None:
        self.pairs |= self.pairs_of(a, b)

    def pairs_of(self, a: Value, b: Value) -> set[tuple[Term, Term]]:
        return set(product(self.terms(a), self.terms(b)))

    def terms(self, value: Value) -> set[Term]:
        """What a date, a number or a member of the set can be. Of other values it finds none."""
        if type(value) is not Unknown:
            of = value if isinstance(value, frozenset) else [value]
            return {Term(None, one) for one in of if not isinstance(one, (bool, str)) and one is not NOTHING}
        if id(value) not in self.known_terms:
            self.known_terms[id(value)] = self.terms_of_unknown(value)
        return self.known_terms[id(value)]

    def terms_of_unknown(self, value: Unknown) -> set[Term]:
        made, parts = value.made, [self.terms(part) for part in value.of]
        if made == "fact":
            (reason,) = value.reasons
            type = self.day.book.fact((reason.subject, reason.member)).type
            return {Term((reason.subject, reason.member))} if has_order(type) and not type.is_set else set()
        if made in ("compared", "asked", "come"):
            return set()
        if made in ("state", "unsaid"):
            return {UNSAID}
        if made == "counted":
            numbers, days = parts
            if not days:  # from a day that is not known for good
                return unlisted(n for n in numbers if n.slot)
            return {term for n, since in product(numbers, days) for term in counted(n, since, value.by)}
        if made in ("+", "-"):
            return {term for a, b in product(*parts) for term in added(a, b, made == "-")}
        if made == "age":
            return {term for a, b in product(*parts) for term in age(a, b)}
        if made == "size":
            return self.sizes(parts[0], value.by)
        if made == "without":
            return parts[0]
        return unlisted(set().union(*parts)) if made == "reckoned" else set().union(*parts)

    def sizes(self, members: set[Term], of: Type) -> set[Term]:
        """How many members a set may have."""
        if not all(term.can_be_listed for term in members):
            return {UNSAID}
        words = {"word": len(of.words), "truth": 2, "body": len(self.day.book.network.bodies_of(of.kinds))}
        return {Term(None, size) for size in range(words.get(of.base, len(members)) + 1)}


def has_order(type: Type) -> bool:
    return type.base in ("date", "number")


def counted(n: Term, since: Term, by: tuple[Any, ...]) -> set[Term]:
    unit, way, calendar = by
    if n.slot or not n.can_be_listed:
        return unlisted({n, since})
    if since.slot:
        is_a_count = n.value > 0 or (n.value == 0 and way != "beginning with")
        return {replace(since, steps=(*since.steps, ("count", n.value, *by)))} if is_a_count else set()
    if not since.can_be_listed:
        return {UNSAID}
    day = calendars.count(n.value, unit, way, since.value, calendar)
    return set() if isinstance(day, Unknown) else {Term(None, day)}


def added(a: Term, b: Term, is_taken: bool) -> set[Term]:
    """A number to which a known one is added, or from which it is taken."""
    if not (a.can_be_listed and b.can_be_listed) or (b.slot and (a.slot or is_taken)):
        return unlisted({a, b})
    x, number = (b, a.value) if b.slot else (a, -b.value if is_taken else b.value)
    if x.slot is None:
        return {Term(None, x.value + number)}
    return {replace(x, steps=(*x.steps, ("add", number)))} if number else {x}


def age(born: Term, at: Term) -> set[Term]:
    if not (born.can_be_listed and at.can_be_listed) or (born.slot and at.slot):
        return unlisted({born, at})
    if born.slot:
        return {replace(born, steps=(*born.steps, ("age at", at.value)))}
    if at.slot:
        return {replace(at, steps=(*at.steps, ("age since", born.value)))}
    return {Term(None, calendars.completed_years(born.value, at.value))}


# Where the steps lead


def lead(steps: Steps, value: Any) -> tuple[int, Any]:
    """Whether they lead anywhere, and where."""
    for how, *by in steps:
        if how == "add":
            value += by[0]
        elif how == "age at":
            value = calendars.completed_years(value, by[0])
        elif how == "age since":
            value = calendars.completed_years(by[0], value)
        else:
            number, unit, way, calendar = by
            after = calendars.count(number, unit, way, value, calendar)
            if isinstance(after, Unknown):
                of_calendar = next(iter(after.reasons)).kind == CALENDAR_ENDS
                place = CALENDAR_LATE if of_calendar else ARITHMETIC_LATE
                return -place if is_early(way, value, calendar if of_calendar else None) else place, None
            value = after
    return LEADS, value


def is_early(way: str, day: datetime.date, calendar: calendars.Calendar | None) -> bool:
    """A count that leads nowhere: too early for it, rather than too late."""
    first, last = (calendar.first, calendar.last) if calendar else (datetime.date.min, datetime.date.max)
    back = 1 if way == "beginning with" else 0
    if day.toordinal() - back < first.toordinal():
        return True
    return day.toordinal() - back <= last.toordinal() and way == "before"


def distance(steps: Steps) -> Any:
    """The number, of days or otherwise, that the steps add to the fact, whatever it is. None: there is none."""
    total: Any = 0
    for how, *by in steps:
        if how == "add":
            total += by[0]
        elif how == "count" and by[1] in ("hour", "day", "week"):
            days = by[0] // 24 if by[1] == "hour" else by[0] * (7 if by[1] == "week" else 1)
            total += -days if by[2] == "before" else days - (by[2] == "beginning with")
        else:
            return None
    return total


def reach(steps: Steps) -> tuple[int, int]:
    """How many days they lead on at least and at most: a month 28 to 31, a year 365 or 366."""
    least = most = 0
    for _, number, unit, way, calendar in steps:
        if unit in ("month", "year"):
            ends = [
                number * days * (-1 if way == "before" else 1) for days in ((28, 31) if unit == "month" else (365, 366))
            ]
            back = 1 if way == "beginning with" else 0
            least, most = least + min(ends) - back, most + max(ends) - back
        else:
            found = distance((("count", number, unit, way, calendar),))
            ends = working_reach(number, unit, way, calendar) if found is None else [found]
            least, most = least + min(ends), most + max(ends)
    return least, most


@cache
def working_reach(number: int, unit: str, way: str, calendar: calendars.Calendar) -> list[int]:
    days = [datetime.date.fromordinal(at) for at in range(calendar.first.toordinal(), calendar.last.toordinal() + 2)]
    on = [(day, calendars.count(number, unit, way, day, calendar)) for day in days]
    return [(after - day).days for day, after in on if isinstance(after, datetime.date)]


def change(holds: Callable[[int], bool], first: int, last: int) -> int:
    """The first place where it holds, as it then does for all that follow; one past the last where it never does."""
    last += 1
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if holds(middle) else (middle + 1, last)
    return first


@dataclass(frozen=True)
class Axis:
    """The days, or the numbers of so many places, by whole numbers."""

    is_date: bool
    places: int
    first: int
    last: int

    def value(self, place: int) -> Any:
        if self.is_date:
            return datetime.date.fromordinal(place)
        return Fraction(place, 10**self.places) if self.places else place

    def distance(self, number: Any) -> int:
        return int(number * 10**self.places)


def axis_of(type: Type) -> Axis:
    if type.base == "date":
        return Axis(True, 0, datetime.date.min.toordinal(), datetime.date.max.toordinal())
    first, last = (int(end * 10**type.places) for end in type.bounds or (-FARTHEST, FARTHEST))
    return Axis(False, type.places, max(first, -FARTHEST), min(last, FARTHEST))


@cache
def ends(axis: Axis, steps: Steps) -> tuple[int, int, int, int]:
    """From where on the steps stay within the years and lead somewhere, and past where they no longer do."""

    def first_with(place: int) -> int:
        return change(lambda at: lead(steps, axis.value(at))[0] >= place, axis.first, axis.last)

    return first_with(CALENDAR_EARLY), first_with(LEADS), first_with(CALENDAR_LATE), first_with(ARITHMETIC_LATE)


@cache
def turns_of(axis: Axis, steps: Steps, value: Any) -> set[int]:
    """The places of the fact where what is made of it comes up to the value, and where it goes past it."""
    _, first, past, _ = ends(axis, steps)
    if first >= past:
        return set()
    falls = any(how == "age at" for how, *_ in steps)  # born later is younger

    def turn(strictly: bool) -> int:
        def has_passed(at: int) -> bool:
            reached = lead(steps, axis.value(at))[1]
            return not strictly if reached == value else bool((reached < value) is falls)

        return change(has_passed, first, past - 1)

    return {at for at in (turn(False), turn(True)) if first < at < past}


# The values


class Values:
    """Of each unknown date and number below a value: some that stand for all, or it is not listed."""

    def __init__(self, found: Comparisons) -> None:
        self.found = found
        book = found.day.book
        self.axes = {
            slot: axis_of(type) for slot in found.reached if has_order(type := book.fact(slot).type) and not type.is_set
        }
        self.left_out = {slot for slot in found.left_out if slot in self.axes}
        self.first = {slot: axis.first for slot, axis in self.axes.items()}
        self.last = {slot: axis.last for slot, axis in self.axes.items()}
        self.turns: dict[Slot, set[int]] = {slot: set() for slot in self.axes}
        self.ties: set[tuple[Slot, Slot, int]] = set()  # one is compared with the other and so much
        self.of: dict[Slot, list[Value]] = {}
        for term in found.counted:
            self.read(term)
        for a, b in found.pairs:
            self.compare(a, b)
        self.drop_what_is_left_out()
        self.leave_out_what_overtakes()

    def days_to_come(self) -> set[datetime.date]:
        """Those on which what is asked to have come does, or may be certain to have.

        A date that is not known may be on either side of each of its other turns. To be asked before the values."""
        days: set[datetime.date] = set()
        for term, after in self.found.coming:
            starts = [term.value] if term.slot is None else self.near_turns(term.slot)
            for start in starts if term.can_be_listed else []:
                day = lead(term.steps, start)[1]
                if isinstance(day, datetime.date) and day.toordinal() + after <= datetime.date.max.toordinal():
                    days.add(day + datetime.timedelta(days=after))
        return days

    def listed(self) -> dict[Slot, list[Value]]:
        for a, b in self.found.with_today:
            self.compare(a, b)
        self.drop_what_is_left_out()
        for slot in self.axes:
            if slot not in self.left_out and slot not in self.of:
                self.list_values(self.tied_to(slot))
        return self.of

    def drop_what_is_left_out(self) -> None:
        self.ties = {tie for tie in self.ties if not self.left_out & set(tie[:2])}

    def leave_out_what_overtakes(self) -> None:
        """Two counts from one date, or from tied ones, of which either may come first: nothing is tried."""
        for (a, after_a), (b, after_b) in combinations(self.found.coming, 2):
            if not (a.slot and b.slot and a.can_be_listed and b.can_be_listed):
                continue
            if a.slot != b.slot and (
                b.slot in self.found.day.book.stand_ins(a.slot) or b.slot not in self.tied_to(a.slot)
            ):
                continue
            if distance(a.steps) is not None and distance(b.steps) is not None:
                continue
            (a_least, a_most), (b_least, b_most) = reach(a.steps), reach(b.steps)
            is_apart = a_most + after_a < b_least + after_b or b_most + after_b < a_least + after_a
            if a.slot != b.slot or not is_apart:
                self.left_out |= {a.slot, b.slot}
        self.drop_what_is_left_out()

    def read(self, term: Term) -> None:
        if term.slot and not term.can_be_listed:
            self.left_out.add(term.slot)
        elif term.slot:
            first, leads, past_calendar, past = ends(self.axes[term.slot], term.steps)
            self.first[term.slot] = max(self.first[term.slot], first)
            self.last[term.slot] = min(self.last[term.slot], past - 1)
            self.turns[term.slot] |= {leads} - {first} | {past_calendar} - {past}

    def compare(self, a: Term, b: Term) -> None:
        if a.slot and b.slot and a.can_be_listed and b.can_be_listed:
            self.tie(a, b, a.slot, b.slot)
            return
        for x, other in ((a, b), (b, a)):
            if x.slot and not (x.can_be_listed and other.can_be_listed):
                self.left_out.add(x.slot)
            elif x.slot:
                axis = self.axes[x.slot]
                if not axis.is_date and abs(other.value * 10**axis.places) >= FARTHEST:
                    self.left_out.add(x.slot)
                else:
                    self.turns[x.slot] |= turns_of(axis, x.steps, other.value)

    def tie(self, a: Term, b: Term, one: Slot, other: Slot) -> None:
        of_a, of_b = distance(a.steps), distance(b.steps)
        if a == b or (one != other and other in self.found.day.book.stand_ins(one)):  # of which at most one has a value
            return
        if of_a is None or of_b is None:
            self.left_out |= {one, other}
        elif one != other:
            self.ties.add((one, other, self.axes[one].distance(of_b - of_a)))

    def tied_to(self, slot: Slot) -> list[Slot]:
        all = [slot]
        for one in all:  # which grows meanwhile
            all += [b if a == one else a for a, b, _ in self.ties if one in (a, b) and not {a, b} <= set(all)]
        return all

    def list_values(self, tied: list[Slot]) -> None:
        """Both sides of each turn, a late one, and these moved on along the ties as often as there are facts."""
        steps = steps_along(tied)
        farthest = max([abs(by) + 1 for a, _, by in self.ties if a in tied], default=0)
        anywhere = self.found.day.at.toordinal() if self.axes[tied[0]].is_date else 0
        turns = [turn for slot in tied for turn in self.turns[slot]] or [anywhere]
        late = max([*turns, *(self.first[slot] for slot in tied)]) + steps * farthest
        places = self.moved_on({slot: self.beside_turns(slot) | {min(late, self.last[slot])} for slot in tied})
        for slot in tied:
            within = self.within(slot, places[slot])
            if 0 < len(within) <= MOST_VALUES:
                self.of[slot] = within

    def near_turns(self, slot: Slot) -> list[Value]:
        if slot not in self.axes or slot in self.left_out:
            return []
        return self.within(slot, self.moved_on({one: self.beside_turns(one) for one in self.tied_to(slot)})[slot])

    def beside_turns(self, slot: Slot) -> set[int]:
        return {at for turn in self.turns[slot] for at in (turn - 1, turn)}

    def within(self, slot: Slot, places: set[int]) -> list[Value]:
        return [self.axes[slot].value(at) for at in sorted(places) if self.first[slot] <= at <= self.last[slot]]

    def moved_on(self, places: dict[Slot, set[int]]) -> dict[Slot, set[int]]:
        for _ in range(steps_along(places)):
            before = {slot: set(of) for slot, of in places.items()}
            for a, b, by in self.ties:
                if a in places:
                    places[a] |= {at + by + near for at in before[b] for near in (-1, 0, 1)}
                    places[b] |= {at - by + near for at in before[a] for near in (-1, 0, 1)}
        return places


def steps_along(tied: Collection[Slot]) -> int:
    return len(tied) if len(tied) > 1 else 0
