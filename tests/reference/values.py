"""Chapter 18, Values: what an expression can come to.

A value is a truth, a number (exact), a day, a text (also: a word of a list, a body of the network), a set of these, or
NOTHING. What has no value is Unknown, for a set of reasons.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias


class NotUnderstood(Exception):
    """The reference met a key, a word or a construct that it does not know. It never passes over one."""


class Nothing:
    """Known to have no value: `none`, `nobody`, `not yet`."""

    def __repr__(self) -> str:
        return "nothing"


NOTHING = Nothing()


class Reason(NamedTuple):
    """Why something is not known. Of a fact, a decision or a duty also: which, and of whom."""

    kind: str
    subject: str = ""
    member: str | None = None


NOT_ASKED = "not asked"
ASKED = "asked and not known"
WITHHELD = "withheld"
CLASH = "two rules give different answers"
GAP = "no rule applies"
NO_RULE_IN_FORCE = "no rule in force"
NETWORK_SILENT = "the network does not say"
CALENDAR_ENDS = "the calendar ends before"
ARITHMETIC = "outside the range of numbers or dates"
EVENTS_DIFFER = "events of one day contradict each other"
OUTSIDE_HISTORY = "the history does not cover that day"
OF_FACTS = (NOT_ASKED, ASKED, WITHHELD)


class Unknown:
    """Why it is not known; and of what it was made, which known.py follows down to the facts. Equal is what has the
    same reasons."""

    __slots__ = ("by", "made", "of", "reasons")

    def __init__(self, reasons: frozenset[Reason], made: str = "", of: tuple[Any, ...] = (), by: Any = None) -> None:
        self.reasons = reasons
        self.made = made  # how: a word of turns.py; empty: it is one of these, or rests on them
        self.of = of  # the values, known and not known
        self.by = by

    def __eq__(self, other: object) -> bool:
        return type(other) is Unknown and other.reasons == self.reasons

    def __hash__(self) -> int:
        return hash(self.reasons)

    def __repr__(self) -> str:
        return f"not known: {sorted(self.reasons, key=str)}"


Scalar: TypeAlias = bool | int | Fraction | str | datetime.date
Value: TypeAlias = Scalar | frozenset[Scalar] | Nothing | Unknown


def not_known(kind: str, subject: str = "", member: str | None = None) -> Unknown:
    return Unknown(frozenset([Reason(kind, subject, member)]), "fact" if kind in OF_FACTS else "")


def join(*values: Value, made: str = "", by: Any = None, also: tuple[Value, ...] = ()) -> Unknown:
    """⊔ of those that are not known: all their reasons. One of them must be unknown. `also`: what else it may be."""
    unknown = [v for v in values if type(v) is Unknown]
    if len(unknown) == 1:
        return Unknown(unknown[0].reasons, made, values + also, by)
    return Unknown(frozenset().union(*(v.reasons for v in unknown)), made, values + also, by)


def both(a: Value, b: Value) -> Value:
    """Kleene's `and`: one no decides."""
    if a is False or b is False:
        return False
    return True if a is True and b is True else join(a, b)


def either(a: Value, b: Value) -> Value:
    """Kleene's `or`: one yes decides."""
    if a is True or b is True:
        return True
    return False if a is False and b is False else join(a, b)


def opposite(a: Value) -> Value:
    return a if type(a) is Unknown else not a


def as_set(value: Value) -> frozenset[Scalar]:
    """A known value as a set: nothing adds no member."""
    if isinstance(value, frozenset):
        return value
    assert not isinstance(value, Unknown)
    return frozenset() if isinstance(value, Nothing) else frozenset([value])
