"""Chapter 5, Expressions: the grammar. A line of words becomes a tree of nodes; meaning.py says what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .values import NotUnderstood

TOKEN = re.compile(r"\s*(\d{4}-\d\d-\d\d|\d+(?:\.\d+)?|[A-Za-z]\w*(?:\.\w+)*(?:'s)?|!=|<=|>=|[=<>(),+*/-])")
UNITS = {word + s: word for word in ("hour", "day", "week", "month", "year") for s in ("", "s")}
WAYS = (("after",), ("before",), ("beginning", "with"))
SIGNS = ("=", "!=", "<=", "<", ">=", ">")
SIGN_OF_WORDS = {
    ("on", "or", "before"): "<=",
    ("on", "or", "after"): ">=",
    ("before",): "<",
    ("after",): ">",
}
OF_ONE = {
    ("earliest", "of"): "earliest",
    ("the", "earlier", "of"): "earliest",
    ("latest", "of"): "latest",
    ("the", "later", "of"): "latest",
    ("number", "of"): "number of",
}


@dataclass(frozen=True)
class Node:
    op: str
    kids: tuple[Node, ...] = ()
    word: str = ""


@cache
def tokens_of(text: str) -> tuple[str, ...]:
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise NotUnderstood(f"`{text[at:]}` in `{text}`")
        tokens.append(found[1])
        at = found.end()
    return tuple(tokens)


def parse(text: str) -> Node:
    parser = Parser(text)
    node = parser.expression()
    parser.expect_end()
    return node


class Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.at = 0

    def sees(self, *words: str) -> bool:
        return self.tokens[self.at : self.at + len(words)] == words

    def accept(self, *words: str) -> bool:
        found = self.sees(*words)
        self.at += len(words) if found else 0
        return found

    def expect(self, *words: str) -> None:
        if not self.accept(*words):
            raise NotUnderstood(f"`{' '.join(words)}` is due at word {self.at + 1} of `{self.text}`")

    def expect_end(self) -> None:
        if self.at < len(self.tokens):
            raise NotUnderstood(f"`{self.tokens[self.at]}` is too much in `{self.text}`")

    def next(self) -> str:
        if self.at == len(self.tokens):
            raise NotUnderstood(f"`{self.text}` ends too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def expression(self) -> Node:
        node = self.conjunction()
        while self.accept("or"):
            node = Node("or", (node, self.conjunction()))
        return node

    def conjunction(self) -> Node:
        node = self.negation()
        while self.accept("and"):
            node = Node("and", (node, self.negation()))
        return node

    def negation(self) -> Node:
        return Node("not", (self.negation(),)) if self.accept("not") else self.comparison()

    def comparison(self) -> Node:
        left = self.amount()
        for sign in SIGNS:
            if self.accept(sign):
                return Node(sign, (left, self.amount()))
        for words, sign in SIGN_OF_WORDS.items():
            if self.accept(*words):
                return Node(sign, (left, self.amount()))
        if self.accept("applies"):
            return Node("applies", (left,))
        if self.accept("has", "come"):
            return Node("has come", (left,))
        if self.accept("may", "be"):
            return Node("may be", (left, self.amount()))
        return self.comparison_with_is(left)

    def comparison_with_is(self, left: Node) -> Node:
        if self.accept("is", "overdue"):
            return Node("is overdue", (left,))
        if self.accept("is", "known"):
            return Node("is known", (left,))
        if self.accept("is", "not", "known"):
            return Node("not", (Node("is known", (left,)),))
        if self.accept("is", "not", "in") or self.accept("not", "in"):
            return Node("not", (Node("in", (left, self.amount())),))
        if self.accept("is", "in") or self.accept("in"):
            return Node("in", (left, self.amount()))
        if self.accept("is", "not"):
            return Node("!=", (left, self.amount()))
        return Node("=", (left, self.amount())) if self.accept("is") else left

    def amount(self) -> Node:
        node = self.sum()
        while self.accept("without"):
            node = Node("without", (node, self.sum()))
        if self.accept("if"):
            condition = self.expression()
            self.expect(",", "otherwise")
            node = Node("if", (condition, node, self.amount()))
        return node

    def sum(self) -> Node:
        node = self.product()
        while self.sees("+") or self.sees("-"):
            node = Node(self.next(), (node, self.product()))
        return node

    def product(self) -> Node:
        node = self.primary()
        while self.accept("*"):
            node = Node("*", (node, self.primary()))
        return node

    def primary(self) -> Node:
        if self.accept("("):
            return self.bracket()
        if self.accept("the", "next", "working", "day", "after"):
            return Node("count", (Node("number", word="1"), self.primary()), "working day after")
        if self.accept("at", "once", "after"):
            return Node("count", (Node("number", word="0"), self.primary()), "day after")
        if self.accept("before"):
            return Node("count", (Node("number", word="1"), self.primary()), "day before")
        if self.accept("years", "from"):
            born = self.primary()
            self.expect("to")
            return Node("years", (born, self.primary()))
        if self.accept("if"):
            return self.choice()
        if self.accept("round", "("):
            return self.quotient()
        for words, op in OF_ONE.items():
            if self.accept(*words):
                return Node(op, (self.primary(),))
        if self.accept("due", "of"):
            return Node("due", word=self.next())
        is_count = self.accept("within")
        word = self.next()
        if word == "each":
            return Node("each", word=self.next().removesuffix("'s"), kids=(self.primary(),))
        if word in ("some", "every", "no") and self.tokens[self.at + 1 : self.at + 2] == ("has",):
            record = self.next()
            self.expect("has")
            return Node(word, (self.expression(),), record)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            return Node("date", word=word)
        if word[0].isdigit() or is_count or self.sees_unit():
            return self.number_or_count(word)
        if not word[0].isalpha() or word.endswith("'s"):
            raise NotUnderstood(f"`{word}` in `{self.text}`")
        others = 0
        while self.tokens[self.at + 2 * others : self.at + 2 * others + 1] == ("or",):
            others += 1
        fields = [word, *self.tokens[self.at + 1 : self.at + 2 * others : 2]]
        after = self.at + 2 * others
        if others and self.tokens[after : after + 2] == ("of", "the"):
            self.at = after
            word = ",".join(fields)
        if self.accept("of"):
            return self.field_of_event(word) or Node("relation", (self.primary(),), word)
        return Node(word) if word in ("yes", "no", "none", "nobody") else Node("name", word=word)

    def field_of_event(self, field: str) -> Node | None:
        """`to of the latest moved where stay = permanent`; several kinds stand in brackets."""
        for which in ("latest", "first"):
            if self.accept("the", which):
                kinds = [self.next()]
                if kinds == ["("]:
                    kinds = [self.next()]
                    while self.accept(","):
                        kinds.append(self.next())
                    self.expect(")")
                where = (self.expression(),) if self.accept("where") else ()
                return Node(which + " event", where, " ".join([field, *kinds]))
        return None

    def bracket(self) -> Node:
        nodes = [self.expression()]
        while self.accept(","):
            nodes.append(self.expression())
        self.expect(")")
        return nodes[0] if len(nodes) == 1 else Node("list", tuple(nodes))

    def choice(self) -> Node:
        condition = self.expression()
        self.expect("then")
        yes = self.expression()
        self.expect("else")
        return Node("if", (condition, yes, self.expression()))

    def quotient(self) -> Node:
        a = self.primary()
        self.expect("/")
        b = self.primary()
        self.expect(",")
        places = self.next()
        self.expect(")")
        return Node("round", (a, b), places)

    def sees_unit(self) -> bool:
        """A count whose number is a name: `days_to_review working days after x`."""
        return self.at < len(self.tokens) and (self.sees("working") or self.tokens[self.at] in UNITS)

    def number_or_count(self, word: str) -> Node:
        number = Node("number", word=word) if word[0].isdigit() else Node("name", word=word)
        if not self.sees_unit():
            return number
        unit = "working day" if self.accept("working") else UNITS[self.tokens[self.at]]
        self.at += 1
        if self.accept("have", "passed", "since") or self.accept("has", "passed", "since"):
            return Node("passed", (number, self.primary()), unit)
        for way in WAYS:
            if self.accept(*way):
                return Node("count", (number, self.primary()), f"{unit} {' '.join(way)}")
        raise NotUnderstood(f"`after`, `before` or `beginning with` is due in `{self.text}`")
