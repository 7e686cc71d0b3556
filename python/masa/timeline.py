"""A case over a span of days."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from masa.values import UNKNOWN, Missing

if TYPE_CHECKING:
    from masa import _masa


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which an answer stays the same, from the first to before `end`."""

    first: datetime.date
    end: datetime.date
    value: str | Missing
    """The id of the value, such as ``darlington`` or ``true``; ``masa.UNKNOWN`` where it is not known."""
    reason: str | None
    """Why it is not known."""


@dataclass(frozen=True, slots=True)
class DecisionTrack:
    """A decision or state over the days."""

    decision: str
    member: str | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class DutyStretch:
    """Days on which a duty stands alike, from the first to before `end`."""

    first: datetime.date
    end: datetime.date
    state: str
    who: str
    due: datetime.date | Missing | None
    """``masa.UNKNOWN`` where it has a date that is not known; None where it has none."""


@dataclass(frozen=True, slots=True)
class DutyTrack:
    """A duty from the day it arose."""

    duty: str
    member: str | None
    arisen_on: datetime.date | None
    """None: it is not known whether it has arisen."""
    stretches: tuple[DutyStretch, ...]


@dataclass(frozen=True, slots=True)
class WarningTrack:
    """Something to look out for, from the first day to before `end`."""

    warning: str
    member: str | None
    say: str
    first: datetime.date
    end: datetime.date


class Timeline:
    """What a case comes to, day by day: made by `RuleBook.timeline`.

    Immutable; share it freely between threads.

    Attributes
    ----------
    decisions : tuple of DecisionTrack
        Every decision and state, its stretches without gaps.
    duties : tuple of DutyTrack
        Every duty that arose, or may have.
    warnings : tuple of WarningTrack
        What to look out for, and when.
    left_out : tuple of str
        Packs that say nothing of such a case.
    """

    __slots__ = ("_handle", "decisions", "duties", "left_out", "warnings")

    def __init__(self, handle: _masa.Course, *, sensitive: bool) -> None:
        self._handle = handle
        said: dict[str, Any] = json.loads(handle.to_json(sensitive))
        self.decisions: tuple[DecisionTrack, ...] = tuple(map(_read_decision, said["decisions"]))
        self.duties: tuple[DutyTrack, ...] = tuple(map(_read_duty, said["duties"]))
        self.warnings: tuple[WarningTrack, ...] = tuple(
            WarningTrack(w["warning"], w["member"], w["say"], _day(w["from"]), _day(w["to"])) for w in said["warnings"]
        )
        self.left_out: tuple[str, ...] = tuple(said["left_out"])

    def decision(self, decision: str, member: str | None = None) -> DecisionTrack:
        """The track of one decision.

        Raises
        ------
        KeyError
            There is no such decision for that member.
        """
        for track in self.decisions:
            if track.decision == decision and track.member == member:
                return track
        raise KeyError(decision if member is None else f"{decision} of {member}")

    def to_text(self, *, sensitive: bool = False, width: int = 100) -> str:
        """The timeline as text."""
        return self._handle.to_text(sensitive, width, colour=False)

    def to_html(self, *, sensitive: bool = False) -> str:
        """One self-contained page: drawn to scale, and a table of the same."""
        return self._handle.to_html(sensitive, as_page=True)

    def _repr_html_(self) -> str:
        return self._handle.to_html(False, as_page=False)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each stretch of each decision, for a data frame: ``pandas.DataFrame(timeline.rows())``.

        Keys: ``member``, ``decision``, ``first``, ``end`` (the day after the last), ``value`` (None where it is not
        known) and ``reason``.
        """
        return [
            {
                "member": track.member,
                "decision": track.decision,
                "first": s.first,
                "end": s.end,
                "value": None if isinstance(s.value, Missing) else s.value,
                "reason": s.reason,
            }
            for track in self.decisions
            for s in track.stretches
        ]

    def duty_rows(self) -> list[dict[str, Any]]:
        """One row for each stretch of each duty, for a data frame.

        Keys: ``member``, ``duty``, ``first``, ``end``, ``state``, ``who``, ``due`` (None where there is none, or it is
        not known) and ``is_due_known``.
        """
        return [
            {
                "member": track.member,
                "duty": track.duty,
                "first": s.first,
                "end": s.end,
                "state": s.state,
                "who": s.who,
                "due": None if isinstance(s.due, Missing) else s.due,
                "is_due_known": not isinstance(s.due, Missing),
            }
            for track in self.duties
            for s in track.stretches
        ]

    def __repr__(self) -> str:
        return f"<masa.Timeline: {len(self.decisions)} decisions, {len(self.duties)} duties>"


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _read_decision(d: dict[str, Any]) -> DecisionTrack:
    stretches = tuple(
        Stretch(_day(s["from"]), _day(s["to"]), UNKNOWN if s["value"] is None else s["value"], s["reason"])
        for s in d["stretches"]
    )
    return DecisionTrack(d["decision"], d["member"], stretches)


def _due(d: dict[str, Any]) -> datetime.date | Missing | None:
    if d["due"] is not None:
        return _day(d["due"])
    return UNKNOWN if d["is_due_open"] else None


def _read_duty(d: dict[str, Any]) -> DutyTrack:
    stretches = tuple(
        DutyStretch(_day(s["from"]), _day(s["to"]), s["state"], s["who"], _due(s)) for s in d["stretches"]
    )
    return DutyTrack(d["duty"], d["member"], None if d["arisen_on"] is None else _day(d["arisen_on"]), stretches)
