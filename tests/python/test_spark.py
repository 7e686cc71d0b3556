"""Spark says of each row what one process says. Runs where pyspark is installed: `./dev test --long spark`."""

from __future__ import annotations

import datetime
import decimal
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import masa
import masa.spark
import pytest

pyarrow = pytest.importorskip("pyarrow")
sql = pytest.importorskip("pyspark.sql")

ROOT = Path(__file__).resolve().parents[2]
CHAIN = ROOT / "tests" / "bench" / "chain.yaml"
AT = "2025-03-10"
WORDS = {
    "harm": ["none_seen", "slight", "serious", "grave"],
    "setting": ["home", "school", "street", "online", "care_home"],
    "suspect": ["carer", "relative", "peer", "stranger", "professional"],
}
NUMBERS = {"age": 17, "referrals": 8, "score": 100, "days_since": 400}
CASE = ", ".join(
    ["case string", *(f"{word} string" for word in WORDS), *(f"{n} int" for n in NUMBERS), "repeated boolean"]
)
ALL_KINDS = """\
pack: a/b
title: T
layer: national
sources: {S: {title: s, kind: default}}
types:
  colour: one of red, green, blue
facts:
  note:
    day: {type: date}
    sum: {type: decimal with 2 places}
    colour: {type: colour}
decisions:
  next_day: {question: "Which?", type: date, is: "1 day after note.day", cite: S}
  twice: {question: "How much?", type: decimal with 2 places, is: "note.sum + note.sum", cite: S}
  early: {question: "Is it?", is: "note.day < 2025-03-01", cite: S}
  colour_again: {question: "Which?", type: colour, is: "note.colour", cite: S}
"""


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        settings = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
            "spark.sql.shuffle.partitions": "4",
            "spark.ui.enabled": "false",
        }
        made = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        yield made
        made.stop()


def some_cases(count: int, missing: float, seed: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)

    def one() -> dict[str, Any]:
        case: dict[str, Any] = {name: draw.choice(words) for name, words in WORDS.items()}
        case |= {name: draw.randint(0, most) for name, most in NUMBERS.items()}
        case["repeated"] = draw.random() < 0.5
        return {name: None if draw.random() < missing else value for name, value in case.items()}

    return [{"case": f"c{number}"} | one() for number in range(count)]


def frame_of(session: Any, cases: list[dict[str, Any]]) -> Any:
    return session.createDataFrame([tuple(case.values()) for case in cases], CASE)


@pytest.mark.parametrize("at", [AT, datetime.date(2025, 3, 10)])
def test_every_row_and_column_is_that_of_one_process(
    session: Any, at: masa.inputs.Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masa.spark, "ROWS", 300)  # several tables to a partition
    cases = some_cases(5_000, 0.15, 3)
    frame = frame_of(session, cases).repartition(7)
    answers = masa.spark.decide(frame, CHAIN, at=at, apart=["case"])
    found = {row["case"]: row.asDict() for row in answers.collect()}
    expected = masa.load(CHAIN).decide_table(cases, at=at, apart=["case"]).to_dicts()
    assert len(found) == len(cases)
    assert [found[case["case"]] for case in cases] == [
        {"case": case["case"]} | row for case, row in zip(cases, expected, strict=True)
    ]
    assert {row["lead.state"] for row in expected} == {"decided", "fact"}


def test_every_kind_of_value_comes_out_and_names_may_have_dots(session: Any) -> None:
    rows = [
        ("x.1", datetime.date(2025, 2, 28), decimal.Decimal("1.25"), "red"),
        ("x.2", datetime.date(2024, 2, 28), decimal.Decimal("-3.00"), None),
        ("x.3", None, None, "blue"),
    ]
    frame = session.createDataFrame(
        rows, "`the.key` string, `day` date, `note.sum` decimal(10,2), `note.colour` string"
    )
    asked: dict[str, Any] = {"at": AT, "apart": ["the.key"], "facts": {"day": "note.day"}}
    pack = {"p.yaml": ALL_KINDS}
    answers = masa.spark.decide(frame, pack, **asked)
    columns = {name: list(values) for name, values in zip(frame.columns, zip(*rows, strict=True), strict=True)}
    table = masa.load(pack).decide_table(columns, **asked)
    expected = [{"the.key": row[0]} | answer for row, answer in zip(rows, table.to_dicts(), strict=True)]
    assert [row.asDict() for row in answers.orderBy("`the.key`").collect()] == expected
    assert dict(answers.dtypes) == {
        "the.key": "string",
        "next_day": "date",
        "twice": "decimal(19,2)",
        "early": "boolean",
        "colour_again": "string",
    } | {f"{name}.state": "string" for name in ("next_day", "twice", "early", "colour_again")}


def test_what_is_apart_keeps_its_type_and_need_not_be_named(session: Any) -> None:
    frame = session.createDataFrame([(7, ["a"], "grave")], "id int, tags array<string>, harm string")
    answers = masa.spark.decide(frame, CHAIN, at=AT, apart=["tags", "id"], decisions=["response"])
    assert [tuple(row) for row in answers.collect()] == [(["a"], 7, "urgent", "decided")]
    answers = masa.spark.decide(frame.select("harm"), CHAIN, at=AT, decisions=["response"])
    assert [tuple(row) for row in answers.collect()] == [("urgent", "decided")]


