"""Every row of docs/expressions.csv: an expression, facts, and the result that a reader would write.

Rows may be added with a spreadsheet or an editor, and need no change here. A row without an expression is a remark.
What stands in the columns is said at the head of the file; the facts that it may use are those of VOCABULARY below.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import masa
import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "expressions.csv"
COLUMNS = ["expression", "facts", "result", "note"]
TODAY = "2025-03-10"

VOCABULARY = """
pack: example/expressions
title: The facts that docs/expressions.csv may use
layer: national
calendar: england_and_wales

sources:
  ACT:
    title: Example Act
    kind: statute

types:
  belief: one of excluded < suspected < known
  harm: one of physical, mental, sexual
  anybody: country or elsewhere or authority or partnership or police_force or nobody

facts:
  died:
    type: truth
  hurt:
    type: truth
  told:
    type: truth
  abuse:
    type: belief
  neglect:
    type: belief
  harm_done:
    type: harm or none
  harms:
    type: set of harm
  place:
    type: authority or elsewhere
  home:
    type: authority or elsewhere or nobody
  force:
    type: police_force or nobody
  places:
    type: set of authority
  born:
    type: date
  start:
    type: date
  finish:
    type: date or none
  sent:
    type: date
    when_not_recorded: not yet
  visits:
    type: whole number
  calls:
    type: whole number
  rate:
    type: decimal with 2 places
  share:
    type: decimal with 1 places
  price:
    type: money
  grant:
    type: money
  forename:
    type: text
  alias:
    type: text
  refuge:
    type: text
    secret: yes
  people:
    type: list of person

record person:
  safe:
    type: truth
  lives_in:
    type: authority or nobody
  birthday:
    type: date
  fear:
    type: belief

parameters:
  days_to_review:
    question: In how many working days is the review sent?
    type: whole number
    value: 15
    cite: ACT

decisions:
  serious:
    question: Is this a serious case?
    is: died and abuse in (known, suspected)
    cite: ACT
  in_danger:
    question: Is this person in danger?
    for_each: person
    is: safe = no
    cite: ACT
  gap:
    question: What holds where no rule applies?
    yes_if:
      - rule: hurt
        when: hurt
        cite: ACT
    otherwise: gap

duties:
  tell:
    when: hurt
    who: authority of place
    must: tell the Panel
    cite: ACT
    by:
      - id: tell_by
        must: 5 working days after start
        cite: ACT
    done_when: sent
  visit:
    for_each: person
    when: fear = known
    who: lives_in
    must: visit the person
    cite: ACT
    by:
      - must: 7 days after birthday
        cite: ACT

network:
  kinds: country, elsewhere, authority, partnership, police_force
  relations:
    adults_board: partnership
  country: |
    id      | name
    england | England
    wales   | Wales
  elsewhere: |
    id              | name            | country
    outside_england | outside England | nobody
  authority: |
    id         | name       | country | partnership | adults_board | police_force
    northshire | Northshire | england | shires_sp   | shires_sp    | shire_police
    southshire | Southshire | england | shires_sp   |              | shire_police
    marchshire | Marchshire | wales   | nobody      | nobody       | shire_police
  partnership: |
    id        | name
    shires_sp | Shires Safeguarding Partnership
  police_force: |
    id           | name
    shire_police | Shire Police

