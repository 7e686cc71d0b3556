"""What can be wrong with a text, as exceptions that carry every complaint and its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from masa import _masa


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a diagnostic speaks of."""

    message: str
    file: str
    line: int
    column: int
    source_line: str | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint about a text: what was found and where, and apart from that, what to do.

    Attributes
    ----------
    code
        A stable word, such as ``unknown_name``.
    severity
        Only an ``error`` keeps a text from being used.
    message
        What was found. About a case, it names the fact and never its value.
    help
        What to do about it, or None.
    file, line, column
        The place. Lines and columns count from 1, columns in code points; line 0 is no place.
    source_line
        The line of the text. None where there is no place, and always for a case: the line may hold what is private.
    related
        Other places that the message speaks of.
    """

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    help: str | None
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    source_line: str | None
    related: tuple[Related, ...]
    text: str
    """Everything above as the command line prints it."""

    def __str__(self) -> str:
        return self.text


class MasaError(Exception):
    """A text was refused. ``str()`` of it lists every complaint with its place.

    Attributes
    ----------
    diagnostics : tuple of Diagnostic
        In reading order.
    """

    what = "the text was refused"

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(tuple(diagnostics))
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return "\n".join([self.what, *(d.text for d in self.diagnostics)])


class RulesError(MasaError):
    """The rule packs hold mistakes; there is no rule book.

    Examples
    --------
    >>> import masa
    >>> try:
    ...     masa.load({"tiny.yaml": "pack: tiny\\ntitle: Tiny\\nlayer: local\\ncite: none\\n"})
    ... except masa.RulesError as error:
    ...     first = error.diagnostics[0]
    ...     print(first.code, first.file, first.line, first.column)
    unknown_key tiny.yaml 4 1
    """

    what = "the rules hold mistakes"


class CaseError(MasaError):
    """The case or its dates cannot be read; nothing was decided."""

    what = "the case was refused, and nothing was decided"


class SuiteError(MasaError):
    """The suite cannot be run; no case of it was."""

    what = "the suite cannot be run"


class refused_as:
    """What the engine refuses inside a ``with`` is raised as an error of this kind, with every complaint."""

    def __init__(self, kind: type[MasaError]) -> None:
        self._kind = kind

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _masa.Refused):
            raise self._kind(read_diagnostics(error.args[0])) from None


def read_diagnostics(printed: Sequence[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """The engine's complaints, each as JSON and as text."""
    return tuple(_read_diagnostic(json.loads(as_json), text) for as_json, text in printed)


def _read_diagnostic(d: dict[str, Any], text: str) -> Diagnostic:
    return Diagnostic(
        code=d["code"],
        severity=d["severity"],
        message=d["message"],
        help=d["help"],
        file=d["file"],
        line=d["line"],
        column=d["column"],
        end_line=d["end_line"],
        end_column=d["end_column"],
        source_line=d["source_line"],
        related=tuple(Related(r["message"], r["file"], r["line"], r["column"], r["source_line"]) for r in d["related"]),
        text=text.rstrip("\n"),
    )
