"""Chapters 9 and 10, counting days: working days by a calendar, months and years by the corresponding date."""

from __future__ import annotations

import calendar as months
import datetime
from dataclasses import dataclass, replace
from typing import Any

from .text import only, read_date, read_table
from .values import ARITHMETIC, CALENDAR_ENDS, NOTHING, NotUnderstood, Value, not_known

DAY = datetime.timedelta(days=1)
Stop = tuple[datetime.date, "datetime.date | None"]
"""A count leaves out the days from the first to before the second; None: it stands still."""


@dataclass(frozen=True)
class Calendar:
    id: str
    first: datetime.date
    last: datetime.date  # still covered
    holidays: frozenset[datetime.date]

    def covers(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last

    def is_working_day(self, day: datetime.date) -> bool:
        return day.weekday() < 5 and day not in self.holidays


def read_calendar(entry: dict[str, Any], id: str) -> Calendar:
    only(entry, "title cite covers week holidays", id)
    if entry["week"] != "Monday to Friday":
        raise NotUnderstood(f"{id} has the week {entry['week']}")
    first, word, last = entry["covers"].split()
    if word != "to":
        raise NotUnderstood(f"{id} covers {entry['covers']}")
    return Calendar(id, read_date(first), read_date(last), read_days(entry["holidays"], "date"))


def read_days(table: str, heading: str) -> frozenset[datetime.date]:
    headings, rows = read_table(table)
    cells = [row[headings.index(heading)] for row in rows] if heading in headings else []
    return frozenset(read_date(cell) for cell in cells if cell)


def with_late_proclamation(calendar: Calendar, entry: dict[str, Any], id: str) -> Calendar:
    """What `adds_to` a calendar: further holidays, each perhaps `instead_of` one that becomes a working day."""
    only(entry, "title cite adds_to holidays", id)
    instead_of = read_days(entry["holidays"], "instead_of")
    return replace(calendar, holidays=(calendar.holidays - instead_of) | read_days(entry["holidays"], "date"))


def count(number: int, unit: str, way: str, day: datetime.date, calendar: Calendar | None) -> Value:
    """`3 weeks before day`. A number under nought leads nowhere."""
    if number < 0:
        return not_known(ARITHMETIC)
    try:
        if way != "beginning with":
            return after(number if way == "after" else -number, unit, day, calendar)
        if number == 0:
            return not_known(ARITHMETIC)
        if unit in ("month", "year"):
            same_day = after(number, unit, day, calendar)  # or the last day of a month that has no such day
            return same_day if same_day.day < day.day else same_day - DAY
        return after(number, unit, day - DAY, calendar)
    except (CalendarEnds, OverflowError):  # the second: outside the years 1 to 9999
        return not_known(CALENDAR_ENDS, calendar.id) if unit == "working day" and calendar else not_known(ARITHMETIC)


def suspended(
    number: int, unit: str, way: str, day: datetime.date, calendar: Calendar | None, stops: list[Stop]
) -> Value:
    """The same, day by day, without those of the stops."""
    is_working = unit == "working day"
    try:
        after(0, unit, day, calendar)  # day 0 lies in the calendar, too
        left = number * 7 if unit == "week" else number // 24 if unit == "hour" else number
        step = -DAY if way == "before" else DAY
        day -= DAY if way == "beginning with" else 0 * DAY
        while left:
            last = day in (datetime.date.min, datetime.date.max)  # of all: it may still stand still there
            if any(first <= (day if last else day + step) and end is None for first, end in stops):
                return NOTHING
            day += step
            after(0, unit, day, calendar)
            ends = [end for first, end in stops if end and first <= day < end]
            if ends and way != "before":
                day = max(ends) - DAY
            elif not ends:
                left -= not (is_working and calendar and not calendar.is_working_day(day))
    except (CalendarEnds, OverflowError):
        return not_known(CALENDAR_ENDS, calendar.id) if is_working and calendar else not_known(ARITHMETIC)
    return day


class CalendarEnds(Exception):
    """A count of working days left the years for which the holidays were published."""


def after(number: int, unit: str, day: datetime.date, calendar: Calendar | None) -> datetime.date:
    if unit == "working day":
        if calendar is None:
            raise NotUnderstood("working days are counted without a calendar")
        return working_days_after(number, day, calendar)
    if unit == "hour":
        if number % 24:
            raise NotUnderstood(f"{number} hours are no whole days")
        return day + number // 24 * DAY
    if unit in ("day", "week"):
        return day + number * (7 if unit == "week" else 1) * DAY
    return months_after(number * (12 if unit == "year" else 1), day)


def working_days_after(number: int, day: datetime.date, calendar: Calendar) -> datetime.date:
    """`day` is day 0; it lies in the calendar too."""
    step = DAY if number > 0 else -DAY
    left = abs(number)
    if not calendar.covers(day):
        raise CalendarEnds
    while left:
        day += step
        if not calendar.covers(day):
            raise CalendarEnds
        if calendar.is_working_day(day):
            left -= 1
    return day


def months_after(number: int, day: datetime.date) -> datetime.date:
    """The corresponding date, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return datetime.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def completed_years(born: datetime.date, day: datetime.date) -> int:
    """Attained at the start of the birthday; born on 29 February, on 1 March of a common year."""
    is_before_birthday = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - is_before_birthday
