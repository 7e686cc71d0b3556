"""Chapter 16, What happens over time: events, each with its day, and the states that they make.

An event in a case is a Happening. Its fields, and `day`, are facts of it, as those of a member are.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import meaning
from .expressions import Node
from .facts import DATE, TRUTH, Case, CaseReader, Fact, Type, read_fact
from .text import only, read_date
from .values import (
    ASKED,
    EVENTS_DIFFER,
    NOTHING,
    OUTSIDE_HISTORY,
    NotUnderstood,
    Unknown,
    Value,
    both,
    either,
    join,
    not_known,
    opposite,
)

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .meaning import Compiler, Meaning, Read
    from .packs import Book, Pack

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Event:
    kind: str
    record: str  # of whose members it happens; empty: in the case
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Happening:
    """It happened on one of the days from first to last."""

    id: str
    kind: str
    owner: str | None
    first: datetime.date
    last: datetime.date
    recorded: datetime.date | None  # None: on the day on which it happened


@dataclass(eq=False)
class State:
    name: str
    record: str
    type: Type
    entry: dict[str, Any]
    parts: dict[str, Meaning]  # `is`, or `begins` and `ends`, `ends_when`, `with`

    def meanings(self) -> list[Meaning]:
        return list(self.parts.values())


class Process: ...


# Reading


def declare(pack: Pack, book: Book) -> None:
    for kind, entry in pack.parts.get("events", {}).items():
        only(entry, "of fields chain label", kind)
        chain = tuple(name.strip() for name in entry["chain"].split(",")) if "chain" in entry else ()
        book.events[kind] = Event(kind, entry.get("of", ""), chain)
        fields = book.of_members[kind] = {"day": Fact("day", DATE, kind, None, None)}
        for name, field in entry.get("fields", {}).items():
            fields[name], _ = read_fact(field if isinstance(field, dict) else {"type": field}, name, kind, book.types)
    for name, entry in pack.parts.get("states", {}).items():
        only(entry, "question label for_each type is begins ends ends_when with with_at_first sensitive cite", name)
        type = book.types.read(entry["type"]) if "type" in entry else TRUTH
        if "with" in entry or "with_at_first" in entry:
            type = replace(type, may_be_nothing=True)
        book.states[name] = State(name, entry.get("for_each", ""), type, entry, {})
        if "label" in entry:
            book.labels.setdefault(entry["label"], []).append((name, entry.get("for_each", "")))
    if "processes" in pack.parts:
        raise NotUnderstood("processes")


def read_rules(pack: Pack, book: Book) -> None:
    for name in pack.parts.get("states", {}):
        state = book.states[name]
        compiler = meaning.Compiler(book, pack, state.record)
        for key in ("is", "begins", "ends", "ends_when", "with", "with_at_first"):
            if key in state.entry:
                part = "with" if key == "with_at_first" else key
                due = state.type if part in ("is", "with") else TRUTH
                state.parts[part] = compiler.read(state.entry[key], due)


def read_events(case: Case, given: list[dict[str, Any]], book: Book) -> None:
    """Each once, and numbered in the order of its days."""
    reader = CaseReader(book.facts, book.of_members, book.network)
    found: list[tuple[datetime.date, datetime.date, dict[str, Any]]] = []
    for entry in given:
        first, last = read_days(entry["date"])
        if (first, last, entry) not in found:
            found.append((first, last, entry))
    numbers: Counter[str] = Counter()
    listed = [id for ids in case.members.values() for id in ids]
    named = [owner(entry, book) for _, _, entry in found]  # in the order in which they are met
    places = {id: place for place, id in reversed(list(enumerate([*listed, *named])))}

    def said_of(entry: dict[str, Any]) -> list[tuple[bool, str]]:
        """Events of one day and one owner are told apart by what is said of them, of whatever kind they are."""
        fields = sorted([*book.of_members[entry["event"]], "recorded"])
        return [(field not in entry, str(entry.get(field, ""))) for field in fields]

    for first, last, entry in sorted(found, key=lambda one: (*one[:2], places[owner(one[2], book)], said_of(one[2]))):
        said = dict(entry)
        kind, record = said.pop("event"), book.events[entry["event"]].record
        del said["date"]
        recorded, of = said.pop("recorded", None), said.pop(record) if record else None
        numbers[kind] += 1
        id = f"{kind}_{numbers[kind]}"
        case.members.setdefault(kind, []).append(id)
        fields = {name: field for name, field in book.of_members[kind].items() if name != "day"}
        reader.read_facts(case, fields, id, said)
        case.facts["day", id] = first if first == last else not_known(ASKED, "day", id)
        case.happened.append(Happening(id, kind, of, first, last, read_date(recorded) if recorded else None))
    for name, fact in book.facts.items():  # where the case does not give the list, those whom events name are all
        record = fact.type.record
        owners = {h.owner for h in case.happened if h.owner and book.events[h.kind].record == record}
        if record and owners and isinstance(case.facts[name, None], Unknown) and not case.members[record]:
            case.members[record] = sorted(owners)
            case.facts[name, None] = frozenset(owners)
            for one in owners:
                reader.read_facts(case, book.of_members[record], one, {})


def owner(entry: dict[str, Any], book: Book) -> str | None:
    return entry.get(book.events[entry["event"]].record)


def read_days(text: str) -> tuple[datetime.date, datetime.date]:
    if text == "unknown":
        return datetime.date.min, datetime.date.max
    first, _, last = text.partition(" to ")
    return read_date(first), read_date(last or first)


def read_cover(text: str) -> tuple[datetime.date, datetime.date]:
    """The last day is not in it; `from` has no end."""
    if text.startswith("from "):
        return read_date(text.removeprefix("from ")), datetime.date.max
    return read_days(text)


def with_days(case: Case, at: datetime.date, known_by: datetime.date) -> list[Happening]:
    """Those that were recorded by then. What lies between two days counts as of the second, if nothing else can.

    Its field `day` is not known all the same.
    """
    happened, covers = case.happened, case.covers
    seen = [h for h in happened if (h.recorded or h.first) <= known_by]

    def is_alone(h: Happening) -> bool:
        is_covered = covers is None or covers[0] <= h.first < covers[1]
        return is_covered and not any(
            h is not o and o.owner in (None, h.owner) and o.first <= h.last and h.first <= o.last for o in seen
        )

    def has_passed(h: Happening) -> bool:
        return h.last <= (at if h.recorded else min(at, known_by))

    return [replace(h, first=h.last) if has_passed(h) and is_alone(h) else h for h in seen]


# What expressions ask of events


class Scope:
    """Within an event: its fields."""

    def __init__(self, book: Book, kind: str) -> None:
        self.book, self.kind = book, kind

    def name(self, word: str) -> Meaning | None:
        if word not in self.book.of_members[self.kind]:
            return None
        fact = self.book.of_members[self.kind][word]
        reads = frozenset([meaning.Read("fact", word, self.kind, every_member=True)])
        return meaning.Meaning(fact.type, lambda day, h: day.facts[word, h.id], reads)


def member_of(m: Any) -> Any:
    return m.owner if isinstance(m, Happening) else m


def name(compiler: Compiler, word: str) -> Meaning | None:
    return compiler.book.meaning_of_state(word) if word in compiler.book.states else None


def of_a_process(compiler: Compiler, node: Node) -> Meaning | None:
    return None


def within(compiler: Compiler, kind: str) -> Compiler:
    return meaning.Compiler(compiler.book, compiler.pack, compiler.record, Scope(compiler.book, kind))


def quantified(compiler: Compiler, node: Node) -> Meaning:
    kind, word = node.word, node.op
    p = within(compiler, kind).compile(node.kids[0], TRUTH)

    def run(day: Evaluation, m: Any) -> Value:
        more: Value = not_known(OUTSIDE_HISTORY) if day.is_past_outside_history() else word == "every"
        events = [(day.has_happened(h), p.run(day, h)) for h in day.events_of((kind,), m)]
        if word == "every":
            return meaning.over_every(word, (either(opposite(happened), holds) for happened, holds in events), more)
        return meaning.over_every(word, (both(happened, holds) for happened, holds in events), more)

    return meaning.Meaning(TRUTH, run, p.reads | {meaning.Read("day", "", "")} | days_read(kind))


def days_read(*kinds: str) -> set[Read]:
    return {meaning.Read("fact", "day", kind, every_member=True) for kind in kinds}


def each(compiler: Compiler, node: Node, due: Type | None) -> Meaning:
    kind = node.word
    x = within(compiler, kind).compile(node.kids[0], due and due.member())

    def run(day: Evaluation, m: Any) -> Value:
        events = [(day.has_happened(h), x.run(day, h)) for h in day.events_of((kind,), m)]
        open_ones = [happened for happened, _ in events if isinstance(happened, Unknown)]
        open_ones += [not_known(OUTSIDE_HISTORY)] if day.is_past_outside_history() else []
        values = [value for happened, value in events if happened is not False]
        return meaning.union([*values, *open_ones])

    reads = x.reads | {meaning.Read("day", "", "")} | days_read(kind)
    return meaning.Meaning(replace(x.type.member(), is_set=True), run, reads)


def field_of_event(compiler: Compiler, node: Node) -> Meaning:
    """`to of the latest moved where stay = permanent`; of each kind the first of the fields that it has."""
    fields, *kinds = node.word.split()
    of_kind = {kind: compiler.book.of_members[kind] for kind in kinds}
    named = {kind: next((f for f in fields.split(",") if f in of), "") for kind, of in of_kind.items()}
    if "" in named.values():
        raise NotUnderstood(f"none of the fields {fields} of {kinds}")
    wheres = {kind: within(compiler, kind).compile(node.kids[0], TRUTH) for kind in kinds if node.kids}
    is_latest = node.op == "latest event"

    def run(day: Evaluation, m: Any) -> Value:
        return nothing_tried(found(day, m), reads, day, m)

    def found(day: Evaluation, m: Any) -> Value:
        if day.is_outside_history():
            return not_known(OUTSIDE_HISTORY)
        open_or_true = []
        for h in day.events_of(kinds, m):
            holds = both(day.has_happened(h), wheres[h.kind].run(day, h) if wheres else True)
            if holds is not False:
                open_or_true.append((h, holds))
        past = before_the_first_covered(day, open_or_true if is_latest else [])
        if past is not True:
            return past
        return of_the_latest(open_or_true, named, day, is_latest, of_all_days(day, m))

    def of_all_days(day: Evaluation, m: Any) -> list[tuple[Happening, Value]]:
        """Those of the days before, whatever window the day is seen through."""
        if day.window:
            whole = day.completed({})
            whole.window, whole.came = None, day.came
            day = whole
        found = [
            (h, both(day.has_happened(h), wheres[h.kind].run(day, h) if wheres else True))
            for h in day.events_of(kinds, m)
        ]
        return [(h, holds) for h, holds in found if holds is not False]

    type = replace(of_kind[kinds[0]][named[kinds[0]]].type, may_be_nothing=True)
    read = {(kind, field) for kind in kinds for field in (named[kind], *compiler.book.events[kind].chain)}
    fields_read = {meaning.Read("fact", field, kind, every_member=True) for kind, field in read}
    reads = meaning.reads_of(*wheres.values()) | {meaning.Read("day", "", "")} | days_read(*kinds) | fields_read
    return meaning.Meaning(type, run, reads)


def before_the_first_covered(day: Evaluation, events: list[tuple[Happening, Value]]) -> Value:
    """Yes where nothing that nobody recorded can be later: one of these events certainly is since that day."""
    if day.covers is None or not day.is_past_outside_history():
        return True
    open_ones: list[Value] = []
    for h, holds in events:
        since = day.covers[0] <= h.first or not_known(ASKED, "day", h.id)
        if day.covers[0] <= h.last and holds is True and since is True:
            return True
        open_ones += [v for v in (holds, since) if day.covers[0] <= h.last and isinstance(v, Unknown)]
    return join(not_known(OUTSIDE_HISTORY), *open_ones)


def nothing_tried(value: Value, reads: frozenset[Read], day: Evaluation, m: Any) -> Value:
    """Of the dates and numbers that this reads, where it is not known."""
    if not isinstance(value, Unknown):
        return value
    return join(value, made="state", by=day.unknown_facts(reads, member_of(m)))


def of_the_latest(
    events: list[tuple[Happening, Value]],
    fields: dict[str, str],
    day: Evaluation,
    is_latest: bool,
    of_all_days: list[tuple[Happening, Value]],
) -> Value:
    certain = [h for h, holds in events if holds is True]

    def is_shut_out(h: Happening) -> bool:
        return any(h.last < other.first if is_latest else other.last < h.first for other in certain)

    left = [(h, holds) for h, holds in events if not is_shut_out(h)]
    if not left:
        return NOTHING
    values = [day.facts[fields[h.kind], h.id] for h, _ in left]
    open_ones = [holds for _, holds in left if isinstance(holds, Unknown)]
    open_ones += [not_known(ASKED, "day", h.id) for h, _ in left if h.first < h.last and len(left) > 1]
    unknown = [value for value in values if isinstance(value, Unknown)]
    others: list[Value] = [] if certain else [NOTHING]
    if not unknown and len({*values, *others}) == 1:
        return values[0]
    if open_ones or unknown:
        return join(*open_ones, *unknown)
    return end_of_chain([h for h, _ in left], of_all_days, fields, day) if is_latest else not_known(EVENTS_DIFFER)


def end_of_chain(
    of_day: list[Happening], events: list[tuple[Happening, Value]], fields: dict[str, str], day: Evaluation
) -> Value:
    """The one place with one more step to it than from it; or where there is none, where the day before left off."""
    chained = [h for h in of_day if day.book.events[h.kind].chain]
    others = [h for h in of_day if h not in chained]  # they stand on the way
    if not chained or any(day.book.events[h.kind].chain[1:] != (fields[h.kind],) for h in chained):
        return not_known(EVENTS_DIFFER)
    steps = []
    for h in (*chained, *others):
        origin, target = day.book.events[h.kind].chain if h in chained else (fields[h.kind], fields[h.kind])
        steps.append((day.facts[origin, h.id], day.facts[target, h.id]))
    unknown = [place for step in steps for place in step if isinstance(place, Unknown)]
    if unknown:
        return join(*unknown)
    connected = {steps[0][0]}
    for _ in steps:
        connected |= {place for step in steps if connected & set(step) for place in step}
    if not all(connected & set(step) for step in steps):
        return not_known(EVENTS_DIFFER)
    more = Counter(to for _, to in steps)
    more.subtract(Counter(origin for origin, _ in steps))
    ends = [place for place, number in more.items() if number > 0]
    if len(ends) == 1 and more[ends[0]] == 1:
        return ends[0]
    if not ends and others:  # it comes round: it ends where the child was found
        return steps[-len(others)][0]
    before = [(h, holds) for h, holds in events if h.last < of_day[0].first]
    left_off = of_the_latest(before, fields, day, True, before)
    if day.covers and not ends and not any(holds is True and day.covers[0] <= h.last for h, holds in before):
        return not_known(OUTSIDE_HISTORY)
    if not ends and left_off in connected:
        return left_off
    return not_known(EVENTS_DIFFER)


# States


def of_state(state: State, day: Evaluation, member: str | None) -> Value:
    if "is" in state.parts:
        return state.parts["is"].run(day, member)
    reads = meaning.reads_of(*state.meanings())
    return nothing_tried(from_begin_to_end(state, day, member), reads, day, member)


def from_begin_to_end(state: State, day: Evaluation, member: str | None) -> Value:
    if day.is_outside_history():
        return not_known(OUTSIDE_HISTORY)
    off: Value = NOTHING if "with" in state.parts else False
    lasts: Value = False
    value = off  # that it has if it lasts: of the day on which it began, seen through that day
    days = set(day.days_of_events(member))
    for at in sorted(days | {day.covers[0]} if day.covers else days):
        if day.covers and at == day.covers[0]:  # what came before may not be recorded
            before = not_known(OUTSIDE_HISTORY)
            value = join(before, value) if "with" in state.parts else value
            lasts = lasts_after(lasts, before, before if "ends" in state.parts else False)
        window = day.seen_through(at)
        begun = state.parts["begins"].run(window, member)
        ended = state.parts["ends"].run(window, member) if "ends" in state.parts else False
        takes = begun  # the value of that day; where it keeps the first, only if it did not go on
        if "with_at_first" in state.entry:
            takes = both(begun, opposite(both(lasts, opposite(ended))))
        if takes is not False:
            anew = state.parts["with"].run(window, member) if "with" in state.parts else True
            value = anew if takes is True or lasts is False or anew == value else join(takes, anew, value)
        lasts = lasts_after(lasts, begun, ended)
    now = join(lasts, value) if isinstance(lasts, Unknown) else value if lasts else off
    is_over = state.parts["ends_when"].run(day, member) if "ends_when" in state.parts else False
    if isinstance(is_over, Unknown):
        return off if now == off else join(is_over, now)
    return off if is_over else now


def lasts_after(lasts: Value, begun: Value, ended: Value) -> Value:
    """What began on the day on which it ended has begun anew; if it was not before, it has not."""
    if begun is True and (lasts is True or ended is False):
        return True
    if begun is False and ended is True:
        return False
    return either(both(begun, either(lasts, opposite(ended))), both(lasts, opposite(ended)))
