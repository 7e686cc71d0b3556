"""Lists, sets and histories in tables: each case, member and duty against the case alone."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import masa
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
AT = "2025-03-10"
PACK = """\
pack: t/p
title: T
layer: national
sources: {S: {title: s, kind: statute}}
types:
  lvl: one of low < mid < high
  agency: one of police, health, school
facts:
  place: {type: lvl}
  told: {type: set of agency}
  people: {type: list of person}
record person:
  age: {type: whole number from 0 to 120}
  harm: {type: lvl or none}
  home: {type: date}
  known_to: {type: set of agency}
decisions:
  grave: {question: "Q?", is: "some person has (harm = high and age < 18)", cite: S}
  all_young: {question: "Q?", is: "every person has age < 18", cite: S}
  child: {question: "Q?", for_each: person, is: "age < 18", cite: S}
  urgent:
    question: "Q?"
    for_each: person
    type: lvl
    first_row: |
      rule | when                              | then | cite
      a1   | child and harm >= mid and grave   | high | S
      a2   | child and (place = high or not all_young) | mid | S
    otherwise: low
  police_know: {question: "Q?", for_each: person, is: "police in known_to or police in told", cite: S}
  any_urgent: {question: "Q?", is: "some person has urgent = high", cite: S}
"""


@pytest.fixture(scope="module")
def rules() -> masa.RuleBook:
    return masa.load({"pack.yaml": PACK})


def person(draw: random.Random, number: int, missing: float) -> dict[str, Any]:
    one: dict[str, Any] = {
        "age": draw.randint(0, 40),
        "harm": draw.choice(["low", "mid", "high", "none"]),
        "known_to": draw.sample(["police", "health", "school"], draw.randint(0, 3)),
    }
    return {"id": f"p{number}"} | {name: None if draw.random() < missing else value for name, value in one.items()}


def some_cases(seed: int, count: int, missing: float) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    cases = []
    for _ in range(count):
        one: dict[str, Any] = {
            "place": None if draw.random() < missing else draw.choice(["low", "mid", "high"]),
            "told": None if draw.random() < missing else draw.sample(["police", "health"], draw.randint(0, 2)),
            "people": [person(draw, n, missing) for n in range(draw.randint(0, 4))],
        }
        state = draw.choice(["listed", "listed", "listed", "more possible", "unknown", "withheld"])
        if state == "more possible":
            one["people"].append({"more": "possible"})
        elif state != "listed":
            one["people"] = state
        cases.append(one)
    return cases


def as_tables(cases: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The cases, and the people of all of them."""
    rows, people = [], []
    for number, case in enumerate(cases):
        listed = case["people"] if isinstance(case["people"], list) else []
        state = case["people"] if isinstance(case["people"], str) else "listed"
        if listed and "more" in listed[-1]:
            listed, state = listed[:-1], "more possible"
        rows.append(
            {name: value for name, value in case.items() if name != "people"} | {"case": number, "people": state}
        )
        people += [
            {"case": number, "person": one["id"]} | {k: v for k, v in one.items() if k != "id"} for one in listed
        ]
    return rows, people


def in_words(value: Any) -> Any:
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(value)) + "}"
    return None if value is masa.UNKNOWN or value in ("none", "nobody") else value


def check_rows(alone: list[masa.Determination], answers: Any, keys: list[Any]) -> int:
    """Every answer of the tables is that of the case alone; how many were compared."""
    rows = {row["case"]: row for row in answers.to_dicts()}
    members = {
        (row["case"], row[next(name for name in row if name not in ("case",))]): row
        for table in answers.members.values()
        for row in table.to_dicts()
    }
    compared = 0
    for key, one in zip(keys, alone, strict=True):
        for outcome in one.outcomes:
            row = rows[str(key)] if outcome.member is None else members.get((str(key), outcome.member), {})
            if outcome.decision not in row:
                continue  # a step towards others, or about what no table lists
            where = (key, outcome.member, outcome.decision)
            assert (row[f"{outcome.decision}.state"] == "decided") == (outcome.value is not masa.UNKNOWN), where
            value = in_words(outcome.value)
            said = row[outcome.decision]
            if isinstance(said, str) and said.startswith("{"):
                said = in_words(frozenset(said[1:-1].split(", ")) - {""})
            assert str(said) == str(value), where
            compared += 1
    return compared


