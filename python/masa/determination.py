"""The answer to one case."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from masa import _masa, answers
from masa.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, repr=False, eq=False)
class Determination:
    """The answer to one case: outcomes, duties with dates, warnings, conflicts, and what to ask next.

    Made by `RuleBook.decide`; cannot be changed; may be shared between threads. In a notebook it shows itself as a
    page.

    Examples
    --------
    >>> import masa
    >>> case = '''
    ... incident: {place: darlington, date: 2025-03-02, authority_aware_on: 2025-03-03}
    ... people:
    ... - {id: child, born: 2024-12-01, died: no, abuse_or_neglect: suspected, suspected_by: [darlington]}
    ... '''
    >>> answer = masa.load("rules").decide(case, at="2025-03-05")
    >>> answer.outcome("notify_panel", "child").value
    masa.UNKNOWN
    >>> [q.fact for q in answer.outcome("notify_panel", "child").settled_by]
    ['serious_physical_harm', 'serious_or_long_term_impairment']
    >>> notify = answer.duties[0]
    >>> print(notify.duty, notify.is_provisional, notify.due)
    notify_panel True 2025-03-10
    """

    _handle: _masa.Determination
    diagnostics: tuple[Diagnostic, ...] = ()
    """Warnings and notes about the case's text."""
    _is_sensitive: bool = False

    @property
    def outcomes(self) -> tuple[answers.Outcome, ...]:
        """Every decision, for each member it is about."""
        return tuple(self._outcomes.values())

    @cached_property
    def duties(self) -> tuple[answers.Duty, ...]:
        """The duties that have arisen, or may have."""
        return tuple(map(answers.read_duty, self._json["duties"]))

    @cached_property
    def warnings(self) -> tuple[answers.CaseWarning, ...]:
        """What to look out for in this case."""
        return tuple(map(answers.read_warning, self._json["warnings"]))

    @cached_property
    def conflicts(self) -> tuple[answers.Conflict, ...]:
        """Texts that disagree, as the packs declare it, and whether that matters here."""
        return tuple(map(answers.read_conflict, self._json["conflicts"]))

    @cached_property
    def ask_next(self) -> tuple[answers.Question, ...]:
        """The facts not known that would settle something, most useful first."""
        return tuple(map(answers.read_question, self._json["ask_next"]))

    @cached_property
    def dates(self) -> answers.Dates:
        """The three dates of the question."""
        return answers.read_dates(self._json["dates"])

    @cached_property
    def sources(self) -> Mapping[str, answers.Source]:
        """The texts cited, by their ids."""
        return MappingProxyType({id: answers.read_source(id, d) for id, d in self._json["sources"].items()})

    def outcome(self, decision: str, person: str | None = None) -> answers.Outcome:
        """The answer to one decision.

        Parameters
        ----------
        decision
            Its id.
        person
            The id of the person; None for a decision about the incident.

        Raises
        ------
        LookupError
            The rules have no such decision, or the case no such person.

        Examples
        --------
        >>> import masa
        >>> answer = masa.load("rules").decide("incident: {authority_aware_on: unknown}", at="2025-03-10")
        >>> edition = answer.outcome("guidance_edition")
        >>> edition.is_known, edition.reasons
        (False, ('asked and not known',))
        >>> answer.outcome("guidance_editon")
        Traceback (most recent call last):
        LookupError: no decision `guidance_editon`; did you mean `guidance_edition`?
        """
        found = self._outcomes.get((decision, person))
        if found is None:
            raise LookupError(self._why_not_found(decision, person))
        return found

    def why(self, decision: str | None = None, person: str | None = None) -> str:
        """The tree of reasons as text: each rule considered, each condition's value, citation, file and line.

        Parameters
        ----------
        decision, person
            Narrow it to one decision, or to one decision about one person. None: all.

        Raises
        ------
        LookupError
            The rules have no such decision, or the case no such person.

        Examples
        --------
        >>> import masa
        >>> answer = masa.load("rules").decide("incident: {authority_aware_on: 2025-03-03}", at="2025-03-10")
        >>> "WT.ch5" in answer.why("guidance_edition")
        True
        """
        known = self._outcomes
        is_there = any(decision in (None, d) and person in (None, p) for d, p in known)
        if (decision or person) and not is_there:
            raise LookupError(self._why_not_found(decision, person))
        return _masa.explain(self._handle, decision or "", person or "", self._is_sensitive)

    def with_sensitive(self) -> Determination:
        """The same answer, with the values of sensitive facts and decisions. The page in a notebook never shows them.

        Examples
        --------
        >>> import masa
        >>> case = "incident: {date: 2025-03-02}\\npeople: [{id: child, born: 2015-03-02}]"
        >>> answer = masa.load("rules").decide(case, at="2025-03-10")
        >>> answer.outcome("age_at_incident", "child").value
        masa.NOT_SHOWN
        >>> answer.with_sensitive().outcome("age_at_incident", "child").value
        10
        """
        return Determination(self._handle, self.diagnostics, True)

    def to_json(self, *, explanation: bool = False) -> str:
        """JSON by docs/determination.schema.json; with `explanation`, the tree of reasons too.

        It has no sensitive values, unless this answer is one `with_sensitive`.
        """
        return self._handle.to_json(self._is_sensitive, explanation)

    def to_dict(self, *, explanation: bool = False) -> dict[str, Any]:
        """The same as `to_json`, as dictionaries and lists."""
        plain: dict[str, Any] = json.loads(self.to_json(explanation=explanation))
        return plain

    def to_text(self, *, width: int = 100, colour: bool = False) -> str:
        """A page for a terminal, at most `width` columns wide; `colour` adds ANSI colours."""
        return self._handle.to_text(self._is_sensitive, width, colour)

    def to_html(self) -> str:
        """A self-contained page of HTML, to open in a browser or to put on paper.

        It has no sensitive values, unless this answer is one `with_sensitive`.
        """
        return self._handle.to_html(self._is_sensitive, fragment=False)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        unknown = sum(1 for outcome in self.outcomes if outcome.state == "not_known")
        states = Counter(duty.state.replace("_", " ") for duty in self.duties)
        parts = [f"{len(self.outcomes)} outcomes" + (f" ({unknown} not known)" if unknown else "")]
        parts.append("duties: " + (", ".join(f"{count} {state}" for state, count in states.items()) or "none"))
        if self.warnings:
            parts.append(f"{len(self.warnings)} warnings")
        return f"<masa.Determination at {self.dates.facts_at}; {'; '.join(parts)}>"

    def _repr_html_(self) -> str:
        return self._handle.to_html(sensitive=False, fragment=True)

    @cached_property
    def _json(self) -> dict[str, Any]:
        return self.to_dict()

    @cached_property
    def _outcomes(self) -> dict[tuple[str, str | None], answers.Outcome]:
        return {(o.decision, o.member): o for o in map(answers.read_outcome, self._json["outcomes"])}

    def _why_not_found(self, decision: str | None, person: str | None) -> str:
        people = {p for _, p in self._outcomes if p is not None}
        if person is not None and person not in people:
            return f"the case has no person `{person}`; it has {_listed(people)}"
        decisions = {d for d, _ in self._outcomes}
        if decision not in decisions:
            import difflib

            near = difflib.get_close_matches(decision or "", decisions, n=1)
            return f"no decision `{decision}`" + (f"; did you mean `{near[0]}`?" if near else "")
        about = {p for d, p in self._outcomes if d == decision and p is not None}
        if not about:
            return f"`{decision}` is about the incident, not about a person"
        return f"`{decision}` is about a person; say which: {_listed(about)}"


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"
