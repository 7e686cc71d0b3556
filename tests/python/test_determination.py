"""What an answer holds, and how it shows itself."""

from __future__ import annotations

import dataclasses
import datetime
import json

import masa
import pytest

AT = "2025-06-17"


@pytest.fixture
def answer(rules: masa.RuleBook, robin: dict[str, object]) -> masa.Determination:
    return rules.decide(robin, at=AT)


@pytest.fixture
def unclear(rules: masa.RuleBook, robin_unclear: dict[str, object]) -> masa.Determination:
    return rules.decide(robin_unclear, at=AT)


class TestOutcome:
    def test_has_a_value_and_the_rules_that_decided(self, answer: masa.Determination) -> None:
        notify = answer.outcome("notify_panel", "robin")
        assert notify.value == "required"
        assert (notify.state, notify.is_known, notify.record, notify.member) == ("decided", True, "person", "robin")
        [rule] = notify.rules
        assert rule.cite == ("CA2004.16C.1a", "CA2004.16C.1b")
        assert rule.file == "rules/england/serious-incidents.yaml"
        assert rule.line
        assert answer.sources["CA2004.16C.1a"].kind == "statute"

    def test_has_truths_and_sets_as_python_has_them(self, answer: masa.Determination) -> None:
        assert answer.outcome("seriously_harmed", "robin").value is True
        assert answer.outcome("coordination_decision.of").value == frozenset({"lcspr"})

    def test_that_is_not_known_says_what_would_settle_it(self, unclear: masa.Determination) -> None:
        notify = unclear.outcome("notify_panel", "robin")
        assert notify.value is masa.UNKNOWN
        assert not notify.is_known
        assert set(notify.possible) == {"not_required", "required"}
        assert {q.fact for q in notify.settled_by} == {"abuse_or_neglect", "suspected_by"}
        assert all(q.member == "robin" and q.ask.endswith("?") for q in notify.settled_by)
        assert "asked and not known" in notify.reasons

    def test_that_is_sensitive_is_shown_on_request(self, answer: masa.Determination) -> None:
        age = answer.outcome("age_at_incident", "robin")
        assert (age.value, age.state, age.is_known) == (masa.NOT_SHOWN, "not_shown", False)
        assert answer.with_sensitive().outcome("age_at_incident", "robin").value == 4
        assert answer.outcome("age_at_incident", "robin").value is masa.NOT_SHOWN

    def test_shows_a_person_s_judgement_and_what_the_rules_say(
        self, rules: masa.RuleBook, robin: dict[str, object]
    ) -> None:
        on = datetime.date(2025, 6, 17)
        judged = {"decision": "seriously_harmed", "person": "robin", "value": False, "by": "a doctor", "date": on}
        answer = rules.decide({**robin, "judgements": [{**judged, "why": "the harm is slight"}]}, at=AT)
        harmed = answer.outcome("seriously_harmed", "robin")
        assert harmed.value is False
        assert harmed.judgement == masa.Judgement("a doctor", on, "the harm is slight", True)
        assert "decided by a doctor on" in answer._repr_html_()
        assert "the harm is slight; the rules say: yes" in answer._repr_html_()
        assert answer.outcome("notify_panel", "robin").judgement is None

    def test_cannot_be_changed(self, answer: masa.Determination) -> None:
        with pytest.raises(dataclasses.FrozenInstanceError):
            answer.outcomes[0].value = True  # type: ignore[misc]
        with pytest.raises(dataclasses.FrozenInstanceError):
            answer.diagnostics = ()  # type: ignore[misc]

    def test_compares_unknowns_without_complaint(self, answer: masa.Determination, unclear: masa.Determination) -> None:
        assert answer.outcome("notify_panel", "robin") != unclear.outcome("notify_panel", "robin")
        again = masa.load("rules").decide({}, at=AT).outcomes
        assert again == masa.load("rules").decide({}, at=AT).outcomes
        assert len(set(again)) == len(again)

    def test_compares_truths_as_no_numbers(self, answer: masa.Determination) -> None:
        yes = answer.outcome("seriously_harmed", "robin")
        assert yes != dataclasses.replace(yes, value=1)
        assert yes == dataclasses.replace(yes)

    @pytest.mark.parametrize(
        ("decision", "person", "says"),
        [
            ("notify_pannel", "robin", "no decision `notify_pannel`; did you mean `notify_panel`?"),
            ("notify_panel", "robyn", "the case has no person `robyn`; it has `robin`"),
            ("notify_panel", None, "`notify_panel` is about a person; say which: `robin`"),
            ("guidance_edition", "robin", "`guidance_edition` is about the incident, not about a person"),
        ],
    )
    def test_that_is_not_there_is_an_error_that_helps(
        self, answer: masa.Determination, decision: str, person: str | None, says: str
    ) -> None:
        for look_up in (answer.outcome, answer.why):
            if look_up == answer.why and person is None:
                continue  # `why` of a decision takes everybody
            with pytest.raises(LookupError) as caught:
                look_up(decision, person)
            assert str(caught.value) == says