@pytest.mark.parametrize(("seed", "missing"), [(1, 0.0), (2, 0.15), (3, 0.5)])
@pytest.mark.parametrize("has_sets", [False, True])
def test_each_case_and_member_says_what_the_case_says(
    rules: masa.RuleBook, seed: int, missing: float, has_sets: bool
) -> None:
    cases = some_cases(seed, 120, missing)
    if not has_sets:  # columns alone
        for case in cases:
            case.pop("told")
            for one in case["people"] if isinstance(case["people"], list) else []:
                one.pop("known_to", None)
    rows, people = as_tables(cases)
    random.Random(seed).shuffle(people)
    order = {one["person"]: n for n, one in enumerate(people)}
    assert order
    answers = rules.decide_table(rows, at=AT, key="case", lists={"people": people})
    alone = [rules.decide(case, at=AT) for case in cases]
    assert check_rows(alone, answers, list(range(len(cases)))) > 300
    assert answers.in_columns > (0 if has_sets else answers.row_by_row)


def test_rows_and_threads_change_nothing(rules: masa.RuleBook) -> None:
    rows, people = as_tables(some_cases(9, 700, 0.2))
    question: dict[str, Any] = {"at": AT, "key": "case", "lists": {"people": people}, "settled_by": True}
    one, many = (rules.decide_table(rows, threads=n, **question) for n in (1, 8))
    assert one.to_columns() == many.to_columns()
    assert one.members["people"].to_columns() == many.members["people"].to_columns()


def test_of_a_case_without_members_it_is_not_known_who_they_are(rules: masa.RuleBook) -> None:
    people = [{"case": "a", "person": "x", "age": 3}]
    answers = rules.decide_table({"case": ["a", "b"]}, at=AT, key="case", lists={"people": people})
    assert answers.to_columns()["all_young"] == [True, None]
    assert answers.to_columns()["all_young.state"] == ["decided", "fact"]
    told = rules.decide_table({"case": ["b"], "people": ["listed"]}, at=AT, key="case", lists={"people": people[:0]})
    assert told.to_columns()["all_young"] == [True]


