"""The ten invariants of a child who moves: what each says, how it is held, and whether a timeline keeps it."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import masa

from .alphabet import PLANS, SOCIAL_CARE

Case = dict[str, Any]
DAY = datetime.timedelta(days=1)
NOT_WITH_THE_CHILD = ("care_plan", "pathway_plan", "supervision_order")


class Days:
    """A timeline's answers, day by day where something changes."""

    def __init__(self, rules: masa.RuleBook, case: Case) -> None:
        self.case = case
        self.timeline = rules.timeline(json.dumps(case))
        self.tracks = {t.decision: t.stretches for t in self.timeline.decisions if t.member == "c1"}
        self.days = sorted({s.first for stretches in self.tracks.values() for s in stretches})

    def value(self, decision: str, day: datetime.date) -> Any:
        """As its id; a set as a frozenset; None where it is not known."""
        for stretch in self.tracks[decision]:
            if stretch.first <= day < stretch.end:
                if isinstance(stretch.value, masa.Missing):
                    return None
                if stretch.value.startswith("{"):
                    return frozenset(name.strip() for name in stretch.value[1:-1].split(",") if name.strip())
                return stretch.value
        return None

    def owners(self, plan: str, day: datetime.date) -> Any:
        return self.value(f"plan_owner.{plan}", day)

    def owners_in_turn(self, plan: str) -> Iterator[tuple[datetime.date, Any, Any]]:
        """On each day the owners, and before them those who were last known."""
        was: Any = frozenset()
        for day in self.days:
            now = self.owners(plan, day)
            yield day, was, now
            was = was if now is None else now

    def is_open(self, day: datetime.date) -> bool:
        """Some plan certainly is."""
        return any(self.owners(plan, day) for plan in PLANS)

    def events(self, kind: str, /, **fields: Any) -> list[Any]:
        return [
            e
            for e in self.case["events"]
            if e["event"] == kind and all(e.get(key.rstrip("_")) == value for key, value in fields.items())
        ]

    def has_uncertain_days(self) -> bool:
        return any(" to " in e["date"] for e in self.case["events"])

    def contradicts_itself(self) -> bool:
        """Events of one day that say different things, or a day that is not known: an answer may wait for a person."""
        if self.has_uncertain_days():
            return True
        seen = [
            (e["date"], "whereabouts" if e["event"] in WHEREABOUTS else (e["event"], e.get("plan")))
            for e in self.case["events"]
        ]
        return len(set(seen)) < len(seen)


WHEREABOUTS = ("located", "moved", "stay_changed", "placed", "born", "missing")


def one_holder(days: Days) -> Iterator[str]:
    for day in days.days:
        holder = days.value("case_responsible", day)
        if days.is_open(day) and holder == "nobody":
            yield f"{day}: a plan is open, and nobody holds the case"
        if days.is_open(day) and holder is None and not days.contradicts_itself():
            yield f"{day}: a plan is open, and who holds the case is not known"


def somebody_protects(days: Days) -> Iterator[str]:
    for day in days.days:
        holder = days.value("case_responsible", day)
        if holder in (None, "nobody"):
            continue
        protective, place = days.value("protective", day), days.value("location", day)
        if protective is None:
            if not days.contradicts_itself():
                yield f"{day}: who protects is not known"
        elif not protective:
            yield f"{day}: nobody protects"
        elif place is None and days.value("police_force", day) is not None and holder not in protective:
            yield f"{day}: it is not known where the child is, and {holder} does not protect"
        elif place not in (None, "nobody") and place not in protective:
            yield f"{day}: the child is in {place}, which does not protect"


def one_instant(days: Days) -> Iterator[str]:
    """No day between the first opening and the last closing of one plan has none or two holders."""
    stretches = days.tracks["case_responsible"]
    for before, after in itertools.pairwise(stretches):
        if before.end != after.first:
            yield f"{before.end}: a gap in who holds the case"


def no_gap_in_plan(days: Days) -> Iterator[str]:
    """Where the plan passes, the new owner has it no later than the old one loses it."""
    for plan in ("child_protection_plan", "section_47_enquiry", "child_in_need_plan", "early_help_plan"):
        for day, was, now in days.owners_in_turn(plan):
            passed = was and now and not was & now
            opened = [
                e for e in days.events("plan_opened", plan=plan) if now and e["by"] in now and e["date"] <= str(day)
            ]
            initial = [e for e in days.events("conference_held", kind="initial") if e["date"] == str(day)]
            if passed and not days.events("acceptance_received") and not opened and not initial:
                yield f"{day}: the {plan} passed from {sorted(was)} to {sorted(now)}, and nobody accepted it"


def lawful_ending(days: Days) -> Iterator[str]:
    if days.has_uncertain_days():
        return
    for plan in SOCIAL_CARE:
        for day, was, now in days.owners_in_turn(plan):
            if was and now == frozenset() and not may_end(days, plan, day):
                yield f"{day}: the {plan} of {sorted(was)} ended without a lawful ending"


