"""Tables of cases and the reference answer alike, row by row: rule books made from seeds, and the suites' reviews.

MASA_REFERENCE_BOOKS as in test_reference.py; a fifth of its books, for each case is looked at by brute force again.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from typing import Any

import masa
import pytest

from .answers import Answers, of_reference
from .evaluation import Evaluation
from .generate import Maker
from .known import TOO_MANY, TooMany
from .packs import Book
from .test_reference import BOOKS, MOST_COMPLETIONS, conformance_cases, pack_texts

CASES = 60
CHUNK = max(BOOKS // 40, 1)
IN_PLACE_OF_EACH_OTHER = ({"born", "stillborn_on"},)

Facts = dict[str, Any]


def flat(case: Facts) -> Facts:
    """Facts of the case by their paths. What nobody says is a cell without a value."""
    groups = {name: group for name, group in case.items() if isinstance(group, dict)}
    said = {f"{name}.{fact}": value for name, group in groups.items() for fact, value in group.items()}
    return {path: None if value in ("unknown", "withheld") else value for path, value in said.items()}


class Tables:
    """Cases as a table and one of their people; and each case as these say it."""

    def __init__(self, cases: list[Facts], has_people: bool, no_column: frozenset[str] = frozenset()) -> None:
        self.cases = [flat(case) for case in cases]
        self.paths = sorted({path for case in self.cases for path in case} - no_column)
        of_people = {f".{name}" for name in no_column}
        self.people, self.states = [], []
        for case in cases:
            listed = case.get("people", "unknown")
            rows = listed if isinstance(listed, list) else []
            has_more = any("more" in one for one in rows)
            self.states.append(listed if isinstance(listed, str) else "more possible" if has_more else "listed")
            self.people.append([flat({"": one}) for one in rows if "more" not in one])
        self.names = sorted({name for rows in self.people for one in rows for name in one} - {".id"} - of_people)
        self.has_people = has_people

    def rows(self) -> list[Facts]:
        return [
            {"case": number, **{path: case.get(path) for path in self.paths}}
            | ({"people": self.states[number]} if self.has_people else {})
            for number, case in enumerate(self.cases)
        ]

    def lists(self) -> dict[str, list[Facts]]:
        rows = [
            {"case": number, "person": one[".id"], **{name[1:]: one.get(name) for name in self.names}}
            for number, people in enumerate(self.people)
            for one in people
        ]
        return {"people": rows} if self.has_people and rows else {}

    def alone(self, number: int) -> str:
        """The case as its rows say it: of each column something, be it that it is not known."""
        case: Facts = defaultdict(dict)
        for path, value in said(self.cases[number], self.paths).items():
            group, _, name = path.partition(".")
            case[group][name] = value
        if self.has_people:
            people: Any = [
                {"id": one[".id"], **{name[1:]: value for name, value in said(one, self.names).items()}}
                for one in self.people[number]
            ]
            state = self.states[number]
            case["people"] = people if state == "listed" else [*people, {"more": "possible"}]
            if state in ("unknown", "withheld"):
                case["people"] = state
        return json.dumps(case)


def said(facts: Facts, names: list[str]) -> Facts:
    one = {name: "unknown" if facts.get(name) is None else facts[name] for name in names}
    for pair in IN_PLACE_OF_EACH_OTHER:  # where one has a value, the other has none
        here = [name for name in one if name.rpartition(".")[2] in pair]
        if any(one[name] != "unknown" for name in here):
            one = {name: value for name, value in one.items() if name not in here or value != "unknown"}
    return one


def word(value: Any) -> str | None:
    """As both have it: text, a set in order, nothing where there is none."""
    if isinstance(value, str) and value.startswith("{"):
        value = frozenset(value[1:-1].split(", ")) - {""}
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(value)) + "}"
    return None if value in (None, "none", "nobody") else str(value)


def differences(answers: Any, number: int, reference: Answers) -> tuple[list[str], int]:
    """What a row of the answers says otherwise, and how many answers were compared."""
    rows = {None: answers.to_dicts()[number]} if answers.of_case is None else answers.of_case[number]
    found, compared = [], 0
    for (kind, name, *more), outcome in ((key, value) for key, value in reference.items() if key[0] == "outcome"):
        member = more[0]
        row = rows.get(member, {})
        if name not in row or TOO_MANY in outcome.get("settled_by", ()):
            continue
        is_known = outcome["value"] is not None
        if (row[f"{name}.state"] == "decided") != is_known or (is_known and word(row[name]) != word(outcome["value"])):
            found.append(f"{kind} {name} of {member}: {row[name]} ({row[f'{name}.state']}), not {outcome}")
        compared += 1
    return found, compared


class ByCase:
    """The rows of an answered table, by case and member."""

    def __init__(self, decided: masa.DecidedTable, count: int) -> None:
        self.of_case: list[dict[str | None, Facts]] = [{} for _ in range(count)]
        for row in decided.to_dicts():
            self.of_case[int(row["case"])][None] = row
        for table in decided.members.values():
            for row in table.to_dicts():
                self.of_case[int(row["case"])][row["person"]] = row


def compare(book: Book, rules: masa.RuleBook, tables: Tables, dates: dict[str, Any], passes_over: bool = False) -> int:
    decided = rules.decide_table(tables.rows(), key="case", lists=tables.lists(), sensitive=True, **dates)
    rows = ByCase(decided, len(tables.cases))
    all_compared = 0
    for number in range(len(tables.cases)):
        case = tables.alone(number)
        try:
            day = Evaluation(
                book,
                book.read_case(case),
                **dates,
                most_completions=MOST_COMPLETIONS,
                passes_over=passes_over,
            )
            found, compared = differences(rows, number, of_reference(day))
        except TooMany:
            continue
        assert not found, "\n".join([case, str(dates), *found])
        all_compared += compared
    return all_compared


@pytest.mark.parametrize("first", range(0, BOOKS // 5, CHUNK))
def test_tables_of_books_from_seeds(first: int) -> None:
    compared = 0
    for seed in range(first, first + CHUNK):
        maker = Maker(seed)
        try:
            rules = masa.load(maker.packs)
        except masa.RulesError:
            continue  # counted in test_reference.py
        drawn = [maker.case() for _ in range(CASES)]
        cases = [json.loads(text) for text, _ in drawn if text.startswith('{"') or text == "{}"]
        texts = frozenset(item.name for item in maker.items if item.type == "text")  # no column gives them
        tables = Tables(cases, maker.has_record, texts)
        try:
            compared += compare(Book(list(maker.packs.values())), rules, tables, drawn[0][1])
        except AssertionError as error:
            raise AssertionError("\n".join([f"seed {seed}", *maker.packs.values(), str(error)])) from error
    assert compared > CHUNK * CASES


def test_tables_of_the_reviews() -> None:
    texts = pack_texts()
    book, rules = Book(list(texts.values())), masa.load(texts)
    by_day: dict[str, list[Facts]] = defaultdict(list)
    for case in conformance_cases():
        by_day[case["decided_on"]].append(json.loads(json.dumps(case["given"], default=str)))
    compared = 0
    for day, cases in by_day.items():
        at = datetime.date.fromisoformat(day)
        compared += compare(book, rules, Tables(cases, True), {"at": at}, passes_over=True)
    assert compared > 1_000
