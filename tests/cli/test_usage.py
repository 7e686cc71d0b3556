"""Help, version, exit statuses, and what a slip on the command line is answered."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from invented import Run


@pytest.mark.parametrize("verb", [(), ("check",), ("decide",), ("format",), ("test",)])
def test_help_shows_an_example(masa: Run, verb: tuple[str, ...]) -> None:
    ran = masa(*verb, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert "Example:\n  masa " in ran.out


@pytest.mark.parametrize("verb", [(), ("check",), ("decide",), ("format",), ("test",)])
def test_help_fits_a_hundred_columns(masa: Run, verb: tuple[str, ...]) -> None:
    assert max(len(line) for line in masa(*verb, "--help").out.splitlines()) <= 100


def test_help_names_every_exit_status(masa: Run) -> None:
    out = masa("--help").out
    assert all(f"{status} " in out.partition("Exit status:")[2] for status in range(4))


def test_version_is_three_numbers(masa: Run) -> None:
    ran = masa("--version")
    name, version = ran.out.split()
    assert (ran.status, name) == (0, "masa")
    assert len([int(part) for part in version.split(".")]) == 3


def test_no_verb_prints_the_help_and_is_a_usage_error(masa: Run) -> None:
    ran = masa()
    assert (ran.status, ran.out) == (2, "")
    assert "Verbs:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("chekc",), "masa: there is no verb `chekc`; did you mean `check`?"),
        (("check",), "masa check: RULES is required"),
        (("check", "--fromat", "json", "x"), "masa check: there is no option `--fromat`; did you mean `--format`?"),
        (("check", "--zzzzzzzz", "x"), "masa check: there is no option `--zzzzzzzz`\n"),
        (("check", "--format", "xml", "x"), "`xml` is no form; there are text, plain and json"),
        (("decide", "--rules", "x", "y"), "--at is required"),
        (("decide", "--at", "2025-03-10", "y"), "--rules is required"),
        (("decide", "--rules", "x", "--at", "2025-03-10"), "CASE is required"),
        (("decide", "--rules", "x", "--at", "2025-03-10", "y", "z"), "there is no use for `z`"),
        (("decide", "--rules", "x", "--at", "2025-03-10", "--person", "p", "y"), "--person requires --why"),
        (("test", "--rules", "x"), "FILE is required"),
    ],
)
def test_a_slip_is_a_usage_error_that_says_where_to_look(masa: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = masa(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert " --help\n" in ran.err


@pytest.mark.parametrize("day", ["2025-02-30", "2025-2-3", "10/03/2025", "-123-01-01", "today", "2025-03-10T00:00"])
@pytest.mark.parametrize("option", ["--at", "--known-by", "--law-at"])
def test_a_day_that_is_not_in_the_calendar_is_a_usage_error(
    masa: Run, pack: str, case: str, option: str, day: str
) -> None:
    ran = masa("decide", "--rules", pack, "--at", "2025-03-10", f"{option}={day}", case)
    assert (ran.status, ran.out) == (2, "")
    assert option in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere"),
        ("decide", "--rules", "nowhere", "--at", "2025-03-10", "case.yaml"),
        ("decide", "--rules", "pack.yaml", "--at", "2025-03-10", "nowhere"),
        ("test", "--rules", "pack.yaml", "nowhere"),
        ("test", "--rules", "pack.yaml", "case.yaml", "--pending", "nowhere"),
    ],
)
def test_what_cannot_be_read_is_named(masa: Run, pack: str, case: str, arguments: tuple[str, ...]) -> None:
    ran = masa(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "cannot read `nowhere`: there is no such file or folder" in ran.err


def test_a_folder_in_place_of_a_case_cannot_be_read(masa: Run, pack: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ran = masa("decide", "--rules", pack, "--at", "2025-03-10", "folder")
    assert ran.status == 2
    assert "it is a folder" in ran.err


def test_a_folder_without_packs_is_not_taken_for_rules_without_mistakes(masa: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = masa("check", "empty")
    assert (ran.status, ran.out) == (2, "")
    assert "no rule pack below `empty`" in ran.err


def test_an_answer_that_could_not_be_written_is_our_fault(masa: Run, binary: str, pack: str, tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")

    with full.open("w") as out:
        done = subprocess.run(
            [binary, "check", pack], stdout=out, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path
        )
    assert done.returncode == 3
    assert "cannot write" in done.stderr
