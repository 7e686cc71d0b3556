"""The forms a case may come in, and what is said of one that cannot be read."""

from __future__ import annotations

import datetime
import enum
import json
from pathlib import Path

import masa
import pytest
from masa.inputs import Case

AT = "2025-06-17"
YAML = """\
incident:
  date: 2025-06-14
  place: darlington
  authority_aware_on: 2025-06-16
people:
- id: robin
  born: 2021-03-09
  home: darlington
  died: no
  serious_physical_harm: yes
  abuse_or_neglect: suspected
  suspected_by: [darlington]
  looked_after_by: unknown
"""


def test_a_dict_a_json_text_a_yaml_text_and_their_files_are_one_case(
    rules: masa.RuleBook, robin: dict[str, object], tmp_path: Path
) -> None:
    as_json = json.dumps(robin, default=datetime.date.isoformat)
    (tmp_path / "case.json").write_text(as_json, "utf-8")
    (tmp_path / "case.yaml").write_text(YAML, "utf-8")
    forms: list[Case] = [robin, as_json, YAML, tmp_path / "case.json", tmp_path / "case.yaml"]
    answers = {rules.decide(case, at=AT).with_sensitive().to_json(explanation=True) for case in forms}
    assert len(answers) == 1


def test_the_dates_of_the_question_may_be_texts_or_dates(rules: masa.RuleBook, robin: dict[str, object]) -> None:
    day = datetime.date(2025, 6, 17)
    assert rules.decide(robin, at=day).to_json() == rules.decide(robin, at=AT).to_json()
    dates = rules.decide(robin, at=day, known_by="2025-06-20", law_at=datetime.date(2025, 1, 1)).dates
    assert dates == masa.Dates(day, datetime.date(2025, 6, 20), datetime.date(2025, 1, 1))
    assert rules.decide(robin, at=day).dates == masa.Dates(day, day, "each")
    assert rules.decide(robin, at=day, law_at="each").dates.law_at == "each"


class NaTType(datetime.datetime):
    """Stands for pandas' NaT, which is a datetime too."""


class NAType:
    """Stands for pandas' NA, which has no truth value either."""

    def __bool__(self) -> bool:
        raise TypeError


MISSING = [None, masa.UNKNOWN, float("nan"), NaTType(1, 1, 1), NAType()]


@pytest.mark.parametrize("missing", MISSING, ids=lambda missing: type(missing).__name__)
def test_what_is_missing_is_not_known(rules: masa.RuleBook, missing: object) -> None:
    answer = rules.decide({"incident": {"authority_aware_on": missing}}, at=AT)
    edition = answer.outcome("guidance_edition")
    assert edition.value is masa.UNKNOWN
    assert edition.reasons == ("asked and not known",)


def test_sets_and_tuples_are_lists_and_enumerated_words_are_words(
    rules: masa.RuleBook, robin: dict[str, object]
) -> None:
    class Word(str, enum.Enum):
        SUSPECTED = "suspected"

    expected = rules.decide(robin, at=AT).to_json()
    people = robin["people"]
    assert isinstance(people, list)
    people[0]["suspected_by"] = {"darlington"}
    people[0]["abuse_or_neglect"] = Word.SUSPECTED
    robin["people"] = tuple(people)
    assert rules.decide(robin, at=AT).to_json() == expected


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (datetime.datetime(2021, 3, 9, 12), r"`people\[0\]\.born` is a date with a time of day"),
        (1.5, r"`people\[0\]\.born` is of type `float`"),
        ({1: 2}, r"`people\[0\]\.born` has a key of type `int`"),
        (b"2021-03-09", r"`people\[0\]\.born` is of type `bytes`"),
    ],
)
def test_what_can_be_no_fact_is_named_and_not_printed(rules: masa.RuleBook, value: object, says: str) -> None:
    with pytest.raises(TypeError, match=says) as caught:
        rules.decide({"people": [{"id": "robin", "born": value}]}, at=AT)
    assert "2021" not in str(caught.value)


