"""What can happen to a child who moves, between three authorities: the letters of which histories are made.

A history begins with a child who is somewhere, and a plan that opens there; then come letters, each some days after the
one before. Renaming the authorities changes nothing, so the first is always the same, and a second is named before a
third.
"""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterator
from typing import Any

Event = dict[str, Any]
AUTHORITIES = ("darlington", "stockton_on_tees", "county_durham")
A, B, C = AUTHORITIES
START = datetime.date(2025, 3, 3)
GAPS = (0, 1, 12)
SOCIAL_CARE = (
    "care_plan",
    "child_protection_plan",
    "section_47_enquiry",
    "pre_proceedings",
    "supervision_order",
    "pathway_plan",
    "child_in_need_plan",
    "private_fostering",
)
PLANS = (*SOCIAL_CARE, "special_guardianship_support", "early_help_plan", "ehc_plan")


def letter(event: str, **fields: Any) -> Event:
    return {"event": event, **{key.rstrip("_"): value for key, value in fields.items()}}


def moves() -> list[Event]:
    """Where the child goes and stays."""
    found = [letter("moved", from_=x, to=y, stay="permanent") for x, y in itertools.permutations(AUTHORITIES, 2)]
    found += [letter("moved", from_=A, to=B, stay="temporary", planned_days=days) for days in (5, 40, None)]
    found += [
        letter("moved", from_=A, to=B, stay="unknown", place="refuge"),
        letter("stay_changed", in_=B, stay="permanent"),
    ]
    found += [
        letter("missing", by=A, last_seen="2025-03-01"),
        letter("located", in_=B),
        letter("located", in_=C, stay="temporary"),
    ]
    return [*found, letter("born", in_=C), letter("turned_18")]


def talk() -> list[Event]:
    """Who knows, who is told, who says no."""
    found = [letter("aware_of_move", by=x, to=y, moves_on="2025-03-20") for x, y in ((A, B), (B, A))]
    found += [
        letter("notified", from_=A, to=to, about="move", form=form) for to in (B, C) for form in ("spoken", "written")
    ]
    found += [
        letter("notified", from_=A, to=B, about=about, form="written")
        for about in ("temporary_stay", "transfer_ended", "accommodation")
    ]
    found += [letter("transfer_declined", by=B, from_=A), letter("challenge", by=A, to=B, stage=1, outcome="failed")]
    return [*found, letter("consent", given=False), letter("consulted", from_=B, to=A, about="enquiry")]


def of_plan(plan: str) -> list[Event]:
    """What can happen to the plan."""
    found = [
        letter("plan_closed", plan=plan, by=by, reason=reason)
        for by in (A, B)
        for reason in ("moved_away", "conference_decision", "no_consent")
    ]
    found += [
        letter("plan_opened", plan=plan, by=B, legal="section_20"),
        letter("acceptance_received", from_=B, to=A, plans=[plan]),
    ]
    found += [
        letter("acceptance_received", from_=C, to=A, plans=[plan]),
        letter("acceptance_received", from_=C, to=B, plans=[plan]),
    ]
    if plan in ("care_plan", "supervision_order", "ehc_plan", "pathway_plan"):
        grounds = ("court", "section_20_2", "national_transfer_scheme", "regulation_15")
        found += [letter("plan_transferred", plan=plan, from_=A, to=B, ground=ground) for ground in grounds]
    if plan == "care_plan":
        found += [letter("placed", by=A, in_=x, kind="foster", emergency=False) for x in (B, C)]
        found.append(letter("scheme_referral", by=A, to=B))
    if plan in ("child_protection_plan", "section_47_enquiry"):
        found += [
            letter("conference_held", by=B, kind=kind, outcome=outcome)
            for kind in ("initial", "transfer")
            for outcome in ("plan", "no_plan")
        ]
        found += [letter("case_retained", by=A, in_=B), letter("referral_accepted", by=B, from_=A)]
    if plan == "section_47_enquiry":
        found += [
            letter("enquiry_completed", by=A, outcome=outcome) for outcome in ("conference_needed", "no_further_action")
        ]
    if plan == "child_in_need_plan":
        found += [
            letter("assessment_completed", by=A, outcome=outcome) for outcome in ("no_services", "services_needed")
        ]
    return found


def alphabet(plan: str) -> list[Event]:
    return [*moves(), *talk(), *of_plan(plan)]


def whole_alphabet() -> list[Event]:
    """Of every plan, its opening included."""
    opened = [letter("plan_opened", plan=plan, by=A, legal="section_20") for plan in PLANS]
    return [*moves(), *talk(), *opened, *(one for plan in PLANS for one in of_plan(plan))]


def own_alphabet(plan: str) -> list[Event]:
    """What happens to the plan, and the move that matters to it."""
    return [*of_plan(plan), letter("moved", from_=A, to=B, stay="permanent")]


def history(plans: tuple[str, ...], letters: list[Event], gaps: list[int]) -> dict[str, Any]:
    """The case: plans that are open, and then the letters."""
    events = [{"date": str(START), "event": "located", "child": "c1", "in": A}]
    for opened in plans:
        events.append(
            {"date": str(START), "event": "plan_opened", "child": "c1", "plan": opened, "by": A, "legal": "section_20"}
        )
    day = START
    for one, gap in zip(letters, gaps, strict=True):
        day += datetime.timedelta(days=gap)
        events.append({"date": str(day), "child": "c1", **one})
    return {"events": events}


def all_histories(plans: tuple[str, ...], letters: list[Event], length: int) -> Iterator[dict[str, Any]]:
    """Of so many letters, a day or more apart, and on one day."""
    for chosen in itertools.product(letters, repeat=length):
        yield history(plans, list(chosen), [9] * length)
        if length > 1:
            yield history(plans, list(chosen), [9, *[0] * (length - 1)])


def random_history(seed: int, most: int) -> dict[str, Any]:
    dice = random.Random(f"history {seed}")
    plan = dice.choice(PLANS)
    others = tuple(sorted(dice.sample([p for p in PLANS if p != plan], dice.choice((0, 0, 1, 2)))))
    letters = [one for p in (plan, *others) for one in alphabet(p)]
    length = dice.randint(1, most)
    made = history(
        (plan, *others), [dice.choice(letters) for _ in range(length)], [dice.choice(GAPS) for _ in range(length)]
    )
    if dice.random() < 0.2:  # of one event it is known only that it happened between two days
        event = dice.choice(made["events"][2:])
        first = datetime.date.fromisoformat(event["date"])
        event["date"] = f"{first} to {first + datetime.timedelta(days=dice.randint(1, 20))}"
    dice.shuffle(made["events"])
    return made
