"""The answers to one case in one plain form, of the reference and of the engine, so that they can be compared."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from .calendars import Calendar
from .decisions import Decision
from .duties import DutyFound
from .evaluation import Evaluation
from .facts import Slot, Type
from .known import TOO_MANY, Possibilities
from .values import Nothing, Unknown, Value

Answers = dict[tuple[Any, ...], Any]
BODY = Type("body")
OWN_WARNINGS = ("due_on_non_working_day", "guidance_text_not_verified")


def plain(value: Value | None, of: Type | None = None) -> Any:
    """As the determination's JSON has it; a set as a frozenset."""
    if of and of.places and isinstance(value, (int, Fraction)):
        units, one = int(abs(value) * 10**of.places), 10**of.places
        return f"{'-' * (value < 0)}{units // one}.{units % one:0{of.places}}"
    if value is None or isinstance(value, Unknown):
        return None
    if isinstance(value, Nothing):
        return "nobody" if of and of.base == "body" else "none"
    if isinstance(value, frozenset):
        return frozenset(plain(item, of) for item in value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def kinds_of(value: Value) -> frozenset[str]:
    return frozenset(reason.kind for reason in value.reasons) if isinstance(value, Unknown) else frozenset()


def of_reference(day: Evaluation) -> Answers:
    found: Answers = {}
    for decision in day.book.decisions.all.values():
        if day.concerns(decision.pack):
            for member in day.members_of(decision.record):
                add(found, ("outcome", decision.name, member), outcome(day, decision, member))
    for name, state in day.book.states.items():
        for member in day.members_of(state.record):
            add(found, ("outcome", name, member), of_state(day, name, member))
    for duty in day.duties():
        add(found, ("duty", duty.name, duty.member), of_duty(duty, day))
    found["warnings",] = frozenset(day.warnings())
    found["not told",] = frozenset(day.not_told)
    for (id, member), differs in day.conflicts():
        add(found, ("conflict", id, member), differs)
    return found


def add(found: Answers, key: tuple[Any, ...], answer: Any) -> None:
    """Two packs that do not see each other may give one name to two things."""
    numbered = (*key, sum(other[: len(key)] == key for other in found))
    found[numbered] = answer


def outcome(day: Evaluation, decision: Decision, member: str | None) -> dict[str, Any]:
    value, options = day.outcome(decision.key, member)
    if (decision.key, member) in day.judged:
        rules_say = plain(day.by_the_rules(decision.key, member), decision.type)
        return {"value": plain(value, decision.type), "rules_say": rules_say}
    return answer_of(value, options, decision.type)


def of_state(day: Evaluation, name: str, member: str | None) -> dict[str, Any]:
    options = day.possibilities(day.book.meaning_of_state(name), member)
    only = options.only_value()
    return answer_of(day.state(name, member) if only is None else only, options, day.book.states[name].type)


def answer_of(value: Value, options: Possibilities, of: Type) -> dict[str, Any]:
    if not isinstance(value, Unknown):
        return {"value": plain(value, of)}
    return {
        "value": None,
        "reasons": kinds_of(value),
        "possible": frozenset([plain(v, of) for v in options.values] + [None] * options.may_stay_open),
        "is_complete": options.is_complete,
        "settled_by": frozenset(options.settled_by),
    }


def of_duty(duty: DutyFound, day: Evaluation) -> dict[str, Any]:
    return {
        "state": duty.state,
        "is_provisional": duty.is_provisional,
        "who": plain(duty.who, BODY),
        "whom": plain(duty.whom, BODY),
        "whom_as_well": plain(duty.whom_as_well, BODY),
        "due": plain(None if isinstance(duty.due, Nothing) else duty.due),
        "may_be_earlier": duty.may_be_earlier,
        "done_on": plain(None if isinstance(duty.done_on, Nothing) else duty.done_on),
        "arisen_on": plain(duty.arisen_on),
        "cancelled_on": plain(duty.cancelled_on),
        "is_done_unrecorded": duty.is_done_unrecorded,
        "settled_by": frozenset(duty.settled_by),
        "dates": tuple(
            (
                found.date.id,
                found.date.kind,
                plain(None if found.stands_still else found.value),
                *map(plain, found.bounds if isinstance(found.value, Unknown) else (None, None)),
                kinds_of(found.value),
                is_on_day_off(found.value, day.book.calendar_of(found.date.pack)),
                found.stands_still,
            )
            for found in duty.dates
            if found.stands_still or not isinstance(found.value, Nothing)
        ),
    }


def is_on_day_off(value: Value, calendar: Calendar | None) -> bool:
    """Chapter 9: nothing rolls, but it is said where a date is no working day."""
    if calendar is None or not isinstance(value, datetime.date):
        return False
    return calendar.covers(value) and not calendar.is_working_day(value)


# The same, of the engine's determination


def hashable(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list) else value


def slots(questions: list[dict[str, Any]]) -> frozenset[Slot]:
    return frozenset((question["fact"], question["member"]) for question in questions)


def of_engine(json: dict[str, Any]) -> Answers:
    found: Answers = {}
    for outcome in json["outcomes"]:
        if " by " in outcome["decision"]:  # what each pack says of a decision that it varies; the page does not name it
            continue
        answer: dict[str, Any] = {"value": hashable(outcome["value"])}
        if outcome["judgement"]:
            answer["rules_say"] = hashable(outcome["judgement"]["rules_say"])
        if outcome["state"] == "not_known":
            answer["reasons"] = frozenset(outcome["reasons"])
            answer["possible"] = frozenset(hashable(value) for value in outcome["possible"])
            answer["is_complete"] = outcome["is_complete"]
            answer["settled_by"] = slots(outcome["settled_by"])
        add(found, ("outcome", outcome["decision"], outcome["member"]), answer)
    for duty in json["duties"]:
        answer = {
            "state": duty["state"],
            "is_provisional": duty["is_provisional"],
            "who": hashable(duty["who"]),
            "whom": hashable(duty.get("whom")),
            "whom_as_well": hashable(duty.get("whom_as_well")),
            "due": duty["due"],
            "may_be_earlier": duty["may_be_earlier"],
            "done_on": duty["done_on"],
            "arisen_on": duty["arisen_on"],
            "cancelled_on": duty["cancelled_on"],
            "is_done_unrecorded": duty["is_done_unrecorded"],
            "settled_by": slots(duty["settled_by"]),
            "dates": tuple(
                (
                    *(date[key] for key in ("id", "kind", "due", "not_before", "not_after")),
                    frozenset(date["reasons"]),
                    date["on_day_off"],
                    date["suspended"],
                )
                for date in duty["dates"]
                if date["due"] or date["reasons"] or date["suspended"]
            ),
        }
        add(found, ("duty", duty["duty"], duty["member"]), answer)
    given = {(warning["id"], warning["member"]) for warning in json["warnings"]}
    found["warnings",] = frozenset(slot for slot in given if slot[0] not in OWN_WARNINGS)
    for conflict in json["conflicts"]:
        add(found, ("conflict", conflict["id"], conflict["member"]), conflict["differs"])
    return found


def differences(reference: Answers, engine: Answers) -> list[str]:
    not_told = reference.pop(("not told",))
    reference["warnings",], engine["warnings",] = reference["warnings",] - not_told, engine["warnings",] - not_told
    for key in set(engine) & set(reference):
        is_passed_over = key[0] in ("outcome", "duty") and TOO_MANY in reference[key].get("settled_by", ())
        if is_passed_over or (key[0] == "outcome" and is_told_by_its_bounds(reference[key], engine[key])):
            reference[key] = engine[key]
        # Where nothing that is missing matters, and it stays not known, the document does not say for which reasons.
        if key[0] == "outcome" and engine[key].get("possible") == {None} and engine[key].get("is_complete"):
            engine[key]["reasons"] = reference[key].get("reasons")
    return [
        f"{TRIED_OTHERWISE if is_tried_otherwise(reference.get(key), engine.get(key)) else ''}{' '.join(map(str, key))}"
        f"\n  reference: {reference.get(key)}\n  engine:    {engine.get(key)}"
        for key in sorted(set(reference) | set(engine), key=str)
        if reference.get(key) != engine.get(key)
    ]


TRIED_OTHERWISE = "not complete by either: "


def is_told_by_its_bounds(reference: Any, engine: Any) -> bool:
    """Chapter 8: of a set that gathers many rows the smallest and the largest are listed, and what settles it."""
    if engine.get("is_complete") is not False or not reference.get("is_complete"):
        return False
    sets = [one for one in reference["possible"] if isinstance(one, frozenset)]
    if len(sets) < 2 or len(sets) < len(reference["possible"]):
        return False
    bounds = {frozenset.intersection(*sets), frozenset.union(*sets)}
    return bool(engine["possible"] == bounds and engine["settled_by"] == reference["settled_by"])


def is_tried_otherwise(reference: Any, engine: Any) -> bool:
    """Neither says that it tried all values, and one tried more. The document does not say how far either goes."""
    if not all(isinstance(one, dict) and one.get("is_complete") is False for one in (reference, engine)):
        return False
    unlike = {key for key in reference if reference[key] != engine[key]}
    a, b = reference["possible"], engine["possible"]
    return unlike <= {"possible", "settled_by"} and (a <= b or b <= a)