def may_end(days: Days, plan: str, day: datetime.date) -> bool:
    """Of that day; some plans end by time alone."""
    today = [e for e in days.case["events"] if e["date"] == str(day)]
    kinds = {e["event"] for e in today}
    closings = {e["reason"] for e in today if e["event"] == "plan_closed" and e["plan"] == plan}
    if "turned_18" in kinds and plan != "pathway_plan":
        return True
    if plan == "supervision_order" and day >= datetime.date(2026, 3, 3):
        return True
    if plan == "section_47_enquiry" and {"conference_held", "enquiry_completed"} & kinds:
        return True
    if plan == "child_in_need_plan" and ("assessment_completed" in kinds or "no_consent" in closings):
        return True
    if plan == "care_plan" and "no_consent" in closings:  # a parent may end accommodation under section 20
        return True
    return "conference_decision" in closings or "care_order" in closings


def one_maintainer(days: Days) -> Iterator[str]:
    for day in days.days:
        owners = days.owners("ehc_plan", day)
        if owners is not None and len(owners) > 1:
            yield f"{day}: {sorted(owners)} maintain the EHC plan"


def not_with_the_child(days: Days) -> Iterator[str]:
    if days.contradicts_itself():
        return
    for plan in NOT_WITH_THE_CHILD:
        for day, was, now in days.owners_in_turn(plan):
            moved = was and now and was != now
            by_law = [e for e in days.events("plan_transferred", plan=plan) if e["date"] == str(day)]
            anew = [e for e in days.events("plan_opened", plan=plan) if e["date"] == str(day)]
            if moved and not by_law and not anew:
                yield f"{day}: the {plan} went from {sorted(was)} to {sorted(now)} without a transfer by law"


def refusals_are_listed(days: Days) -> Iterator[str]:
    """What was not allowed changed nothing, and whoever goes on is told."""
    if days.contradicts_itself():
        return
    listed = [t for t in days.timeline.duties if t.duty.startswith("keep_") and t.duty.endswith("_open")]
    for plan in (*SOCIAL_CARE, "ehc_plan"):
        for event in days.events("plan_closed", plan=plan, reason="moved_away"):
            day = datetime.date.fromisoformat(event["date"])
            owners = days.owners(plan, day) or frozenset()
            if event["by"] in owners and days.owners(plan, day - DAY) == owners and not listed:
                yield f"{day}: the {plan} was closed for moving away, and no duty says that it goes on"


def nothing_invented(days: Days) -> Iterator[str]:
    """Only an authority that an event names can hold or protect."""
    named = {str(value) for e in days.case["events"] for value in e.values()} | {"nobody"}
    for day in days.days:
        for decision in ("case_responsible", "protective"):
            value = days.value(decision, day)
            for one in value if isinstance(value, frozenset) else [value]:
                if one is not None and one not in named:
                    yield f"{day}: {decision} is {one}, which no event names"


@dataclasses.dataclass(frozen=True)
class Invariant:
    id: str
    says: str
    kind: str  # how it is held
    holds: Callable[[Days], Iterator[str]] | None  # None: the rules are not loaded where they break it


CONSTRUCTION, PROMISE, REFUSAL = "by construction", "by what the rules never read", "as refusals and breaches"
INVARIANTS = (
    Invariant("INV-1", "one authority holds the case while any plan is open", CONSTRUCTION, one_holder),
    Invariant("INV-2", "somebody protects: where the child is, or who holds the case", CONSTRUCTION, somebody_protects),
    Invariant("INV-3", "a handover is one instant", CONSTRUCTION, one_instant),
    Invariant("INV-4", "a plan passes without a gap", REFUSAL, no_gap_in_plan),
    Invariant("INV-5", "no social-care plan ends without a lawful ending", REFUSAL, lawful_ending),
    Invariant("INV-6", "one authority maintains the EHC plan", CONSTRUCTION, one_maintainer),
    Invariant("INV-7", "care, pathway and supervision do not go with the child", PROMISE, not_with_the_child),
    Invariant("INV-8", "what was not allowed is refused and listed", REFUSAL, refusals_are_listed),
    Invariant("INV-9", "every limit runs from a fact of the originating authority", PROMISE, None),
    Invariant("INV-10", "dispute, lateness and consent move nobody", PROMISE, nothing_invented),
)


def broken(rules: masa.RuleBook, case: Case) -> list[tuple[str, str]]:
    """What the history breaks: the invariant, and how."""
    return broken_in(Days(rules, case))


def broken_in(days: Days) -> list[tuple[str, str]]:
    return [(one.id, how) for one in INVARIANTS if one.holds for how in one.holds(days)]


def smallest(rules: masa.RuleBook, case: Case, invariant: str) -> Case:
    """The history without each event that is not needed to break it."""
    events = case["events"]
    for event in list(events):
        fewer = [other for other in events if other is not event]
        if any(found == invariant for found, _ in broken(rules, {"events": fewer})):
            events = fewer
    return {"events": events}
