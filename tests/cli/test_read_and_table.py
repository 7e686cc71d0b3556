"""Rules read aloud, and tables out to a spreadsheet and back, by the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from invented import ROOT, Run

INCIDENTS = ROOT / "rules" / "england" / "serious-incidents.yaml"


def test_a_pack_is_read_aloud_with_what_each_rule_rests_on(masa: Run) -> None:
    said = masa("read", "england/serious-incidents", "--rules", str(ROOT / "rules"))
    assert said.status == 0
    assert "## decision `notify_panel.by`" in said.out
    assert (
        "- The authority of the place where it happened, where the place where it happened is in England." in said.out
    )
    assert "CA2004.16C.1a: Children Act 2004, section 16C(1)(a)" in said.out
    assert "darlington" not in said.out


def test_the_same_as_json_names_kind_and_confidence(masa: Run) -> None:
    said = masa("read", "england/serious-incidents", "--rules", str(ROOT / "rules"), "--format", "json")
    rules = json.loads(said.out)["rules"]
    (rule,) = [rule for rule in rules if rule["sort"] == "decision" and rule["id"] == "stillborn"]
    assert rule["sources"] == [
        {
            "id": "OPEN_LAW",
            "title": "where the statute is open, the authority's lawyers advise",
            "kind": "default",
            "confidence": "likely",
        }
    ]


def test_a_pack_that_is_not_there_is_named(masa: Run) -> None:
    said = masa("read", "england/serious-incident", "--rules", str(ROOT / "rules"))
    assert said.status == 1
    assert "the rule book holds no pack `england/serious-incident`" in said.err
    assert "did you mean `england/serious-incidents`?" in said.err


def test_tables_are_listed_and_one_goes_out_and_back_in(masa: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    shutil.copy(INCIDENTS, pack)
    assert "decisions/notify_panel/one_row_applies" in masa("table", str(pack)).out.splitlines()
    rows = tmp_path / "rows.csv"
    rows.write_text(masa("table", str(pack), "notify_panel").out, "utf-8")
    assert masa("table", str(pack), "notify_panel", "--from", str(rows)).status == 0
    assert pack.read_text("utf-8") == INCIDENTS.read_text("utf-8")
    rows.write_text(rows.read_text("utf-8").replace("not_suspected", "unsuspected"), "utf-8")
    changed = masa("table", str(pack), "notify_panel", "--from", str(rows))
    assert changed.out == f"{pack}\n"
    assert pack.read_text("utf-8").replace("unsuspected  ", "not_suspected") == INCIDENTS.read_text("utf-8")


def test_a_row_that_does_not_fit_leaves_the_pack_as_it_is(masa: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    shutil.copy(INCIDENTS, pack)
    rows = tmp_path / "rows.csv"
    rows.write_text("rule,then\na,b\n", "utf-8")
    said = masa("table", str(pack), "notify_panel", "--from", str(rows))
    assert said.status == 1
    assert "rows.csv:1:1: error: the table has a column `cite`, and here is none" in said.err
    assert pack.read_text("utf-8") == INCIDENTS.read_text("utf-8")
