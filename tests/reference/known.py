"""Chapter 8, Known and not known: what an answer can still be, and which facts would settle it. By brute force.

All values of all unknown facts that the answer can read are tried, in every combination. A fact settles the answer
exactly if two of these completions that differ in it alone have different answers; all `not known` are one answer.
"""

from __future__ import annotations

import datetime
import itertools
import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from . import calendars
from .facts import Slot
from .meaning import Meaning
from .values import NOTHING, OF_FACTS, Unknown, Value

if TYPE_CHECKING:
    from .evaluation import Evaluation

COMPLETES_DATES = False  # to be switched on with the engine: dates and numbers that are not known are completed, too
STAYS_OPEN = "(not known)"  # the one answer of all completions that leave it unknown


class TooMany(Exception):
    """More combinations than are tried here."""


@dataclass
class Possibilities:
    values: set[Value] = field(default_factory=set)
    may_stay_open: bool = False  # with some values of the facts it is not known
    is_complete: bool = True  # no date, number or text is needed that is not known
    settled_by: set[Slot] = field(default_factory=set)

    def only_value(self) -> Value | None:
        """The answer, where it does not depend on what is missing."""
        is_only = len(self.values) == 1 and self.is_complete and not self.may_stay_open
        return next(iter(self.values)) if is_only else None


def possibilities(day: Evaluation, meaning: Meaning, member: str | None) -> Possibilities:
    value = meaning.run(day, member)
    if type(value) is not Unknown:
        return Possibilities({value})
    found = Possibilities()
    slots = [slot for slot in day.slots_read(meaning, member) if isinstance(day.facts[slot], Unknown)]
    tries = {slot: values for slot in slots if (values := values_to_try(slot, day)) is not None}
    if math.prod(len(values) for values in tries.values()) > day.most_completions:
        raise TooMany
    answers: list[Value] = []
    for combination in itertools.product(*tries.values()):
        completed = day.completed(dict(zip(tries, combination, strict=True)))
        answer = meaning.run(completed, member)
        if type(answer) is Unknown:
            note_what_stays_open(found, answer)
            answer = STAYS_OPEN
        else:
            found.values.add(answer)
        answers.append(answer)
    found.settled_by |= settling(list(tries), [len(values) for values in tries.values()], answers)
    return found


def values_to_try(slot: Slot, day: Evaluation) -> list[Value] | None:
    """All its values. Of dates and numbers, with COMPLETES_DATES: one on each side of all at which anything changes."""
    type = day.book.fact(slot).type
    if not COMPLETES_DATES or type.is_set or type.base not in ("date", "number"):
        return day.book.values_to_try(slot)
    known = [value for value in (*day.book.limits, *day.facts.values(), day.at) if not isinstance(value, bool)]
    numbers = {value for value in known if isinstance(value, (int, Fraction))}
    if type.base == "number":
        near = {n + step * Fraction(1, 10**type.places) for n in numbers for step in (-1, 0, 1)}
        values: list[Value] = [n if type.places else int(n) for n in sorted(near) if n * 10**type.places % 1 == 0]
    else:
        days = {value for value in known if isinstance(value, datetime.date)}
        ways = [(int(n), *unit, way) for n in numbers for unit in day.book.units for way in ("after", "before")]
        whole = [way for way in ways if way[1] != "hour" or way[0] % 24 == 0]
        counted = {calendars.count(n, unit, way, of, calendar) for n, unit, calendar, way in whole for of in days}
        days |= {found for found in counted if isinstance(found, datetime.date)}
        inner = {of for of in days if datetime.date.min < of < datetime.date.max}
        values = [*sorted(days | {of + step for of in inner for step in (-calendars.DAY, calendars.DAY)})]
    return [*values, NOTHING] if type.may_be_nothing else values


def note_what_stays_open(found: Possibilities, answer: Unknown) -> None:
    """The answer is not known for good; or it still waits for a date, a number or a text."""
    found.may_stay_open = True
    waits_for = {(r.subject, r.member) for r in answer.reasons if r.kind in OF_FACTS}
    found.settled_by |= waits_for
    found.is_complete = found.is_complete and not waits_for


def settling(slots: list[Slot], sizes: list[int], answers: list[Value]) -> set[Slot]:
    """`answers` stand in the order of itertools.product: the last fact changes fastest."""
    found = set()
    stride = len(answers)
    for slot, size in zip(slots, sizes, strict=True):
        stride //= size
        for at, answer in enumerate(answers):
            place = at // stride % size
            if answer != answers[at - place * stride]:  # the same completion, but for the first value of this fact
                found.add(slot)
                break
    return found
