"""Chapter 4, Types and facts: what a case may say, and how its words become values."""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from .network import Network
from .text import only, read_date, yes_or_no
from .values import ASKED, NOT_ASKED, NOTHING, WITHHELD, NotUnderstood, Scalar, Unknown, Value, not_known

LARGEST_SET = 10


@dataclass(frozen=True)
class Type:
    base: str  # truth, number, date, text, word, body; nothing of the bare word `none`; record of a list of members
    words: tuple[str, ...] = ()
    is_ordered: bool = False
    kinds: frozenset[str] = frozenset()
    may_be_nothing: bool = False
    is_set: bool = False
    record: str = ""
    places: int = 0  # of a number, after the point
    bounds: tuple[int, int] | None = None  # of a number, both in

    def member(self) -> Type:
        return replace(self, is_set=False, may_be_nothing=False)


TRUTH, NUMBER, DATE, TEXT = Type("truth"), Type("number"), Type("date"), Type("text")
JUST_NOTHING = Type("nothing", may_be_nothing=True)
MONEY = Type("number", words=("pounds",), places=2)
PLAIN = {"truth": TRUTH, "whole number": NUMBER, "date": DATE, "text": TEXT, "money": MONEY}
BOUNDED = re.compile(r"whole number from (-?\d+) to (-?\d+)")
DECIMAL = re.compile(r"decimal with (\d) places?")


@dataclass
class Types:
    network: Network
    named: dict[str, Type] = field(default_factory=dict)
    records: set[str] = field(default_factory=set)

    def read(self, text: str) -> Type:
        for opening in ("set of ", "list of "):
            if text.startswith(opening):
                inner = text.removeprefix(opening)
                if inner in self.records:
                    return Type("record", record=inner)
                return replace(self.read(inner), is_set=True, may_be_nothing=False)
        if text.startswith("one of "):
            return self.read_words(text.removeprefix("one of "))
        parts = [part.strip() for part in text.split(" or ")]
        nothing = [part for part in parts if part in ("none", "nobody")]
        kinds = [part for part in parts if part not in nothing]
        if len(kinds) == 1 and kinds[0] not in self.network.kinds:
            found = self.named.get(kinds[0]) or PLAIN.get(kinds[0])
            if decimal := DECIMAL.fullmatch(kinds[0]):
                found = Type("number", places=int(decimal[1]))
            if within := BOUNDED.fullmatch(kinds[0]):
                found = replace(NUMBER, bounds=(int(within[1]), int(within[2])))
            if found is None:
                raise NotUnderstood(f"no type is named {kinds[0]}")
            return replace(found, may_be_nothing=found.may_be_nothing or bool(nothing))
        if not set(kinds) <= set(self.network.kinds):
            raise NotUnderstood(f"the type {text}")
        return Type("body", kinds=frozenset(kinds), may_be_nothing=bool(nothing))

    def read_words(self, text: str) -> Type:
        is_ordered = "<" in text
        words = tuple(word.strip() for word in text.split("<" if is_ordered else ","))
        if not all(word.isidentifier() for word in words):
            raise NotUnderstood(f"the words {text}")
        return Type("word", words=words, is_ordered=is_ordered)


@dataclass(frozen=True)
class Fact:
    name: str  # `incident.place`, or `home` of a member
    type: Type
    record: str  # whose members have it; empty for a fact of the case
    in_place_of: str | None
    when_not_recorded: Value | None
    applies_when: str = ""  # a condition on facts that always apply
    pack: Any = None
    when_null: Value | None = None
    when_unknown: Value | None = None

    def may_be_nothing(self) -> bool:
        return self.type.may_be_nothing or NOTHING in (self.when_not_recorded, self.when_null)


def read_fact(entry: dict[str, Any], name: str, record: str, types: Types, pack: Any = None) -> tuple[Fact, str | None]:
    """The fact, and its label. A case that uses a name that it had formerly is refused."""
    keys = "type label ask sensitive secret in_place_of when_not_recorded when_null when_unknown"
    only(entry, f"{keys} applies_when not_before formerly", name)
    yes_or_no(entry, "sensitive")
    if yes_or_no(entry, "secret") and "label" in entry:
        raise NotUnderstood(f"{name} is secret, and has a label for tables")
    type = types.read(entry["type"])
    keys = "when_not_recorded when_null when_unknown"
    absent, *said = (read_default(entry, key, name, type, types) for key in keys.split())
    fact = Fact(name, type, record, entry.get("in_place_of"), absent, entry.get("applies_when", ""), pack, *said)
    return fact, entry.get("label")


def read_default(entry: dict[str, Any], key: str, name: str, type: Type, types: Types) -> Value | None:
    """`not yet` may stand here whatever the type."""
    if key not in entry:
        return None
    default = read_value(entry[key], replace(type, may_be_nothing=True, is_set=False), types.network)
    if not type.is_set:
        return default
    if default is not NOTHING:
        raise NotUnderstood(f"{name} is a list, and of it {key} says none, or nothing is said")
    return frozenset()


def read_value(text: Any, type: Type, network: Network) -> Value:
    """What a case, or `when_not_recorded`, says of a fact. Chapter 4, *A fact that a case does not mention*."""
    if isinstance(text, list):
        if not type.is_set:
            raise NotUnderstood(f"a list where one value is due: {text}")
        return frozenset(read_scalar(item, type.member(), network) for item in text)
    if text is None or isinstance(text, bool):  # JSON's
        text = "null" if text is None else "yes" if text else "no"
    if not isinstance(text, str):
        raise NotUnderstood(f"a fact is no mapping: {text}")
    if text in ("unknown", "null", "~", ""):
        return not_known(ASKED)
    if text == "withheld":
        return not_known(WITHHELD)
    if text in type.words:
        return text
    if type.may_be_nothing and text in ("none", "nobody", "not yet", "not applicable"):
        return NOTHING
    return read_scalar(text, type, network)


