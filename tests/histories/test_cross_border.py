"""Children who move: what may be changed, what is kept secret, what order and unknown days do."""

from __future__ import annotations

import copy
import datetime
import json
import random
from typing import Any

import masa
import pytest

from .rule_book import pack_texts

DAY = datetime.timedelta(days=1)

MOVE: list[dict[str, Any]] = [
    {"date": "2025-01-20", "event": "located", "child": "c1", "in": "darlington"},
    {"date": "2025-01-20", "event": "plan_opened", "child": "c1", "plan": "child_protection_plan", "by": "darlington"},
    {
        "date": "2025-04-07",
        "event": "moved",
        "child": "c1",
        "from": "darlington",
        "to": "county_durham",
        "stay": "permanent",
    },
    {
        "date": "2025-04-08",
        "event": "notified",
        "child": "c1",
        "from": "darlington",
        "to": "county_durham",
        "about": "move",
        "form": "written",
    },
    {
        "date": "2025-04-29",
        "event": "conference_held",
        "child": "c1",
        "by": "county_durham",
        "kind": "transfer",
        "outcome": "plan",
    },
    {
        "date": "2025-04-30",
        "event": "acceptance_received",
        "child": "c1",
        "from": "county_durham",
        "to": "darlington",
        "plans": ["child_protection_plan"],
    },
]


@pytest.fixture(scope="module")
def rules() -> masa.RuleBook:
    return masa.load(pack_texts())


