"""The made cases of chain.hpp and their answers by hand, as `masa_chain_cases` wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chain
import numpy as np
from numpy.typing import NDArray

PATH = Path("build/peers/cases.bin")
Column = NDArray[Any]

RECORD = np.dtype(
    [
        *((name, np.uint8) for name in ("harm", "setting", "suspect", "age", "referrals", "score", "repeated")),
        ("response", np.uint8),
        ("days_since", np.int32),
        ("hours", np.uint16),
        ("lead", np.uint8),
        ("unused", np.uint8),
    ]
)


@dataclass(frozen=True)
class Cases:
    """Facts and answers as codes, a column each; truths as 0 and 1."""

    facts: dict[str, Column]
    answers: dict[str, Column]

    def __len__(self) -> int:
        return len(self.facts["harm"])

    def words(self, name: str) -> list[Any]:
        """A column of facts as Python has it: words, whole numbers, truths."""
        values: list[Any] = self.facts[name].tolist()
        if name == "repeated":
            return [value == 1 for value in values]
        return [chain.WORDS[name][value] for value in values] if name in chain.WORDS else values

    def dictionaries(self) -> list[dict[str, Any]]:
        """A dictionary a case."""
        columns = [self.words(name) for name in self.facts]
        return [dict(zip(self.facts, row, strict=True)) for row in zip(*columns, strict=True)]


def read(rows: int) -> Cases:
    records = np.fromfile(PATH, RECORD, rows)
    if len(records) < rows:
        raise ValueError(f"there are {len(records)} cases, and {rows} are asked for")
    return Cases(
        {name: np.ascontiguousarray(records[name]) for name in chain.FACTS},
        {name: np.ascontiguousarray(records[name]) for name in chain.DECISIONS},
    )


def drawn(rows: int) -> dict[str, Column]:
    """The same facts drawn by NumPy: the raw numbers of the same generator, in the same order."""
    raw = np.random.RandomState(7).randint(0, 1 << 32, rows * len(chain.FACTS), np.uint32).reshape(rows, -1)
    below = (4, 5, 5, 18, 8, 101, 1000, 2)
    return {name: raw[:, place] % below[place] for place, name in enumerate(chain.FACTS)}


def check_drawn(rows: int) -> None:
    """What was written is what NumPy draws."""
    facts, again = read(rows).facts, drawn(rows)
    for name, column in facts.items():
        if not np.array_equal(column, again[name]):
            raise ValueError(f"the column {name} is drawn otherwise by NumPy")


def check_answers(cases: Cases, answers: tuple[Column, Column, Column]) -> None:
    for name, column in zip(chain.DECISIONS, answers, strict=True):
        wrong = np.flatnonzero(np.asarray(column) != cases.answers[name])
        if len(column) != len(cases) or len(wrong):
            raise ValueError(f"{name} differs from the answer by hand in {len(wrong)} rows, first in {wrong[:1]}")
