"""`masa decide`: one case, as text and as JSON, with and without reasons; and cases that are refused."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from invented import PACK, ROOT, Ran, Run

Write = Callable[[str, str], str]

REV_01 = ("decide", "--rules", "rules", "--at", "2025-03-10")


@pytest.fixture
def decide(masa: Run, pack: str) -> Run:
    def run(*arguments: str, **more: str) -> Ran:
        return masa("decide", "--rules", pack, "--at", "2025-03-10", *arguments, **more)

    return run


def outcomes(ran: Ran) -> dict[tuple[str, str | None], object]:
    return {(o["decision"], o["member"]): o["value"] for o in json.loads(ran.out)["outcomes"]}


# --- text


def test_text_tells_outcomes_duties_and_what_to_ask(masa: Run) -> None:
    ran = masa(*REV_01, "examples/cases/rev_01.yaml", cwd=ROOT)
    assert (ran.status, ran.err) == (0, "")
    assert "DUTIES" in ran.out
    assert "due Mon 24 March 2025" in ran.out
    assert "ASK NEXT" in ran.out


@pytest.mark.parametrize("width", [60, 80, 140])
def test_text_keeps_to_the_width_of_the_terminal(masa: Run, width: int) -> None:
    ran = masa(*REV_01, "examples/cases/rev_01.yaml", cwd=ROOT, COLUMNS=str(width))
    assert max(len(line) for line in ran.out.splitlines()) <= width


def test_text_is_a_hundred_columns_wide_where_no_terminal_says_otherwise(masa: Run) -> None:
    ran = masa(*REV_01, "examples/cases/rev_01.yaml", cwd=ROOT)
    assert 80 < max(len(line) for line in ran.out.splitlines()) <= 100


def test_text_has_colour_only_where_asked(decide: Run, case: str) -> None:
    assert "\033[" not in decide(case).out
    assert "\033[" in decide(case, FORCE_COLOR="1").out


# --- JSON


def test_json_holds_every_outcome(decide: Run, case: str) -> None:
    ran = decide(case, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out)["masa"] == "determination"
    assert outcomes(ran)["to_tell", "robin"] is True
    assert outcomes(ran)["to_tell", "wren"] is None


def test_a_case_in_json_is_answered_as_the_same_case_in_yaml(masa: Run) -> None:
    yaml = masa(*REV_01, "--format", "json", "examples/cases/rev_01.yaml", cwd=ROOT)
    assert yaml.status == 0
    assert masa(*REV_01, "--format", "json", "examples/cases/rev_01.json", cwd=ROOT) == yaml


@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
def test_a_case_comes_from_standard_input_too(decide: Run, name: str) -> None:
    text = '{"incident": {"place": "here"}, "people": [{"id": "robin", "harmed": true}]}'
    if name == "case.yaml":
        text = "incident: {place: here}\npeople: [{id: robin, harmed: yes}]\n"
    assert outcomes(decide("--format", "json", "-", stdin=text))["to_tell", "robin"] is True


def test_the_three_dates_arrive(decide: Run, case: str) -> None:
    more = ("--known-by", "2025-03-08", "--law-at", "2024-01-01", "--format", "json")
    dates = json.loads(decide(*more, case).out)["dates"]
    assert dates == {"facts_at": "2025-03-10", "known_by": "2025-03-08", "law_at": "2024-01-01"}


def test_law_at_each_is_the_default(decide: Run, case: str) -> None:
    assert decide("--law-at", "each", case) == decide(case)


def test_rules_may_come_in_several_pieces(masa: Run, pack: str, write: Write) -> None:
    second = write("second.yaml", "pack: test/second\ntitle: Another\nlayer: national\nuses: test/small\n")
    more = write("case.json", '{"people": []}')
    ran = masa("decide", "--rules", pack, "--rules", second, "--at", "2025-03-10", more, "--format", "json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["packs"] == ["test/small", "test/second"]


# --- reasons


def test_why_prints_the_reasons_after_the_answer(decide: Run, case: str) -> None:
    answer, _, reasons = decide("--why", case).out.partition("\nREASONS\n")
    assert answer == decide(case).out
    assert "to_tell of robin" in reasons
    assert "to_tell of wren" in reasons
    assert "harm_here" in reasons


@pytest.mark.parametrize("order", [("--why", "to_tell", "case.yaml"), ("case.yaml", "--why", "to_tell")])
def test_why_can_be_narrowed_to_a_decision_and_a_person(decide: Run, case: str, order: tuple[str, ...]) -> None:
    reasons = decide(*order, "--person", "robin").out.partition("\nREASONS\n")[2]
    assert "to_tell of robin" in reasons
    assert "wren" not in reasons
    assert "word_said" not in reasons


def test_why_does_not_take_the_case_for_a_decision(decide: Run, case: str) -> None:
    assert decide("--why", case) == decide(case, "--why")


@pytest.mark.parametrize(
    ("narrowed", "message"),
    [
        (("--why", "to_tel"), "no pack declares a decision `to_tel`; did you mean `to_tell`?"),
        (("--why", "--person", "nobody_here"), "nothing about `nobody_here`"),
        (("--why", "to_tell", "--person", "nobody_here"), "nothing about `nobody_here` under `to_tell`"),
    ],
)
def test_a_narrowing_that_matches_nothing_is_a_usage_error(
    decide: Run, case: str, narrowed: tuple[str, ...], message: str
) -> None:
    ran = decide(case, *narrowed)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_json_holds_the_reasons_only_where_asked(decide: Run, case: str) -> None:
    assert "explanation" not in json.loads(decide(case, "--format", "json").out)
    assert "explanation" in json.loads(decide(case, "--format", "json", "--why").out)


# --- sensitive facts


@pytest.mark.parametrize("form", ["text", "json"])
def test_sensitive_facts_are_shown_only_on_request(decide: Run, case: str, form: str) -> None:
    hidden = decide(case, "--why", "--format", form).out
    assert "loud" not in hidden
    assert "quiet" not in hidden
    shown = decide(case, "--why", "--format", form, "--show-sensitive").out
    assert "loud" in shown
    assert "quiet" in shown


# --- cases that are refused: they name the fact and never its value

REFUSED = {
    "an unknown fact": ("people: [{id: robin, harmd: xyzzy}]", "harmd", "unknown_fact"),
    "a wrong type": ("people: [{id: robin, harmed: xyzzy}]", "harmed", "wrong_value"),
    "a word outside the list": ("incident: {place: xyzzy}", "incident.place", "wrong_value"),
    "an impossible date": ("incident: {found_on: 2025-02-29}", "incident.found_on", "bad_date"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_case_names_the_fact_and_never_the_value(decide: Run, write: Write, what: str) -> None:
    text, fact, code = REFUSED[what]
    ran = decide(write("odd.yaml", text))
    assert (ran.status, ran.out) == (1, "")
    assert f"`{fact}`" in ran.err
    assert f"[{code}]" in ran.err
    assert "odd.yaml:1:" in ran.err
    assert "xyzzy" not in ran.err
    assert "2025-02-29" not in ran.err


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_case_is_a_json_list_on_request(decide: Run, write: Write, what: str) -> None:
    text, _, code = REFUSED[what]
    ran = decide(write("odd.yaml", text), "--format", "json")
    assert (ran.status, ran.err) == (1, "")
    assert [d["code"] for d in json.loads(ran.out)] == [code]
    assert "xyzzy" not in ran.out
    assert "2025-02-29" not in ran.out


def test_every_mistake_of_a_case_is_reported(decide: Run, write: Write) -> None:
    odd = write("odd.yaml", "incident: {place: xyzzy, found_on: 2025-02-29}\npeople: [{id: robin, harmed: xyzzy}]\n")
    assert len(json.loads(decide(odd, "--format", "json").out)) == 3


@pytest.mark.parametrize("text", ["", "{", '{"a": }', "[]", "x", "\x00"])
def test_a_text_that_is_no_case_is_refused_and_says_why(decide: Run, text: str) -> None:
    ran = decide("-", stdin=text)
    assert (ran.status, ran.out) == (1, "")
    assert "<stdin>" in ran.err


def test_rules_with_a_mistake_decide_nothing(masa: Run, write: Write, case: str) -> None:
    broken = write("broken.yaml", PACK.replace("harmed and", "harmd and"))
    ran = masa("decide", "--rules", broken, "--at", "2025-03-10", case)
    assert (ran.status, ran.out) == (1, "")
    assert "`harmd`" in ran.err
