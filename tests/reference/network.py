"""Chapter 11, The network: which bodies there are and who serves whom; and chapter 2, whom a pack binds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .text import names, only, read_table
from .values import NETWORK_SILENT, NOTHING, Nothing, NotUnderstood, Scalar, Unknown, Value, as_set, either, not_known

Bound: TypeAlias = "tuple[str, str]"
"""Whom a pack binds: the relation, and the body to which it leads from them."""


EVER = datetime.date.min


@dataclass(frozen=True)
class Edge:
    to: Value
    first: datetime.date | None = None
    end: datetime.date | None = None  # the day after the last

    def holds(self, at: datetime.date) -> bool:
        return (self.first is None or self.first <= at) and (self.end is None or at < self.end)


@dataclass
class Relation:
    """A way from bodies to bodies: of rows, or made of other relations."""

    to: str = ""  # the kind to which rows lead, or the type of the values
    is_several: bool = False
    both_ways: bool = False
    all_listed_for: tuple[str, str] | None = None  # the kind, and the body in which they are ("": anywhere)
    listed_from: datetime.date = EVER
    turns_round: str = ""
    among: tuple[str, str] | None = None
    at_any_depth: str = ""
    joins: list[str] = field(default_factory=list)


def relation_of(name: str, entry: Any) -> Relation:
    if isinstance(entry, str):
        return Relation(entry)
    only(entry, "to noted_where_none both_ways all_listed_for listed_from turns_round among at_any_depth joins", name)
    to = entry.get("to", "")
    return Relation(
        to.removeprefix("several "),
        to.startswith("several ") or not to,
        entry.get("both_ways") == "yes",
        every(entry.get("all_listed_for")),
        datetime.date.fromisoformat(entry["listed_from"]) if "listed_from" in entry else EVER,
        entry.get("turns_round", ""),
        every(entry.get("among")),
        entry.get("at_any_depth", ""),
        [name for name in names(entry.get("joins", "")) if name],
    )


def every(text: str | None) -> tuple[str, str] | None:
    """`every seat`, `every authority in north_east`"""
    found = re.fullmatch(r"every (\w+)(?: in (\w+))?", text or "")
    return (found[1], found[2] or "") if found else None


def period(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """`from 2025-01-01`, `until 2026-01-01`, `2025-01-01 to 2026-01-01`"""
    if not text:
        return None, None
    if text.startswith("from "):
        return datetime.date.fromisoformat(text[5:]), None
    if text.startswith("until "):
        return None, datetime.date.fromisoformat(text[6:])
    first, end = text.split(" to ")
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(end)


class Network:
    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.relations: dict[str, Relation] = {}  # those that are no kind
        self.bodies: dict[str, str] = {}  # each body's kind
        self.lives: dict[str, Edge] = {}  # the days on which there is such a body
        self.named: dict[str, str] = {}  # a name of one word: its body
        self.values: dict[str, tuple[Any, Callable[[str], Value]]] = {}  # of a relation that leads to no kind: its type
        self.edges: dict[tuple[str, str], list[Edge]] = {}  # of (relation, body)
        self.says: set[tuple[str, str]] = set()  # (relation, kind): some body of the kind has an entry
        self.asked: set[str] = set()  # the relations that rules ask
        self.changes: dict[str, set[datetime.date]] = {}  # of each relation of rows

    def read_names(self, part: dict[str, Any]) -> None:
        """Kinds and relations. They come first, of every pack, since a table may have a column of each."""
        tables = [key for key in part if key not in ("kinds", "relations", "edges")]
        for kind in [*names(part.get("kinds", "")), *tables]:
            if kind and kind not in self.kinds:
                self.kinds.append(kind)
        self.relations.update({name: relation_of(name, of) for name, of in part.get("relations", {}).items()})

    def read_tables(self, part: dict[str, Any]) -> None:
        for kind, table in part.items():
            if kind not in ("kinds", "relations", "edges"):
                self.read_bodies(kind, *read_table(table))

    def read_edges(self, part: dict[str, Any]) -> None:
        """After the bodies of every pack."""
        for relation, table in part.get("edges", {}).items():
            headings, rows = read_table(table)
            for row in rows:
                cells = dict(zip(headings, row, strict=True))
                only(cells, "from to in_force cite", relation)
                self.add(relation, cells["from"], cells["to"], cells.get("in_force", ""))

    def add(self, relation: str, from_body: str, to: str, in_force: str = "") -> None:
        first, end = period(in_force)
        leads_to: Value = NOTHING if to == "nobody" else self.values[relation][1](to) if relation in self.values else to
        self.edges.setdefault((relation, from_body), []).append(Edge(leads_to, first, end))
        self.says.add((relation, self.bodies[from_body]))
        self.changes.setdefault(relation, set()).update(day for day in (first, end) if day)
        if relation in self.relations and self.relations[relation].both_ways and to != "nobody":
            self.edges.setdefault((relation, to), []).append(Edge(from_body, first, end))
            self.says.add((relation, self.bodies[to]))

    def read_bodies(self, kind: str, headings: list[str], rows: list[list[str]]) -> None:
        for row in rows:
            cells = dict(zip(headings, row, strict=True))
            id, name = cells.pop("id"), cells.pop("name")
            if id in self.bodies:
                raise NotUnderstood(f"two bodies are named {id}")
            self.bodies[id] = kind
            self.lives[id] = Edge(id, *period(cells.pop("in_force", "")))
            if len(name.split()) == 1:
                self.named[name] = id
            for heading, cell in cells.items():
                if heading not in ("cite", "gss") and cell:
                    self.add(heading, id, cell)

    def check(self) -> None:
        for (relation, _), edges in self.edges.items():
            if relation not in self.kinds and relation not in self.relations:
                raise NotUnderstood(f"the network has a column {relation}")
            if relation in self.values or (relation in self.relations and self.relations[relation].both_ways):
                continue
            for edge in edges:
                kind = self.relations[relation].to if relation in self.relations else relation
                if isinstance(edge.to, str) and self.bodies.get(edge.to) != kind:
                    raise NotUnderstood(f"{edge.to} is no body to which {relation} leads")

    def body_named(self, name: str) -> str | None:
        """By its id, or by its name where that is one word."""
        return name if name in self.bodies else self.named.get(name)

    def bodies_of(self, kinds: frozenset[str]) -> list[str]:
        return [id for id, kind in self.bodies.items() if kind in kinds]

    def leads_to_several(self, relation: str) -> bool:
        return relation in self.relations and self.relations[relation].is_several

    def targets(self, relation: str) -> frozenset[str]:
        """The kinds of body to which it leads."""
        if relation not in self.relations:
            return frozenset([relation])
        how = self.relations[relation]
        if relation in self.values:
            return self.values[relation][0].kinds  # type: ignore[no-any-return]
        if how.to:
            return frozenset([how.to])
        if how.turns_round:
            sources = self.bodies_in(how.among) if how.among else self.sources(how.turns_round)
            return frozenset(self.bodies[body] for body in sources)
        return frozenset().union(*(self.targets(part) for part in how.joins or [how.at_any_depth]))

    def sources(self, relation: str) -> list[str]:
        """The bodies of all kinds of which it says something, of one of them at least."""
        kinds = {kind for of, kind in self.says if of == relation}
        if how := self.relations.get(relation):
            if how.all_listed_for:
                kinds |= {self.bodies[body] for body in self.bodies_in(how.all_listed_for)}
            if how.turns_round:
                kinds |= self.targets(how.turns_round)
            for part in how.joins or [how.at_any_depth] * bool(how.at_any_depth):
                kinds |= {self.bodies[body] for body in self.sources(part)}
        return self.bodies_of(frozenset(kinds))

    def bodies_in(self, which: tuple[str, str]) -> list[str]:
        """`every authority in north_east`: whenever it was that they were there."""
        kind, area = which
        found = self.bodies_of(frozenset([kind]))
        goal = self.body_named(area) if area else None
        if goal is None:
            return found
        return [b for b in found if any(e.to == goal for e in self.edges.get((self.bodies[goal], b), []))]

    def days_of_change(self, relation: str) -> set[datetime.date]:
        days = set(self.changes.get(relation, set()))
        if how := self.relations.get(relation):
            days |= {how.listed_from} - {EVER}
            for part in [*how.joins, how.turns_round, how.at_any_depth]:
                days |= self.days_of_change(part) if part else set()
        for body in {*self.sources(relation), *self.bodies_of(frozenset([relation]))}:
            life = self.lives[body]
            days |= {day for day in (life.first, life.end) if day}
        return days

    def days(self) -> set[datetime.date]:
        """On which something changes that rules ask."""
        return set().union(*(self.days_of_change(relation) for relation in self.asked))

    def follow(self, relation: str, body: Value, at: datetime.date) -> Value:
        """`relation of body`: a body, nothing, or the network is silent. Where it leads to several: a set."""
        if isinstance(body, Unknown):
            return body
        if isinstance(body, Nothing):
            return frozenset() if self.leads_to_several(relation) else body
        assert isinstance(body, str)
        how = self.relations.get(relation)
        silent = not_known(NETWORK_SILENT, relation, body)
        if not self.lives[body].holds(at):
            return silent
        if how and (how.turns_round or how.at_any_depth or how.joins):
            return self.made(relation, how, body, at)
        edges = self.edges.get((relation, body), [])
        if self.bodies[body] == relation and not edges:
            return body  # a kind leads from its own bodies to themselves
        to = [edge.to for edge in edges if edge.holds(at)]
        if how and how.is_several:
            is_listed = how.all_listed_for is not None and body in self.bodies_in(how.all_listed_for)
            return frozenset[Scalar]().union(*map(as_set, to)) if is_listed and at >= how.listed_from else silent
        return next((one for one in to if one is not NOTHING), to[0] if to else silent)

    def made(self, relation: str, how: Relation, body: str, at: datetime.date) -> Value:
        if how.turns_round:
            if self.bodies[body] not in self.targets(how.turns_round):
                return not_known(NETWORK_SILENT, relation, body)
            sources = self.bodies_in(how.among) if how.among else self.sources(how.turns_round)
            living = [source for source in sources if self.lives[source].holds(at)]
            all_lead = {source: self.follow(how.turns_round, source, at) for source in living}
            unknown = [to for to in all_lead.values() if isinstance(to, Unknown)]
            return unknown[0] if unknown else frozenset(s for s, to in all_lead.items() if body in as_set(to))
        parts = [part for part in how.joins or [how.at_any_depth] if body in self.sources(part)]
        if not parts:
            return not_known(NETWORK_SILENT, relation, body)
        found: list[Value] = []
        todo = [body]
        for one in todo:  # which grows meanwhile
            for part in parts:
                to = self.follow(part, one, at)
                if isinstance(to, Unknown):
                    if one == body or one in self.sources(part):
                        return to
                    continue
                new = [t for t in as_set(to) if t not in found]
                found += new
                todo += [t for t in new if how.at_any_depth and isinstance(t, str)]
        return frozenset(body for body in found if isinstance(body, str))

    def leads_to(self, body: Value, goal: str, at: datetime.date) -> Value:
        """`body in England`: whether the network leads from the body to that country."""
        found = self.follow(self.bodies[goal], body, at)
        return found if isinstance(found, Unknown) else found == goal

    def binds(self, bound_by: Bound | None, who: Value, at: datetime.date) -> Value:
        """Whether a pack that binds this speaks to `who`; one that binds nobody speaks to everybody."""
        if bound_by is None or isinstance(who, Nothing):
            return True
        if isinstance(who, Unknown):
            return who
        if isinstance(who, frozenset) and not who:
            return True
        bound: Value = False
        for body in as_set(who):
            assert isinstance(body, str)
            # The owner may be a word of a list, of which the network says nothing; then every pack speaks to it.
            bound = either(bound, self.is_bound(body, *bound_by, at) if body in self.bodies else True)
        return bound

    def binds_whose(self, bound_by: Bound | None, whose: Value, at: datetime.date) -> Value:
        """The same of whose case it is. What is nobody's is bound by no pack that binds some only."""
        is_nobodys = not isinstance(whose, Unknown) and not as_set(whose)
        return bound_by is None if is_nobodys else self.binds(bound_by, whose, at)

    def is_bound(self, body: str, relation: str, goal: str, at: datetime.date) -> Value:
        """No body of a kind of which the network says nothing at all is bound."""
        if body == goal:
            return True
        if (relation, self.bodies[body]) not in self.says:
            return False
        found = self.follow(relation, body, at)
        return found if isinstance(found, Unknown) else found == goal

    def read_binds(self, text: str) -> Bound:
        """`every authority in England`, `authorities of shires_sp`, `authorities whose board are shires_sp`."""
        for pattern in (r"every authority in (\w+)", r"authorities of (\w+)", r"authorities whose (\w+) are (\w+)"):
            if found := re.fullmatch(pattern, text):
                body = self.body_named(found[found.re.groups])
                if body is not None:
                    self.asked.add(found[1] if found.re.groups == 2 else self.bodies[body])
                    return (found[1] if found.re.groups == 2 else self.bodies[body]), body
        raise NotUnderstood(f"binds: {text}")
