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


NATIONAL = """\
pack: invented/national
title: How visits are made
layer: national
sources: {N: {title: Invented guidance, kind: default}, A: {title: Invented areas, kind: local}}
network:
  kinds: authority, region
  authority: |
    id   | name      | region | cite
    east | Eastshire | north  | A
    west | Westshire | south  | A
  region: |
    id    | name  | cite
    north | North | A
    south | South | A
facts:
  visit: {day: {type: date or none, label: the day of the visit, ask: "When was it?"}, council: {type: authority}}
parameters:
  days_to_report: {question: "In how many days is it reported?", type: whole number, value: 15, at_least: 1,
    at_most: 20, whose: visit.council, cite: N}
decisions:
  who_reports: {question: "Who reports?", type: authority, whose: visit.council, is: visit.council, cite: N}
duties:
  report: {when: visit.day applies, who: who_reports, must: report the visit, cite: N, by: [
    {id: report_in_time, must: days_to_report days after visit.day, cite: N}]}
"""
LOCAL = """\
pack: invented/local
title: How the north does it
layer: local
binds: authorities whose region are north
uses: [invented/national]
sources: {L: {title: The North's own text, kind: local}}
set: {days_to_report: {value: 10, cite: L}}
replace: {who_reports: {is: east, cite: L}}
tighten: {report: {by: [{id: sooner, must: 3 days after visit.day, cite: L}]}}
"""


def test_what_a_narrower_pack_says_is_read_with_whom_it_binds(masa: Run, tmp_path: Path) -> None:
    (tmp_path / "national.yaml").write_text(NATIONAL, "utf-8")
    (tmp_path / "local.yaml").write_text(LOCAL, "utf-8")
    said = masa("read", "--rules", str(tmp_path))
    assert said.err == ""
    text = " ".join(said.out.split())
    for sentence in (
        "## parameter `days_to_report` In how many days is it reported? The case is that of the council of the visit.",
        "What a narrower pack says counts for those whom it binds: - 10, where `invented/local` binds the council of",
        "Narrower packs may set it, to 1 at least. Narrower packs may set it, to 20 at most.",
        "- What `invented/local` says, where `invented/local` binds the council of the visit.",
        "It must be done by: 3 days after the day of the visit, where `invented/local` binds who owes it. [L]",
    ):
        assert sentence in text, sentence


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


def test_a_cell_that_a_spreadsheet_could_run_goes_out_as_a_text(masa: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(NATIONAL.replace("Eastshire ", '=1+2, "x" ').replace("Westshire ", "-3"), "utf-8")
    assert masa("format", str(pack)).status == 0
    before = pack.read_text("utf-8")
    rows = tmp_path / "rows.csv"
    rows.write_text(masa("table", str(pack), "authority").out, "utf-8")
    assert 'east," =1+2, ""x""",north,A' in rows.read_text("utf-8")
    assert "west,-3,south,A" in rows.read_text("utf-8")  # a number runs nothing
    assert masa("table", str(pack), "authority", "--from", str(rows)).status == 0
    assert pack.read_text("utf-8") == before


def test_a_table_in_a_file_of_its_own_is_said_to_be_csv_already(masa: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("pack: a/b\ntitle: T\nlayer: local\nnetwork:\n  kinds: school\n  school: schools.csv\n", "utf-8")
    assert masa("table", str(pack)).out == ""
    said = masa("table", str(pack), "school")
    assert said.status == 1
    assert "the table `network/school` is CSV already, in the file `schools.csv`" in said.err
