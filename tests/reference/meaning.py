"""Chapters 5 and 18, what expressions mean: each node becomes a small function of the case and the member.

`Meaning.run(day, member)` gives the value, where `day` is the Evaluation of one case (evaluation.py). Within the field
of an event (over_time.py) the member is a Happening: the event, and whose it is.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from . import calendars, over_time
from .expressions import Node, parse
from .facts import DATE, JUST_NOTHING, NUMBER, TRUTH, Type
from .text import read_date
from .values import (
    ARITHMETIC,
    NOTHING,
    Nothing,
    NotUnderstood,
    Unknown,
    Value,
    as_set,
    both,
    either,
    join,
    not_known,
    opposite,
)

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .packs import Book, Pack

Run: TypeAlias = "Callable[[Evaluation, Any], Value]"
Bounds: TypeAlias = "tuple[datetime.date | None, datetime.date | None]"
"""What is certain of a date: it is not before the one, and not after the other."""


@dataclass(frozen=True)
class Read:
    """An expression reads this. Inside `some person has` and the like it reads it of every member."""

    what: str  # fact, decision, duty, state, process; day: the day asked about
    name: str
    record: str  # whose members have it; empty where the case has it
    every_member: bool = False


@dataclass(frozen=True, eq=False)
class Meaning:
    type: Type
    run: Run
    reads: frozenset[Read] = frozenset()
    bounds_of_unknown: Callable[[Evaluation, Any], Bounds] | None = None
    items: tuple[Meaning, ...] = ()  # of `(a, b)`
    is_decision: bool = False  # by its name

    def bounds(self, day: Evaluation, member: Any) -> Bounds:
        value = self.run(day, member)
        if isinstance(value, datetime.date):
            return value, value
        if not isinstance(value, Unknown) or self.bounds_of_unknown is None:
            return None, None
        return self.bounds_of_unknown(day, member)


ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
SUMS: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def constant(value: Value, type: Type) -> Meaning:
    return Meaning(type, lambda day, member: value)


def reads_of(*meanings: Meaning) -> frozenset[Read]:
    return frozenset().union(*(meaning.reads for meaning in meanings))


class Compiler:
    """Expressions that stand in one pack, within decisions for each member of `record` (empty: for the case)."""

    def __init__(self, book: Book, pack: Pack, record: str = "", scope: over_time.Scope | None = None) -> None:
        self.book = book
        self.pack = pack
        self.record = record
        self.scope = scope  # the fields of an event, or the names of a process

    def read(self, text: str, due: Type | None = None) -> Meaning:
        return self.compile(parse(text), due)

    def compile(self, node: Node, due: Type | None = None) -> Meaning:
        """`due` is the type that is due there; a bare word is first looked for among its values."""
        op = node.op
        if op in ("yes", "no") and not node.kids:
            if due is not None and op in due.words:
                return constant(op, due)
            return constant(op == "yes", TRUTH)
        if op in ("none", "nobody"):
            return constant(op, due) if due is not None and op in due.words else constant(NOTHING, JUST_NOTHING)
        if op == "number":
            number = Fraction(node.word) if "." in node.word else int(node.word)
            return constant(number, NUMBER)
        if op == "date":
            return constant(read_date(node.word), DATE)
        if op == "name":
            return self.name(node.word, due)
        if op in ("some", "every", "no"):
            return self.quantified(node)
        if op in ("and", "or", "not"):
            return self.connective(node)
        if op in ("=", "!=", "in", "may be", *ORDER):
            return self.comparison(node)
        if op == "if":
            return self.choice(node, due)
        if op == "list":
            return self.list_of(node, due)
        if op == "each":
            return self.each(node, due)
        if op == "without":
            return self.without(node, due)
        if op == "due":
            return self.due(node.word)
        if op == "is overdue":
            return self.is_overdue(node.kids[0])
        if op in ("latest event", "first event"):
            return over_time.field_of_event(self, node)
        return self.of_operands(node)

    # Names

    def name(self, word: str, due: Type | None) -> Meaning:
        book = self.book
        if due is not None and word in due.words:
            return constant(word, due)
        if self.scope and (found := self.scope.name(word)):
            return found
        if self.record and word in book.of_members[self.record]:
            return self.fact(word, self.record)
        if word in book.facts:
            return self.fact(word, "")
        if (decided := book.decisions.seen_by(self.pack, word)) is not None:
            if decided.record not in ("", self.record):
                raise NotUnderstood(f"{word} is for each {decided.record}")
            return book.meaning_of(decided)
        if found := over_time.name(self, word):
            return found
        body = book.network.body_named(word)
        if body is None:
            raise NotUnderstood(f"nothing is named {word}")
        return constant(body, Type("body", kinds=frozenset([book.network.bodies[body]])))

    def fact(self, word: str, record: str) -> Meaning:
        fact = self.book.of_members[record][word] if record else self.book.facts[word]
        reads, is_within_event = frozenset([Read("fact", word, record)]), bool(self.scope)

        def given(day: Evaluation, m: Any) -> Value:
            member = over_time.member_of(m) if is_within_event else m  # which may be a Happening
            return day.facts[word, member if record else None]

        if not fact.applies_when:
            return Meaning(fact.type, given, reads)
        applies = Compiler(self.book, fact.pack, record).read(fact.applies_when, TRUTH)
        without: Value = frozenset() if fact.type.is_set else NOTHING

        def run(day: Evaluation, m: Any) -> Value:
            value, does_apply = given(day, m), applies.run(day, over_time.member_of(m))
            if does_apply is True or value is NOTHING:
                return value
            return without if does_apply is False else join(does_apply, value)

        type = fact.type if fact.type.is_set else replace(fact.type, may_be_nothing=True)
        return Meaning(type, run, reads | applies.reads)

    def pair(self, left: Node, right: Node) -> tuple[Meaning, Meaning]:
        """Two operands; a word on either side is one of the type of the other side."""
        try:
            a = self.compile(left)
        except NotUnderstood:
            b = self.compile(right)
            return self.compile(left, b.type), b
        return a, self.compile(right, a.type)

    # Connectives

    def connective(self, node: Node) -> Meaning:
        kids = [self.compile(kid, TRUTH) for kid in node.kids]
        if any(kid.type.base != "truth" for kid in kids):
            raise NotUnderstood(f"{node.op} of what is no truth")
        a = kids[0].run
        if node.op == "not":
            return Meaning(TRUTH, lambda day, m: opposite(a(day, m)), reads_of(*kids))
        b = kids[1].run
        # What decides alone need not wait for the other.
        if node.op == "and":
            return Meaning(TRUTH, lambda day, m: (x := a(day, m)) and (both(x, b(day, m))), reads_of(*kids))
        return Meaning(
            TRUTH, lambda day, m: True if (x := a(day, m)) is True else either(x, b(day, m)), reads_of(*kids)
        )

    def quantified(self, node: Node) -> Meaning:
        """Some, every, no member has p: `or`, `and` over the members; and what members there may be beside them."""
        if node.word in self.book.events:
            return over_time.quantified(self, node)
        record, p = node.word, self.within(node.word).compile(node.kids[0], TRUTH)
        word, run, name = node.op, p.run, self.book.list_of[record]

        def some_or_every(day: Evaluation, member: Any) -> Value:
            of_list = day.facts[name, None]
            more = of_list if type(of_list) is Unknown else word == "every"
            return over_every(word, (run(day, m) for m in day.members[record]), more)

        return Meaning(TRUTH, some_or_every, self.of_every_member(record, p))

    def within(self, record: str) -> Compiler:
        if record not in self.book.of_members:
            raise NotUnderstood(f"no record is named {record}")
        return Compiler(self.book, self.pack, record)

    def of_every_member(self, record: str, inner: Meaning) -> frozenset[Read]:
        name = self.book.list_of[record]
        return frozenset([Read("fact", name, ""), *(replace(read, every_member=True) for read in inner.reads)])

    # Comparisons

    def comparison(self, node: Node) -> Meaning:
        if node.op == "in":
            return self.membership(node)
        if node.op == "may be":
            return self.may_be(node)
        a, b = self.pair(*node.kids)
        # A number without point goes with money, too.
        comparable = a.type.base == b.type.base and (a.type.words == b.type.words or a.type.base == "number")
        if not comparable and JUST_NOTHING not in (a.type, b.type):
            raise NotUnderstood(f"{node.op} of {a.type} and {b.type}")
        if node.op in ORDER:
            return compared(ordered(node.op, a.type), a, b, lambda p, q: NOTHING in (p, q))
        is_opposite = node.op == "!="
        return compared(lambda p, q: (p == q) is not is_opposite, a, b)

    def membership(self, node: Node) -> Meaning:
        a, s = self.pair(*node.kids)
        if s.type.is_set:
            return compared(lambda p, q: p in as_set(q), a, s, lambda p, q: NOTHING in (p, q) or q == frozenset())
        if s.type.base != "body":
            raise NotUnderstood(f"in {s.type}")
        network = self.book.network
        a = replace(a, is_decision=False)  # as the engine: of what it can still give nothing is asked
        network.asked |= s.type.kinds

        def leads(at: datetime.date) -> Meaning:
            return compared(lambda p, q: network.leads_to(p, q, at), a, s, lambda p, q: NOTHING in (p, q))

        return replace(leads(datetime.date.min), run=lambda day, m: leads(day.at).run(day, m))

    def may_be(self, node: Node) -> Meaning:
        a, s = self.pair(*node.kids)

        def possible(day: Evaluation, m: Any) -> Value:
            """Against the case itself, without the assumptions of a running completion. Never unknown."""
            options = day.base.possibilities(a, m)
            wanted = s.run(day.base, m)
            if isinstance(wanted, Unknown):
                raise NotUnderstood("`may be` of what is no constant")
            is_among = bool(options.values & (as_set(wanted) or {wanted}))
            return is_among or options.may_stay_open or not options.is_complete

        return Meaning(TRUTH, possible, reads_of(a, s))

    # Values from values

    def choice(self, node: Node, due: Type | None) -> Meaning:
        condition = self.compile(node.kids[0], TRUTH)
        a = self.compile(node.kids[1], due)
        b = self.compile(node.kids[2], due or a.type)
        c, x, y = condition.run, a.run, b.run

        def chosen(day: Evaluation, m: Any) -> Value:
            which = c(day, m)
            if type(which) is not Unknown:
                return x(day, m) if which else y(day, m)
            p, q = x(day, m), y(day, m)
            if type(p) is Unknown or type(q) is Unknown or p != q:
                return join(which, p, q, made="chosen")
            return p

        def bounds(day: Evaluation, m: Any) -> Bounds:
            first, last = zip(a.bounds(day, m), b.bounds(day, m), strict=True)
            return None if None in first else min(first), None if None in last else max(last)  # type: ignore[type-var]

        return Meaning(wider(a.type, b.type), chosen, reads_of(condition, a, b), bounds)

    def list_of(self, node: Node, due: Type | None) -> Meaning:
        items: list[Meaning] = []
        for kid in node.kids:  # where no type is due, that of the first
            items.append(self.compile(kid, due.member() if due else items[0].type if items else None))
        runs = [item.run for item in items]
        of = next((item.type for item in items if item.type != JUST_NOTHING), due or JUST_NOTHING)
        type = replace(of.member(), is_set=True)
        if not reads_of(*items):
            value = union([run(None, None) for run in runs])  # type: ignore[arg-type]
            return replace(constant(value, type), items=tuple(items))
        return Meaning(type, lambda day, m: union([run(day, m) for run in runs]), reads_of(*items), items=tuple(items))

    def each(self, node: Node, due: Type | None) -> Meaning:
        if node.word in self.book.events:
            return over_time.each(self, node, due)
        record = node.word
        x = self.within(record).compile(node.kids[0], due and due.member())
        run, name = x.run, self.book.list_of[record]

        def of_all(day: Evaluation, member: Any) -> Value:
            of_list = day.facts[name, None]
            return union(
                [*(run(day, m) for m in day.members[record]), *([of_list] if type(of_list) is Unknown else [])]
            )

        return Meaning(replace(x.type.member(), is_set=True), of_all, self.of_every_member(record, x))

    def without(self, node: Node, due: Type | None) -> Meaning:
        a, b = (self.compile(kid, due) for kid in node.kids)
        x, y = a.run, b.run

        def less(day: Evaluation, m: Any) -> Value:
            p, q = x(day, m), y(day, m)
            if type(p) is not Unknown and not as_set(p):
                return frozenset()
            if type(p) is Unknown or type(q) is Unknown:
                return join(p, q, made="without", also=(join(p, q, made="compared"),))
            return as_set(p) - as_set(q)

        return Meaning(replace(a.type.member(), is_set=True), less, reads_of(a, b))

    def due(self, name: str) -> Meaning:
        duty, date = self.book.duty_or_date(self.pack, name)
        reads, pack = frozenset([Read("duty", duty.key, duty.record)]), self.pack
        run: Run = lambda day, m: day.due_within_rules(duty, date, m, pack)  # noqa: E731
        return Meaning(replace(DATE, may_be_nothing=True), run, reads)

    def is_overdue(self, node: Node) -> Meaning:
        duty, date = self.book.duty_or_date(self.pack, node.word)
        if date is not None:
            raise NotUnderstood(f"{node.word} is no duty")
        reads, pack = frozenset([Read("duty", duty.key, duty.record)]), self.pack
        return Meaning(TRUTH, lambda day, m: day.is_overdue_within_rules(duty, m, pack), reads)

    def of_operands(self, node: Node) -> Meaning:
        kids = [self.compile(kid) for kid in node.kids]
        a, reads, x = kids[0], reads_of(*kids), kids[0].run
        if (
            node.op == "applies"
            and node.kids[0].word == "day"
            and any(read.record in self.book.events for read in reads)
        ):
            return Meaning(TRUTH, lambda day, m: True, reads)  # each event has its day, known or not
        if node.op == "applies":
            return Meaning(TRUTH, lifted(lambda value: value is not NOTHING, x, made="asked"), reads)
        if node.op == "is known":  # also what is the same under every completion
            return Meaning(TRUTH, lambda day, m: day.base.possibilities(a, m).only_value() is not None, reads)
        if node.op == "number of":
            if not a.type.is_set:
                raise NotUnderstood(f"number of {a.type}")
            return Meaning(NUMBER, lifted(lambda value: len(as_set(value)), x, made="size", by=a.type), reads)
        if node.op in ("earliest", "latest"):
            return self.extreme(node.op, a)
        if node.op == "relation":
            return over_time.of_a_process(self, node) or self.relation(node.word, a)
        if node.op in SUMS:
            return arithmetic(node.op, kids[0], kids[1])
        if node.op == "round":
            return rounded(kids[0], kids[1], int(node.word))
        if node.op == "count":
            return self.count(node.word, *kids)
        if node.op in ("passed", "has come"):
            return self.has_come(node, kids)
        if node.op == "years":
            maybe = replace(NUMBER, may_be_nothing=True)
            return Meaning(maybe, unless_nothing(calendars.completed_years, x, kids[1].run, made="age"), reads)
        raise NotUnderstood(f"the operator {node.op}")

    def extreme(self, op: str, of: Meaning) -> Meaning:
        """`earliest of`, `latest of`. Of the earlier of (x, y) it is certain that it is not after x."""
        pick: Any = min if op == "earliest" else max

        def bounds(day: Evaluation, m: Any) -> Bounds:
            of_items = [item for item in of.items if item.run(day, m) is not NOTHING]
            ends = [item.bounds(day, m) for item in of_items]
            # On one side each member bounds it that will have a value; on the other they do so together.
            side = 1 if op == "earliest" else 0
            can_be_nothing = [i.type.may_be_nothing and type(i.run(day, m)) is Unknown for i in of_items]
            alone = [end[side] for end, may_be in zip(ends, can_be_nothing, strict=True) if end[side] and not may_be]
            other = [end[1 - side] for end in ends]
            found = [pick(alone, default=None), None if None in other else pick(other, default=None)]
            return (found[1], found[0]) if op == "earliest" else (found[0], found[1])

        run = lifted(lambda value: pick(as_set(value), default=NOTHING), of.run)
        return Meaning(replace(DATE, may_be_nothing=True), run, of.reads, bounds)

    def count(self, word: str, number: Meaning, since: Meaning) -> Meaning:
        unit, _, way = word.replace("beginning with", "beginning_with").rpartition(" ")
        way, calendar = way.replace("_", " "), self.book.calendar_of(self.pack)
        if number.type.base != "number" or (unit == "hour" and number.reads):
            raise NotUnderstood(f"a count of {number.type}")

        def counted(n: Any, day: Any) -> Value:
            return calendars.count(n, unit, way, day, calendar)

        def bounds(day: Evaluation, m: Any) -> Bounds:
            n = number.run(day, m)
            ends = [
                counted(n, end) if end and not isinstance(n, (Unknown, Nothing)) else None
                for end in since.bounds(day, m)
            ]
            first, last = (end if isinstance(end, datetime.date) else None for end in ends)
            return first, last

        type = replace(since.type, may_be_nothing=since.type.may_be_nothing or number.type.may_be_nothing)
        run = unless_nothing(counted, number.run, since.run, made="counted", by=(unit, way, calendar))
        return Meaning(type, run, reads_of(number, since), bounds)

    def suspended_count(self, text: str, stops: list[tuple[Meaning, Meaning, tuple[str, ...]]]) -> Meaning:
        """A count that leaves out the days from the first to before the second, by a text in force."""
        node = parse(text)
        if node.op != "count" or node.word.split()[0] in ("month", "year"):
            raise NotUnderstood(f"`{text}` is suspended")
        unit, _, way = node.word.replace("beginning with", "beginning_with").rpartition(" ")
        number, since = (self.compile(kid) for kid in node.kids)
        calendar = self.book.calendar_of(self.pack)

        def run(day: Evaluation, m: Any) -> Value:
            ends = [(a.run(day, m), b.run(day, m)) for a, b, cites in stops if day.is_in_force(cites)]
            that_count = [(first, end) for first, end in ends if first is not NOTHING]
            n, start = number.run(day, m), since.run(day, m)
            if n is NOTHING or start is NOTHING:
                return NOTHING
            values = [n, start, *(value for pair in that_count for value in pair)]
            if any(type(value) is Unknown for value in values):
                return join(*values, made="reckoned")
            days: Any = [(first, None if end is NOTHING else end) for first, end in that_count]
            return calendars.suspended(n, unit, way.replace("_", " "), start, calendar, days)  # type: ignore[arg-type]

        reads = reads_of(number, since, *(m for stop in stops for m in stop[:2]))
        return Meaning(replace(DATE, may_be_nothing=True), run, reads, items=(number, since))

    def has_come(self, node: Node, kids: list[Meaning]) -> Meaning:
        """`x has come`, `28 days have passed since x`: against the day asked about."""
        unit, calendar, x = node.word, self.book.calendar_of(self.pack), kids[-1].run

        def passed(n: Any, since: Any, at: datetime.date) -> Value:
            day = calendars.count(n, unit, "after", since, calendar)
            if unit == "year" and isinstance(day, datetime.date):  # as birthdays come
                return bool(calendars.completed_years(since, at) >= n)
            return day <= at if isinstance(day, datetime.date) else day

        def waiting(n: Value, since: Value, at: datetime.date) -> Value:
            reached = join(n, since, made="counted", by=(unit, "after", calendar)) if unit else since
            if unit == "year" and type(n) is not Unknown:
                passed = join(join(since, made="age", also=(at,)), made="compared", by="with today", also=(n,))
                return join(passed, made="come", by=(at, 0), also=(reached,))
            return join(reached, made="come", by=(at, 0))

        def run(day: Evaluation, m: Any) -> Value:
            n = kids[0].run(day, m) if unit else 0
            since = x(day, m)
            if isinstance(n, Nothing) or isinstance(since, Nothing):
                return False
            if type(n) is Unknown or type(since) is Unknown:
                return waiting(n, since, day.at)
            come = calendars.count(n, unit, "after", since, calendar) if unit else since  # type: ignore[arg-type]
            if isinstance(come, datetime.date):
                day.came.add(come)
            return passed(n, since, day.at) if unit else since <= day.at  # type: ignore[operator]

        return Meaning(TRUTH, run, reads_of(*kids) | {Read("day", "", "")})

    def relation(self, word: str, of: Meaning) -> Meaning:
        network, x = self.book.network, of.run
        if word not in network.kinds and word not in network.relations:
            raise NotUnderstood(f"no relation is named {word}")
        is_several = network.leads_to_several(word)
        type = Type("body", kinds=network.targets(word), may_be_nothing=True)
        if word in network.values:
            type = network.values[word][0]
            type = replace(type, may_be_nothing=type.may_be_nothing or type.base == "body" or of.type.may_be_nothing)
        type = replace(type, is_set=is_several, may_be_nothing=type.may_be_nothing and not is_several)
        network.asked.add(word)
        if not network.days_of_change(word):
            return Meaning(type, lambda day, m: network.follow(word, x(day, m), datetime.date.max), of.reads)
        reads = of.reads | {Read("day", "", "")}
        return Meaning(type, lambda day, m: network.follow(word, x(day, m), day.at), reads)


def over_every(word: str, truths: Any, more: Value = False) -> Value:
    """`some`, `every`, `no`: from what further members may add (yes for `every`, no for the others) by and, by or."""
    found = more
    for truth in truths:
        found = both(found, truth) if word == "every" else either(found, truth)
    return opposite(found) if word == "no" else found


def compared(
    holds: Callable[[Any, Any], Value], a: Meaning, b: Meaning, is_never: Callable[[Value, Value], bool] | None = None
) -> Meaning:
    """`is_never`: of values of which the answer is no, whatever the other is."""
    x, y = a.run, b.run

    def compare(p: Value, q: Value) -> Value:
        if is_never and is_never(p, q):
            return False
        return join(p, q, made="compared") if type(p) is Unknown or type(q) is Unknown else holds(p, q)

    def run(day: Evaluation, m: Any) -> Value:
        p, q = x(day, m), y(day, m)
        found = compare(p, q)
        if type(found) is Unknown and (a.is_decision or b.is_decision):
            all_found = {compare(one, other) for one in still(a, p) for other in still(b, q)}
            if len(all_found) == 1 and type(one := all_found.pop()) is not Unknown:
                return one
        return found

    return Meaning(TRUTH, run, reads_of(a, b))


def still(of: Meaning, value: Value) -> tuple[Value, ...]:
    """Chapter 18, *Still said*: the answers that a decision can still give, as far as its rows tell."""
    return value.by if of.is_decision and type(value) is Unknown and value.made == "still" else (value,)


def ordered(op: str, of: Type) -> Callable[[Any, Any], Value]:
    """No if either is nothing, even where the other is not known."""
    if of.base not in ("word", "number", "date", "nothing") or (of.base == "word" and not of.is_ordered):
        raise NotUnderstood(f"{op} of {of}")
    holds, place = ORDER[op], of.words.index
    return (lambda p, q: holds(place(p), place(q))) if of.base == "word" else holds


def lifted(function: Callable[[Any], Value], x: Run, made: str = "", by: Any = None) -> Run:
    """A function of a known value; what is not known stays so."""

    def run(day: Evaluation, m: Any) -> Value:
        value = x(day, m)
        return join(value, made=made, by=by) if type(value) is Unknown else function(value)

    return run


def unless_nothing(function: Callable[[Any, Any], Value], x: Run, y: Run, made: str, by: Any = None) -> Run:
    """Nothing if either is nothing, not known if either is not known."""

    def run(day: Evaluation, m: Any) -> Value:
        p, q = x(day, m), y(day, m)
        if p is NOTHING or q is NOTHING:
            return NOTHING
        return join(p, q, made=made, by=by) if type(p) is Unknown or type(q) is Unknown else function(p, q)

    return run


OUTSIDE = join(not_known(ARITHMETIC), made="unsaid")


def within_64_bits(value: Any, places: int) -> Value:
    return value if -(2**63) <= value * 10**places < 2**63 else OUTSIDE


def arithmetic(op: str, a: Meaning, b: Meaning) -> Meaning:
    if (a.type.base, b.type.base) != ("number", "number"):
        raise NotUnderstood(f"{op} of {a.type} and {b.type}")
    type, of = wider(a.type, b.type), SUMS[op]
    made = op if op in "+-" else "reckoned"
    run = unless_nothing(lambda p, q: within_64_bits(of(p, q), type.places), a.run, b.run, made)
    return Meaning(type, run, reads_of(a, b))


def rounded(a: Meaning, b: Meaning, places: int) -> Meaning:
    """To so many places; half a unit goes away from nought."""

    def quotient(p: Any, q: Any) -> Value:
        if q == 0:
            return OUTSIDE
        exact = Fraction(p) / Fraction(q) * 10**places
        units = int(abs(exact) + Fraction(1, 2))
        value = Fraction(units if exact > 0 else -units, 10**places)
        return within_64_bits(value if places else int(value), places)

    type = replace(wider(a.type, b.type), places=places)
    return Meaning(type, unless_nothing(quotient, a.run, b.run, "reckoned"), reads_of(a, b))


def union(values: list[Value]) -> Value:
    """`(a, b)`: not known if a member is not known; sets are joined, nothing adds no member."""
    return join(*values) if any(type(value) is Unknown for value in values) else frozenset().union(*map(as_set, values))


def wider(a: Type, b: Type) -> Type:
    """The type of what is one or the other."""
    if a == JUST_NOTHING:
        a, b = b, a
    maybe = a.may_be_nothing or b.may_be_nothing
    return replace(
        a, kinds=a.kinds | b.kinds, may_be_nothing=maybe, places=max(a.places, b.places), words=a.words or b.words
    )
