"""Questions about no case: of the network, and of how a partnership runs."""

import datetime

import masa
import pytest


def test_a_relation_with_its_sources(rules: masa.RuleBook) -> None:
    reply = rules.ask("police_force", of="darlington")
    assert reply.answer == "durham"
    assert [id for id, _ in reply.sources] == ["NE.DATA", "4.0.2"]


def test_who_chairs_on_a_day(rules: masa.RuleBook) -> None:
    order = ["dsp_children", "dsp_health", "dsp_police", "education_secondary"]
    reply = rules.ask(
        "chair", of="maspg", date=datetime.date(2028, 12, 31), given={"order": order, "start": "2025-01-01"}
    )
    assert reply.answer == {"seat": "education_secondary", "also": ["management_group"]}
    assert reply.notes == ("order and start are as the question gives them: they are not in the source",)


def test_what_is_not_known_is_none(rules: masa.RuleBook) -> None:
    reply = rules.ask("chair", of="lspsg", date="2026-03-01")
    assert reply.answer == {"seat": None, "also": []}
    assert "in which order" in reply.notes[0]


def test_words_of_python_are_written_with_a_bar(rules: masa.RuleBook) -> None:
    assert rules.ask("serves", area="gateshead", as_="police_force").answer == "northumbria"
    assert rules.ask("equal_status", who="lsp_police", in_="management_group").answer is False


def test_numbers_and_truths_are_such(rules: masa.RuleBook) -> None:
    happened = ["2025-02-11", datetime.date(2025, 6, 17)]
    reply = rules.ask("cadence", of="lspsg_meetings", year=2025, happened=happened)
    assert reply.answer == {"required": 3, "held": 2, "met": False, "short_by": 1}


def test_a_question_that_nobody_declares(rules: masa.RuleBook) -> None:
    with pytest.raises(masa.CaseError, match="did you mean `covers`"):
        rules.ask("cover", who="durham")


def test_the_administrative_post_ends(rules: masa.RuleBook) -> None:
    assert rules.ask("figure", of="business_unit_fte", date="2025-03-31").text == "5.0"
    assert rules.ask("figure", of="business_unit_fte", date="2025-04-01").text == "4.0"
