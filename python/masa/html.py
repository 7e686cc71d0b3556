"""A determination as a page for a notebook: one fragment of HTML with its own style, and no script.

The page takes its colours from what surrounds it and tints them, so it reads on a light ground and on a dark one. No
colour says what a word does not say too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from masa.values import NOT_SHOWN, UNKNOWN, Missing, Value

if TYPE_CHECKING:
    from masa.answers import Conflict, DueDate, Duty, Judgement, Outcome, Question
    from masa.determination import Determination

# Doubled class names outweigh the style that notebooks give to every table.
_STYLE = """
.masa.masa{line-height:1.45;max-width:66rem;font-size:.95em;overflow-x:auto}
.masa.masa p{margin:.2em 0}
.masa.masa :is(td,th)>p:first-child{margin-top:0}
.masa.masa .masa-note{opacity:.75}
.masa.masa table{border-collapse:collapse;border:0;width:100%;margin:1.1em 0 0;table-layout:fixed;font-size:1em}
.masa.masa caption{caption-side:top;text-align:left;font-weight:600;font-size:1.1em;padding:.2em 0;color:inherit}
.masa.masa thead tr,.masa.masa tbody tr:nth-child(n){background:none;border:0}
.masa.masa th,.masa.masa td{text-align:left;vertical-align:top;padding:.35em .9em .35em 0;border:0;
border-bottom:1px solid rgba(128,128,128,.3);white-space:normal;max-width:none;overflow-wrap:break-word}
.masa.masa thead th{font-weight:600;opacity:.75;border-bottom-color:rgba(128,128,128,.7)}
.masa.masa tbody th{font-weight:400}
.masa.masa .masa-value{font-weight:600}
.masa.masa code{font-size:.85em;opacity:.75;background:none;padding:0;color:inherit;overflow-wrap:anywhere}
.masa.masa td>code,.masa.masa abbr{margin-right:.5em}
.masa.masa abbr code{white-space:nowrap}
.masa.masa .masa-tag{display:inline-block;padding:0 .5em;border-radius:.6em;border:1px solid;
white-space:nowrap;font-weight:600}
.masa.masa .masa-red{background:rgba(220,38,38,.16);border-color:rgba(220,38,38,.8)}
.masa.masa .masa-amber{background:rgba(217,119,6,.16);border-color:rgba(217,119,6,.8)}
.masa.masa .masa-green{background:rgba(22,163,74,.16);border-color:rgba(22,163,74,.8)}
.masa.masa .masa-open{background:none;border-style:dashed;border-color:rgba(128,128,128,.9)}
.masa.masa .masa-grey{background:rgba(128,128,128,.14);border-color:transparent;font-weight:400}
.masa.masa summary{cursor:pointer}
.masa.masa .masa-days{columns:15em;column-gap:2em;list-style:none;margin:.3em 0 .5em;padding:0}
.masa.masa .masa-days li{break-inside:avoid;margin:0}
.masa.masa abbr{text-decoration:none;border:0;cursor:help}
""".replace("\n", "")

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DUTY_TAGS = {
    "due": ("masa-amber", "due"),
    "overdue": ("masa-red", "overdue"),
    "done": ("masa-green", "done"),
    "done_late": ("masa-red", "done late"),
    "not_known": ("masa-open", "not known"),
    "going_on": ("masa-amber", "going on"),
    "ended": ("masa-grey", "ended"),
    "not_arisen": ("masa-grey", "not arisen"),
    "in_force": ("masa-amber", "in force"),
    "breached": ("masa-red", "breached"),
    "lifted": ("masa-grey", "lifted"),
    "cancelled": ("masa-grey", "cancelled"),
}
_DATE_KINDS = {"shown_only": "shown only, binds nobody: ", "last_day": "last day: "}
_DUTY_DAY = {"overdue": "since", "going_on": "to", "ended": "on", "in_force": "to", "lifted": "after"}
_MOST_LISTED = 6


def write_html(answer: Determination) -> str:
    """The page. `answer` must be one without sensitive values; the page shows whatever it holds."""
    return "".join(_Page(answer).parts())


class _Page:
    def __init__(self, answer: Determination) -> None:
        self._answer = answer

    def parts(self) -> Iterator[str]:
        yield f'<div class="masa"><style>{_STYLE}</style>'
        yield from self._head()
        yield from self._duties()
        yield from self._warnings()
        yield from self._questions()
        yield from self._outcomes()
        yield from self._conflicts()
        yield from self._sources()
        yield "</div>"

    def _head(self) -> Iterator[str]:
        dates = self._answer.dates
        words = [f"As of {_day(dates.facts_at)}"]
        if dates.known_by != dates.facts_at:
            words.append(f"known by {_day(dates.known_by)}")
        if isinstance(dates.law_at, datetime.date):
            words.append(f"as if by the law of {_day(dates.law_at)}")
        yield f"<p><strong>{', '.join(words)}</strong></p>"
        yield '<p class="masa-note">This supports a decision; it does not replace one.</p>'

    # --- duties
    def _duties(self) -> Iterator[str]:
        duties = self._answer.duties
        if not duties:
            yield "<p>No duty has arisen.</p>"
            return
        rows = [(_about(d.member), self._duty(d), _duty_state(d), self._cite(d.cite)) for d in duties]
        yield _table("Duties", {"About": 11, "Who must do what": 54, "State": 20, "Source": 15}, rows, header=1)

    def _duty(self, duty: Duty) -> str:
        who = "Who owes it is not known:" if duty.who is UNKNOWN else f"<strong>{_value(duty.who)}</strong>"
        first = "If it has arisen: " if duty.is_provisional else ""
        whom = f", to {_value(duty.whom)}" if duty.whom is not None else ""
        said = f"<p>{first}{who} {escape(duty.words)} {escape(duty.text)}{whom}</p>"
        return said + "".join(map(self._due_date, duty.dates))

    def _due_date(self, date: DueDate) -> str:
        if date.due is None:
            return ""
        kind = _DATE_KINDS.get(date.kind, "")
        if isinstance(date.due, Missing):
            return f"<p>{kind}date not known ({escape(', '.join(date.reasons))}) {self._cite(date.cite)}</p>"
        counted = f", {escape(date.count)} {_day(date.counted_from)}" if date.count and date.counted_from else ""
        day_off = " (no working day; it does not roll)" if date.is_on_day_off else ""
        line = f"{kind}by {_day(date.due)}{counted}{day_off} {self._cite(date.cite)}"
        because = f'<p class="masa-note">{escape(date.because)}</p>' if date.because else ""
        if not date.days:
            return f"<p>{line}</p>{because}"
        days = "".join(f"<li>{_counted_day(c.date, c.number, c.why)}</li>" for c in date.days)
        return f'<details><summary>{line}</summary><ul class="masa-days">{days}</ul></details>{because}'

    # --- what to look at, what to ask
    def _warnings(self) -> Iterator[str]:
        rows = [(_about(w.member), escape(w.text), self._cite(w.cite)) for w in self._answer.warnings]
        if rows:
            yield _table("Warnings", {"About": 11, "What to look out for": 74, "Source": 15}, rows, header=1)

    def _questions(self) -> Iterator[str]:
        rows = [(_about(q.member), _words(q.ask, q.fact), _bears_on(q)) for q in self._answer.ask_next]
        columns = {"About": 11, "Question": 54, "It bears on": 35}
        if rows:
            yield _table("Ask next, most useful first", columns, rows, header=1)

    # --- outcomes
    def _outcomes(self) -> Iterator[str]:
        groups: dict[str | None, list[Outcome]] = {None: []}
        for outcome in self._answer.outcomes:
            groups.setdefault(outcome.member, []).append(outcome)
        for member, outcomes in groups.items():
            shown = [o for o in outcomes if not o.is_working]
            steps = [o for o in outcomes if o.is_working]
            about = f"Answers about {escape(member)}" if member else "Answers about the incident"
            if shown:
                yield self._answers(about, shown)
            if steps:
                yield f'<details><summary class="masa-note">Steps towards them: {len(steps)}</summary>'
                yield self._answers(f"{about}: steps", steps) + "</details>"

    def _answers(self, caption: str, outcomes: Iterable[Outcome]) -> str:
        rows = [(_words(o.question, o.decision), self._outcome(o), _how_sure(o), self._because(o)) for o in outcomes]
        return _table(caption, {"Question": 42, "Answer": 31, "How sure": 12, "Source": 15}, rows, header=0)

    def _outcome(self, outcome: Outcome) -> str:
        if outcome.value is NOT_SHOWN:
            return '<span class="masa-note">sensitive, not shown</span>'
        notes = []
        if outcome.value is UNKNOWN:
            possible = [_value(value) for value in outcome.possible if value is not UNKNOWN]
            if possible and outcome.is_complete:
                listed = ", ".join(possible) if len(possible) <= _MOST_LISTED else f"{len(possible)} answers"
                notes.append(f"still possible: {listed}")
            facts = [_fact(q) for q in outcome.settled_by]
            notes.append(f"settled by {', '.join(facts)}" if facts else escape(", ".join(outcome.reasons)))
        if outcome.judgement is not None:
            notes.append(_judgement(outcome.judgement, outcome.value))
        if outcome.as_far_as_recorded:
            notes.append("as far as recorded")
        note = "".join(f'<div class="masa-note">{line}</div>' for line in notes)
        return _answer_tag(outcome.value) + note

    def _because(self, outcome: Outcome) -> str:
        if outcome.value is UNKNOWN:
            return ""
        return self._cite(dict.fromkeys(id for rule in outcome.rules for id in rule.cite))

    # --- conflicts and sources
    def _conflicts(self) -> Iterator[str]:
        rows = [(_about(c.member), self._conflict(c), _differs(c)) for c in self._answer.conflicts]
        if rows:
            yield _table("Texts that disagree", {"About": 11, "What they say": 69, "Here": 20}, rows, header=1)

    def _conflict(self, conflict: Conflict) -> str:
        about = self._answer.outcome(conflict.about, conflict.member)
        is_shown = conflict.differs is not False and about.value is not NOT_SHOWN
        lines = []
        for reading in conflict.readings:
            first = "<strong>followed</strong>: " if reading.id == conflict.chosen else ""
            would_be = f"; the answer is {_value(reading.would_be)}" if is_shown else ""
            lines.append(f"<p>{first}{escape(reading.says)}{would_be} {self._cite(reading.cite)}</p>")
        return f'{"".join(lines)}<p class="masa-note">because {escape(conflict.because)}</p>'

    def _sources(self) -> Iterator[str]:
        sources = self._answer.sources.values()
        rows = [(escape(s.id), escape(s.title), escape(s.kind.replace("_", " "))) for s in sources]
        if rows:
            yield f'<details style="margin-top:1.1em"><summary>Sources: {len(rows)}</summary>'
            yield _table("Sources", {"Id": 16, "Title": 64, "Kind": 20}, rows, header=0) + "</details>"

    def _cite(self, cite: Iterable[str]) -> str:
        marks = []
        for id in cite:
            source = self._answer.sources.get(id)
            title = f' title="{escape(source.title)}"' if source else ""
            marks.append(f"<abbr{title}><code>{escape(id)}</code></abbr>")
        return " ".join(marks)


def _table(caption: str, columns: Mapping[str, int], rows: Iterable[tuple[str, ...]], *, header: int) -> str:
    """`columns`: each heading and its share of the width; `header`: the column that names the row."""
    head = "".join(f'<th scope="col" style="width:{width}%">{heading}</th>' for heading, width in columns.items())
    body = "".join(f"<tr>{_cells(row, header)}</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: tuple[str, ...], header: int) -> str:
    return "".join(f'<th scope="row">{cell}</th>' if i == header else f"<td>{cell}</td>" for i, cell in enumerate(row))


def _about(member: str | None) -> str:
    return escape(member) if member else "the incident"


def _words(words: str, id: str) -> str:
    return f"{escape(words)} <code>{escape(id)}</code>" if words else f"<code>{escape(id)}</code>"


def _judgement(judgement: Judgement, value: Value) -> str:
    is_same = judgement.rules_say is not UNKNOWN and judgement.rules_say == value
    says = "the rules say the same" if is_same else f"the rules say: {_value(judgement.rules_say)}"
    return f"decided by {escape(judgement.by)} on {_day(judgement.on)}: {escape(judgement.why)}; {says}"


def _bears_on(question: Question) -> str:
    decisions = dict.fromkeys(decision for decision, _ in question.bears_on)
    return " ".join(f"<code>{escape(decision)}</code>" for decision in decisions)


def _how_sure(outcome: Outcome) -> str:
    if isinstance(outcome.value, Missing):
        return ""
    return "not verified" if outcome.confidence == "memory" else outcome.confidence


def _fact(question: Question) -> str:
    return escape(question.fact) + (f" of {escape(question.member)}" if question.member else "")


def _differs(conflict: Conflict) -> str:
    if conflict.differs is None:
        return "not known whether it matters"
    return "<strong>matters</strong>" if conflict.differs else "makes no difference"


def _duty_state(duty: Duty) -> str:
    kind, word = _DUTY_TAGS[duty.state]
    lines = [f'<span class="masa-tag {kind}">{word}</span>']
    if duty.done_on is not None:
        lines.append(f"on {_day(duty.done_on)}")
    elif duty.due is UNKNOWN:
        lines.append("date not known")
    elif isinstance(duty.due, datetime.date):
        lines.append(f"{_DUTY_DAY.get(duty.state, 'by')} {_day(duty.due)}")
    if duty.is_provisional:
        lines.append("if it has arisen")
    if duty.is_done_unrecorded:
        lines.append("not done, as far as recorded")
    return "<br/>".join(lines)


def _answer_tag(value: Value) -> str:
    if value is UNKNOWN:
        return '<span class="masa-tag masa-open">not known</span>'
    return f'<span class="masa-value">{_value(value)}</span>'


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return _day(value)
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(_value, value))) or "none"
    return escape(str(value).replace("_", " "))


def _day(day: datetime.date) -> str:
    return _time(day, f"{_short(day)} {day.year}")


def _counted_day(day: datetime.date, number: int | None, why: str | None) -> str:
    shown = _time(day, _short(day))
    if number is not None:
        return f"{shown}: day {number}"
    is_weekend = why is not None and why.startswith(_WEEKDAYS[day.weekday()])
    return f"{shown}: not counted" if is_weekend else f"{shown}: not counted, {escape(why or '')}"


def _short(day: datetime.date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _time(day: datetime.date, words: str) -> str:
    return f'<time datetime="{day.isoformat()}">{words}</time>'
