"""`masa test`: suites, the line that closes a run, and the list of pending cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented import PACK, ROOT, Ran, Run

Write = Callable[[str, str], str]


def suite(**expected: bool) -> str:
    """A case for each id: Robin was harmed here, so `to_tell` is true; what is expected of it is the caller's."""
    cases = [
        f"""\
- id: {name}
  decided_on: 2025-03-10
  given:
    incident: {{place: here}}
    people: [{{id: robin, harmed: yes}}]
  expect:
    people:
      robin: {{to_tell: {str(value).lower()}}}
  decided_by: [S]
"""
        for name, value in expected.items()
    ]
    return "suite: small\ncases:\n" + "".join(cases)


@pytest.fixture
def run_suites(masa: Run, pack: str) -> Run:
    def run(*arguments: str) -> Ran:
        return masa("test", "--rules", pack, *arguments)

    return run


def last_line(ran: Ran) -> str:
    return ran.out.splitlines()[-1]


def test_a_suite_that_passes_closes_with_its_numbers(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("good.yaml", suite(A=True, B=True)))
    assert (ran.status, ran.out, ran.err) == (0, "2 passed, 0 failed\n", "")


def test_a_failure_says_what_was_expected_and_which_rule_decided(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("bad.yaml", suite(A=True, B=False)))
    rule = PACK.splitlines().index("      - rule: harm_here") + 1
    first, *_ = ran.out.splitlines()
    assert ran.status == 1
    assert first.startswith("FAIL B robin.to_tell: expected false, got true (")
    assert "harm_here" in first
    assert first.endswith(f"pack.yaml:{rule})")
    assert last_line(ran) == "1 passed, 1 failed"


def test_the_numbers_are_summed_over_all_files(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("one.yaml", suite(A=True, B=False)), write("two.yaml", suite(C=True, D=True)))
    assert (ran.status, last_line(ran)) == (1, "3 passed, 1 failed")


def test_a_case_that_cannot_be_read_has_failed(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("odd.yaml", suite(A=True, B=True).replace("harmed: yes", "harmd: yes", 1)))
    assert (ran.status, last_line(ran)) == (1, "1 passed, 1 failed")
    assert "`harmd`" in ran.out


def test_a_source_that_no_pack_defines_fails_the_case(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("unknown.yaml", suite(A=True).replace("[S]", "[S, Q]")))
    assert ran.status == 1
    assert "source `Q`" in ran.out
    assert ran.out.endswith("0 passed, 1 failed\n")


def test_a_refused_suite_does_not_stop_the_others(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("odd.yaml", "suite: odd\n"), write("good.yaml", suite(A=True)))
    assert ran.status == 1
    assert "odd.yaml:1:" in ran.err
    assert "REFUSED odd.yaml: none of its cases was run" in ran.out
    assert last_line(ran) == "1 passed, 0 failed"


def test_rules_with_a_mistake_run_no_suite(masa: Run, write: Write) -> None:
    broken = write("broken.yaml", PACK.replace("harmed and", "harmd and"))
    ran = masa("test", "--rules", broken, write("good.yaml", suite(A=True)))
    assert (ran.status, ran.out) == (1, "")
    assert "`harmd`" in ran.err


def test_the_shipped_suites_pass_whole(masa: Run) -> None:
    names = [f"tests/conformance/{name}.yaml" for name in ("reviews", "governance", "cross-border")]
    ran = masa("test", "--rules", "rules", *names, cwd=ROOT)
    assert ran.status == 0, ran.out
    assert last_line(ran) == "119 passed, 0 failed"


# --- the pending list


def test_a_pending_case_that_fails_counts_neither_way(run_suites: Run, write: Write) -> None:
    pending = write("pending.yaml", "# not yet\n\nB: rules for B are not written\n")
    ran = run_suites(write("bad.yaml", suite(A=True, B=False)), "--pending", pending)
    assert (ran.status, ran.out) == (0, "1 pending\n1 passed, 0 failed\n")


def test_a_pending_case_that_passes_has_failed(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("good.yaml", suite(A=True, B=True)), "--pending", write("pending.yaml", "B: not yet\n"))
    assert ran.status == 1
    assert "FAIL B is on the pending list and passes: take it off" in ran.out.splitlines()
    assert last_line(ran) == "1 passed, 1 failed"


def test_a_pending_case_that_no_suite_holds_has_failed(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("good.yaml", suite(A=True)), "--pending", write("pending.yaml", "Z: not yet\n"))
    assert ran.status == 1
    assert "FAIL Z is on the pending list and in no suite: take it off" in ran.out.splitlines()
    assert last_line(ran) == "1 passed, 1 failed"


def test_a_refused_suite_does_not_make_its_pending_cases_look_unknown(run_suites: Run, write: Write) -> None:
    ran = run_suites(write("odd.yaml", "suite: odd\n"), "--pending", write("pending.yaml", "Z: not yet\n"))
    assert ran.status == 1
    assert "in no suite" not in ran.out


@pytest.mark.parametrize(
    ("text", "line"),
    [("A\n", 1), ("# why\nA:\n", 2), (": no id\n", 1), ("A: once\nA: twice\n", 2)],
)
def test_a_pending_list_that_cannot_be_read_is_a_usage_error(
    run_suites: Run, write: Write, text: str, line: int
) -> None:
    ran = run_suites(write("good.yaml", suite(A=True)), "--pending", write("pending.yaml", text))
    assert (ran.status, ran.out) == (2, "")
    assert f"pending.yaml:{line}: " in ran.err
