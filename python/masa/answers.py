"""The parts of a determination, as records that cannot be changed, and how they are read from the engine's JSON."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from masa.values import NOT_SHOWN, UNKNOWN, Comparable, Missing, Value, read_value

Confidence: TypeAlias = Literal["certain", "likely", "policy", "memory"]


@dataclass(frozen=True, slots=True)
class Dates:
    """The three dates of a question."""

    facts_at: datetime.date
    """The day the answer is about."""
    known_by: datetime.date
    """Only what was recorded by then counts."""
    law_at: datetime.date | Literal["each"]
    """``each``: every day by its own law. A date: as if the law of that day applied."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the answer rests on."""

    id: str
    title: str
    kind: str
    """Such as ``statute``, ``statutory_guidance``, ``local``."""
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A rule that decided, and where it stands."""

    decision: str
    rule: str
    file: str | None
    line: int | None
    cite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is not known and would settle something."""

    fact: str
    member: str | None
    """Whose fact it is; None: the incident's."""
    ask: str
    """The question to put, in the pack's words."""
    bears_on: tuple[tuple[str, str | None], ...] = ()
    """The outcomes it bears on, each a decision and a member. Only in `Determination.ask_next`."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement(Comparable):
    """A person's decision that stands in place of the rules', where the rules allow one."""

    by: str
    on: datetime.date
    why: str
    rules_say: Value
    """What the rules would have it be."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome(Comparable):
    """The answer to one decision, about one person or the incident."""

    decision: str
    pack: str
    """The pack that declares it: two local packs may use one name."""
    question: str
    record: str | None
    """What the member is, such as ``person``; None for a decision about the incident."""
    member: str | None
    """The id of the person; None for a decision about the incident."""
    value: Value
    """``masa.UNKNOWN`` where it is not known, ``masa.NOT_SHOWN`` where it is sensitive and was not asked for."""
    state: Literal["decided", "not_known", "not_shown"]
    reasons: tuple[str, ...]
    """Why it is not known."""
    possible: tuple[Value, ...]
    """What it can still be. ``masa.UNKNOWN`` among them: with those facts no rule would decide."""
    is_complete: bool
    """Whether everything was considered that it can still be."""
    settled_by: tuple[Question, ...]
    """The facts that would settle it, most useful first."""
    judgement: Judgement | None
    """A person's decision in place of the rules'; None where the rules decide."""
    confidence: Confidence
    """The weakest among the rules that decided."""
    as_far_as_recorded: tuple[str, ...]
    """Facts that nobody recorded, and that were taken not to have happened."""
    rules: tuple[RuleUsed, ...]
    is_working: bool
    """A step towards others, shown apart from them."""

    @property
    def is_known(self) -> bool:
        """Whether there is a value to look at."""
        return not isinstance(self.value, Missing)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day in the account of a due date."""

    date: datetime.date
    number: int | None
    """Its number in the count; None where it does not count."""
    why: str | None
    """Why it does not count: the weekday, or the holiday's name."""


@dataclass(frozen=True, slots=True, eq=False)
class DueDate(Comparable):
    """One date of a duty."""

    id: str
    kind: Literal["must", "should", "may", "shown_only", "last_day"]
    """``shown_only``: it is printed and binds nobody."""
    counted_from: datetime.date | None
    count: str | None
    """Such as ``5 working days after``."""
    due: datetime.date | Missing | None
    """``masa.UNKNOWN`` where it cannot be counted; None where there is none."""
    not_before: datetime.date | None
    """What is certain of a date that is not known: it is not before this day."""
    not_after: datetime.date | None
    """What is certain of a date that is not known: it is not after this day."""
    is_suspended: bool
    """The count stands still until further notice."""
    is_on_day_off: bool
    """It falls on no working day, and does not roll to one."""
    reasons: tuple[str, ...]
    """Why it is not known."""
    cite: tuple[str, ...]
    because: str | None
    days: tuple[CountedDay, ...]
    """The account, day by day."""


@dataclass(frozen=True, slots=True, eq=False)
class Duty(Comparable):
    """A duty that has arisen, or may have."""

    duty: str
    pack: str
    """The pack that declares it."""
    record: str | None
    member: str | None
    """About whom; None: about the incident."""
    verb: Literal["must", "should", "may", "must_not", "must_go_on"]
    words: str
    """The verb to print: ``must (not verified)`` where the duty rests on memory."""
    text: str
    """What is to be done."""
    who: Value
    """Who owes it."""
    whom: Value | None
    """To whom; None where the duty does not say."""
    state: Literal[
        "not_arisen",
        "due",
        "overdue",
        "done",
        "done_late",
        "not_known",
        "going_on",
        "ended",
        "in_force",
        "breached",
        "lifted",
        "cancelled",
    ]
    is_provisional: bool
    """It is not known whether the duty has arisen; its dates hold if it has."""
    due: datetime.date | Missing | None
    """The earliest of the dates that bind. ``masa.UNKNOWN`` where they are not known; None where the duty has none."""
    may_be_earlier: bool
    """A further date that binds is not known: ``due`` is the latest day."""
    arisen_on: datetime.date | None
    """Since when it is owed, where the case is a history."""
    cancelled_on: datetime.date | None
    done_on: datetime.date | None
    is_done_unrecorded: bool
    """Nobody recorded whether it was done, and it was taken not to have been."""
    settled_by: tuple[Question, ...]
    """The facts that would settle whether it has arisen."""
    confidence: Confidence
    cite: tuple[str, ...]
    dates: tuple[DueDate, ...]
    """Every date of it, each with its own account."""


