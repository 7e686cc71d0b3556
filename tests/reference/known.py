"""Chapter 8, Known and not known: what an answer can still be, and which facts would settle it. By brute force.

All values of all unknown facts that the answer can read are tried, in every combination; of dates and numbers some that
stand for all (turns.py). A fact settles the answer exactly if two of these completions that differ in it alone have
different answers; all `not known` are one answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .facts import Slot
from .meaning import Meaning
from .turns import Comparisons, Values
from .values import NOTHING, OF_FACTS, Unknown, Value

if TYPE_CHECKING:
    from .evaluation import Evaluation

STAYS_OPEN = "(not known)"  # the one answer of all completions that leave it unknown
Tries = list[dict[Slot, Value]]
"""The values of one fact, or of facts that stand in place of each other."""


class TooMany(Exception):
    """More combinations than are tried here."""


@dataclass
class Possibilities:
    values: set[Value] = field(default_factory=set)
    may_stay_open: bool = False  # with some values of the facts it is not known
    is_complete: bool = True  # no fact is needed that is not tried
    settled_by: set[Slot] = field(default_factory=set)

    def only_value(self) -> Value | None:
        """The answer, where it does not depend on what is missing."""
        is_only = len(self.values) == 1 and self.is_complete and not self.may_stay_open
        return next(iter(self.values)) if is_only else None


TOO_MANY = ("too many completions", None)
"""In place of the facts that settle it, where the completions were not counted out."""


def possibilities(day: Evaluation, meaning: Meaning, member: str | None) -> Possibilities:
    value = meaning.run(day, member)
    if type(value) is not Unknown:
        return Possibilities({value})
    found = Possibilities()
    all_tries = what_to_try(day, meaning, member, value)
    if math.prod(len(tries) for tries in all_tries) > day.most_completions:
        raise TooMany
    answers = completed(day, meaning, member, all_tries, found)
    for number, tries in enumerate(all_tries):
        if does_settle(number, [len(other) for other in all_tries], answers):
            found.settled_by |= {slot for slot in tries[0] if isinstance(day.facts[slot], Unknown)}
    return found


def what_to_try(day: Evaluation, meaning: Meaning, member: str | None, value: Unknown) -> list[Tries]:
    """Dates and numbers last: of these there are more."""
    unknown = day.unknown_facts(meaning.reads, member)
    ordered = Values(Comparisons(day, value))
    day.came |= ordered.days_to_come()
    listed = ordered.listed()
    found: dict[frozenset[Slot], Tries] = {}
    for slot in sorted(unknown, key=lambda slot: (slot in listed, str(slot))):
        together = day.book.stand_ins(slot)
        if frozenset(together) in found:
            continue
        if len(together) == 1:
            values = values_to_try(slot, day, listed)
            tries: Tries = [{slot: one} for one in values or ()]
        else:
            tries = one_in_place_of_others(together, day, listed, unknown & ordered.found.reached)
        if tries:
            found[frozenset(together)] = tries
    return list(found.values())


def values_to_try(slot: Slot, day: Evaluation, listed: dict[Slot, list[Value]]) -> list[Value] | None:
    values = day.book.values_to_try(slot)
    if values is None and slot in listed:
        return [*listed[slot], NOTHING] if day.book.fact(slot).may_be_nothing() else listed[slot]
    return values


def one_in_place_of_others(
    together: list[Slot], day: Evaluation, listed: dict[Slot, list[Value]], read: set[Slot]
) -> Tries:
    """Each value of each, the others being nothing; of one that does not matter, any day stands for all."""
    found: Tries = []
    unknown = [slot for slot in together if isinstance(day.facts[slot], Unknown)]
    for slot in unknown:
        values = values_to_try(slot, day, listed) if slot in read else [day.at]
        if values is None:
            return []
        found += [{**dict.fromkeys(together, NOTHING), slot: one} for one in values if one is not NOTHING]
    is_any_nothing = any(day.book.fact(slot).may_be_nothing() for slot in unknown)
    return [*found, dict.fromkeys(together, NOTHING)] if is_any_nothing else found


def completed(
    day: Evaluation, meaning: Meaning, member: str | None, todo: list[Tries], found: Possibilities
) -> list[Value]:
    """The answers of all completions, in the order of itertools.product: the last fact changes fastest."""
    answer = meaning.run(day, member)
    if type(answer) is not Unknown:
        found.values.add(answer)
        return [answer] * math.prod(len(tries) for tries in todo)
    if not todo:
        note_what_stays_open(found, answer)
        return [STAYS_OPEN]
    return [answer for one in todo[0] for answer in completed(day.completed(one), meaning, member, todo[1:], found)]


def note_what_stays_open(found: Possibilities, answer: Unknown) -> None:
    """The answer is not known for good; or it still waits for a fact that is not tried."""
    found.may_stay_open = True
    waits_for = {(r.subject, r.member) for r in answer.reasons if r.kind in OF_FACTS}
    found.settled_by |= waits_for
    found.is_complete = found.is_complete and not waits_for


def does_settle(number: int, sizes: list[int], answers: list[Value]) -> bool:
    """Whether two completions have different answers that are the same but for this fact."""
    stride = math.prod(sizes[number + 1 :])
    block = stride * sizes[number]
    return any(
        answers[at : at + stride] != answers[at + n * stride : at + (n + 1) * stride]
        for at in range(0, len(answers), block)
        for n in range(1, sizes[number])
    )
