"""Tables out to a spreadsheet and back in: nothing of them is lost, and nothing else of the pack changes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import masa
import pytest

RULES = Path(__file__).resolve().parents[2] / "rules"
TABLES = [
    pytest.param(path, table, id=f"{path.stem}:{table}")
    for path in sorted(RULES.rglob("*.yaml"))
    for table in masa.tables(path)
]
INCIDENTS = RULES / "england" / "serious-incidents.yaml"


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(("path", "table"), TABLES)
def test_out_and_in_again_changes_nothing(path: Path, table: str) -> None:
    assert masa.table_from_csv(path, table, masa.table_to_csv(path, table)) == path.read_text("utf-8")


def test_a_table_has_its_citations_and_its_order() -> None:
    rows = rows_of(masa.table_to_csv(INCIDENTS, "notify_panel"))
    assert rows[0][0] == "rule"
    assert rows[0][-1] == "cite"
    assert [row[0] for row in rows[1:4]] == ["adult", "before_the_act", "not_serious"]
    assert rows[5][-1] == "CA2004.16C.1a, CA2004.16C.1b"


def test_a_row_that_was_added_stands_where_it_was_added_and_the_rest_as_it_was() -> None:
    rows = rows_of(masa.table_to_csv(INCIDENTS, "decisions/rapid_review/one_row_applies"))
    rows.insert(2, ["added", *rows[1][1:]])
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    before = INCIDENTS.read_text("utf-8").splitlines()
    after = masa.table_from_csv(INCIDENTS, "rapid_review", out.getvalue()).splitlines()
    (added,) = [line for line in after if line.strip().startswith("added ")]
    assert [line for line in after if line != added] == before
    assert before[after.index(added) - 1] == after[after.index(added) - 1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("rule,notify_panel,then,cite\na,b\n", "this row has 2 cells, and there are 4 headings"),
        ("rule,notify_panel,then,cite\na,b|c,d,e\n", "a cell holds neither a bar nor an end of line"),
        ("rule,notify_panel,then\na,b,c\n", "the table has a column `cite`, and here is none"),
        ("rule;notify_panel;then;cite\na;b;c;d\n", "this text is parted by semicolons, and commas are due"),
        ("", "a table needs a line of headings and at least one row"),
    ],
)
def test_what_no_table_can_hold_is_refused(rows: str, said: str) -> None:
    with pytest.raises(masa.RulesError) as refused:
        masa.table_from_csv(INCIDENTS, "rapid_review", rows)
    assert said in [d.message for d in refused.value.diagnostics]


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(masa.RulesError, match="no table of this pack is called `rapid_reveiw`"):
        masa.table_to_csv(INCIDENTS, "rapid_reveiw")


def test_what_spreadsheets_leave_behind_is_left_out() -> None:
    rows = masa.table_to_csv(INCIDENTS, "rapid_review")
    wider = "".join(f"{line},,\r\n" for line in rows.splitlines()) + ",,,,,\r\n"
    assert masa.table_from_csv(INCIDENTS, "rapid_review", wider) == INCIDENTS.read_text("utf-8")


def test_mistakes_of_another_table_are_told_of_their_own_lines() -> None:
    text = INCIDENTS.read_text("utf-8")
    broken = text.replace("      outside_the_act | ", "      outside_the_act | any | ", 1)
    with pytest.raises(masa.RulesError) as refused:
        masa.table_from_csv(broken, "rapid_review", masa.table_to_csv(INCIDENTS, "rapid_review"))
    (complaint,) = refused.value.diagnostics
    assert broken.splitlines()[complaint.line - 1].strip().startswith("outside_the_act")
