"""What holds of the reviews rulebook whatever the case: tried at every cut-point of the facts that the rules read."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from typing import Any

import masa
import pytest

AT = "2025-06-17"
Facts = Mapping[str, object]

# A value on each side of every place where a rule turns. Unknown stands for itself.
PERSON: dict[str, list[object]] = {
    "born": ["2020-05-05", "2009-06-01", "2007-06-01", "2000-01-01"],  # 5, 16, 18 in the year, 25
    "home": ["darlington", "north_yorkshire", "outside_england"],
    "died": [True, False],
    "serious_physical_harm": [True, False],
    "serious_or_long_term_impairment": [True, False],
    "abuse_or_neglect": ["known", "suspected", "excluded"],
    "suspected_by": [["darlington"], ["durham"], ["north_yorkshire", "darlington"], []],
    "looked_after_by": ["none", "darlington"],
    "care_leaver_of": ["none", "darlington"],
    "legal_advice": ["notify", "do_not_notify"],
    "care_and_support_needs": [True, False],
    "working_together_concern": [True, False],
    "serious_abuse_or_neglect": [True, False],
    "death_from_abuse_or_neglect": ["known", "excluded"],
    "suspect_relationship": ["relative", "same_household", "none"],
    "offensive_weapon": [True, False],
    "harmed_with_siblings": [True, False],
    "external_cause": [True, False],
    "sudden_without_apparent_cause": [True, False],
    "in_custody_or_detained": [True, False],
    "suspected_unnatural": [True, False],
    "no_professional_at_stillbirth": [False],
    "learning_disability_or_autism": [True, False],
    "homicide": ["suspected", "excluded"],
    "suspect_in_mental_health_care": [True, False],
    "patient_safety_provider": ["none", "cddft"],
    "under_youth_justice": [True, False],
    "charged_with_grave_offence": [True, False],
}
INCIDENT: dict[str, list[object]] = {
    "place": ["darlington", "north_yorkshire", "outside_england"],
    "criminal_proceedings": [True, False],
    "inquest": [True, False],
    "partners_agree": [True, False],
    "mappa_level": ["not_managed", "level_1", "level_2"],
    "suspect_charged_with": ["none", "murder", "other_serious_further_offence"],
    "suspect_on_probation": [True, False],
    "within_a_network": [True, False],
    "in_an_institution": [True, False],
    "by_electronic_devices": [True, False],
}
LIVE = ("permitted", "should", "required")


def case_of(incident: Facts, people: Mapping[str, Facts], review: Facts | None = None) -> dict[str, Any]:
    days = {"date": AT, "authority_aware_on": AT}
    given = [
        {"id": id, **facts, **({"died_on": AT} if facts.get("died") is True else {})} for id, facts in people.items()
    ]
    return {"incident": {**days, **incident}, "people": given, "review": dict(review or {})}


def some(of: Mapping[str, list[object]], chance: random.Random) -> dict[str, object]:
    return {name: chance.choice(values) for name, values in of.items()}


def notification(rules: masa.RuleBook, case: dict[str, Any]) -> tuple[object, ...]:
    answer = rules.decide(case, at=AT)
    duties = [(d.who, d.due, d.state) for d in answer.duties if d.duty == "notify_panel"]
    return answer.outcome("notify_panel", "robin").value, answer.outcome("notify_panel.by", "robin").value, *duties


def grid(names: list[str]) -> Iterator[dict[str, object]]:
    for values in itertools.product(*(PERSON[name] for name in names)):
        yield dict(zip(names, values, strict=True))


@pytest.mark.parametrize("place", INCIDENT["place"])
def test_nobody_s_agreement_consent_or_trial_touches_the_notification(rules: masa.RuleBook, place: object) -> None:
    reads = ["born", "died", "serious_physical_harm", "abuse_or_neglect", "suspected_by"]
    found = set()
    for person in grid(reads):
        person |= {"home": "darlington", "legal_advice": "notify", "serious_or_long_term_impairment": False}
        answers = {
            notification(
                rules,
                case_of(
                    {"place": place, "partners_agree": word, "criminal_proceedings": word, "inquest": word},
                    {"robin": person},
                    {"family_consents": word},
                ),
            )
            for word in (True, False, "unknown")
        }
        assert len(answers) == 1, person
        found |= {answer[0] for answer in answers}
    assert found == {"required", "not_required", "not_applicable"}


def test_recovery_never_turns_serious_harm_into_none(rules: masa.RuleBook) -> None:
    for physical, mind in itertools.product([True, False, "unknown"], repeat=2):
        said = {
            rules.decide(
                case_of(
                    {"place": "darlington"},
                    {
                        "robin": {
                            "born": "2020-05-05",
                            "died": False,
                            "serious_physical_harm": physical,
                            "serious_or_long_term_impairment": mind,
                            "recovered": recovered,
                        }
                    },
                ),
                at=AT,
            )
            .outcome("seriously_harmed", "robin")
            .value
            for recovered in (True, False, "unknown")
        }
        assert said == {True if True in (physical, mind) else masa.UNKNOWN if "unknown" in (physical, mind) else False}


def test_no_criterion_and_no_number_of_them_makes_a_local_review_automatic(rules: masa.RuleBook) -> None:
    criteria = [
        "improvements_needed",
        "recurrent_themes",
        "agencies_working_together",
        "panel_prefers_local_review",
        "single_agency_concern",
        "no_agency_involved",
        "several_areas",
        "institutional_setting",
    ]
    robin = {
        "born": "2020-05-05",
        "home": "darlington",
        "died": False,
        "serious_physical_harm": True,
        "abuse_or_neglect": "known",
        "suspected_by": ["darlington"],
    }
    by_decision = {"undecided": "permitted", "no_lcspr": "not_required", "lcspr": "required"}
    for met in itertools.product([True, False], repeat=len(criteria)):
        review = dict(zip(criteria, met, strict=True))
        decided = {"undecided"} if any(met) and not all(met) else set(by_decision)
        for decision in decided:
            answer = rules.decide(
                case_of({"place": "darlington"}, {"robin": robin}, {**review, "lcspr_decision": decision}), at=AT
            )
            assert answer.outcome("lcspr", "robin").value == by_decision[decision]
            assert len(answer.outcome("local_criteria").value) == sum(met)  # type: ignore[arg-type]
            warned = {warning.id for warning in answer.warnings}
            assert ("criteria_met_and_decided_against" in warned) == (decision == "no_lcspr" and any(met))


@pytest.mark.parametrize("seed", range(150))
def test_every_review_that_applies_is_in_the_coordination(rules: masa.RuleBook, seed: int) -> None:
    chance = random.Random(seed)
    people = {"robin": some(PERSON, chance), "wren": some(PERSON, chance)}
    answer = rules.decide(case_of(some(INCIDENT, chance), people), at=AT)

    gaps = [o.decision for o in answer.outcomes if o.value is masa.UNKNOWN and "no rule applies" in o.reasons]
    assert gaps == [], "every case that is known has a rule for every question"

    def applies(decision: str) -> bool:
        return any(answer.outcome(decision, id).value in LIVE for id in people)

    serious = any(answer.outcome("serious_child_safeguarding_case", id).value is True for id in people)
    expected = {name for name in ("sar", "dhr", "child_death_review") if applies(name)} | (
        {"lcspr"} if serious else set()
    )
    assert answer.outcome("coordination_decision.of").value == expected
    assert answer.outcome("coordination_decision").value == ("required" if len(expected) > 1 else "not_required")
    beside = {
        name
        for name in (
            "joint_agency_response",
            "leder",
            "mental_health_homicide_review",
            "patient_safety_investigation",
            "youth_justice_notification",
        )
        if applies(name)
    }
    beside |= {name for name in ("mappa_scr", "serious_further_offence_review") if answer.outcome(name).value in LIVE}
    if answer.outcome("coordinate_with").value is not masa.UNKNOWN:
        assert beside <= answer.outcome("coordinate_with").value  # type: ignore[operator]
        beside_any = "required" if answer.outcome("coordinate_with").value else "not_required"
        assert answer.outcome("coordination_with_others").value == beside_any
    elif beside:
        assert answer.outcome("coordination_with_others").value == "required"
    assert (answer.outcome("engage_family").value == "required") >= bool(expected)


@pytest.mark.parametrize("seed", range(40))
def test_no_answer_is_given_that_an_unknown_fact_could_still_change(rules: masa.RuleBook, seed: int) -> None:
    chance = random.Random(seed)
    incident, robin = some(INCIDENT, chance), some(PERSON, chance)
    open_person = chance.sample([name for name in PERSON if name != "born"], 3)
    open_incident = chance.sample(list(INCIDENT), 1)
    partial = rules.decide(
        case_of(
            {name: value for name, value in incident.items() if name not in open_incident},
            {"robin": {name: value for name, value in robin.items() if name not in open_person} | {"died_on": AT}},
        ),
        at=AT,
    )
    for values in itertools.product(*(INCIDENT[n] for n in open_incident), *(PERSON[n] for n in open_person)):
        full = dict(zip(open_incident + open_person, values, strict=True))
        whole = rules.decide(
            case_of(
                incident | {n: full[n] for n in open_incident},
                {"robin": robin | {n: full[n] for n in open_person} | {"died_on": AT}},
            ),
            at=AT,
        )
        for outcome in partial.outcomes:
            # What may be is coordinated: a precaution that a fact may end.
            is_precaution = outcome.decision.startswith("coordination_decision")
            if is_precaution or outcome.value is masa.UNKNOWN or outcome.value is masa.NOT_SHOWN:
                continue
            assert whole.outcome(outcome.decision, outcome.member).value == outcome.value, (outcome.decision, full)