"""


@dataclass(frozen=True)
class Row:
    line: int
    expression: str
    facts: str
    result: str
    note: str

    @property
    def name(self) -> str:
        return f"line_{self.line}"

    @property
    def code(self) -> str:
        """`wrong_type` of `refused: wrong_type`; empty where the expression is to be loaded."""
        return self.result.removeprefix("refused:").strip() if self.result.startswith("refused:") else ""


def read_rows() -> list[Row]:
    rows = []
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        assert next(reader) == COLUMNS, f"the first line of {TABLE.name} must be `{','.join(COLUMNS)}`"
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            cells = [cell.strip() for cell in cells]
            if any(cells):
                what = f"{TABLE.name}:{line} has {len(cells)} cells; a cell with a comma needs quotation marks"
                assert len(cells) <= len(COLUMNS), what
                rows.append(Row(line, *cells, *[""] * (len(COLUMNS) - len(cells))))
    return rows


ALL = read_rows()
ROWS = [row for row in ALL if row.expression]

ANY_NUMBER = ["whole number", *(f"decimal with {places} places" for places in (1, 2, 3, 9)), "money"]
WORDS = ["belief or none", "harm or none", "anybody", "text"]
SETS = ["set of belief", "set of harm", "set of anybody", "set of date", "set of whole number", "set of text"]
ROWS_IN_A_BOOK = 50
EVERY_TYPE = ["truth", *ANY_NUMBER, "date", *WORDS, *SETS]


def types_for(result: str) -> list[str]:
    """The types that an expression with this result can have. Of those that fit, the first is taken."""
    if result in ("yes", "no"):
        return ["truth"]
    if re.fullmatch(r"-?\d+", result):
        return ["whole number"]
    if re.fullmatch(r"-?\d+\.\d+", result):
        return [kind for kind in ANY_NUMBER if kind != "whole number"]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", result):
        return ["date"]
    if result.startswith("{"):
        return SETS
    if result == "nobody":
        return ["anybody"]
    if re.fullmatch(r"\w+", result) and result != "none":
        return WORDS
    return EVERY_TYPE


def pack_of(rows: Iterable[Row], kind: str) -> str:
    """One decision a row. The expression stands in a block, so that no sign in it is YAML's."""
    shared = f"    question: What is it?\n    type: {kind}\n    cite: ACT\n"
    decisions = [f"  {row.name}:\n{shared}    is: |\n      {row.expression}\n" for row in rows]
    return VOCABULARY.replace("\nduties:\n", "\n" + "".join(decisions) + "\nduties:\n", 1)


def load(rows: Iterable[Row], kind: str) -> masa.RuleBook:
    calendar = (ROOT / "rules" / "calendars" / "england-and-wales.yaml").read_text("utf-8")
    return masa.load({"expressions.yaml": pack_of(rows, kind), "calendar.yaml": calendar})


def complaints_of(rows: list[Row], kind: str) -> dict[Row, list[masa.Diagnostic]]:
    """What each row is complained about where the type is this one; empty where they all load."""
    try:
        load(rows, kind)
    except masa.RulesError as refused:
        row_at: dict[int, Row] = {}
        row: Row | None = None
        for number, text in enumerate(pack_of(rows, kind).splitlines(), 1):
            if heading := re.fullmatch(r"  line_(\d+):", text):
                row = next(row for row in rows if row.line == int(heading[1]))
            elif text and not text.startswith("    "):
                row = None
            if row is not None:
                row_at[number] = row
        found: dict[Row, list[masa.Diagnostic]] = {}
        for complaint in refused.diagnostics:
            assert complaint.line in row_at, f"the vocabulary itself is wrong:\n{complaint}"
            found.setdefault(row_at[complaint.line], []).append(complaint)
        return found
    return {}


@cache
def loaded() -> dict[Row, masa.RuleBook | str]:
    """Every row that should load, with the rule book it stands in; a row that fits no type, with its complaint."""
    found: dict[Row, masa.RuleBook | str] = {}
    left = [row for row in ROWS if not row.code]
    for kind in EVERY_TYPE:
        tried = [row for row in left if kind in types_for(row.result)]
        complaints = complaints_of(tried, kind)
        fitting = [row for row in tried if row not in complaints]
        for start in range(0, len(fitting), ROWS_IN_A_BOOK):
            part = fitting[start : start + ROWS_IN_A_BOOK]
            found.update(dict.fromkeys(part, load(part, kind)))
        for row, said in complaints.items():
            found.setdefault(row, "\n".join(map(str, said)))
        left = [row for row in left if row not in fitting]
    return found


@cache
def refused() -> dict[str, dict[Row, list[masa.Diagnostic]]]:
    """What is said of the rows that are to be refused, by the type that was tried: all of one type in one pack."""
    rows = [row for row in ROWS if row.code]
    return {kind: complaints_of(rows, kind) for kind in EVERY_TYPE}


