"""`masa decide --table`: many cases, from comma-separated files and into them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import ROOT, Run

Write = Callable[[str, str], str]
RULES = ("decide", "--rules", str(ROOT / "rules"), "--at", "2025-03-10")
CASES = """\
case,incident.date,incident.place,incident.authority_aware_on,name
c1,2025-03-02,darlington,2025-03-03,"=cmd, a"
c2,2025-03-04,stockton_on_tees,,b
"""
PEOPLE = """\
case,person,born,home,died,serious_physical_harm,abuse_or_neglect,suspected_by
c1,child,2024-12-01,darlington,no,yes,suspected,darlington;cddft
"""
TABLES = ("--key", "case", "--apart", "name", "--list", "people=people.csv")


@pytest.fixture
def tables(write: Write) -> None:
    write("cases.csv", CASES)
    write("people.csv", PEOPLE)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("tables")
def test_cases_go_to_standard_output(masa: Run) -> None:
    ran = masa(*RULES, "--table", "cases.csv", "--key", "case", "--apart", "name", "--decision", "guidance_edition")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "case,guidance_edition,guidance_edition.state\nc1,WT2023,decided\nc2,,fact\n"


@pytest.mark.usefixtures("tables")
def test_several_tables_go_into_a_folder(masa: Run, tmp_path: Path) -> None:
    ran = masa(*RULES, "--table", "cases.csv", *TABLES, "--duties", "--settled-by", "--out", "out")
    assert (ran.status, ran.err, ran.out) == (0, "", "")
    assert [row["case"] for row in rows(tmp_path / "out" / "cases.csv")] == ["c1", "c2"]
    child = rows(tmp_path / "out" / "people.csv")[0]
    assert (child["person"], child["notify_panel"], child["notify_panel.state"]) == ("child", "required", "decided")
    duties = rows(tmp_path / "out" / "duties.csv")
    assert {"case": "c1", "duty": "notify_panel", "who": "darlington", "due": "2025-03-10"}.items() <= duties[0].items()


@pytest.mark.usefixtures("tables")
def test_the_same_out_of_parquet_files(masa: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    ran = masa(*RULES, "--table", "cases.parquet")
    assert ran.status == 2
    assert "`python -m masa decide --table`" in ran.err
    masa(*RULES, "--table", "cases.csv", *TABLES, "--duties", "--out", "out")
    words = (*RULES, "--table", "cases.csv", *TABLES, "--duties", "--out", "parquet")
    run = [sys.executable, "-m", "masa", *words]
    subprocess.run(run, cwd=tmp_path, check=True, timeout=60, env=dict(os.environ))
    for name in ("cases", "people", "duties"):
        table = parquet.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist()
        words_of = {True: "yes", False: "no", None: ""}
        told = [{key: str(words_of.get(value, value)) for key, value in row.items()} for row in table]
        assert told == rows(tmp_path / "out" / f"{name}.csv")


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--table", "cases.csv", "--key", "case"), 1, "the column `name`: no pack declares the fact `name`"),
        (("--table", "cases.csv", *TABLES), 2, "several tables come out: name a folder for them, --out"),
        (("--table", "cases.csv", "--list", "people", "--out", "o"), 2, "write people=people.csv"),
        (("--table", "cases.csv", "case.yaml"), 2, "a case and a table: one of them"),
        (("--table", "none.csv"), 2, "none.csv"),
        (("--key", "case", "case.yaml"), 2, "--key requires --table"),
        ((), 2, "CASE is required"),
    ],
)
def test_what_cannot_be_is_refused(masa: Run, words: tuple[str, ...], status: int, said: str) -> None:
    ran = masa(*RULES, *words)
    assert ran.status == status
    assert said in ran.err


def test_a_row_of_another_length_is_refused_by_its_line(masa: Run, write: Write) -> None:
    write("cases.csv", "case,incident.place\nc1,darlington,x\n")
    ran = masa(*RULES, "--table", "cases.csv", "--key", "case")
    assert ran.status == 1
    assert "cases.csv:2" in ran.err
    assert "the row has 3 cells, and the table 2 columns" in ran.err