def told(rules: masa.RuleBook, events: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(rules.timeline(json.dumps({"events": events, **more}))._handle.to_json(True))
    return made


def duty(timeline: dict[str, Any], name: str) -> list[tuple[str, str | None]]:
    return [(d["stretches"][-1]["who"], d["stretches"][-1]["due"]) for d in timeline["duties"] if d["duty"] == name]


def track(timeline: dict[str, Any], decision: str) -> list[tuple[str, str, str | None]]:
    (found,) = [d for d in timeline["decisions"] if d["decision"] == decision and d["member"] == "c1"]
    return [(s["from"], s["to"], s["value"]) for s in found["stretches"]]


# A second partnership

SECOND = """\
pack: durham/moves
title: A second partnership, invented
layer: local
about: children
binds: authorities of durham_scp
calendar: england_and_wales
sources:
  DURHAM.1: {title: An invented paragraph, kind: local}
tighten:
  convene_transfer_conference:
    by:
      - {id: durham_conference_by, must: 10 working days after told, cite: DURHAM.1}
"""


def test_a_second_partnership_in_twelve_lines_changes_only_duties_of_its_own(rules: masa.RuleBook) -> None:
    assert len(SECOND.splitlines()) == 12
    both = masa.load(pack_texts() | {"durham.yaml": SECOND})
    assert duty(told(rules, MOVE), "convene_transfer_conference") == [("county_durham", "2025-05-01")]
    assert duty(told(both, MOVE), "convene_transfer_conference") == [("county_durham", "2025-04-24")]
    elsewhere = json.loads(json.dumps(MOVE).replace("county_durham", "gateshead"))
    assert told(both, elsewhere) == told(rules, elsewhere)
    of_durham = told(both, MOVE)
    for answers in ("decisions", "warnings"):
        assert of_durham[answers] == told(rules, MOVE)[answers]


# What a partnership may change, to see what follows


@pytest.mark.parametrize(
    ("days", "params", "is_transfer"),
    [
        (14, {}, False),
        (15, {}, True),
        (15, {"temporary_stay_test": "at_most"}, False),
        (16, {"temporary_stay_test": "at_most"}, True),
        (22, {"temporary_stay_unit": "working"}, False),  # 14 working days, with Easter in them
        (23, {"temporary_stay_unit": "working"}, True),
        (23, {"temporary_stay_unit": "working", "temporary_stay_test": "at_most"}, False),
        (15, {"temporary_stay_days": 20}, False),
        (None, {}, True),
    ],
)
def test_the_threshold_of_a_temporary_stay(
    rules: masa.RuleBook, days: int | None, params: dict[str, Any], is_transfer: bool
) -> None:
    events = copy.deepcopy(MOVE)
    events[2] |= {"stay": "temporary", "planned_days": days}
    timeline = told(rules, events[:4], params=params)
    assert bool(duty(timeline, "convene_transfer_conference")) is is_transfer


def test_without_water_edges_the_director_approves(rules: masa.RuleBook) -> None:
    events: list[dict[str, Any]] = [
        {"date": "2025-11-24", "event": "located", "child": "c1", "in": "gateshead"},
        {
            "date": "2025-11-24",
            "event": "plan_opened",
            "child": "c1",
            "plan": "care_plan",
            "by": "gateshead",
            "legal": "care_order",
        },
        {
            "date": "2026-03-09",
            "event": "placed",
            "child": "c1",
            "by": "gateshead",
            "in": "newcastle_upon_tyne",
            "kind": "foster",
            "emergency": False,
        },
    ]
    assert duty(told(rules, events), "approve_placement_nominated_officer")
    without = told(rules, events, params={"water_edges_count_as_adjoining": False})
    assert duty(without, "approve_placement_director") == [("gateshead", "2026-03-09")]
    assert duty(without, "consult_area_authority") == [("gateshead", "2026-03-09")]
    assert not duty(without, "approve_placement_nominated_officer")


# Order, repetition, and days that nobody knows


def test_neither_order_nor_repetition_makes_a_difference(rules: masa.RuleBook) -> None:
    plain = told(rules, MOVE)
    dice = random.Random(7)
    for _ in range(10):
        events = [*MOVE, *dice.sample(MOVE, 2)]
        dice.shuffle(events)
        assert told(rules, events) == plain


@pytest.mark.parametrize("place", [2, 3, 4, 5])
def test_what_is_known_though_a_day_is_not_holds_on_each_day_it_may_be(rules: masa.RuleBook, place: int) -> None:
    first = datetime.date.fromisoformat(MOVE[place]["date"])
    days = [first + n * DAY for n in range(-4, 5)]
    events = copy.deepcopy(MOVE)
    events[place]["date"] = f"{days[0]} to {days[-1]}"
    unsure = rules.timeline(json.dumps({"events": events}), first="2025-01-20", end="2025-07-01")
    known = 0
    for day in days:
        events[place]["date"] = str(day)
        sure = rules.timeline(json.dumps({"events": events}), first="2025-01-20", end="2025-07-01")
        for decision in ("case_responsible", "protective", "location", "police_force"):
            for stretch in unsure.decision(decision, "c1").stretches:
                if isinstance(stretch.value, masa.Missing):
                    continue
                for other in sure.decision(decision, "c1").stretches:
                    if other.first < stretch.end and stretch.first < other.end:
                        known += 1
                        assert other.value == stretch.value, (decision, day, stretch, other)
    assert known > 20


def test_a_late_record_is_not_known_before_it_was_made(rules: masa.RuleBook) -> None:
    events = copy.deepcopy(MOVE)
    events[5]["recorded"] = "2025-06-10"
    then = rules.timeline(json.dumps({"events": events}), end="2025-06-01").decision("case_responsible", "c1")
    now = rules.timeline(json.dumps({"events": events}), end="2025-07-01").decision("case_responsible", "c1")
    assert [s.value for s in then.stretches] == ["darlington"]
    assert [(str(s.first), s.value) for s in now.stretches][-1] == ("2025-04-30", "county_durham")


# Secrets


def test_the_address_of_a_refuge_is_nowhere(rules: masa.RuleBook, capfd: pytest.CaptureFixture[str]) -> None:
    events = copy.deepcopy(MOVE)
    secret = "17 Hidden Lane"
    events[2] |= {"stay": "unknown", "place": "refuge", "address": secret}
    case = json.dumps({"events": events})
    timeline = rules.timeline(case, sensitive=True)
    determination = rules.decide(case, at="2025-05-01").with_sensitive()
    said = [
        timeline.to_text(sensitive=True),
        timeline.to_html(sensitive=True),
        timeline._handle.to_json(True),
        determination.to_json(),
        determination.to_text(),
        determination.to_html(),
        repr(timeline),
        repr(determination),
    ]
    assert any("keep_address_secret" in text for text in said)
    for text in said:
        assert "Hidden" not in text
    with pytest.raises(masa.CaseError) as refused:
        rules.timeline(case.replace('"unknown"', '"for ever"').replace('"refuge"', f'"{secret}"'))
    assert "Hidden" not in str(refused.value)
    assert "Hidden" not in "".join(capfd.readouterr())


# Impossible sequences


def warned(timeline: dict[str, Any]) -> set[str]:
    return {w["warning"] for w in timeline["warnings"]}


def test_what_cannot_be_is_reported_and_changes_nobody_s_responsibility(rules: masa.RuleBook) -> None:
    accepted = {**MOVE[5], "date": "2025-02-03"}
    timeline = told(rules, [*MOVE[:2], accepted])
    assert {"accepted_before_it_was_asked", "accepted_where_the_child_is_not"} <= warned(timeline)
    assert [value for *_, value in track(timeline, "case_responsible")] == ["darlington"]
    elsewhere = {**MOVE[2], "date": "2025-03-03", "from": "gateshead", "to": "sunderland"}
    assert "moved_from_elsewhere" in warned(told(rules, [*MOVE[:2], elsewhere]))
    conference = {**MOVE[4], "date": "2025-02-03"}
    assert "conference_where_the_child_is_not" in warned(told(rules, [*MOVE[:2], conference]))
    assert not warned(told(rules, MOVE)) - {"due_on_non_working_day"}


def test_events_of_an_unknown_child_and_days_that_are_none_are_refused(rules: masa.RuleBook) -> None:
    for event in ({**MOVE[2], "child": "c2"}, {**MOVE[2], "date": "2025-02-30"}):
        with pytest.raises(masa.CaseError):
            rules.timeline(json.dumps({"children": [{"id": "c1"}], "events": [*MOVE[:2], event]}))


# What a cold reading found


def but(event: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {**event, **changed}


def test_only_the_authority_that_has_a_plan_can_end_it(rules: masa.RuleBook) -> None:
    events = json.loads(json.dumps(MOVE).replace("child_protection_plan", "child_in_need_plan"))
    closed = {"event": "plan_closed", "child": "c1", "plan": "child_in_need_plan", "reason": "conference_decision"}
    by_the_old = told(rules, [*events, {**closed, "date": "2025-05-20", "by": "darlington"}])
    assert track(by_the_old, "case_responsible")[-1][2] == "county_durham"
    assert not duty(by_the_old, "keep_child_in_need_open")
    by_the_new = told(rules, [*events, {**closed, "date": "2025-05-20", "by": "county_durham"}])
    assert track(by_the_new, "case_responsible")[-1][2] == "nobody"


def test_an_authority_whose_plan_passed_ends_nothing_and_owes_nothing(rules: masa.RuleBook) -> None:
    closed = {"date": "2025-05-20", "event": "plan_closed", "child": "c1", "plan": "child_protection_plan"}
    timeline = told(rules, [*MOVE, {**closed, "by": "darlington", "reason": "conference_decision"}])
    assert track(timeline, "case_responsible")[-1][2] == "county_durham"
    assert not duty(timeline, "keep_plan_open")
    refused = told(rules, [*MOVE[:2], {**closed, "by": "darlington", "reason": "moved_away"}])
    assert duty(refused, "keep_plan_open") == [("darlington", None)]


def test_a_way_that_comes_round_in_a_day_leads_nowhere(rules: masa.RuleBook) -> None:
    back = but(MOVE[2], **{"from": "county_durham", "to": "darlington"})
    timeline = told(rules, [*MOVE[:2], MOVE[2], back])
    assert [value for *_, value in track(timeline, "location")] == ["darlington"]
    assert [value for *_, value in track(timeline, "case_responsible")] == ["darlington"]


def test_who_is_found_and_moves_on_one_day_is_where_the_way_ends(rules: masa.RuleBook) -> None:
    timeline = told(rules, [*MOVE[:2], but(MOVE[2], date="2025-01-20")])
    assert [value for *_, value in track(timeline, "location")] == ["county_durham"]
    assert [value for *_, value in track(timeline, "case_responsible")] == ["darlington"]


def test_a_transfer_that_may_have_begun_is_said_to_be_open(rules: masa.RuleBook) -> None:
    unsure = but(MOVE[2], date="2025-04-02 to 2025-04-20")
    met = {"date": "2025-04-10", "event": "consent", "child": "c1", "given": True}  # so it is not known whether before
    timeline = told(rules, [*MOVE[:2], unsure, but(MOVE[3], date="2025-04-03"), met])
    said = {(w["warning"], w["member"]) for w in timeline["warnings"]}
    assert ("process_may_have_begun", "c1") in said
    sure = told(rules, [*MOVE[:2], but(MOVE[2], date="2025-04-02"), but(MOVE[3], date="2025-04-03"), met])
    assert duty(sure, "convene_transfer_conference")


def test_a_takeover_in_time_passes_the_case_and_a_late_one_does_not(rules: masa.RuleBook) -> None:
    care = [
        {
            "date": "2025-06-01",
            "event": "located",
            "child": "c1",
            "in": "darlington",
            "ordinarily_resident": "gateshead",
        },
        {
            "date": "2025-06-01",
            "event": "plan_opened",
            "child": "c1",
            "plan": "care_plan",
            "by": "darlington",
            "legal": "section_20",
        },
        {
            "date": "2025-06-02",
            "event": "notified",
            "child": "c1",
            "from": "darlington",
            "to": "gateshead",
            "about": "accommodation",
            "form": "written",
        },
    ]
    passed = {
        "event": "plan_transferred",
        "child": "c1",
        "plan": "care_plan",
        "from": "darlington",
        "to": "gateshead",
        "ground": "section_20_2",
    }
    in_time = told(rules, [*care, {**passed, "date": "2025-09-02"}])
    assert track(in_time, "case_responsible")[-1][2] == "gateshead"
    late = told(rules, [*care, {**passed, "date": "2025-09-03"}])
    assert track(late, "case_responsible")[-1][2] == "darlington"
    assert duty(late, "keep_care_plan_open") == [("darlington", None)]


def test_a_case_that_is_retained_stays_so_through_a_birth_elsewhere(rules: masa.RuleBook) -> None:
    kept = {"date": "2025-04-09", "event": "case_retained", "child": "c1", "by": "darlington", "in": "county_durham"}
    born = {"date": "2025-05-01", "event": "born", "child": "c1", "in": "gateshead"}
    home = but(MOVE[2], **{"date": "2025-05-03", "from": "gateshead"})
    timeline = told(rules, [*MOVE[:4], kept, born, home])
    assert [d["stretches"][-1]["state"] for d in timeline["duties"] if d["duty"] == "convene_transfer_conference"] == [
        "cancelled"
    ]
    assert [d["stretches"][-1]["state"] for d in timeline["duties"] if d["duty"] == "review_retention"] == ["going_on"]


# Who tells, keeps, enquires: a way of each through the months


def plan_of(plan: str, *events: dict[str, Any]) -> list[dict[str, Any]]:
    """A child of County Durham with a plan since 3 March, and what happens then."""
    opened = [
        {"date": "2025-03-03", "event": "located", "in": "county_durham"},
        {"date": "2025-03-03", "event": "plan_opened", "plan": plan, "by": "county_durham"},
    ]
    return [{"child": "c1", **event} for event in (*opened, *events)]


def event(date: str, kind: str, /, **fields: Any) -> dict[str, Any]:
    return {"date": date, "event": kind, **{name.rstrip("_"): value for name, value in fields.items()}}


MOVED = event("2025-04-01", "moved", from_="county_durham", to="sunderland", stay="permanent")
TOLD = event("2025-04-02", "notified", from_="county_durham", to="sunderland", about="move", form="written")


def states_of(timeline: dict[str, Any], name: str) -> list[str]:
    return [d["stretches"][-1]["state"] for d in timeline["duties"] if d["duty"] == name]


@pytest.mark.parametrize("forms", [("spoken", "safer"), ("safer", "spoken")])
def test_darlington_is_told_by_voice_and_in_writing_in_either_order(
    rules: masa.RuleBook, forms: tuple[str, str]
) -> None:
    events = [event("2025-03-10", "aware_of_move", by="county_durham", to="darlington", moves_on="2025-03-20")]
    for day, form in enumerate(forms, 10):
        events.append(
            event(f"2025-03-{day}", "notified", from_="county_durham", to="darlington", about="move", form=form)
        )
    timeline = told(rules, plan_of("child_protection_plan", *events))
    for duty_name in ("telephone_front_door", "notify_in_writing"):
        assert states_of(timeline, duty_name)[0].startswith("done"), duty_name


def test_two_who_learn_of_a_move_on_different_days_both_owe(rules: masa.RuleBook) -> None:
    learned = [
        event(f"2025-03-{day}", "aware_of_move", by="county_durham", to=to, moves_on="2025-03-20")
        for day, to in ((10, "sunderland"), (12, "gateshead"))
    ]
    timeline = told(rules, plan_of("child_protection_plan", *learned))
    assert len(duty(timeline, "notify_receiving_authority")) == 2


def test_a_retention_before_the_move_is_told_and_reviewed(rules: masa.RuleBook) -> None:
    kept = event("2025-03-20", "case_retained", by="county_durham", in_="sunderland")
    said = event(
        "2025-03-21", "notified", from_="county_durham", to="sunderland", about="case_retained", form="written"
    )
    timeline = told(rules, plan_of("child_protection_plan", kept, said, MOVED, TOLD))
    assert states_of(timeline, "notify_case_retained") == ["done_late"]
    assert states_of(timeline, "review_retention") == ["going_on"]
    assert not duty(timeline, "convene_transfer_conference")


def test_nobody_keeps_a_case_that_is_anothers(rules: masa.RuleBook) -> None:
    kept = event("2025-03-20", "case_retained", by="gateshead", in_="sunderland")
    timeline = told(rules, plan_of("child_protection_plan", kept, MOVED, TOLD))
    assert duty(timeline, "convene_transfer_conference")
    assert not duty(timeline, "review_retention")


def test_who_has_taken_the_case_over_reviews_no_retention(rules: masa.RuleBook) -> None:
    events = [
        event("2025-04-05", "case_retained", by="sunderland", in_="sunderland"),
        event("2025-04-20", "conference_held", by="sunderland", kind="transfer", outcome="plan"),
        event(
            "2025-04-21",
            "acceptance_received",
            from_="sunderland",
            to="county_durham",
            plans=["child_protection_plan"],
        ),
    ]
    timeline = told(rules, plan_of("child_protection_plan", MOVED, TOLD, *events))
    assert track(timeline, "case_responsible")[-1][2] == "sunderland"
    assert not duty(timeline, "review_retention")


def test_the_enquiry_of_another_host_goes_on_where_one_ends(rules: masa.RuleBook) -> None:
    events = [
        MOVED,
        event("2025-04-05", "plan_opened", plan="section_47_enquiry", by="sunderland"),
        event("2025-04-12", "enquiry_completed", by="county_durham", outcome="no_further_action"),
    ]
    timeline = told(rules, plan_of("section_47_enquiry", *events))
    assert track(timeline, "case_responsible")[-1][2] == "sunderland"
    assert [state.split("_")[0] for state in states_of(timeline, "make_enquiries")] == ["done", "overdue"]
    finished = event("2025-04-20", "enquiry_completed", by="sunderland", outcome="no_further_action")
    assert track(told(rules, plan_of("section_47_enquiry", *events, finished)), "case_responsible")[-1][2] == "nobody"


def test_a_second_allocation_takes_the_place_of_the_first(rules: masa.RuleBook) -> None:
    events = [
        event("2025-03-04", "scheme_referral", by="county_durham", to="sunderland"),
        event("2025-03-06", "scheme_referral", by="county_durham", to="gateshead"),
        event(
            "2025-03-10",
            "plan_transferred",
            plan="care_plan",
            from_="county_durham",
            to="gateshead",
            ground="national_transfer_scheme",
        ),
    ]
    opened = plan_of("care_plan", *events)
    opened[1]["legal"] = "section_20"
    timeline = told(rules, opened)
    assert states_of(timeline, "complete_scheme_transfer") == ["cancelled", "done"]


def test_the_plan_is_held_though_the_day_of_birth_is_unknown(rules: masa.RuleBook) -> None:
    for plan in ("child_protection_plan", "section_47_enquiry", "child_in_need_plan"):
        timeline = told(rules, plan_of(plan), children=[{"id": "c1", "born_on": "unknown"}])
        assert track(timeline, "case_responsible")[-1][2] == "county_durham"


def test_an_enquiry_that_began_between_two_days_is_held_from_the_last(rules: masa.RuleBook) -> None:
    begun = event("2025-03-05 to 2025-03-10", "plan_opened", plan="section_47_enquiry", by="county_durham")
    timeline = told(rules, [plan_of("x")[0], {"child": "c1", **begun}])
    assert track(timeline, "case_responsible")[-1][2] == "county_durham"


def test_a_takeover_before_the_notice_passes_nothing_when_the_notice_comes(rules: masa.RuleBook) -> None:
    events = [
        event("2025-03-28", "moved", from_="county_durham", to="sunderland", stay="permanent"),
        event(
            "2025-03-29",
            "plan_transferred",
            plan="care_plan",
            from_="county_durham",
            to="sunderland",
            ground="section_20_2",
        ),
        event("2025-04-09", "notified", from_="county_durham", to="sunderland", about="accommodation", form="written"),
    ]
    opened = plan_of("care_plan", *events)
    opened[1]["legal"] = "section_20"
    assert track(told(rules, opened), "case_responsible")[-1][2] == "county_durham"
