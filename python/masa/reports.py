"""What a question answers and what the run of a suite found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from masa.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question that is about no case."""

    answer: Any
    """A text, a truth, a number, a list, a dictionary of such; None: not known."""
    text: str
    """The same on one line; ``unknown`` for what is not known."""
    sources: tuple[tuple[str, str], ...]
    """What it rests on: ids and titles."""
    notes: tuple[str, ...]
    """What it takes for granted, and why something is not known."""


@dataclass(frozen=True, slots=True)
class SuiteFailure:
    """One thing that a case expected and did not get."""

    id: str
    """The case."""
    what: str
    """Such as ``child.notify_panel``, ``due notify_panel child``, ``warnings``."""
    expected: str
    got: str
    rule: str
    """Id, file and line of the rules that decided; empty where none did."""


@dataclass(frozen=True, slots=True)
class SuiteReport:
    """What the run of a suite found."""

    failures: tuple[SuiteFailure, ...]
    passed: tuple[str, ...]
    """Ids of the cases that passed."""
    failed: tuple[str, ...]
    """Ids of the cases that failed."""
    notes: tuple[str, ...]
    """Differences that fail nothing."""
    diagnostics: tuple[Diagnostic, ...]
    """Warnings and notes about the suite's text."""

    @property
    def ok(self) -> bool:
        """Whether a case was run and none failed."""
        return bool(self.passed) and not self.failed

    def __str__(self) -> str:
        lines = [f"{len(self.passed)} passed, {len(self.failed)} failed"]
        lines += [f"{f.id}: {f.what}: expected {f.expected}, got {f.got} {f.rule}".rstrip() for f in self.failures]
        return "\n".join(lines)
