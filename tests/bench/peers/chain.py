"""The rules of chain.yaml as plain data, from which each engine's own form is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

PATH = Path("tests/bench/chain.yaml")

HARM = ("none_seen", "slight", "serious", "grave")
SETTING = ("home", "school", "street", "online", "care_home")
SUSPECT = ("carer", "relative", "peer", "stranger", "professional")
LEVEL = ("none_needed", "advice", "support", "enquiry", "urgent")
LEAD = ("nobody_leads", "early_help", "school_lead", "designated", "social_work", "police_lead")
WORDS = {"harm": HARM, "setting": SETTING, "suspect": SUSPECT, "response": LEVEL, "lead": LEAD}
FACTS = ("harm", "setting", "suspect", "age", "referrals", "score", "days_since", "repeated")
DECISIONS = ("response", "hours", "lead")


@dataclass(frozen=True)
class Test:
    """One cell: the name is one of `codes` (words and truths by their place), or lies between `low` and `high`."""

    name: str
    codes: tuple[int, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Row:
    tests: tuple[Test, ...]
    then: int


@dataclass(frozen=True)
class Decision:
    """A table of which the first row that holds counts."""

    name: str
    rows: tuple[Row, ...]
    otherwise: int


def code_of(name: str, text: str) -> int:
    return WORDS[name].index(text) if name in WORDS else int(text)


def word_of(name: str, code: int) -> str | int | bool:
    if name == "repeated":
        return bool(code)
    return WORDS[name][code] if name in WORDS else code


def read_test(name: str, cell: str) -> Test | None:
    if cell == "any":
        return None
    if name == "repeated":
        return Test(name, codes=(int(cell == "yes"),))
    if name in WORDS:
        return Test(name, codes=tuple(code_of(name, word) for word in cell.split(" or ")))
    number = int(re.sub(r"\D", "", cell))
    if cell.startswith("under "):
        return Test(name, high=number - 1)
    if cell.startswith("at most "):
        return Test(name, high=number)
    if cell.endswith(" or more"):
        return Test(name, low=number)
    raise ValueError(f"a cell of another form: {cell}")


def read_decision(name: str, source: dict[str, str]) -> Decision:
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in source["first_row"].strip().splitlines())
    names = [cell.replace(" ", "_") for cell in head]
    then = names.index("then")
    rows = []
    for cells in lines:
        tests = [read_test(*pair) for pair in zip(names[1:then], cells[1:then], strict=True)]
        rows.append(Row(tuple(test for test in tests if test), code_of(name, cells[then])))
    return Decision(name, tuple(rows), code_of(name, str(source["otherwise"])))


def decisions() -> list[Decision]:
    source = yaml.safe_load(PATH.read_text(encoding="utf-8"))["decisions"]
    return [read_decision(name, source[name]) for name in DECISIONS]
