"""Chapter 11, The network: which bodies there are and who serves whom; and chapter 2, whom a pack binds."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from .text import names, read_table
from .values import NETWORK_SILENT, NOTHING, Nothing, NotUnderstood, Unknown, Value, as_set, either, not_known

Bound: TypeAlias = "tuple[str, str]"
"""Whom a pack binds: the relation, and the body to which it leads from them."""


class Network:
    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.relations: dict[str, str] = {}  # those that are no kind, and the kind that each leads to
        self.bodies: dict[str, str] = {}  # each body's kind
        self.named: dict[str, str] = {}  # a name of one word: its body
        self.entries: dict[tuple[str, str], Value] = {}  # of (relation, body)
        self.says: set[tuple[str, str]] = set()  # (relation, kind): some body of the kind has an entry

    def read_names(self, part: dict[str, Any]) -> None:
        """Kinds and relations. They come first, of every pack, since a table may have a column of each."""
        self.kinds += [kind for kind in names(part.get("kinds", "")) if kind and kind not in self.kinds]
        self.relations.update(part.get("relations", {}))

    def read_tables(self, part: dict[str, Any]) -> None:
        for kind, table in part.items():
            if kind not in ("kinds", "relations"):
                if kind not in self.kinds:
                    self.kinds.append(kind)
                self.read_bodies(kind, *read_table(table))

    def read_bodies(self, kind: str, headings: list[str], rows: list[list[str]]) -> None:
        for row in rows:
            cells = dict(zip(headings, row, strict=True))
            id, name = cells.pop("id"), cells.pop("name")
            if id in self.bodies:
                raise NotUnderstood(f"two bodies are named {id}")
            self.bodies[id] = kind
            if len(name.split()) == 1:
                self.named[name] = id
            for heading, cell in cells.items():
                if heading not in ("cite", "gss") and cell:
                    self.entries[heading, id] = NOTHING if cell == "nobody" else cell
                    self.says.add((heading, kind))

    def check(self) -> None:
        for (relation, _), entry in self.entries.items():
            if relation not in self.kinds and relation not in self.relations:
                raise NotUnderstood(f"the network has a column {relation}")
            if isinstance(entry, str) and self.bodies.get(entry) != self.relations.get(relation, relation):
                raise NotUnderstood(f"{entry} is no body to which {relation} leads")

    def body_named(self, name: str) -> str | None:
        """By its id, or by its name where that is one word."""
        return name if name in self.bodies else self.named.get(name)

    def bodies_of(self, kinds: frozenset[str]) -> list[str]:
        return [id for id, kind in self.bodies.items() if kind in kinds]

    def follow(self, relation: str, body: Value) -> Value:
        """`relation of body`: a body, nothing, or the network is silent."""
        if isinstance(body, (Unknown, Nothing)):
            return body
        assert isinstance(body, str)
        if self.bodies[body] == relation:
            return body  # a kind leads from its own bodies to themselves
        return self.entries.get((relation, body), not_known(NETWORK_SILENT, relation, body))

    def leads_to(self, body: Value, goal: str) -> Value:
        """`body in England`: whether the network leads from the body to that country."""
        found = self.follow(self.bodies[goal], body)
        return found if isinstance(found, Unknown) else found == goal

    def binds(self, bound_by: Bound | None, who: Value) -> Value:
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
            bound = either(bound, self.is_bound(body, *bound_by) if body in self.bodies else True)
        return bound

    def binds_whose(self, bound_by: Bound | None, whose: Value) -> Value:
        """The same of whose case it is. What is nobody's is bound by no pack that binds some only."""
        is_nobodys = not isinstance(whose, Unknown) and not as_set(whose)
        return bound_by is None if is_nobodys else self.binds(bound_by, whose)

    def is_bound(self, body: str, relation: str, goal: str) -> Value:
        """No body of a kind of which the network says nothing at all is bound."""
        if body == goal:
            return True
        if (relation, self.bodies[body]) not in self.says:
            return False
        found = self.follow(relation, body)
        return found if isinstance(found, Unknown) else found == goal

    def read_binds(self, text: str) -> Bound:
        """`every authority in England`, `authorities of shires_sp`, `authorities whose board are shires_sp`."""
        for pattern in (r"every authority in (\w+)", r"authorities of (\w+)", r"authorities whose (\w+) are (\w+)"):
            if found := re.fullmatch(pattern, text):
                body = self.body_named(found[found.re.groups])
                if body is not None:
                    return (found[1] if found.re.groups == 2 else self.bodies[body]), body
        raise NotUnderstood(f"binds: {text}")
