"""A table of cases says of each row what the same case says alone, whatever it comes from."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

import masa
import masa.spark
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHAIN = ROOT / "tests" / "bench" / "chain.yaml"
AT = "2025-03-10"
WORDS = {
    "harm": ["none_seen", "slight", "serious", "grave"],
    "setting": ["home", "school", "street", "online", "care_home"],
    "suspect": ["carer", "relative", "peer", "stranger", "professional"],
}
NUMBERS = {"age": 17, "referrals": 8, "score": 100, "days_since": 400}


@pytest.fixture(scope="module")
def chain() -> masa.RuleBook:
    return masa.load(CHAIN)


def some_cases(count: int, missing: float, seed: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)

    def one() -> dict[str, Any]:
        case: dict[str, Any] = {name: draw.choice(words) for name, words in WORDS.items()}
        case |= {name: draw.randint(0, most) for name, most in NUMBERS.items()}
        case["repeated"] = draw.random() < 0.5
        return {name: None if draw.random() < missing else value for name, value in case.items()}

    return [one() for _ in range(count)]


def alone(rules: masa.RuleBook, case: dict[str, Any]) -> dict[str, Any]:
    answer = rules.decide(case, at=AT)
    return {name: answer.outcome(name).value for name in ("response", "hours", "lead")}


def in_words(value: Any) -> Any:
    return None if value is masa.UNKNOWN else value


def one_decision(condition: str, more: str = "", **facts: str) -> masa.RuleBook:
    """Rules of one decision, ``d``, over facts of these types."""
    lines = [f"  {name}: {{type: {type}}}" for name, type in facts.items()]
    return masa.load(
        {
            "p.yaml": "\n".join(
                [
                    "pack: a/b",
                    "title: T",
                    "layer: national",
                    "sources: {S: {title: s, kind: default}}",
                    "facts:",
                    *lines,
                    "decisions:",
                    f'  d: {{question: "Is it?", is: "{condition}", cite: S{more}}}',
                ]
            )
        }
    )


@pytest.mark.parametrize("missing", [0.0, 0.15, 0.5])
def test_a_row_says_what_the_case_says_alone(chain: masa.RuleBook, missing: float) -> None:
    cases = some_cases(150, missing, 3)
    rows = chain.decide_table(cases, at=AT).to_dicts()
    for case, row in zip(cases, rows, strict=True):
        for name, value in alone(chain, case).items():
            assert row[name] == in_words(value), (case, name)
            assert (row[f"{name}.state"] == "decided") == (value is not masa.UNKNOWN)


def test_frames_of_every_kind_give_the_same(chain: masa.RuleBook) -> None:
    pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    cases = some_cases(300, 0.2, 5)
    expected = chain.decide_table(cases, at=AT).to_columns()
    columns = {name: [case[name] for case in cases] for name in cases[0]}
    frame = pandas.DataFrame(columns)
    categories = frame.astype(dict.fromkeys(WORDS, "category"))
    typed = frame.astype(dict.fromkeys(NUMBERS, "Int64") | {"repeated": "boolean"})
    sources = [
        columns,
        frame,
        categories,
        typed,
        polars.DataFrame(columns),
        polars.DataFrame(columns).with_columns(polars.col(*WORDS).cast(polars.Categorical)),
        pyarrow.table(columns),
        pyarrow.Table.from_batches(pyarrow.table(columns).to_batches(max_chunksize=37)),
    ]
    for source in sources:
        assert chain.decide_table(source, at=AT).to_columns() == expected


def test_arrays_of_numpy_are_read_as_they_are(chain: masa.RuleBook) -> None:
    numpy = pytest.importorskip("numpy")
    cases = some_cases(300, 0.0, 6)
    expected = chain.decide_table(cases, at=AT).to_columns()
    columns = {name: [case[name] for case in cases] for name in cases[0]}
    for kinds in (("i8", "u1", "i4", "f8"), ("u2", "i1", "u8", "f4"), ("i2", "u4", "O", "i8")):
        arrays = {name: numpy.array(values) for name, values in columns.items()}
        arrays |= {name: numpy.array(columns[name], dtype=kind) for name, kind in zip(NUMBERS, kinds, strict=True)}
        arrays["score"] = numpy.repeat(arrays["score"], 2)[::2]
        assert chain.decide_table(arrays, at=AT).to_columns() == expected
    ages = numpy.array([3, numpy.nan, 4.5])
    with pytest.raises(masa.CaseError, match="row 3 of the column `age`"):
        chain.decide_table({"age": ages}, at=AT)
    assert chain.decide_table({"age": ages[:2]}, at=AT).to_columns() == (
        chain.decide_table({"age": [3, None]}, at=AT).to_columns()
    )


def test_days_of_numpy_are_days() -> None:
    numpy = pytest.importorskip("numpy")
    rules = one_decision("d before 2025-03-04", d="date")
    for unit in ("D", "s", "ns"):
        days = numpy.array(["2025-03-03", "2025-03-05", "NaT"], dtype=f"M8[{unit}]")
        assert rules.decide_table({"d": days}, at=AT).to_columns()["d"] == [True, False, None]
    with pytest.raises(masa.CaseError, match="row 1 of the column `d`"):
        rules.decide_table({"d": numpy.array(["2025-03-03T01:00"], dtype="M8[s]")}, at=AT)


def test_answers_go_out_to_every_kind_of_frame(chain: masa.RuleBook) -> None:
    for name in ("pandas", "polars", "pyarrow"):
        pytest.importorskip(name)
    answers = chain.decide_table(some_cases(70, 0.3, 8), at=AT)
    expected = answers.to_dicts()
    assert answers.to_arrow().to_pylist() == expected
    assert answers.to_arrow().to_pylist() == expected, "as often as one likes"
    assert answers.to_polars().to_dicts() == expected
    frame = answers.to_pandas()
    assert [None if value != value else value for value in frame["response"]] == [row["response"] for row in expected]
    answers.to_arrow().validate(full=True)


def test_dates_come_in_every_spelling() -> None:
    rules = masa.load(ROOT / "rules")
    days = ["2025-03-03", "", None, float("nan")]
    wanted = ["guidance_edition"]
    expected = rules.decide_table({"incident.authority_aware_on": days}, at=AT, decisions=wanted).to_columns()
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    stamps = pandas.DataFrame({"incident.authority_aware_on": pandas.to_datetime(["2025-03-03", None, None, None])})
    assert rules.decide_table(stamps, at=AT, decisions=wanted).to_columns() == expected
    dates = pyarrow.table({"incident.authority_aware_on": [datetime.date(2025, 3, 3), None, None, None]})
    assert rules.decide_table(dates, at=AT, decisions=wanted).to_columns() == expected


def test_a_moment_with_a_time_of_day_or_a_zone_is_no_day() -> None:
    rules = masa.load(ROOT / "rules")
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    aware = "incident.authority_aware_on"
    noon = pandas.DataFrame({aware: pandas.to_datetime(["2025-03-03 12:00"])})
    with pytest.raises(masa.CaseError, match=f"row 1 of the column `{aware}`"):
        rules.decide_table(noon, at=AT)
    zoned = pandas.DataFrame({aware: pandas.to_datetime(["2025-03-03"]).tz_localize("Europe/London")})
    with pytest.raises(masa.CaseError, match=f"the column `{aware}` has a type that"):
        rules.decide_table(zoned, at=AT)


def test_a_wrong_value_is_told_by_column_and_row_and_never_itself(chain: masa.RuleBook) -> None:
    with pytest.raises(masa.CaseError) as raised:
        chain.decide_table({"harm": ["slight", "dreadful"], "age": [3, 40]}, at=AT)
    said = str(raised.value)
    assert "row 2 of the column `harm` has a value that `harm` cannot have" in said
    assert "row 2 of the column `age`" in said
    assert "dreadful" not in said
    assert "40" not in said


def test_a_column_that_is_no_fact_is_refused_by_name(chain: masa.RuleBook) -> None:
    with pytest.raises(masa.CaseError, match="the column `harms`: no pack declares the fact `harms`"):
        chain.decide_table({"harms": ["slight"]}, at=AT)
    with pytest.raises(masa.CaseError, match="the table has no column `hurt`"):
        chain.decide_table({"harm": ["slight"]}, at=AT, facts={"hurt": "harm"})
    answers = chain.decide_table({"hurt": ["slight"], "id": ["c1"]}, at=AT, facts={"hurt": "harm"}, apart=["id"])
    assert answers.to_dicts()[0]["response.state"] == "fact"


def test_columns_of_different_lengths_are_no_table(chain: masa.RuleBook) -> None:
    with pytest.raises(ValueError, match="different lengths: 1, 2"):
        chain.decide_table({"harm": ["slight"], "age": [1, 2]}, at=AT)


def test_an_empty_table_has_the_columns_of_the_answers(chain: masa.RuleBook) -> None:
    empty = chain.decide_table({"harm": []}, at=AT)
    assert len(empty) == 0
    assert list(empty.to_columns()) == ["response", "response.state", "hours", "hours.state", "lead", "lead.state"]


def test_an_arrow_table_may_have_no_batch(chain: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    words = pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
    schema = pyarrow.schema([("harm", words), ("age", pyarrow.int64())])
    for table in (pyarrow.Table.from_batches([], schema=schema), schema.empty_table()):
        answers = chain.decide_table(table, at=AT)
        assert answers.to_arrow().num_rows == 0
        assert answers.to_columns()["response"] == []


def test_answers_outlive_the_table_that_gave_them(chain: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    cases = some_cases(5_000, 0.1, 11)
    answers = chain.decide_table(cases, at=AT)
    expected, table = answers.to_dicts(), pyarrow.table(answers)
    del answers
    assert table.slice(4_090, 20).to_pylist() == expected[4_090:4_110]


def test_slices_of_arrow_tables_begin_where_they_begin(chain: masa.RuleBook) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    cases = some_cases(200, 0.2, 12)
    expected = chain.decide_table(cases, at=AT).to_dicts()
    table = pyarrow.Table.from_pylist(cases)
    assert chain.decide_table(table.slice(77, 50), at=AT).to_dicts() == expected[77:127]


def test_a_fact_in_place_of_another_leaves_nothing_for_it() -> None:
    rules = one_decision("born applies or still before 2024-02-02", born="date", still="date, in_place_of: born")
    for days in (
        {"still": ["2024-03-01", None]},
        {"born": ["2024-01-01", None]},
        {"still": ["2024-01-01", "withheld"]},
    ):
        table = rules.decide_table(days, at=AT).to_columns()["d"]
        (name, values), *_ = days.items()
        assert table == [in_words(rules.decide({name: value}, at=AT).outcome("d").value) for value in values]
    with pytest.raises(masa.CaseError, match="row 2: `still` stands in place of `born`, and both are given"):
        rules.decide_table({"still": [None, "2024-03-01"], "born": ["2024-03-01", "2024-03-01"]}, at=AT)


@pytest.mark.parametrize("condition", ["k > 5000000000000000000", "k = 9223372036854775807", "k < 9223372036854775807"])
def test_a_missing_number_is_not_known_however_far_out_its_constant(condition: str) -> None:
    rules = one_decision(condition, k="whole number")
    assert rules.decide({"k": None}, at=AT).outcome("d").value is masa.UNKNOWN
    assert set(rules.decide_table({"k": [None] * 200}, at=AT).to_columns()["d.state"]) == {"fact"}


@pytest.mark.parametrize(
    "condition",
    ["a < 300", "a <= 256", "300 < a", "a = 259", "a in (3, 259)", "a > 0 - 3", "b < 5000000000", "b > 0 - 3000000000"],
)
def test_a_constant_beyond_the_bounds_of_a_fact_is_compared_as_it_is(condition: str) -> None:
    rules = one_decision(condition, a="whole number from 0 to 250", b="whole number from -5 to 1000")
    rows = [{"a": a, "b": b} for a in (0, 3, 44, 250) for b in (-5, 0, 1000)]
    expected = [rules.decide(row, at=AT).outcome("d").value for row in rows]
    assert rules.decide_table(rows, at=AT).to_columns()["d"] == expected


def test_sensitive_decisions_are_told_only_where_that_is_asked() -> None:
    rules = one_decision("x", ", sensitive: yes", x="truth, sensitive: yes")
    assert rules.decide_table({"x": [True]}, at=AT).to_columns() == {}
    with pytest.raises(masa.CaseError, match="`d` is sensitive"):
        rules.decide_table({"x": [True]}, at=AT, decisions=["d"])
    assert rules.decide_table({"x": [True]}, at=AT, sensitive=True).to_columns()["d"] == [True]


def test_what_goes_to_spark_has_types_that_spark_has() -> None:
    """Spark itself is asked in the long gate; it has no dictionaries and no large strings."""
    pyarrow = pytest.importorskip("pyarrow")
    packs = masa.spark._read(ROOT / "rules")
    question = {"at": "2025-03-10", "threads": 1, "sensitive": True}
    facts = pyarrow.table({"incident.authority_aware_on": pyarrow.array(["2025-03-03", None])})
    answers = masa.spark._Asked(packs, (), (), question, 10).answers(facts)
    has = {pyarrow.string(), pyarrow.bool_(), pyarrow.int64(), pyarrow.date32()}
    assert {column.type for column in answers.schema} <= has
    assert len(answers.column_names) > 50
