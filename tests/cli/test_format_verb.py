"""`masa format`: one layout, the words untouched, and no file written that need not be."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import PACK, ROOT, Run

Write = Callable[[str, str], str]

LOOSE = """\
# An invented pack.
pack: test/loose
title: Loosely laid out
layer: national
network:
    kind: |
        id|name
        north|The North
    # edges of it
    edges:
        near: |
            from | to
            north|north


"""
LAID_OUT = """\
# An invented pack.
pack: test/loose
title: Loosely laid out
layer: national

network:
  kind: |
    id    | name
    north | The North
  # edges of it
  edges:
    near: |
      from  | to
      north | north
"""
MISTAKEN = "pack: test/twice\ntitle: x\ntitle: y\n"


def test_a_file_is_rewritten_and_named(masa: Run, write: Write, tmp_path: Path) -> None:
    ran = masa("format", write("loose.yaml", LOOSE))
    assert (ran.status, ran.out, ran.err) == (0, "loose.yaml\n", "1 file laid out, 0 as they should be\n")
    assert (tmp_path / "loose.yaml").read_text() == LAID_OUT
    assert sorted(os.listdir(tmp_path)) == ["loose.yaml"]


def test_a_file_that_is_right_is_not_touched(masa: Run, write: Write, tmp_path: Path) -> None:
    path = tmp_path / write("right.yaml", LAID_OUT)
    before = path.stat()
    ran = masa("format", "right.yaml")
    assert (ran.status, ran.out, ran.err) == (0, "", "0 files laid out, 1 as it should be\n")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_folder_is_all_its_packs_and_no_table(masa: Run, write: Write, tmp_path: Path) -> None:
    write("rules/a.yaml", LOOSE)
    write("rules/below/b.yml", LOOSE)
    write("rules/near.csv", "from,  to\n")
    write("rules/note.txt", "a:    b\n")
    ran = masa("format", "rules", "rules/a.yaml")
    assert (ran.status, ran.out) == (0, "rules/a.yaml\nrules/below/b.yml\n")
    assert (tmp_path / "rules/near.csv").read_text() == "from,  to\n"
    assert (tmp_path / "rules/note.txt").read_text() == "a:    b\n"


def test_check_names_the_files_and_changes_nothing(masa: Run, write: Write, tmp_path: Path) -> None:
    write("a.yaml", LOOSE)
    write("b.yaml", LAID_OUT)
    ran = masa("format", "--check", "a.yaml", "b.yaml")
    assert (ran.status, ran.out, ran.err) == (1, "a.yaml\n", "1 file to lay out, 1 as it should be\n")
    assert (tmp_path / "a.yaml").read_text() == LOOSE
    assert masa("format", "--check", "b.yaml").status == 0


def test_diff_is_one_that_patch_can_apply(masa: Run, write: Write, tmp_path: Path) -> None:
    text = LOOSE.rstrip("\n")  # no end of its last line, either
    ran = masa("format", "--diff", write("loose.yaml", text))
    assert ran.status == 0
    assert ran.out.startswith("--- loose.yaml\n+++ loose.yaml\n@@ -2,")
    assert "\n\\ No newline at end of file\n" in ran.out
    assert (tmp_path / "loose.yaml").read_text() == text
    patched = subprocess.run(["git", "apply", "-p0", "-"], input=ran.out, text=True, cwd=tmp_path, check=False)
    assert patched.returncode == 0
    assert (tmp_path / "loose.yaml").read_text() == LAID_OUT
    assert masa("format", "--diff", "loose.yaml").out == ""


def test_diff_of_the_rules_in_any_layout_applies(masa: Run, write: Write, tmp_path: Path) -> None:
    text = (ROOT / "rules/england/reviews.yaml").read_text(encoding="utf-8")
    worse = text.replace(" | ", "|").replace("\n\n", "\n\n\n", 5).replace("\n    label", "\n    label", 1)
    ran = masa("format", "--diff", "--check", write("worse.yaml", worse))
    assert ran.status == 1
    subprocess.run(["git", "apply", "-p0", "-"], input=ran.out, text=True, cwd=tmp_path, check=True)
    assert masa("format", "--check", "worse.yaml").status == 0


def test_standard_input_goes_to_standard_output(masa: Run) -> None:
    ran = masa("format", "-", stdin=LOOSE)
    assert (ran.status, ran.out, ran.err) == (0, LAID_OUT, "")
    assert masa("format", "-", stdin=LAID_OUT).out == LAID_OUT
    checked = masa("format", "--check", "-", stdin=LOOSE)
    assert (checked.status, checked.out) == (1, "<stdin>\n")


def test_a_file_with_a_mistake_is_left_and_the_others_are_laid_out(masa: Run, write: Write, tmp_path: Path) -> None:
    write("a.yaml", MISTAKEN)
    write("b.yaml", LOOSE)
    ran = masa("format", "a.yaml", "b.yaml")
    assert (ran.status, ran.out) == (1, "b.yaml\n")
    assert "a.yaml:3:1: error: `title` stands twice [duplicate_key]" in ran.err
    assert ran.err.endswith("1 file laid out, 0 as they should be, 1 with mistakes, left as it is\n")
    assert (tmp_path / "a.yaml").read_text() == MISTAKEN
    assert (tmp_path / "b.yaml").read_text() == LAID_OUT


def test_the_same_mistakes_are_said_as_by_check(masa: Run, write: Write) -> None:
    checked = masa("check", write("a.yaml", "pack: a\n\ttitle: b\n"))
    assert masa("format", "a.yaml").err.startswith(checked.out.splitlines()[0])


def test_a_pack_is_laid_out_before_it_is_right(masa: Run, write: Write) -> None:
    broken = PACK.replace("harmed and", "harmd and")
    assert masa("check", write("broken.yaml", broken)).status == 1
    assert masa("format", "broken.yaml").status == 0


def test_permissions_stay(masa: Run, write: Write, tmp_path: Path) -> None:
    path = tmp_path / write("loose.yaml", LOOSE)
    path.chmod(0o640)
    assert masa("format", "loose.yaml").status == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_one(masa: Run, write: Write, tmp_path: Path) -> None:
    write("far/loose.yaml", LOOSE)
    (tmp_path / "link.yaml").symlink_to("far/loose.yaml")
    assert masa("format", "link.yaml").status == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "far/loose.yaml").read_text() == LAID_OUT


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(masa: Run, write: Write, tmp_path: Path) -> None:
    write("far/loose.yaml", LOOSE)
    (tmp_path / "far").chmod(0o555)
    ran = masa("format", "far/loose.yaml")
    (tmp_path / "far").chmod(0o755)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("masa format: cannot write `far/loose.yaml`: ")
    assert (tmp_path / "far/loose.yaml").read_text() == LOOSE


def test_a_file_that_is_not_there_is_said(masa: Run) -> None:
    ran = masa("format", "nowhere.yaml")
    assert (ran.status, ran.err) == (2, "masa format: cannot read `nowhere.yaml`: there is no such file or folder\n")


def test_line_ends_of_two_bytes_stay(masa: Run, tmp_path: Path) -> None:
    path = tmp_path / "loose.yaml"
    path.write_bytes(LOOSE.replace("\n", "\r\n").encode())
    assert masa("format", "loose.yaml").status == 0
    assert path.read_bytes() == LAID_OUT.replace("\n", "\r\n").encode()
