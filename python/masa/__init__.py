"""masa: a rules engine for multi-agency safeguarding arrangements.

Load a partnership's rules, decide a case under them, and ask why:

>>> import masa
>>> rules = masa.load("rules")
>>> answer = rules.decide({"incident": {"authority_aware_on": None}}, at="2025-03-10")
>>> answer.outcome("guidance_edition").value
masa.UNKNOWN
>>> answer.outcome("guidance_edition").settled_by[0].ask
'On which day did the notifying authority become aware of the incident?'

Missing is not false: a fact that is not known decides nothing, and ``masa.UNKNOWN`` has no truth value. Nothing here
opens a network connection or reads a clock; files are read only where you pass a path.
"""

from masa._masa import version as _version
from masa.answers import (
    CaseWarning,
    Conflict,
    CountedDay,
    Dates,
    DueDate,
    Duty,
    Judgement,
    Outcome,
    Question,
    Reading,
    RuleUsed,
    Source,
)
from masa.determination import Determination
from masa.errors import CaseError, Diagnostic, MasaError, Related, RulesError, SuiteError
from masa.layout import format, table_from_csv, table_to_csv, tables
from masa.reports import Reply, SuiteFailure, SuiteReport
from masa.rule_book import RuleBook, load, schema
from masa.table import DecidedTable, Need, Table, TimelineTables
from masa.timeline import DecisionTrack, DutyStretch, DutyTrack, Stretch, Timeline, WarningTrack
from masa.values import NOT_SHOWN, UNKNOWN, Missing, Scalar, Value

__version__ = _version()

__all__ = [
    "NOT_SHOWN",
    "UNKNOWN",
    "CaseError",
    "CaseWarning",
    "Conflict",
    "CountedDay",
    "Dates",
    "DecidedTable",
    "DecisionTrack",
    "Determination",
    "Diagnostic",
    "DueDate",
    "Duty",
    "DutyStretch",
    "DutyTrack",
    "Judgement",
    "MasaError",
    "Missing",
    "Need",
    "Outcome",
    "Question",
    "Reading",
    "Related",
    "Reply",
    "RuleBook",
    "RuleUsed",
    "RulesError",
    "Scalar",
    "Source",
    "Stretch",
    "SuiteError",
    "SuiteFailure",
    "SuiteReport",
    "Table",
    "Timeline",
    "TimelineTables",
    "Value",
    "WarningTrack",
    "__version__",
    "format",
    "load",
    "schema",
    "table_from_csv",
    "table_to_csv",
    "tables",
]