def test_an_empty_frame_has_the_columns_of_the_answers(session: Any) -> None:
    answers = masa.spark.decide(frame_of(session, []), CHAIN, at=AT, apart=["case"], decisions=["hours"])
    assert answers.columns == ["case", "hours", "hours.state"]
    assert answers.collect() == []


def test_a_wrong_value_ends_the_job_and_is_told_by_column_and_row_and_never_itself(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masa.spark, "ROWS", 500)
    cases = some_cases(2_000, 0.15, 4)
    cases[1_500]["harm"] = "dreadful"
    answers = masa.spark.decide(frame_of(session, cases).coalesce(1), CHAIN, at=AT, apart=["case"])
    with pytest.raises(Exception, match="was refused, and nothing was decided") as raised:
        answers.collect()
    said = str(raised.value)
    row = re.search(r"row (\d+) of the column `harm` has a value that `harm` cannot have", said)
    behind = re.search(r"row 1 is here row (\d+) of partition 0", said)
    assert row is not None
    assert behind is not None
    assert int(row[1]) + int(behind[1]) - 1 == 1_501
    assert int(behind[1]) > 1
    assert "dreadful" not in said


def test_what_is_wrong_with_a_column_is_told_before_a_job_begins(session: Any) -> None:
    frame = session.createDataFrame([("slight", "c1")], "harms string, response string")
    with pytest.raises(masa.CaseError, match="the column `harms`: no pack declares the fact `harms`"):
        masa.spark.decide(frame, CHAIN, at=AT, apart=["response"])
    with pytest.raises(ValueError, match="the column `response` has the name of an answer"):
        masa.spark.decide(frame, CHAIN, at=AT, apart=["response"], facts={"harms": "harm"})
    with pytest.raises(ValueError, match="the frame has no column `case`"):
        masa.spark.decide(frame, CHAIN, at=AT, apart=["case"])
    with pytest.raises(masa.CaseError, match="the columns `age` and `age` both give `age`"):
        masa.spark.decide(session.createDataFrame([], "age int, age int"), CHAIN, at=AT)
    for kind in ("timestamp", "array<int>", "binary"):
        with pytest.raises(TypeError, match=f"the column `age` is of type {kind.partition('<')[0]}"):
            masa.spark.decide(session.createDataFrame([], f"age {kind}"), CHAIN, at=AT)
    with pytest.raises(masa.CaseError):
        masa.spark.decide(session.createDataFrame([], "age int"), CHAIN, at="10/03/2025")


def test_rules_are_read_and_refused_by_the_driver(session: Any, tmp_path: Path) -> None:
    frame = frame_of(session, [])
    with pytest.raises(TypeError, match="pass what it was loaded from"):
        masa.spark.decide(frame, masa.load(CHAIN), at=AT)  # type: ignore[arg-type]
    pack = tmp_path / "p.yaml"
    pack.write_bytes(b"pack: a/b\ntitle: \xff\n")
    with pytest.raises(masa.RulesError):
        masa.spark.decide(frame, pack, at=AT)


def test_a_worker_loads_the_rules_once(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masa.spark, "ROWS", 200)
    frame = frame_of(session, some_cases(4_000, 0.15, 5)).repartition(8)

    def loads(batches: Iterator[Any]) -> Iterator[Any]:
        import os

        assert list(batches)
        info = masa.spark._book.cache_info()
        columns = {"worker": [os.getpid()], "loaded": [info.misses], "found": [info.hits]}
        yield pyarrow.RecordBatch.from_pydict(columns)

    def by_worker() -> dict[int, tuple[int, int]]:
        rows = frame.mapInArrow(loads, "worker long, loaded long, found long").collect()
        return {worker: (loaded, found) for worker, loaded, found in rows}

    before = by_worker()
    texts = {"once.yaml": CHAIN.read_text("utf-8")}  # another name, so another digest than elsewhere in this file
    for _ in range(3):
        masa.spark.decide(frame, texts, at=AT, apart=["case"]).collect()
    after = by_worker()
    earlier = {worker: before.get(worker, (0, 0)) for worker in after}
    assert max(loaded - earlier[worker][0] for worker, (loaded, _) in after.items()) == 1
    assert sum(found - earlier[worker][1] for worker, (_, found) in after.items()) > 20


def test_packs_are_equal_by_digest_alone() -> None:
    packs = masa.spark._read(CHAIN)
    again = masa.spark._read({CHAIN.as_posix(): CHAIN.read_text("utf-8")})
    assert packs == again
    assert hash(packs) == hash(again)
    assert re.fullmatch("[0-9a-f]{64}", packs.digest)
    assert packs.digest != masa.spark._read({"other": CHAIN.read_text("utf-8")}).digest
    assert packs.digest != masa.spark._read({CHAIN.as_posix(): CHAIN.read_text("utf-8") + "\n"}).digest


def test_another_engine_than_the_driver_s_decides_nothing() -> None:
    with pytest.raises(RuntimeError, match=r"the driver has masa 0\.0\.0 and this worker"):
        masa.spark._book(masa.spark._Packs("d", "0.0.0", {}))


def test_the_example_runs() -> None:
    ran = subprocess.run(
        [sys.executable, "examples/python/spark_caseload.py"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ran.returncode == 0, ran.stderr
    assert re.search(r"a\|\s+WT2023\|\s+decided\|\s+required\|\s+decided\|", ran.stdout)
    assert re.search(r"fact\|\s+2\|", ran.stdout)