def test_what_would_settle_an_answer_is_told_by_name(rules: masa.RuleBook) -> None:
    people = [{"case": "a", "person": "x", "age": None, "harm": "high"}, {"case": "a", "person": "y", "age": 30}]
    answers = rules.decide_table(
        {"case": ["a"], "place": ["low"]}, at=AT, key="case", lists={"people": people}, settled_by=True
    )
    assert answers.to_columns()["grave.settled_by"] == [["age of x"]]
    assert answers.members["people"].to_columns()["child.settled_by"] == [["age of x"], []]
    needs = rules.needs({"case": ["a"], "place": ["low"]}, at=AT, key="case", lists={"people": people})
    assert needs[0].fact == "age"
    assert needs[0].answers >= 3


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([{"case": "z", "person": "x"}], "row 1 of the column `case` of `people` names no case"),
        ([{"case": "a", "person": "x"}] * 2, "row 2 of the column `person` of `people` names a member"),
        ([{"case": "a", "person": ""}], "row 1 of the column `person` of `people` is empty"),
        ([{"case": "a", "person": "x", "age": 900}], "row 1 of the column `age` of `people` has a value"),
        ([{"case": "a", "person": "x", "aeg": 9}], "the column `aeg` of `people`: no pack declares the fact `aeg`"),
        ([{"person": "x"}], "the table `people` has no column `case`"),
    ],
)
def test_a_list_that_cannot_be_is_refused(rules: masa.RuleBook, people: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(masa.CaseError, match=said):
        rules.decide_table({"case": ["a"]}, at=AT, key="case", lists={"people": people})


def test_cases_are_told_apart_by_a_key(rules: masa.RuleBook) -> None:
    people = [{"case": "a", "person": "x"}]
    with pytest.raises(masa.CaseError, match="nothing says to which case a row of a list belongs"):
        rules.decide_table({"place": ["low"]}, at=AT, lists={"people": people})
    with pytest.raises(masa.CaseError, match="row 2 of the column `case` is the same as that of another case"):
        rules.decide_table({"case": ["a", "a"]}, at=AT, key="case", lists={"people": people})
    with pytest.raises(masa.CaseError, match="no pack declares the list `poeple`"):
        rules.decide_table({"case": ["a"]}, at=AT, key="case", lists={"poeple": people})


# --- the conformance suites


def suite(name: str) -> list[dict[str, Any]]:
    with (ROOT / "tests" / "conformance" / f"{name}.yaml").open() as file:
        text = yaml.load(file, Loader=yaml.BaseLoader)  # values as they are written
    return [case for case in text["cases"] if "given" in case or "events" in case]


def flat(case: dict[str, Any]) -> dict[str, Any]:
    """Facts of the case by their paths."""
    facts = {}
    for group, value in case.items():
        if isinstance(value, dict):
            facts |= {f"{group}.{name}": said for name, said in value.items()}
    return facts


def test_review_cases_in_tables() -> None:
    rules = masa.load(ROOT / "rules")
    by_day = defaultdict(list)
    for case in suite("reviews"):
        by_day[case["decided_on"]].append(case)
    compared = 0
    for day, cases in by_day.items():
        given = [case["given"] for case in cases]
        paths = list(dict.fromkeys(path for case in given for path in flat(case)))
        names = list(dict.fromkeys(n for case in given for one in case["people"] for n in one))
        # A table says something of each case, be it that it is not known; so does the case alone.
        whole = [
            {path: flat(case).get(path) for path in paths}
            | {"people": [{n: p.get(n) for n in names} for p in case["people"]]}
            for case in given
        ]
        alone = []
        for case in whole:
            nested: dict[str, Any] = defaultdict(dict)
            for path in paths:
                group, _, name = path.partition(".")
                nested[group][name] = case[path]
            alone.append(rules.decide(dict(nested) | {"people": case["people"]}, at=day))
        rows = [{path: case[path] for path in paths} | {"case": n} for n, case in enumerate(whole)]
        people = [{"case": n} | one for n, case in enumerate(whole) for one in case["people"]]
        answers = rules.decide_table(rows, at=day, key="case", lists={"people": people}, duties=True)
        compared += check_rows([one.with_sensitive() for one in alone], answers, list(range(len(whole))))
        check_duties(alone, answers)
    assert compared > 100


def check_duties(alone: list[masa.Determination], answers: Any) -> None:
    found = sorted(
        (row["case"], row["duty"], row["member"] or "", row["state"], row["who"] or "", str(row["due"]))
        for row in answers.duties.to_dicts()
    )
    expected = sorted(
        (
            str(key),
            duty.duty,
            duty.member or "",
            duty.state,
            str(in_words(duty.who) or ""),
            str(duty.due if duty.due is not masa.UNKNOWN else None),
        )
        for key, one in enumerate(alone)
        for duty in one.duties
    )
    assert [row[:4] for row in found] == [row[:4] for row in expected]
    assert [row for row in found if row[5] != "None"] == [row for row in expected if row[5] != "None"]


def test_histories_in_tables() -> None:
    rules = masa.load(ROOT / "rules")
    in_suite = [case["events"] for case in suite("cross-border") if "events" in case]
    cases = [[{k: "unknown" if v == "null" else v for k, v in one.items()} for one in events] for events in in_suite]
    day = "2025-06-15"
    alone = [rules.decide({"events": events}, at=day) for events in cases]
    events = [{"case": n} | event for n, events in enumerate(cases) for event in events]
    answers = rules.decide_table({"case": list(range(len(cases)))}, at=day, key="case", events=events, duties=True)
    assert check_rows(alone, answers, list(range(len(cases)))) > 20
    check_duties(alone, answers)


def test_an_event_that_cannot_be_is_told_by_its_row() -> None:
    rules = masa.load(ROOT / "rules")
    cases = {"case": ["a", "b"]}
    wrong = [
        ({"event": "locatde", "date": "2025-01-20", "child": "c"}, "no pack declares the event `locatde`"),
        ({"event": "located", "date": "20 Jan", "child": "c"}, "is no day of the calendar"),
        ({"event": "located", "date": "2025-01-20"}, "nothing says to which"),
    ]
    right = {"case": "a", "event": "located", "date": "2025-01-20", "child": "c", "in": "darlington"}
    for event, said in wrong:
        with pytest.raises(masa.CaseError, match=said) as raised:
            rules.decide_table(cases, at=AT, key="case", events=[right, {"case": "b"} | event])
        assert raised.value.diagnostics[0].file == "events"
        assert raised.value.diagnostics[0].line == 2


# --- what a reading found

HEAD = """\
pack: t/p
title: T
layer: national
sources: {S: {title: s, kind: statute}}
types: {lvl: one of low < mid < high}
"""


@pytest.mark.parametrize("type", ["date or none", "lvl or none", "whole number or none", "truth or none"])
def test_where_a_condition_holds_there_may_be_none_all_the_same(type: str) -> None:
    rules = masa.load(
        {
            "p.yaml": HEAD
            + f"facts:\n  t: {{type: truth}}\n  v: {{type: {type}, applies_when: t}}\n"
            + 'decisions:\n  d: {question: "Q?", is: "v applies", cite: S}\n'
        }
    )
    case = {"t": True, "v": None}
    assert rules.decide(case, at=AT).outcome("d").value is masa.UNKNOWN
    assert set(rules.decide_table([case] * 200, at=AT).to_columns()["d.state"]) == {"fact"}


HAPPENED = (
    HEAD
    + """\
facts:
  place: {type: lvl}
  people: {type: list of person}
record person:
  age: {type: whole number from 0 to 120}
events:
  seen:
    of: person
    fields:
      num: {type: whole number}
decisions:
  every_high: {question: "Q?", is: "every person has place = high", cite: S}
  young: {question: "Q?", for_each: person, is: "age < 18", cite: S}
"""
)


@pytest.mark.parametrize("state", ["unknown", "withheld", "more possible", "listed"])
def test_events_do_not_make_a_list_whole_that_is_not(state: str) -> None:
    rules = masa.load({"p.yaml": HAPPENED})
    event = {"person": "x", "event": "seen", "date": "2025-03-01", "num": 7}
    people: Any = {"more possible": [{"id": "x"}, {"more": "possible"}], "listed": [{"id": "x"}]}.get(state, state)
    alone = rules.decide({"place": "high", "people": people, "events": [event]}, at=AT).outcome("every_high").value
    table = rules.decide_table(
        {"case": ["a"], "people": [state], "place": ["high"]}, at=AT, key="case", events=[{"case": "a"} | event]
    )
    assert table.to_columns()["every_high"] == [in_words(alone)]


def test_a_key_is_not_called_like_an_answer() -> None:
    rules = masa.load({"p.yaml": HAPPENED})
    with pytest.raises(masa.CaseError, match="the key column `young` is called like a column of the answers"):
        rules.decide_table({"young": ["a"]}, at=AT, key="young", lists={"people": [{"young": "a", "person": "x"}]})
    with pytest.raises(masa.CaseError, match="the key column `duty`"):
        rules.decide_table({"duty": ["a"]}, at=AT, key="duty", duties=True)
    members = [{"id": "a", "age": 3}, {"id": "a", "age": 30}]
    told = rules.decide_table({"id": ["a"]}, at=AT, key="id", lists={"people": members}).members["people"]
    assert told.to_columns()["person"] == ["person_1", "person_2"]


def test_a_record_that_is_there_by_itself_contradicts_as_one_that_is_given() -> None:
    rules = masa.load(
        {
            "p.yaml": HEAD
            + "facts:\n  fx: {type: date, when_not_recorded: 2025-01-01}\n  fy: {type: date, in_place_of: fx}\n"
            + "  fz: {type: date, not_before: fx}\n"
            + 'decisions:\n  d: {question: "Q?", is: "fy applies or fz applies", cite: S}\n'
        }
    )
    for fact, day, said in [("fz", "2024-01-01", "`fz` lies before `fx`"), ("fy", "2025-01-05", "in place of `fx`")]:
        for decide in (lambda case: rules.decide(case, at=AT), lambda case: rules.decide_table([case], at=AT)):
            with pytest.raises(masa.CaseError, match=said):
                decide({fact: day})


def test_a_row_that_is_null_as_a_whole_is_refused() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    rules = masa.load({"p.yaml": HAPPENED})
    mask = pyarrow.array([False, True])
    rows = pyarrow.StructArray.from_arrays([pyarrow.array(["low", "high"])], names=["place"], mask=mask)
    with pytest.raises(masa.CaseError, match="row 2 is null as a whole"):
        rules.decide_table(pyarrow.chunked_array([rows]), at=AT)


@pytest.mark.parametrize("words", [[None], ["unknown"], ["withheld"], ["police;health"], ["fire"]])
def test_a_word_of_an_arrow_list_is_taken_as_it_is(rules: masa.RuleBook, words: list[str | None]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    told = pyarrow.array([["police"], words], pyarrow.list_(pyarrow.string()))
    with pytest.raises(masa.CaseError):
        rules.decide_table(pyarrow.table({"told": told}), at=AT)
    right = pyarrow.array([["police", "health"], [], None], pyarrow.list_(pyarrow.string()))
    people = [{"case": n, "person": "x"} for n in range(3)]
    table = rules.decide_table(
        pyarrow.table({"case": [0, 1, 2], "told": right}), at=AT, key="case", lists={"people": people}
    )
    assert table.members["people"].to_columns()["police_know"] == [True, None, None]


def test_frames_of_pandas_as_they_come(rules: masa.RuleBook) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = pandas.DataFrame({"place": ["low", "mid", "high"]}).iloc[[0, 2]]
    assert len(rules.decide_table(frame, at=AT)) == 2
    missing = pandas.DataFrame({"place": pandas.Categorical([None, None])})
    assert set(rules.decide_table(missing, at=AT).to_columns()["grave.state"]) == {"fact"}


# --- lists within the table of cases


def nested(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in which each list stands in its cell, as a case has it."""
    rows = []
    for number, case in enumerate(cases):
        people = case["people"] if isinstance(case["people"], list) else None
        if people and "more" in people[-1]:
            people = people[:-1]
        rows.append({**case, "people": people, "case": number})
    return rows


def rows_of(answers: Any) -> tuple[Any, Any]:
    return answers.to_dicts(), answers.members["people"].to_dicts()


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("is_sliced", [False, True])
@pytest.mark.parametrize("is_large", [False, True])
def test_an_arrow_list_says_what_a_table_of_its_own_says(
    rules: masa.RuleBook, missing: float, is_sliced: bool, is_large: bool
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    cases = [case for case in some_cases(11, 200, missing) if case["people"] != "withheld"]
    for case in cases:  # a cell says who they are, or nothing
        if isinstance(case["people"], list) and case["people"] and "more" in case["people"][-1]:
            case["people"].pop()
    rows, people = as_tables(cases)
    expected = rows_of(rules.decide_table(rows, at=AT, key="case", lists={"people": people}))
    frame = pyarrow.Table.from_pylist(nested(cases))
    member = frame.schema.field("people").type.value_type
    if is_large:
        frame = frame.cast(
            frame.schema.set(
                frame.schema.get_field_index("people"), pyarrow.field("people", pyarrow.large_list(member))
            )
        )
    if is_sliced:  # rows and members do not begin at the first place
        frame = pyarrow.concat_tables([frame.slice(0, 3), frame.slice(3, 90), frame.slice(93)])
    assert rows_of(rules.decide_table(frame, at=AT, key="case")) == expected


def test_dictionaries_in_cells_are_members(rules: masa.RuleBook) -> None:
    cases = some_cases(12, 120, 0.2)
    rows, people = as_tables(cases)
    expected = rows_of(rules.decide_table(rows, at=AT, key="case", lists={"people": people}))
    inside = [{**case, "case": number} for number, case in enumerate(cases)]
    assert rows_of(rules.decide_table(inside, at=AT, key="case")) == expected


def test_a_list_in_a_cell_is_called_as_its_column_says(rules: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    frame = pyarrow.Table.from_pylist([{"case": "a", "place": "low", "folk": [{"id": "x", "age": 3}]}])
    answers = rules.decide_table(frame, at=AT, key="case", facts={"folk": "people"})
    assert answers.members["people"].to_dicts()[0]["person"] == "x"


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ([{"people": [{"age": 3}]}], {}, "nothing says to which case a row of a list belongs"),
        ([{"case": "a", "people": [{"agee": 3}]}], {"key": "case"}, "no pack declares the fact `agee`"),
        ([{"case": "a", "people": [{"age": 300}]}], {"key": "case"}, "row 1 of the column `age` of `people`"),
        ([{"case": "a", "people": [None]}], {"key": "case"}, "row 1 of `people` is null as a whole"),
        (
            [{"case": "a", "people": [{"age": 3}]}],
            {"key": "case", "lists": {"people": [{"case": "a", "age": 3}]}},
            "given by the column `people` and a second time",
        ),
    ],
)
def test_a_wrong_list_in_a_column_is_refused(rules: masa.RuleBook, rows: Any, more: Any, said: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    member = pyarrow.struct(
        [(name, pyarrow.int64()) for name in ({"age", "agee"} & set(rows[0]["people"][0] or {"age"}))]
    )
    fields = [("case", pyarrow.string())] * ("case" in rows[0]) + [("people", pyarrow.list_(member))]
    frame = pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(fields))
    with pytest.raises(masa.CaseError, match=said):
        rules.decide_table(frame, at=AT, **more)


def both_ways(cases: list[dict[str, Any]]) -> list[Any]:
    """Rows with lists in their cells, as Arrow and as dictionaries."""
    pyarrow = pytest.importorskip("pyarrow")
    return [pyarrow.Table.from_pylist(cases), cases]


def test_a_key_hides_no_field_of_a_member(rules: masa.RuleBook) -> None:
    for table in both_ways([{"id": "a", "place": "low", "people": [{"id": "x", "age": 3}]}]):
        assert rules.decide_table(table, at=AT, key="id").members["people"].to_dicts()[0]["person"] == "x"
    for table in both_ways([{"age": 1, "place": "low", "people": [{"id": "x", "age": 30}]}]):
        member = rules.decide_table(table, at=AT, key="age").members["people"].to_dicts()[0]
        assert (member["age"], member["person"], member["child"]) == ("1", "x", False)


def test_a_column_set_apart_is_no_list(rules: masa.RuleBook) -> None:
    for table in both_ways([{"case": "a", "place": "low", "people": [{"id": "x"}]}]):
        assert "people" not in rules.decide_table(table, at=AT, key="case", apart=["people"]).members


def test_lists_of_which_all_are_empty_say_that_there_is_nobody(rules: masa.RuleBook) -> None:
    for table in both_ways(
        [{"case": "a", "place": "low", "people": []}, {"case": "b", "place": "low", "people": None}]
    ):
        answers = rules.decide_table(table, at=AT, key="case", decisions=["all_young"]).to_dicts()
        assert [row["all_young"] for row in answers] == [True, None]


def test_what_stands_below_a_missing_list_is_nobodys(rules: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    members = pyarrow.array([{"id": "x", "age": 3}, {"id": "y", "age": 30}, {"id": "z", "age": 4}])
    ends, mask = pyarrow.array([0, 1, 2, 3], pyarrow.int32()), pyarrow.array([False, True, False])
    people = pyarrow.ListArray.from_arrays(ends, members, mask=mask)
    table = pyarrow.table({"case": ["a", "b", "c"], "place": ["low"] * 3, "people": people})
    answers = rules.decide_table(table, at=AT, key="case")
    assert [row["all_young"] for row in answers.to_dicts()] == [True, None, True]
    assert [row["person"] for row in answers.members["people"].to_dicts()] == ["x", "z"]


def in_bytes(ends: list[int]) -> bytes:
    return b"".join(end.to_bytes(4, "little", signed=True) for end in ends)


def test_offsets_beyond_the_members_are_refused(rules: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    members = pyarrow.array([{"id": "x", "age": 3}, {"id": "y", "age": 30}, {"id": "z", "age": 4}])
    words = pyarrow.array(["police", "health", "police"])
    memory = bytearray(in_bytes([0, 1, 3]))  # pyarrow looks at it once
    offsets = [None, pyarrow.py_buffer(memory)]
    people = pyarrow.ListArray.from_buffers(pyarrow.list_(members.type), 2, offsets, children=[members])
    told = pyarrow.ListArray.from_buffers(pyarrow.list_(words.type), 2, offsets, children=[words])
    for name, column in (("people", people), ("told", told)):
        memory[:] = in_bytes([0, 1, 3])
        table = pyarrow.table({"case": ["a", "b"], "place": ["low"] * 2, name: column})
        rules.decide_table(table, at=AT, key="case")
        for ends in ([0, 1, 30], [-5, 1, 3], [0, 3, 1], [0, 2**31 - 1, 3]):
            memory[:] = in_bytes(ends)
            with pytest.raises(masa.CaseError, match=f"the column `{name}` is a list of Arrow whose offsets"):
                rules.decide_table(table, at=AT, key="case")


@pytest.mark.parametrize("more", [True, None, "impossible"])
def test_a_member_that_says_more_is_not_dropped(rules: masa.RuleBook, more: Any) -> None:
    cases = [{"case": "a", "place": "low", "people": [{"id": "x", "age": 3, "more": more}]}]
    with pytest.raises(masa.CaseError, match="no pack declares the fact `more`"):
        rules.decide_table(cases, at=AT, key="case")
    with_more = masa.load({"pack.yaml": PACK.replace("  age: {", "  more: {type: truth}\n  age: {")})
    if more != "impossible":
        member = with_more.decide_table(cases, at=AT, key="case").members["people"].to_dicts()[0]
        assert (member["person"], member["child"]) == ("x", True)


def test_a_list_and_a_column_of_its_name_are_refused(rules: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    columns = [pyarrow.array(["a"]), pyarrow.array([[{"id": "x", "age": 3}]]), pyarrow.array(["listed"])]
    table = pyarrow.Table.from_arrays(columns, ["case", "people", "people"])
    with pytest.raises(masa.CaseError, match="two columns are called `people`"):
        rules.decide_table(table, at=AT, key="case")


# --- why


def test_a_row_by_itself_is_its_case(rules: masa.RuleBook) -> None:
    cases = some_cases(31, 60, 0.2)
    rows, people = as_tables(cases)
    answers = rules.decide_table(rows, at=AT, key="case", lists={"people": people})
    alone = [rules.decide_row(rows, n, at=AT, key="case", lists={"people": people}) for n in range(len(cases))]
    assert check_rows(alone, answers, list(range(len(cases)))) > 300
    assert [json.loads(one.to_json()) for one in alone] == [
        json.loads(rules.decide(as_case(case), at=AT).to_json()) for case in cases
    ]


def as_case(case: dict[str, Any]) -> dict[str, Any]:
    """As its rows say it: of each column something, be it that it is not known."""
    listed = case["people"]
    if isinstance(listed, list):
        listed = [{"more": "possible"} if "more" in one else {**one, "home": None} for one in listed]
    return {**case, "people": listed}


def test_a_row_without_a_key_is_told_by_its_number(rules: masa.RuleBook) -> None:
    rows = {"place": ["low", "high"], "people": ["listed", None]}
    assert rules.decide_row(rows, 1, at=AT).outcome("grave").value is False
    assert rules.decide_row(rows, 2, at=AT).outcome("grave").value is masa.UNKNOWN
    for which in (0, 3, -1, "a", ""):
        with pytest.raises(masa.CaseError, match="the table has rows from 1 to 2"):
            rules.decide_row(rows, which, at=AT)
    with pytest.raises(masa.CaseError, match="no case of the table has that key"):
        rules.decide_row({"case": ["a"], "place": ["low"]}, "b", at=AT, key="case")