def read_value(text: str) -> object:
    """`{a, b}` as a list; everything else is the engine's to read."""
    if text.startswith("{") and text.endswith("}"):
        return [item.strip() for item in text[1:-1].split(",") if item.strip()]
    return text


def read_facts(facts: str) -> tuple[dict[str, object], str]:
    """The case, and the day asked about. `robin.safe = no` is said of Robin, who stands in `people`."""
    case: dict[str, object] = {}
    people: dict[str, dict[str, object]] = {}
    day = TODAY
    for fact in filter(None, map(str.strip, facts.split(";"))):
        name, equals, value = (part.strip() for part in fact.partition("="))
        if not equals:
            raise ValueError(f"`{fact}` is no fact; write `place = northshire`")
        if name == "today":
            day = value
        elif "." in name:
            who, name = name.split(".", 1)
            people.setdefault(who, {"id": who})[name] = read_value(value)
        else:
            case[name] = read_value(value)
    listed = case.get("people")
    if isinstance(listed, list):
        case["people"] = [{"more": "possible"} if who == "more" else people.get(who, {"id": who}) for who in listed]
    elif people:
        case["people"] = list(people.values())
    return case, day


def write(value: masa.Value) -> str:
    """A value as a reader writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(write, value))) + "}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


FACT_IS_MISSING = ("not asked", "asked and not known", "withheld")


def write_outcome(outcome: masa.Outcome) -> str:
    """A value; or `not known: ` with the facts that would settle it and what else stands in the way."""
    if outcome.is_known:
        return write(outcome.value)
    facts = [f"{q.member}.{q.fact}" if q.member else q.fact for q in outcome.settled_by]
    return "not known: " + ", ".join(sorted([*facts, *(r for r in outcome.reasons if r not in FACT_IS_MISSING)]))


def in_order(result: str) -> str:
    """A set, or what is not known, with its parts in alphabetical order: theirs has no meaning."""
    head, body = ("not known: ", result[11:]) if result.startswith("not known: ") else ("", result)
    if head:
        return head + ", ".join(sorted(part.strip() for part in body.split(",")))
    return write(frozenset(map(str, items))) if isinstance(items := read_value(result), list) else result


def why_not_refused(row: Row) -> str:
    """Empty where the expression is refused by the code named; else what happens instead."""
    # Alone as a truth, so that nothing else can be what is refused; then as whatever else it might be.
    for kind, complaints in [("truth", complaints_of([row], "truth")), *refused().items()]:
        said = complaints.get(row, [])
        if not said:
            return f"it is not refused: it loads as {kind}"
        if {complaint.code for complaint in said} != {row.code}:
            return f"as {kind} it is refused otherwise:\n" + "\n".join(map(str, said))
    return ""


def why_another(row: Row) -> str:
    """Empty where the result is what the row says; else what it is."""
    book = loaded()[row]
    if isinstance(book, str):
        return f"it cannot be loaded:\n{book}"
    try:
        case, day = read_facts(row.facts)
        outcome = book.decide(case, at=day).with_sensitive().outcome(row.name)
    except (ValueError, masa.CaseError) as wrong:
        return f"its facts cannot be read: {wrong}"
    found = write_outcome(outcome)
    return "" if found == in_order(row.result) else f"it is `{found}`"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}: {row.expression}")
def test_the_expression_is_what_the_table_says(row: Row) -> None:
    if wrong := why_not_refused(row) if row.code else why_another(row):
        where = f"{TABLE.name}:{row.line}: `{row.expression}` where {row.facts or 'nothing is said'}"
        pytest.fail(f"{where}\nshould be `{row.result}`; {wrong}", pytrace=False)


def test_the_head_of_the_table_names_every_fact() -> None:
    head = " ".join(row.note for row in ALL[: ALL.index(ROWS[0])])
    sections = re.findall(r"(?ms)^(?:facts|record person):\n(.*?)^\S", VOCABULARY)
    facts = [name for section in sections for name in re.findall(r"(?m)^  (\w+):", section)]
    assert len(facts) > 20
    assert [name for name in facts if f"`{name}`" not in head] == []
