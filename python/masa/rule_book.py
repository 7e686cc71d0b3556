"""Rule packs that were read and found right, and the questions one can ask of them."""

from __future__ import annotations

import json
import os
from typing import Any, Literal

from masa import _masa
from masa.caseloads import Caseloads
from masa.determination import Determination
from masa.errors import CaseError, Diagnostic, RulesError, SuiteError, read_diagnostics, refused_as
from masa.inputs import Case, Day, Rules, read_case, read_day, read_rules, read_text
from masa.pictures import Pictures
from masa.reports import Reply, SuiteFailure, SuiteReport
from masa.timeline import Timeline

WIDTH = 100


def load(rules: Rules) -> RuleBook:
    """Read, check and compile rule packs.

    Parameters
    ----------
    rules
        A path: a pack's file, or a folder, of which every ``.yaml`` file is read. Or a list of paths. Or a dictionary
        of texts, by the names under which messages speak of them.

    Returns
    -------
    RuleBook
        It was checked whole: what it holds can run.

    Raises
    ------
    RulesError
        The rules hold mistakes. It lists all of them, not only the first.
    OSError
        A file cannot be read, or a folder holds no pack.

    Examples
    --------
    >>> import masa
    >>> masa.load("rules").packs[:2]
    ('calendars/england-and-wales', 'calendars/scotland')
    """
    packs = read_rules(rules)
    if not packs:
        raise ValueError("no rules were given; a rule book of none would decide nothing, and not say so")
    with refused_as(RulesError):
        handle, warnings = _masa.load(packs)
    return RuleBook(handle, read_diagnostics(warnings))


def schema(of: Literal["pack", "case", "suite"]) -> dict[str, Any]:
    """Give the JSON Schema (draft-07) by which an editor completes a pack, a case or a suite.

    It refuses nothing that the engine takes; the engine refuses more. Of the cases of some rules, with their facts:
    `RuleBook.schema`.

    Examples
    --------
    >>> import masa
    >>> masa.schema("pack")["definitions"]["pack"]["required"]
    ['pack', 'title', 'layer']
    """
    if of not in ("pack", "case", "suite"):
        raise ValueError(f"there is a schema of a `pack`, a `case` or a `suite`, and none of {of!r}")
    found: dict[str, Any] = json.loads(_masa.schema(of))
    return found