def test_a_text_is_never_taken_for_a_path(rules: masa.RuleBook) -> None:
    with pytest.raises(ValueError, match=r"pass pathlib\.Path"):
        rules.decide("cases/robin.yaml", at=AT)
    with pytest.raises(FileNotFoundError):
        rules.decide(Path("cases/robin.yaml"), at=AT)
    for neither in (7, b"{}", ["incident"]):
        with pytest.raises(TypeError, match="a case is a text or a"):
            rules.decide(neither, at=AT)  # type: ignore[arg-type]


def test_a_day_of_the_question_has_no_time(rules: masa.RuleBook) -> None:
    with pytest.raises(TypeError, match="without a time of day"):
        rules.decide({}, at=datetime.datetime(2025, 6, 17))
    for bad in ("", "17 June 2025", "2025-02-30", "\udcff"):
        with pytest.raises(masa.CaseError, match="facts_at"):
            rules.decide({}, at=bad)


def test_a_case_that_cannot_be_read_is_refused_with_its_places(rules: masa.RuleBook) -> None:
    with pytest.raises(masa.CaseError) as caught:
        rules.decide("incident:\n  plaec: darlington\n  date: 2025-02-30\n", at=AT)
    assert [(d.code, d.file, d.line, d.column) for d in caught.value.diagnostics] == [
        ("unknown_fact", "case", 2, 3),
        ("bad_date", "case", 3, 9),
    ]
    assert caught.value.diagnostics[0].help == "did you mean `incident.place`?"
    assert str(caught.value).startswith("the case was refused, and nothing was decided\n")


def test_the_place_of_a_file_is_its_path(rules: masa.RuleBook, tmp_path: Path) -> None:
    file = tmp_path / "robin.yaml"
    file.write_text("incident: {place: nowhere_at_all}\n", "utf-8")
    with pytest.raises(masa.CaseError) as caught:
        rules.decide(file, at=AT)
    assert caught.value.diagnostics[0].file == file.as_posix()


@pytest.mark.parametrize(
    "case",
    [
        "people:\n- {id: robin, abuse_or_neglect: a_private_word}\n",
        {"people": [{"id": "robin", "abuse_or_neglect": "a_private_word"}]},
        {"people": [{"id": "robin", "born": "a_private_word"}]},
        {"people": [{"id": "robin", "home": "a_private_word\udcff"}]},
        '{"people": [{"id": "robin", "home": "a_private_word"}',
    ],
)
def test_no_message_holds_a_fact_s_value(rules: masa.RuleBook, case: Case) -> None:
    with pytest.raises(masa.CaseError) as caught:
        rules.decide(case, at=AT)
    assert "private" not in str(caught.value)
    assert "private" not in repr(caught.value)
    assert all(d.source_line is None for d in caught.value.diagnostics)


def test_a_suite_runs_from_text_and_from_file(rules: masa.RuleBook, tmp_path: Path) -> None:
    suite = """
suite: invented
cases:
- id: right
  decided_on: 2025-06-17
  given:
    incident: {authority_aware_on: 2025-06-16}
  expect:
    incident: {guidance_edition: WT2023}
- id: wrong
  decided_on: 2025-06-17
  given:
    incident: {authority_aware_on: 2025-06-16}
  expect:
    incident: {guidance_edition: WT2026}
"""
    report = rules.run_suite(suite)
    assert (report.passed, report.failed, report.ok) == (("right",), ("wrong",), False)
    [failure] = report.failures
    assert (failure.id, failure.expected, failure.got) == ("wrong", "WT2026", "WT2023")
    assert str(report).startswith("1 passed, 1 failed\nwrong: ")
    (tmp_path / "suite.yaml").write_text(suite, "utf-8")
    assert rules.run_suite(tmp_path / "suite.yaml") == report
    with pytest.raises(masa.SuiteError, match="cases"):
        rules.run_suite("suite: invented\n")