@dataclass(frozen=True, slots=True)
class CaseWarning:
    """Something to look out for in this case."""

    id: str
    member: str | None
    text: str
    cite: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reading(Comparable):
    """One way to read texts that disagree, and what the answer would be by it."""

    id: str
    says: str
    would_be: Value
    cite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts that disagree, as the packs' authors declared it; which was followed, and why."""

    id: str
    about: str
    """The decision."""
    at: str | None
    """The provision."""
    member: str | None
    differs: bool | None
    """Whether the readings differ in this case; None: not known."""
    chosen: str
    because: str
    readings: tuple[Reading, ...]


def read_dates(d: dict[str, Any]) -> Dates:
    law_at = d["law_at"]
    return Dates(_day(d["facts_at"]), _day(d["known_by"]), "each" if law_at == "each" else _day(law_at))


def read_source(id: str, d: dict[str, Any]) -> Source:
    return Source(id, d["title"], d["kind"], d["confidence"])


def read_question(d: dict[str, Any]) -> Question:
    bears_on = tuple((o["decision"], o["member"]) for o in d.get("bears_on", ()))
    return Question(d["fact"], d["member"], d["ask"], bears_on)


def read_outcome(d: dict[str, Any]) -> Outcome:
    def shown(json_value: Any) -> Value:
        return NOT_SHOWN if d["state"] == "not_shown" else read_value(json_value)

    judgement = d["judgement"]
    return Outcome(
        decision=d["decision"],
        pack=d["pack"],
        question=d["question"],
        record=d["record"],
        member=d["member"],
        value=shown(d["value"]),
        state=d["state"],
        reasons=tuple(d["reasons"]),
        possible=tuple(map(read_value, d["possible"])),
        is_complete=d["is_complete"],
        settled_by=tuple(map(read_question, d["settled_by"])),
        judgement=judgement
        and Judgement(judgement["by"], _day(judgement["on"]), judgement["why"], shown(judgement["rules_say"])),
        confidence=d["confidence"],
        as_far_as_recorded=tuple(d["as_far_as_recorded"]),
        rules=tuple(RuleUsed(r["decision"], r["rule"], r["file"], r["line"], tuple(r["cite"])) for r in d["rules"]),
        is_working=d["working"],
    )


def read_duty(d: dict[str, Any]) -> Duty:
    dates = tuple(map(_read_due_date, d["dates"]))
    return Duty(
        duty=d["duty"],
        pack=d["pack"],
        record=d["record"],
        member=d["member"],
        verb=d["verb"],
        words=d["words"],
        text=d["text"],
        who=read_value(d["who"]),
        whom=read_value(d["whom"]) if "whom" in d else None,
        state=d["state"],
        is_provisional=d["is_provisional"],
        due=_due(d["due"], is_unknown=any(date.due is UNKNOWN for date in dates)),
        may_be_earlier=d["may_be_earlier"],
        arisen_on=_day_or_none(d["arisen_on"]),
        cancelled_on=_day_or_none(d["cancelled_on"]),
        done_on=_day_or_none(d["done_on"]),
        is_done_unrecorded=d["is_done_unrecorded"],
        settled_by=tuple(map(read_question, d["settled_by"])),
        confidence=d["confidence"],
        cite=tuple(d["cite"]),
        dates=dates,
    )


def read_warning(d: dict[str, Any]) -> CaseWarning:
    return CaseWarning(d["id"], d["member"], d["text"], tuple(d["cite"]))


def read_conflict(d: dict[str, Any]) -> Conflict:
    readings = tuple(Reading(r["id"], r["says"], read_value(r["would_be"]), tuple(r["cite"])) for r in d["readings"])
    return Conflict(d["id"], d["about"], d["at"], d["member"], d["differs"], d["chosen"], d["because"], readings)


def _read_due_date(d: dict[str, Any]) -> DueDate:
    return DueDate(
        id=d["id"],
        kind=d["kind"],
        counted_from=_day_or_none(d["from"]),
        count=d["count"],
        due=_due(d["due"], is_unknown=bool(d["reasons"])),
        not_before=_day_or_none(d["not_before"]),
        not_after=_day_or_none(d["not_after"]),
        is_suspended=d["suspended"],
        is_on_day_off=d["on_day_off"],
        reasons=tuple(d["reasons"]),
        cite=tuple(d["cite"]),
        because=d["because"],
        days=tuple(CountedDay(_day(c["date"]), c.get("number"), c.get("why")) for c in d["days"]),
    )


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _day_or_none(text: str | None) -> datetime.date | None:
    return None if text is None else _day(text)


def _due(text: str | None, *, is_unknown: bool) -> datetime.date | Missing | None:
    if text is not None:
        return _day(text)
    return UNKNOWN if is_unknown else None