class RuleBook(Pictures, Caseloads):
    """Packs that were read and found right. Made by `load`; cannot be changed; may be shared between threads.

    Attributes
    ----------
    packs : tuple of str
        Ids of the packs, in alphabetical order.
    decisions : tuple of str
        Ids of the decisions, in the order of declaration.
    diagnostics : tuple of Diagnostic
        Warnings and notes about the rules.
    """

    __slots__ = ("decisions", "diagnostics", "packs")

    def __init__(self, handle: _masa.RuleBook, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(handle)
        self.packs: tuple[str, ...] = tuple(handle.packs())
        self.decisions: tuple[str, ...] = tuple(handle.decisions())
        self.diagnostics = diagnostics

    def decide(self, case: Case, *, at: Day, known_by: Day | None = None, law_at: Day | None = None) -> Determination:
        """Decide one case.

        Parameters
        ----------
        case
            A dictionary of facts, as the packs declare them; or a text in YAML or JSON; or a `pathlib.Path` of such a
            file. A text is never taken for a path. In a dictionary, None, ``masa.UNKNOWN`` and pandas' missing values
            are *not known*, as is a fact that is left out.
        at
            The day the answer is about. A text must be ISO 8601, ``2025-03-10``.
        known_by
            Only what was recorded by then counts. Otherwise the same day as `at`.
        law_at
            A date: as if the law of that day applied. Otherwise, or with ``each``, every day by its own law.

        Raises
        ------
        CaseError
            The case has a name that no pack declares, a value that its fact cannot have, or a date that is in no
            calendar; nothing is decided. What is only *not known* is no error: it is part of the answer.
        TypeError
            A dictionary holds what can be no fact, such as a time of day.

        Examples
        --------
        >>> import datetime, masa
        >>> rules = masa.load("rules")
        >>> answer = rules.decide({"incident": {"authority_aware_on": datetime.date(2025, 3, 3)}}, at="2025-03-10")
        >>> answer.outcome("guidance_edition").value
        'WT2023'
        """
        name, text = read_case(case)
        with refused_as(CaseError):
            handle, notes = _masa.decide(self._handle, name, text, read_day(at), read_day(known_by), read_day(law_at))
        return Determination(handle, read_diagnostics(notes))

    def timeline(
        self,
        case: Case,
        *,
        first: Day | None = None,
        end: Day | None = None,
        known_by: Day | None = None,
        law_at: Day | None = None,
        sensitive: bool = False,
    ) -> Timeline:
        """Decide one case on every day on which anything can change, from `first` to before `end`.

        Parameters
        ----------
        case
            As of `decide`; its events under ``events``.
        first, end
            The days, at most 200 years apart. Otherwise the day of the first event, and 90 days after the last.
        known_by
            Only what was recorded by then counts. Otherwise the day before `end`.
        law_at
            A date: as if the law of that day applied. Otherwise every day by its own law.
        sensitive
            Whether sensitive decisions are told too.

        Raises
        ------
        CaseError
            As of `decide`, or the days are none.
        """
        name, text = read_case(case)
        days = (read_day(first), read_day(end), read_day(known_by), read_day(law_at))
        with refused_as(CaseError):
            handle, _ = _masa.timeline(self._handle, name, text, *days)
        return Timeline(handle, sensitive=sensitive)

    def ask(
        self, what: str, *, date: Day | None = None, given: dict[str, Any] | None = None, **arguments: Any
    ) -> Reply:
        """Answer a question that is about no case.

        Parameters
        ----------
        what
            A relation of the network, with one body; a question that a pack declares; or one of the language: ``chair``
            (of, date), ``rota`` (of, from, terms), ``cadence`` (of, year, happened), ``complete`` (of, has), ``figure``
            (of), ``conflict`` (at).
        date
            The day the answer is about. Without it: the answer that is the same whenever it is known.
        given
            What the packs leave to whoever asks: the ``order`` and ``start`` of a rota, facts.
        arguments
            Those of the question. One that is a word of Python is written with a bar behind it: ``from_``, ``as_``,
            ``in_``.

        Raises
        ------
        CaseError
            The question names what no pack declares, or lacks an argument.

        Examples
        --------
        >>> import masa
        >>> rules = masa.load("rules")
        >>> rules.ask("police_force", of="darlington").answer
        'durham'
        >>> rules.ask("chair", of="learning_and_development_group", date="2025-02-01").answer["seat"]
        'detective_inspector'
        """
        question = {"what": what, **{word.removesuffix("_"): value for word, value in arguments.items()}}
        if date is not None:
            question["date"] = date
        if given is not None:
            question["given"] = given
        with refused_as(CaseError):
            reply, _ = _masa.ask(self._handle, read_case(question)[1])
        sources = tuple((source.id, source.title) for source in reply.sources)
        return Reply(json.loads(reply.json), reply.text, sources, tuple(reply.notes))

    def calendar(
        self, year: int, *, given: dict[str, Any] | None = None, form: Literal["text", "icalendar", "json"] = "text"
    ) -> str:
        """Write the partnership's year: what must have happened by which day, and who takes which chair.

        Parameters
        ----------
        year
            From 1 to 9999.
        given
            For rotations, by id, their ``order`` and ``start``, where the packs leave them open.
        form
            ``icalendar`` opens in a calendar program (RFC 5545).

        Raises
        ------
        CaseError
            The year is none, or what is given cannot be read.

        Examples
        --------
        >>> import masa
        >>> print(masa.load("rules").calendar(2026, form="icalendar").splitlines()[1])
        VERSION:2.0
        """
        settings = b"" if given is None else read_case(given)[1]
        with refused_as(CaseError):
            text, _ = _masa.calendar(self._handle, year, form, settings, WIDTH)
        return text

    def standing_duties(self) -> list[dict[str, Any]]:
        """List what bodies must or should do whatever the case: who, what, how often or by when."""
        found: list[dict[str, Any]] = json.loads(_masa.standing_duties(self._handle, "json", WIDTH))["standing_duties"]
        return found

    def conflicts(self) -> list[dict[str, Any]]:
        """List where texts disagree: what each reading says, which is followed and why."""
        found: list[dict[str, Any]] = json.loads(_masa.conflicts(self._handle, "json", WIDTH))["conflicts"]
        return found

    def read(self, *packs: str, width: int = WIDTH) -> str:
        """Read rules aloud: each as English sentences made from the tree that is evaluated, with what it rests on.

        Parameters
        ----------
        packs
            The packs, by the name that each gives itself; none: all.
        width
            Of a line, in characters.

        Raises
        ------
        RulesError
            A pack is named that the rule book does not hold.
        """
        return self._read(list(packs), "text", width)

    def sentences(self, *packs: str) -> list[dict[str, Any]]:
        """List what `read` prints: for each rule its pack, sort, id, lines (how deep, text) and sources."""
        found: list[dict[str, Any]] = json.loads(self._read(list(packs), "json", WIDTH))["rules"]
        return found

    def _read(self, packs: list[str], form: str, width: int) -> str:
        with refused_as(RulesError):
            text, _ = _masa.read(self._handle, packs, form, width)
        return text

    def coverage(self, provisions: str | os.PathLike[str]) -> list[dict[str, Any]]:
        """Say of each provision of a document whether the packs hold it, and where.

        Parameters
        ----------
        provisions
            A text, or a `pathlib.Path` of its file, with ``provisions``, a list of ``id``, ``kind`` and ``says``.

        Raises
        ------
        CaseError
            It cannot be read.
        """
        with refused_as(CaseError):
            text, _ = _masa.coverage(self._handle, *read_text(provisions, "list of provisions"), "json", WIDTH)
        found: list[dict[str, Any]] = json.loads(text)["provisions"]
        return found

    def schema(self) -> dict[str, Any]:
        """Give the JSON Schema (draft-07) of the cases of these rules.

        It has each fact with the question that asks for it, each event with its fields, and each list.

        Examples
        --------
        >>> import masa
        >>> facts = masa.load("rules").schema()["properties"]["incident"]["properties"]
        >>> facts["authority_aware_on"]["description"].partition(" (")[0]
        'On which day did the notifying authority become aware of the incident?'
        """
        found: dict[str, Any] = json.loads(_masa.schema_of_cases(self._handle))
        return found

    def run_suite(self, suite: str | os.PathLike[str]) -> SuiteReport:
        """Run a suite of cases with the answers expected of them.

        Parameters
        ----------
        suite
            The suite as a text, or a `pathlib.Path` of its file.

        Raises
        ------
        SuiteError
            The suite cannot be run. A case that fails is no error: the report lists it.
        """
        with refused_as(SuiteError):
            report, notes = _masa.run_suite(self._handle, *read_text(suite, "suite"))
        return SuiteReport(
            failures=tuple(SuiteFailure(f.id, f.what, f.expected, f.got, f.rule) for f in report.failures),
            passed=tuple(report.passed),
            failed=tuple(report.failed),
            notes=tuple(report.notes),
            diagnostics=read_diagnostics(notes),
        )

    def __repr__(self) -> str:
        return f"<masa.RuleBook: {len(self.packs)} packs, {len(self.decisions)} decisions>"
