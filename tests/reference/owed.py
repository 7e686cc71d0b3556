"""Chapter 16, Duties over time: since when each is owed, and by the law of which day.

A day of the case is one on which an event happens, a date comes, or the network changes. Before the first
of them, on the day before, nothing has come: what is owed then is as old as nobody knows, and goes by the law of each
day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import duties
from .known import TOO_MANY
from .over_time import DAY
from .values import NOTHING, Unknown, Value, join

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
    before: Value = True  # not known: it may be as old as nobody knows
    may_be_by_older_law: bool = False
    is_cancelled: bool = False
    cancelled_on: datetime.date | None = None  # None: since nobody knows when
    is_cancelled_today: bool = False
    who: Value | None = None  # who owed it then, where it stays with that body

    def is_certain(self) -> bool:
        return self.standing.owed is True


class Walk:
    """From the first day of a case to the one asked about, as all packs have it, or as those that one pack sees."""

    def __init__(self, today: Evaluation, duties_seen: list[Duty], seen_by: Any = None) -> None:
        self.today, self.seen_by = today, seen_by
        self.keys = [(duty, m) for duty in duties_seen for m in today.members_of(duty.record)]
        self.seen: dict[tuple[datetime.date, datetime.date | None], Evaluation] = {}
        self.since: dict[Key, Since] = {}
        days = self.days_of_the_case()
        self.undated: dict[Key, tuple[duties.Standing, bool]] = {}
        law: tuple[int, ...] | None = None
        first = day_before(days) if days else today.at
        turns = self.ends_of_laws()
        last_days = {end - DAY for end in turns if datetime.date.min < end}
        walked = {first, *days, *(day for day in turns if days and min(days) <= day <= today.at), today.at}
        for at in sorted(walked | {day for day in last_days if day < first}):
            day = self.at(at)
            if law != (law := self.law_of(day.law)):
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
        found |= {day + DAY for day in found} | self.today.book.network.days()
        laws = {self.law_of(at): at for at in sorted(self.days_of_all_laws())}.values()
        looked_at: set[tuple[datetime.date, datetime.date | None]] = set()
        todo: set[tuple[datetime.date, datetime.date | None]] = {
            (at, None) for at in laws
        }  # what comes by a law that has gone shows on the last day of that law
        while todo:
            for at, law in todo:
                day = self.at(at, law)
                for duty, m in self.keys:
                    duties.standing(duty, day, m)
                    duties.is_cancelled(duty, day, m)
                found |= day.came
            looked_at |= todo
            up_to_now = {day for day in found if day <= self.today.at}
            todo = {(at, None) for at in up_to_now}
            if up_to_now:  # what is as old as nobody knows
                first = day_before(up_to_now)
                todo |= {(first, None), *((first, law) for law in laws)}
            todo -= looked_at
        return [day for day in found if day <= self.today.at]

    def days_of_all_laws(self) -> set[datetime.date]:
        """The last day of each up to the one asked about."""
        return {self.today.at} | {day - DAY for day in self.ends_of_laws() if datetime.date.min < day <= self.today.at}

    def ends_of_laws(self) -> set[datetime.date]:
        if self.today.law_at:
            return set()
        sources = self.today.book.sources.all.values()
        return {end for source in sources for end in (source.first, source.end) if end}

    def law_of(self, day: datetime.date) -> tuple[int, ...]:
        sources = self.today.book.sources
        return tuple(sources.standing_of(source, day) for source in sources.all.values())

    def owed_before_anything(self, day: Evaluation) -> dict[Key, tuple[duties.Standing, bool]]:
        """And whether it is cancelled."""
        found = {(duty, m): (duties.standing(duty, day, m), duties.is_cancelled(duty, day, m)) for duty, m in self.keys}
        return {key: before for key, before in found.items() if before[0].owed is not False}

    def see(self, key: Key, day: Evaluation) -> None:
        (duty, m), is_undated = key, key in self.undated
        now, since = duties.standing(duty, day, m), self.since.pop(key, None)
        if since and since.on is None and not is_undated and not waits_for_a_day(since.standing, day):
            since = None  # by the law of today nothing says that it was owed
        before = self.undated.get(key, (now, False))
        # What became certain on this day is owed since then, though it may have been before.
        was_open = key in self.undated and isinstance(before[0].owed, Unknown)
        is_as_before = is_undated and (now.owed is True) == (before[0].owed is True)
        certain = Since(None if is_as_before else day.at, day.at, now)
        if duty.is_who_kept:
            certain.who = duty.who.run(day, m)
            is_older = since is not None and since.standing.owed is not True and now.owed is True
            if is_older and since and since.who != certain.who:  # it may have arisen then
                certain.who = join(since.standing.owed, since.who if since.who is not None else NOTHING)
        if was_open and now.owed is True:
            certain.before = before[0].owed
        if since is None:
            if now.owed is False:
                return
            waits = isinstance(certain.before, Unknown) and waits_for_a_day(before[0], day)
            certain.may_be_by_older_law = waits
            since = certain
        elif since.standing.owed is not True and now.owed is True:
            has_new_law = not self.today.law_at and self.law_of(since.law) != self.law_of(day.law)
            waits = waits_for_a_day(since.standing, day)
            certain.may_be_by_older_law = certain.on is not None and (waits if since.on is None else has_new_law)
            since = certain
        elif since.on is None and now.owed is not False and (now.owed is True or was_open or not since.is_certain()):
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
            at_first = since.who if since.on is not None else None
            found = duties.found(duty, self.by_law_of(since, duty), m, since.standing, at_first)
            found = replace(found, arisen_on=None if is_open else since.on)
            if since.may_be_by_older_law and isinstance(found.due, datetime.date) and duty.verb not in duties.LASTING:
                found = replace(found, may_be_earlier=True)
            is_older_owed = isinstance(since.before, Unknown) and not since.is_cancelled_today
            if is_cancelled and found.state not in ("done", "done_late") and is_older_owed:
                return replace(
                    found, state="not_known", is_provisional=True, is_done_unrecorded=found.is_done_unrecorded
                )
        is_done = found.state in ("done", "done_late")
        if is_cancelled and not is_done:
            return replace(found, state="cancelled", cancelled_on=since.cancelled_on)
        return found

    def by_law_of(self, since: Since, duty: Duty) -> Evaluation:
        is_the_same = self.today.law_at or self.law_of(since.law) == self.law_of(self.today.at)
        return self.at(self.today.at, None if is_the_same or duty.follows_law(self.at(self.today.at)) else since.law)


def day_before(days: Iterable[datetime.date]) -> datetime.date:
    return max(min(days), datetime.date.min + DAY) - DAY


def waits_for_a_day(standing: duties.Standing, day: Evaluation) -> bool:
    """A day would settle it: what it waits for may have come while another law counted."""
    is_open = isinstance(standing.owed, Unknown)
    return is_open and any(slot != TOO_MANY and day.book.fact(slot).type.base == "date" for slot in standing.settled_by)


def owed(today: Evaluation) -> list[DutyFound]:
    """As all packs have it, and, where others widen what a duty reads, as each pack has it that they do not see."""
    all_duties = [duty for duty in today.book.duties.all.values() if not today.is_left_out(duty.pack)]
    by_all = Walk(today, all_duties)
    rules = [rule for d in today.book.decisions.all.values() for rule in d.widened_by]
    widening = {rule.widens.id: rule.widens for rule in rules if rule.widens}
    walks: dict[str, Walk] = {}
    found = []
    for duty in all_duties:
        unseen = [pack for id, pack in widening.items() if id not in duty.pack.seen]
        packs = [duty.pack, *unseen] if unseen else []
        for pack in packs:
            if pack.id not in walks:
                walks[pack.id] = Walk(today, all_duties, pack)
        for m in today.members_of(duty.record):
            one = by_all.found(duty, m)
            for pack in packs:
                other = walks[pack.id].found(duty, m)
                one = stricter(duty, one, other) if one and other else one or other
            found.append(one)
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
