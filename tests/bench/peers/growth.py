"""Generated books: one table of disjoint rows over a word and two numbers, and invented cases for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from cases import Column

KINDS, AGES, SCORES = 10, 100, 1000
SHAPES = {10: (1, 1), 100: (10, 1), 1_000: (10, 10), 10_000: (10, 100), 100_000: (100, 100)}
MOST_CASES = 1_000_000


@dataclass(frozen=True)
class GrownRow:
    """Kind, age and score; the numbers from low to high, both in."""

    kind: int
    age: tuple[int, int]
    score: tuple[int, int]
    amount: int


@dataclass(frozen=True)
class Book:
    ages: int
    scores: int

    def amount(self, place: Column) -> Column:
        return place * 7919 % 10_007

    def rows(self) -> Iterator[GrownRow]:
        age, score = AGES // self.ages, SCORES // self.scores
        amounts = self.amount(np.arange(KINDS * self.ages * self.scores)).tolist()
        for place, amount in enumerate(amounts):
            rest, band = divmod(place, self.scores)
            kind, years = divmod(rest, self.ages)
            yield GrownRow(kind, (years * age, (years + 1) * age - 1), (band * score, (band + 1) * score - 1), amount)

    def expected(self, facts: dict[str, Column]) -> Column:
        years = facts["age"] // (AGES // self.ages)
        band = facts["score"] // (SCORES // self.scores)
        return self.amount((facts["kind"].astype(np.int64) * self.ages + years) * self.scores + band)


def book_of(rules: int) -> Book:
    return Book(*SHAPES[rules])


def facts_of(cases: int) -> dict[str, Column]:
    random = np.random.RandomState(13)
    return {
        "kind": random.randint(0, KINDS, cases).astype(np.uint8),
        "age": random.randint(0, AGES, cases).astype(np.uint8),
        "score": random.randint(0, SCORES, cases).astype(np.uint16),
    }


def dictionaries(facts: dict[str, Column]) -> list[dict[str, str | int]]:
    rows = zip(*(facts[name].tolist() for name in ("kind", "age", "score")), strict=True)
    return [{"kind": f"k{kind}", "age": age, "score": score} for kind, age, score in rows]