def read_decimal(text: str, places: int) -> Fraction:
    whole, _, rest = text.partition(".")
    if not re.fullmatch(r"-?\d+", whole) or len(rest) > places or (rest and not rest.isdigit()):
        raise NotUnderstood(f"{text} is no number with {places} places")
    return Fraction(text)


def read_scalar(text: str, type: Type, network: Network) -> Scalar:
    if type.base == "truth" and text in ("yes", "no", "true", "false"):
        return text in ("yes", "true")
    if type.base == "number":
        return int(text) if type.places == 0 else read_decimal(text, type.places)
    if type.base == "date":
        return read_date(text)
    if type.base == "text" or text in type.words:
        return text
    if type.base == "body" and network.bodies.get(text) in type.kinds:
        return text
    raise NotUnderstood(f"{text} is no value of {type}")


def values_to_try(type: Type, network: Network) -> list[Value] | None:
    """The values of an unknown fact. None: there is no end of them. Of dates and numbers see turns.py."""
    if type.base == "truth":
        single: list[Scalar] = [False, True]
    elif type.base == "word":
        single = list(type.words)
    elif type.base == "body":
        single = list(network.bodies_of(type.kinds))
    else:
        return None
    if not type.is_set:
        return [*single, NOTHING] if type.may_be_nothing else list(single)
    if len(single) > LARGEST_SET:  # enough where the set is read by a single membership test
        return [frozenset(), frozenset(single)]
    sizes = range(len(single) + 1)
    return [frozenset(chosen) for size in sizes for chosen in itertools.combinations(single, size)]


@dataclass(frozen=True)
class Judgement:
    value: Value
    on: datetime.date


Slot = tuple[str, "str | None"]
"""A fact and the member that has it, None for a fact of the case; likewise of a decision or a duty."""


@dataclass
class Case:
    facts: dict[Slot, Value] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)  # as far as they are known
    as_recorded: set[Slot] = field(default_factory=set)  # those that have their value by `when_not_recorded`
    judgements: dict[Slot, Judgement] = field(default_factory=dict)
    happened: list[Any] = field(default_factory=list)  # Happenings: see over_time.py
    covers: tuple[datetime.date, datetime.date] | None = None  # the days for which the history speaks


class CaseReader:
    def __init__(self, facts: dict[str, Fact], of_members: dict[str, dict[str, Fact]], network: Network) -> None:
        self.facts = facts
        self.of_members = of_members
        self.network = network

    def read(self, given: dict[str, Any]) -> Case:
        case = Case()
        lists = {name: fact.type.record for name, fact in self.facts.items() if fact.type.base == "record"}
        said: dict[str, Any] = {}
        for key, value in given.items():
            if isinstance(value, dict) and key not in self.facts:
                said.update({f"{key}.{name}": part for name, part in value.items()})
            elif key not in lists:
                said[key] = value
        for name, record in lists.items():
            self.read_members(case, name, record, given.get(name))
        plain = {name: fact for name, fact in self.facts.items() if name not in lists}
        self.read_facts(case, plain, None, said)
        return case

    def read_members(self, case: Case, name: str, record: str, given: Any) -> None:
        if not isinstance(given, list):
            said = NOT_ASKED if given is None else WITHHELD if given == "withheld" else ASKED
            case.facts[name, None] = not_known(said, name)
            case.members[record] = []
            return
        people = [entry for entry in given if entry != {"more": "possible"}]
        ids = [entry["id"] for entry in people]
        case.members[record] = ids
        case.facts[name, None] = not_known(ASKED, name) if len(people) < len(given) else frozenset(ids)
        for entry in people:
            said_of = {key: value for key, value in entry.items() if key != "id"}
            self.read_facts(case, self.of_members[record], entry["id"], said_of)

    def read_facts(self, case: Case, facts: dict[str, Fact], member: str | None, said: dict[str, Any]) -> None:
        if not set(said) <= set(facts):
            raise NotUnderstood(f"no facts are named {set(said) - set(facts)}")
        for name, fact in facts.items():
            slot = (name, member)
            if name in said:
                type = replace(fact.type, may_be_nothing=True) if fact.applies_when else fact.type
                if fact.when_null is not None and said[name] in (None, "null", "~", ""):
                    value = fact.when_null
                elif fact.when_unknown is not None and said[name] == "unknown":
                    value = fact.when_unknown
                else:
                    value = read_value(said[name], type, self.network)
                if isinstance(value, Unknown):
                    value = not_known(next(iter(value.reasons)).kind, name, member)
            elif fact.when_not_recorded is not None:
                value = fact.when_not_recorded
                case.as_recorded.add(slot)
            else:
                value = not_known(NOT_ASKED, name, member)
            case.facts[slot] = value
        for name, fact in facts.items():
            if fact.in_place_of:
                self.of_two_facts(case, (name, member), (fact.in_place_of, member))

    def of_two_facts(self, case: Case, one: Slot, other: Slot) -> None:
        """Chapter 4, `in_place_of`: where one is known the other is nothing."""
        for known, without in ((one, other), (other, one)):
            if not isinstance(case.facts[known], Unknown) and case.facts[known] is not NOTHING:
                case.facts[without] = NOTHING
