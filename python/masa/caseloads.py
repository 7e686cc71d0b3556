"""What a rule book says of many cases at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from masa import _masa
from masa.determination import Determination
from masa.errors import CaseError, read_diagnostics, refused_as
from masa.inputs import Day, read_day, to_bytes
from masa.table import DecidedTable, Need, Table, TimelineTables, needs_of, question_of, sources_of


class Caseloads:
    """Tables of cases, decided by a rule book."""

    __slots__ = ()

    _handle: _masa.RuleBook

    def decide_table(
        self,
        cases: object,
        *,
        at: Day,
        decisions: Sequence[str] = (),
        facts: Mapping[str, str] | None = None,
        apart: Sequence[str] = (),
        key: str | None = None,
        lists: Mapping[str, object] | None = None,
        events: object | None = None,
        duties: bool = False,
        settled_by: bool = False,
        known_by: Day | None = None,
        law_at: Day | None = None,
        sensitive: bool = False,
        threads: int | None = None,
    ) -> DecidedTable:
        """Decide a table of cases, a row each, as `decide` would decide each row.

        Parameters
        ----------
        cases
            What hands out Arrow (a pandas, polars or pyarrow table), a dictionary of columns, or a list of
            dictionaries. A column is a fact, by its name; of a set, words with ``;`` between. What is missing (None,
            NaN, NaT, NA, an empty text) is not known.
        at
            The day the answers are about.
        decisions
            Those wanted; otherwise all about the cases, and the members of lists that have tables, that are no step
            towards others.
        facts
            For columns that are called otherwise, in whatever table, the fact that each gives.
        apart
            Columns that are no facts, such as names.
        key
            The column that tells cases apart. Needed with `lists` and `events`, whose tables have it too.
        lists
            For each list, by its name, a table of its members: ``{"people": frame}``. The column ``person`` (what a
            member is called in the rules) or ``id`` names them. A case with rows there has those members and no more;
            of one without it is not known who they are. A column ``people`` of `cases` says otherwise: ``listed``,
            ``more possible``, ``unknown`` or ``withheld``.
        events
            A table of what happened: ``event``, ``date`` (a day, ``2025-03-01 to 2025-03-10``, or missing), perhaps
            ``recorded``, to whom (``person``), and the facts of events: there a missing cell is not given.
        duties
            Whether duties are told too, in a table of their own.
        settled_by
            Whether behind each state stands which facts could change an answer that is open.
        known_by, law_at
            As of `decide`.
        sensitive
            Whether what is sensitive is told too.
        threads
            At most so many work at once; otherwise as many as the machine has.

        Raises
        ------
        CaseError
            A column is no fact, or a row has a value that its fact cannot have; nothing is decided. Each complaint
            names column and row, never the value. Of events a complaint begins with ``events`` and the number of the
            row.
        TypeError
            It is no table, or a list holds what can be no fact.

        Examples
        --------
        >>> import masa
        >>> rules = masa.load("rules")
        >>> days = {"incident.authority_aware_on": ["2025-03-03", None]}
        >>> rules.decide_table(days, at="2025-03-10", decisions=["guidance_edition"]).to_columns()
        {'guidance_edition': ['WT2023', None], 'guidance_edition.state': ['decided', 'fact']}
        """
        shown = {"duties": duties, "settled_by": settled_by}
        question = question_of(decisions, facts, apart, key, sensitive, threads, at, known_by, law_at, **shown)
        source, tables = sources_of(cases, lists, events, key, facts, apart)
        with refused_as(CaseError):
            decided = _masa.decide_table(self._handle, source, tables, question)
        return DecidedTable(decided, has_duties=duties)

    def decide_row(
        self,
        cases: object,
        which: str | int,
        *,
        at: Day,
        facts: Mapping[str, str] | None = None,
        apart: Sequence[str] = (),
        key: str | None = None,
        lists: Mapping[str, object] | None = None,
        events: object | None = None,
        known_by: Day | None = None,
        law_at: Day | None = None,
    ) -> Determination:
        """Decide one row of a table as `decide` would decide that case: to see why it is decided so.

        Parameters
        ----------
        which
            The key of the case; the number of its row, from 1, where no `key` is named.

        The others are those of `decide_table`.

        Raises
        ------
        CaseError
            As of `decide_table`, or there is no such row.

        Examples
        --------
        >>> import masa
        >>> rules = masa.load("rules")
        >>> days = {"incident.authority_aware_on": ["2025-03-03", None]}
        >>> rules.decide_row(days, 1, at="2025-03-10").outcome("guidance_edition").value
        'WT2023'
        """
        question = question_of((), facts, apart, key, False, None, at, known_by, law_at)
        source, tables = sources_of(cases, lists, events, key, facts, apart)
        with refused_as(CaseError):
            handle, notes = _masa.decide_row(self._handle, source, tables, question, to_bytes(str(which)))
        return Determination(handle, read_diagnostics(notes))

    def needs(self, cases: object, *, at: Day, **question: Any) -> list[Need]:
        """Tell which missing facts the answers to a table of cases wait for, those on which most wait first.

        Takes what `decide_table` takes.

        Examples
        --------
        >>> import masa
        >>> rules = masa.load("rules")
        >>> days = {"incident.authority_aware_on": ["2025-03-03", None]}
        >>> rules.needs(days, at="2025-03-10", decisions=["guidance_edition"])
        [Need(fact='incident.authority_aware_on', rows=1, answers=1)]
        """
        return needs_of(self.decide_table(cases, at=at, **(question | {"settled_by": True})))

    def timeline_table(
        self,
        cases: object,
        *,
        first: Day,
        end: Day,
        decisions: Sequence[str] = (),
        facts: Mapping[str, str] | None = None,
        apart: Sequence[str] = (),
        key: str | None = None,
        lists: Mapping[str, object] | None = None,
        events: object | None = None,
        known_by: Day | None = None,
        law_at: Day | None = None,
        sensitive: bool = False,
        threads: int | None = None,
    ) -> TimelineTables:
        """Decide a table of cases on every day on which anything can change, from `first` to before `end`.

        Tables and names are those of `decide_table`, days those of `timeline`, which says the same of each case alone.

        Raises
        ------
        CaseError
            As of `decide_table`, or the days are none.

        Examples
        --------
        >>> import masa
        >>> rules = masa.load("rules")
        >>> days = {"incident.authority_aware_on": ["2025-03-03"]}
        >>> found = rules.timeline_table(days, first="2025-03-01", end="2025-04-01", decisions=["guidance_edition"])
        >>> [(str(row["first"]), str(row["end"]), row["value"]) for row in found.decisions.to_dicts()]
        [('2025-03-01', '2025-04-01', 'WT2023')]
        """
        question = question_of(decisions, facts, apart, key, sensitive, threads, None, known_by, law_at)
        source, tables = sources_of(cases, lists, events, key, facts, apart)
        with refused_as(CaseError):
            found = _masa.timeline_table(self._handle, source, tables, question, read_day(first), read_day(end))
        return TimelineTables(Table(found.decisions()), Table(found.duties()))
