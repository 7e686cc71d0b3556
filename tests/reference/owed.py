"""Chapter 16, Duties over time: since when each is owed, and by the law of which day.

A day of the case is one on which an event happens or a date comes. Before the first of them, on the day before, nothing
has come: what is owed then is as old as nobody knows, and goes by the law of each day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import duties
from .over_time import DAY
from .values import Unknown, Value

if TYPE_CHECKING:
    from .duties import Duty, DutyFound
    from .evaluation import Evaluation

Key = tuple[Any, ...]
LAST = datetime.date.max


@dataclass
class Since:
    on: datetime.date | None  # None: since nobody knows when
    law: datetime.date
    standing: duties.Standing
    is_cancelled: bool = False
    cancelled_on: datetime.date | None = None  # None: since nobody knows when
    is_cancelled_today: bool = False


class Walk:
    """From the first day of a case to the one asked about, as all packs have it, or as those that one pack sees."""

    def __init__(self, today: Evaluation, duties_seen: list[Duty], seen_by: Any = None) -> None:
        self.today, self.seen_by = today, seen_by
        self.keys = [(duty, m) for duty in duties_seen for m in today.members_of(duty.record)]
        self.seen: dict[tuple[datetime.date, datetime.date | None], Evaluation] = {}
        self.since: dict[Key, Since] = {}
        days = self.days_of_the_case()
        self.undated: dict[Key, tuple[Value, bool]] = {}
        law: tuple[int, ...] | None = None
        self.has_days = bool(days)
        first = day_before(days) if days else None
        of_case = {first, *days} if first else set()
        for at in sorted({*of_case, *self.days_of_law(days), today.at}):
            day = self.at(at)
            if first and law != (law := self.law_of(day.law)):
                self.undated = self.owed_before_anything(self.at(first, day.law))
            for key in self.keys:
                self.see(key, day)

    def at(self, at: datetime.date, law: datetime.date | None = None) -> Evaluation:
        if (at, law) not in self.seen:
            self.seen[at, law] = self.today.as_of(at, law, self.seen_by)
        return self.seen[at, law]

    def days_of_the_case(self) -> list[datetime.date]:
        """Those up to the one asked about. Each may show that on another something comes."""
        found = {day for h in self.today.happened for day in (h.first, h.last) if datetime.date.min < day < LAST}
        found |= {day + DAY for day in found}
        looked_at: set[datetime.date] = set()
        todo = {self.today.at}
        while todo:
            for at in todo:
                day = self.at(at)
                for duty, m in self.keys:
                    duties.standing(duty, day, m)
                    duties.is_cancelled(duty, day, m)
                found |= day.came
            looked_at |= todo
            up_to_now = {day for day in found if day <= self.today.at}
            todo = (up_to_now | ({day_before(up_to_now)} if up_to_now else set())) - looked_at
        return [day for day in found if day <= self.today.at]

    def days_of_law(self, days: list[datetime.date]) -> set[datetime.date]:
        if not days or self.today.law_at:
            return set()
        ends = {end for source in self.today.book.sources.all.values() for end in (source.first, source.end) if end}
        return {day for day in ends if min(days) <= day <= self.today.at}

    def law_of(self, day: datetime.date) -> tuple[int, ...]:
        sources = self.today.book.sources
        return tuple(sources.standing_of(source, day) for source in sources.all.values())

    def owed_before_anything(self, day: Evaluation) -> dict[Key, tuple[Value, bool]]:
        """And whether it is cancelled."""
        found = {
            (duty, m): (duties.standing(duty, day, m).owed, duties.is_cancelled(duty, day, m)) for duty, m in self.keys
        }
        return {key: before for key, before in found.items() if before[0] is not False}

    def see(self, key: Key, day: Evaluation) -> None:
        (duty, m), is_undated = key, not self.has_days or key in self.undated
        now, since = duties.standing(duty, day, m), self.since.pop(key, None)
        if since and since.on is None and not is_undated:
            since = None  # by the law of today nothing says that it was owed
        before = self.undated.get(key, (now.owed, not self.has_days))
        # What became certain on this day is owed since then, though it may have been before.
        is_as_before = is_undated and (now.owed is True) == (before[0] is True)
        on = None if is_as_before else day.at
        if since is None:
            if now.owed is False:
                return
            since = Since(on, day.at, now)
        elif since.standing.owed is not True and now.owed is True:
            since = Since(on, day.at, now)
        elif since.on is None and now.owed is not False and (now.owed is True or since.standing.owed is not True):
            since.law, since.standing = day.at, now
        self.since[key] = since
        since.is_cancelled_today, was_cancelled = duties.is_cancelled(duty, day, m), since.is_cancelled
        since.is_cancelled = since.is_cancelled_today or (was_cancelled and since.on is not None)
        if since.is_cancelled and not was_cancelled:
            since.cancelled_on = day.at
        if since.on is None and (not since.is_cancelled or before[1]):
            since.cancelled_on = None

    def found(self, duty: Duty, m: str | None) -> DutyFound | None:
        since = self.since.get((duty, m))
        if since is None:
            return None
        today = self.at(self.today.at)
        now, is_cancelled = duties.standing(duty, today, m), since.is_cancelled
        is_open = isinstance(since.standing.owed, Unknown)
        if is_open and now.owed is False and is_cancelled:
            return None
        if is_open and now.owed is not False:  # as open today as it was
            found = duties.found(duty, today, m, now)
            is_cancelled = since.is_cancelled_today
        else:
            found = duties.found(duty, self.by_law_of(since, duty), m, since.standing)
            found = replace(found, arisen_on=None if is_open else since.on)
        is_done = found.state in ("done", "done_late")
        if is_cancelled and not is_done:
            return replace(found, state="cancelled", cancelled_on=since.cancelled_on)
        return found

    def by_law_of(self, since: Since, duty: Duty) -> Evaluation:
        is_the_same = self.today.law_at or self.law_of(since.law) == self.law_of(self.today.at)
        return self.at(self.today.at, None if is_the_same or duty.follows_law(self.at(self.today.at)) else since.law)


def day_before(days: Iterable[datetime.date]) -> datetime.date:
    return max(min(days), datetime.date.min + DAY) - DAY


def owed(today: Evaluation) -> list[DutyFound]:
    all_duties = list(today.book.duties.all.values())
    by_all = Walk(today, all_duties)
    widened_by = {id for d in today.book.decisions.all.values() for rule in d.widened_by for id in [rule.widens]}
    walks: dict[str, Walk] = {}
    found = []
    for duty in all_duties:
        is_narrower = bool(widened_by - duty.pack.seen)
        if is_narrower and duty.pack.id not in walks:
            own = [d for d in all_duties if d.pack is duty.pack]
            walks[duty.pack.id] = Walk(today, own, duty.pack)
        for m in today.members_of(duty.record):
            one = by_all.found(duty, m)
            other = walks[duty.pack.id].found(duty, m) if is_narrower else None
            found.append(stricter(duty, one, other) if one and other else one)
    return [one for one in found if one]


def stricter(duty: Duty, by_all: DutyFound, own: DutyFound) -> DutyFound:
    """Of a duty that others widen, as all have it and as its own pack has it: what binds, and the earlier date."""
    if (by_all.state == "cancelled") != (own.state == "cancelled"):
        return own if by_all.state == "cancelled" else by_all
    if not own.is_provisional and (by_all.is_provisional or duty.verb in (*duties.LASTING, "may")):
        return own
    dates = [one.due if isinstance(one.due, datetime.date) else None for one in (by_all, own)]
    takes_own = not own.is_provisional and dates[1] is not None and (dates[0] is None or dates[1] < dates[0])
    answer, other = (own, by_all) if takes_own else (by_all, own)
    if any(dates) and (isinstance(other.due, Unknown) or (other.is_provisional and is_before(other.due, answer.due))):
        answer = replace(answer, may_be_earlier=True)
    return replace(answer, arisen_on=by_all.arisen_on)


def is_before(a: Value, b: Value) -> bool:
    return isinstance(a, datetime.date) and (not isinstance(b, datetime.date) or a < b)
