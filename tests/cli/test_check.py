"""`masa check`: every mistake in one run, each with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import PACK, ROOT, Run

Write = Callable[[str, str], str]

# Three slips: a layer that is none, a fact that no pack declares, a source that no pack defines.
BROKEN = PACK.replace("national", "natonal").replace("harmed and", "harmd and").replace("cite: S", "cite: T", 1)
SLIPS = {"natonal": "`natonal`", "harmd": "`harmd`", "T\n": "`T`"}


def place_of(text: str, word: str) -> tuple[int, int]:
    before = text[: text.index(word)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_rules_without_mistakes_close_with_their_numbers(masa: Run, pack: str) -> None:
    ran = masa("check", pack)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "1 pack, 2 decisions: no mistakes"


def test_the_rules_that_are_shipped_have_no_mistake(masa: Run) -> None:
    ran = masa("check", "rules", cwd=ROOT)
    assert (ran.status, ran.err) == (0, "")
    assert " decisions: no mistakes; " in ran.out
    assert ran.out.endswith(" notes, shown with --notes\n")


def test_notes_are_shown_where_they_are_asked_for(masa: Run) -> None:
    ran = masa("check", "--notes", "rules", cwd=ROOT)
    assert (ran.status, ran.err) == (0, "")
    assert "note: nothing says what the `represented_by` of `coroner` is [no_end]" in ran.out
    assert ran.out.endswith(" decisions: no mistakes\n")


@pytest.mark.parametrize("slip", SLIPS)
def test_every_mistake_is_shown_with_its_line_and_a_caret(masa: Run, write: Write, slip: str) -> None:
    ran = masa("check", write("broken.yaml", BROKEN))
    line, column = place_of(BROKEN, slip)
    lines = ran.out.splitlines()
    found = [i for i, text in enumerate(lines) if text.startswith(f"broken.yaml:{line}:{column}: error: ")]
    assert (ran.status, ran.err, len(found)) == (1, "", 1)
    head, source, caret = lines[found[0] : found[0] + 3]
    assert SLIPS[slip] in head
    assert source == f"  {line} | {BROKEN.splitlines()[line - 1]}"
    assert caret.rstrip("^") == " " * (2 + len(str(line))) + " | " + " " * (column - 1)
    assert caret.count("^") == len(slip.strip())


def test_a_run_with_mistakes_closes_with_their_number(masa: Run, write: Write) -> None:
    assert masa("check", write("broken.yaml", BROKEN)).out.splitlines()[-1] == "3 mistakes in 1 file"


def test_json_is_one_list_with_a_place_for_each_mistake(masa: Run, write: Write) -> None:
    ran = masa("check", write("broken.yaml", BROKEN), "--format", "json")
    found = json.loads(ran.out)
    assert ran.status == 1
    assert [(d["line"], d["column"]) for d in found] == sorted(place_of(BROKEN, slip) for slip in SLIPS)
    assert {d["file"] for d in found} == {"broken.yaml"}


def test_json_of_rules_without_mistakes_is_an_empty_list(masa: Run, pack: str) -> None:
    ran = masa("check", pack, "--format", "json")
    assert (ran.status, json.loads(ran.out)) == (0, [])


def test_a_folder_is_read_to_its_bottom(masa: Run, write: Write) -> None:
    write("packs/deep/below/broken.yaml", BROKEN)
    assert "packs/deep/below/broken.yaml:3:8: error: " in masa("check", "packs").out


def test_the_same_pack_given_twice_is_a_mistake(masa: Run, pack: str) -> None:
    ran = masa("check", pack, pack)
    assert ran.status == 1
    assert "test/small" in ran.out


@pytest.mark.parametrize(
    "text", ["", "\n", "pack", "- a\n", "{", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "\tx: 1\n", "a: [" * 500]
)
def test_a_text_that_is_no_pack_is_refused_and_says_why(masa: Run, write: Write, text: str) -> None:
    ran = masa("check", write("odd.yaml", text))
    assert ran.status == 1
    assert "odd.yaml" in ran.out


def test_bytes_that_are_no_text_are_refused(masa: Run, tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"pack: \xff\xfe\n")
    ran = masa("check", "bytes.yaml", "--format", "json")
    assert (ran.status, json.loads(ran.out)[0]["code"]) == (1, "bad_bytes")


def test_colour_is_for_terminals_unless_the_environment_says_otherwise(masa: Run, write: Write) -> None:
    broken = write("broken.yaml", BROKEN)
    assert "\033[" not in masa("check", broken).out
    assert "\033[31m" in masa("check", broken, FORCE_COLOR="1").out
    assert "\033[" not in masa("check", broken, FORCE_COLOR="0").out
    assert "\033[" not in masa("check", broken, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\033[31m" in masa("check", broken, FORCE_COLOR="1", NO_COLOR="").out


def test_json_has_no_colour(masa: Run, write: Write) -> None:
    assert "\033[" not in masa("check", write("broken.yaml", BROKEN), "--format", "json", FORCE_COLOR="1").out
