"""`masa schema`: a schema on standard output, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented import ROOT, Run

DRAFT = "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("asked", [(), ("pack",), ("case",), ("suite",), ("case", "--rules", "rules")], ids=" ".join)
def test_a_schema_is_printed(masa: Run, asked: tuple[str, ...]) -> None:
    ran = masa("schema", *asked, cwd=ROOT)
    assert ran.status == 0
    assert json.loads(ran.out)["$schema"] == DRAFT


def test_a_pack_is_the_default(masa: Run) -> None:
    assert masa("schema").out == masa("schema", "pack").out


def test_rules_go_with_a_case_alone(masa: Run) -> None:
    ran = masa("schema", "suite", "--rules", "rules", cwd=ROOT)
    assert ran.status == 2
    assert ran.out == ""
    assert "--rules goes with `case`" in ran.err


def test_rules_that_are_refused_give_no_schema(masa: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("pack: test/rules\ntitle: No layer\n", "utf-8")
    ran = masa("schema", "case", "--rules", str(pack))
    assert ran.status == 1
    assert ran.out == ""
    assert "a pack needs the key `layer`" in ran.err


def test_help_fits_and_shows_an_example(masa: Run) -> None:
    ran = masa("schema", "--help")
    assert "masa schema case --rules rules" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 100