class TestDuty:
    def test_has_its_dates_and_their_accounts(self, answer: masa.Determination) -> None:
        notify = next(d for d in answer.duties if d.duty == "notify_panel")
        assert (notify.member, notify.who, notify.verb, notify.state) == ("robin", "darlington", "must", "due")
        assert notify.due == datetime.date(2025, 6, 23)
        assert not notify.is_provisional
        [date] = notify.dates
        assert (date.kind, date.count) == ("should", "5 working days after")
        assert date.counted_from == datetime.date(2025, 6, 16)
        assert [d.number for d in date.days] == [1, 2, 3, 4, None, None, 5]
        assert (date.days[-1].date, date.days[4].why) == (notify.due, "Saturday")

    def test_that_may_not_have_arisen_has_its_dates_meanwhile(self, unclear: masa.Determination) -> None:
        notify = next(d for d in unclear.duties if d.duty == "notify_panel")
        assert (notify.state, notify.is_provisional, notify.due) == ("not_known", True, datetime.date(2025, 6, 23))
        assert {q.fact for q in notify.settled_by} == {"abuse_or_neglect", "suspected_by"}

    def test_without_a_known_start_has_no_known_date(self, rules: masa.RuleBook, robin: dict[str, object]) -> None:
        robin["incident"] = {"date": "2025-06-14", "place": "darlington"}
        notify = next(d for d in rules.decide(robin, at=AT).duties if d.duty == "notify_panel")
        assert notify.due is masa.UNKNOWN
        assert notify.dates[0].due is masa.UNKNOWN
        assert notify.dates[0].reasons
        with pytest.raises(TypeError):
            _ = notify.due < datetime.date(2025, 6, 17)  # type: ignore[operator]


def test_warnings_conflicts_and_questions_are_records(unclear: masa.Determination) -> None:
    assert "provisional_clock" in {w.id for w in unclear.warnings}
    conflict = next(c for c in unclear.conflicts if c.id == "agreement_not_a_condition")
    assert (conflict.chosen, conflict.about, conflict.member) == ("statute", "notify_panel", "robin")
    assert {r.id for r in conflict.readings} == {"statute", "local_wording"}
    first = unclear.ask_next[0]
    assert first.ask
    assert ("notify_panel", "robin") in first.bears_on


def test_why_is_the_tree_of_reasons(answer: masa.Determination) -> None:
    why = answer.why("notify_panel", "robin")
    assert "in_the_area" in why
    assert "CA2004.16C.1a" in why
    assert "rules/england/serious-incidents.yaml:" in why
    assert len(answer.why()) > len(answer.why("notify_panel")) > 0
    assert "2021-03-09" not in answer.why()
    assert "2021-03-09" in answer.with_sensitive().why()


def test_json_and_dict_are_the_same(answer: masa.Determination) -> None:
    assert json.loads(answer.to_json()) == answer.to_dict()
    assert answer.to_dict()["masa"] == "determination"
    assert "explanation" not in answer.to_dict()
    assert answer.to_dict(explanation=True)["explanation"]
    assert len(answer.outcomes) == len(answer.to_dict()["outcomes"])


def test_nothing_shows_a_sensitive_fact_unasked(answer: masa.Determination) -> None:
    for text in (answer.to_json(explanation=True), answer.to_text(), repr(answer), str(answer), repr(answer.outcomes)):
        assert "2021-03-09" not in text


def test_text_is_as_wide_as_asked(answer: masa.Determination) -> None:
    assert max(map(len, answer.to_text(width=80).splitlines())) <= 80
    assert "\x1b[" not in answer.to_text()
    assert "\x1b[" in answer.to_text(colour=True)
    assert str(answer) == answer.to_text()


def test_repr_is_one_line(answer: masa.Determination, unclear: masa.Determination) -> None:
    assert repr(answer).startswith("<masa.Determination at 2025-06-17; ")
    assert "duties: 6 due, 3 not known" in repr(answer)
    assert "duties: 9 not known, 1 due" in repr(unclear)
    assert "\n" not in repr(answer)
