"""Chapter 6, Tables and cells: a cell is an expression about what its heading names, shortly written."""

from __future__ import annotations

from .expressions import Node, Parser

OWN_HEADINGS = ("rule", "when", "then", "overrides", "cite", "because")
COMPARISONS = {
    ("under",): "<",
    ("more", "than"): ">",
    ("at", "most"): "<=",
    ("at", "least"): ">=",
    ("on", "or", "before"): "<=",
    ("on", "or", "after"): ">=",
    ("before",): "<",
    ("after",): ">",
}


class CellParser(Parser):
    def __init__(self, text: str, heading: Node) -> None:
        super().__init__(text)
        self.heading = heading

    def cell(self) -> Node:
        """`any`, or parts between `or`."""
        if self.accept("any"):
            node = Node("yes")
        else:
            node = self.part()
            while self.accept("or"):
                node = Node("or", (node, self.part()))
        self.expect_end()
        return node

    def part(self) -> Node:
        if self.accept("not"):
            return Node("not", (self.part(),))
        for words, sign in COMPARISONS.items():
            if self.accept(*words):
                return self.about(sign, self.primary())
        if self.accept("in"):
            return self.about("in", self.primary())
        if self.accept("outside"):
            return Node("not", (self.about("in", self.primary()),))
        value = self.primary()
        if not self.sees("or", "more", "than") and self.accept("or", "more"):
            return self.about(">=", value)
        if self.accept("to"):
            return Node("and", (self.about(">=", value), self.about("<=", self.primary())))
        return self.about("=", value)

    def about(self, sign: str, value: Node) -> Node:
        return Node(sign, (self.heading, value))


def read_cell(text: str, heading: Node) -> Node:
    return CellParser(text, heading).cell()
