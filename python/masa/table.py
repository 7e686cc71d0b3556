"""Tables of cases: a row a case, a column a fact; and what is decided of them."""

from __future__ import annotations

import datetime
import decimal
import numbers
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from masa import _masa
from masa.inputs import Day, is_missing, read_day, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator


class Table:
    """Rows of answers. Of decisions a column each, and one behind it, ``decision.state``, that says how it stands.

    Anything that reads Arrow takes it as it is, without a copy: ``pyarrow.table(answers)``,
    ``polars.DataFrame(answers)``.
    """

    __slots__ = ("_batches",)

    def __init__(self, batches: Sequence[_masa.Batch]) -> None:
        self._batches = tuple(batches)

    def __len__(self) -> int:
        return sum(batch.rows() for batch in self._batches)

    def to_columns(self) -> dict[str, list[Any]]:
        """Give each column as a list: texts, truths, whole numbers, `decimal.Decimal`, dates, and None."""
        all_columns: dict[str, list[Any]] = {}
        for batch in self._batches:
            for name, values in batch.columns().items():
                all_columns.setdefault(name, []).extend(values)
        return all_columns

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give each row as a dictionary."""
        columns = self.to_columns()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _masa.stream_of(self._batches)

    def to_arrow(self) -> Any:
        """Give a ``pyarrow.Table``. Needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """Give a ``pandas.DataFrame``: words as categories, what is not known as missing. Needs pandas and pyarrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Give a ``polars.DataFrame``. Needs polars."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<masa.{type(self).__name__}: {len(self)} rows>"


class DecidedTable(Table):
    """What is decided of each case, a row each. Made by `RuleBook.decide_table`.

    Attributes
    ----------
    members : dict of str to Table
        For each list that has a table, or whose members events name, what is decided of its members: the key of the
        case, the member, and a column for each decision.
    duties : Table or None
        A row for each duty that has arisen or may have, where that was asked: the key of its case (or its ``row``, from
        1), the ``duty``, whom it is ``about`` and which ``member``, its ``verb`` and ``state``, ``who`` owes it and to
        ``whom``, when it is ``due``.
    in_columns, row_by_row : int
        How many answers columns settled, and how many were asked one by one.
    """

    __slots__ = ("duties", "in_columns", "members", "row_by_row")

    def __init__(self, decided: _masa.DecidedTable, *, has_duties: bool) -> None:
        super().__init__(decided.cases())
        self.members = {name: Table(batches) for name, batches in decided.members().items()}
        self.duties = Table(decided.duties()) if has_duties else None
        self.in_columns, self.row_by_row = decided.effort()


class TimelineTables(NamedTuple):
    """What many cases come to over a span of days, a row for each stretch of days. Made by `RuleBook.timeline_table`.

    In both stands the key of the case (or its ``row``, from 1), whom the row is ``about`` and which ``member``, and its
    days, from ``first`` to before ``end``.
    """

    decisions: Table
    """The ``decision``, its ``value`` as text, and its ``state``, as `RuleBook.decide_table` has it."""
    duties: Table
    """The ``duty``, its ``verb`` and ``state``, ``who`` owes it, when it is ``due`` (missing where there is no date, or
    it is not known: ``is_due_known``), and the day on which it has ``arisen_on``."""


class Need(NamedTuple):
    """A fact that is missing: in how many rows, and on how many answers it bears that are not decided."""

    fact: str
    rows: int
    answers: int


def needs_of(decided: DecidedTable) -> list[Need]:
    """The facts that answers wait for, those on which most wait first. The answers must say what would settle them."""
    rows: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for table in (decided, *decided.members.values()):
        waiting = [values for name, values in table.to_columns().items() if name.endswith(SETTLED_BY)]
        for row in zip(*waiting, strict=True):
            open_facts = [{fact.partition(" of ")[0] for fact in facts} for facts in row]
            rows.update(set().union(*open_facts))
            for facts in open_facts:
                answers.update(facts)
    found = (Need(fact, rows[fact], count) for fact, count in answers.items())
    return sorted(found, key=lambda need: (-need.answers, -need.rows, need.fact))


SETTLED_BY = ".settled_by"


def names(given: Sequence[str]) -> list[str]:
    """Names as a list; one alone may stand by itself."""
    return [given] if isinstance(given, str) else list(given)


def question_of(
    decisions: Sequence[str],
    facts: Mapping[str, str] | None,
    apart: Sequence[str],
    key: str | None,
    sensitive: bool,
    threads: int | None,
    at: Day | None,
    known_by: Day | None,
    law_at: Day | None,
    *,
    duties: bool = False,
    settled_by: bool = False,
) -> _masa.TableQuestion:
    """What is asked of tables, as the engine has it."""
    if threads is not None and threads < 1:
        raise ValueError("threads is a number from 1 on")
    more = {"sensitive": sensitive, "duties": duties, "settled_by": settled_by, "threads": threads or 0}
    days = (read_day(at), read_day(known_by), read_day(law_at))
    return _masa.table_question(names(decisions), dict(facts or {}), names(apart), key or "", more, *days)


def source_of(table: object) -> _masa.TableSource:
    """A table as the engine reads it."""
    stream = stream_of(table)
    return _masa.table_of_columns(texts_of(columns_of(table))) if stream is None else _masa.table_of_stream(stream)


def sources_of(
    cases: object,
    lists: Mapping[str, object] | None,
    events: object | None,
    key: str | None,
    facts: Mapping[str, str] | None,
    apart: Sequence[str],
) -> tuple[_masa.TableSource, dict[str, _masa.TableSource]]:
    """The cases, and the tables beside them: of lists that stand in a column of the cases, too."""
    tables = {name: source_of(table) for name, table in (lists or {}).items()}
    if events is not None:
        tables["events"] = source_of(events)
    stream = stream_of(cases)
    if stream is not None:  # Arrow has such lists itself
        return _masa.table_of_stream(stream), tables
    columns, nested = unnest(columns_of(cases), key, names(apart))
    for column, members in nested.items():
        name = (facts or {}).get(column, column)
        if name in tables:
            raise ValueError(f"the list `{name}` is given by the column `{column}` and by a table")
        tables[name] = _masa.table_of_columns(texts_of(columns_of(members)), CASE)
    return _masa.table_of_columns(texts_of(columns)), tables


Columns: TypeAlias = "dict[str, Iterable[object]]"
CASE = "\x1fcase"
"""A column of keys that no table of anybody's has."""


def unnest(columns: Columns, key: str | None, apart: Sequence[str]) -> tuple[Columns, dict[str, list[dict[str, Any]]]]:
    """Take lists of dictionaries out of columns; what stays there is how far each list is known."""
    nested = {}
    for name, values in columns.items():
        cells = [] if name in apart or _numbers(values) is not None else list(values)
        if not any(isinstance(one, Mapping) for cell in cells if isinstance(cell, list | tuple) for one in cell):
            continue
        keys = [text.decode() if text else "" for text in _texts(key, columns.get(key or "", range(len(cells))))]
        if len(keys) != len(cells):
            raise ValueError(f"the columns have different lengths: {len(cells)}, {len(keys)}")
        if key in columns:
            columns = columns | {key: keys}
        nested[name] = [
            {**one, CASE: whose}
            for row, (whose, cell) in enumerate(zip(keys, cells, strict=True), 1)
            for one in _members(name, row, cell)
            if one != MORE
        ]
        columns = columns | {name: [_state_of(cell) for cell in cells]}
    return columns, nested


MORE = {"more": "possible"}


def _members(name: str, row: int, cell: object) -> Sequence[Mapping[str, Any]]:
    if not isinstance(cell, list | tuple):
        return ()
    if not all(isinstance(one, Mapping) for one in cell):
        raise TypeError(f"row {row} of the column `{name}` is a list of which not all are dictionaries")
    return cell


def _state_of(cell: object) -> object:
    if not isinstance(cell, list | tuple):
        return cell
    return "more possible" if MORE in cell else "listed"


def stream_of(cases: object) -> object | None:
    """The Arrow stream of a frame or table; None where it has none."""
    give = getattr(cases, "__arrow_c_stream__", None)
    if give is None:
        return None
    try:
        stream: object = give()
    except ImportError:  # pandas without pyarrow
        return None
    return stream


Column: TypeAlias = "list[bytes | None] | tuple[str, memoryview]"


def columns_of(cases: object) -> Columns:
    """Columns by their names: of a dictionary of columns, a list of dictionaries, or a frame with ``items``."""
    is_list = isinstance(cases, Sequence) and not isinstance(cases, str | bytes)
    if isinstance(cases, Sequence) and is_list and all(isinstance(row, Mapping) for row in cases):
        names = list(dict.fromkeys(name for row in cases for name in row))
        if cases and not names:
            raise ValueError("the table has rows, and no column")
        return {name: [row.get(name) for row in cases] for name in names}
    if isinstance(cases, Mapping) or hasattr(cases, "items"):
        return dict(cases.items())
    raise TypeError(
        f"a table of cases is a frame, an Arrow table, a dictionary of columns or a list of dictionaries; "
        f"this is of type `{type(cases).__qualname__}`"
    )


def texts_of(columns: Columns) -> list[tuple[bytes, Column]]:
    """Columns of texts and numbers, as the engine reads them."""
    found = [(to_bytes(str(name)), _numbers(values) or list(_texts(name, values))) for name, values in columns.items()]
    lengths = {len(values[1]) if isinstance(values, tuple) else len(values) for _, values in found}
    if len(lengths) > 1:
        raise ValueError(f"the columns have different lengths: {', '.join(map(str, sorted(lengths)))}")
    return found


# Types of NumPy, as Arrow calls them.
NUMBERS = {
    "|b1": "b",
    "|i1": "c",
    "|u1": "C",
    "<i2": "s",
    "<u2": "S",
    "<i4": "i",
    "<u4": "I",
    "<i8": "l",
    "<u8": "L",
    "<f4": "f",
    "<f8": "g",
    "<M8[s]": "tss:",
    "<M8[ms]": "tsm:",
    "<M8[us]": "tsu:",
    "<M8[ns]": "tsn:",
}


def _numbers(values: Any) -> tuple[str, memoryview] | None:
    """An array of NumPy as its type and its memory; None for what is none."""
    interface = getattr(values, "__array_interface__", None)
    if interface is None or len(interface["shape"]) != 1:
        return None
    if interface["typestr"] == "<M8[D]":
        values = values.astype("<M8[s]")
    called = NUMBERS.get(values.__array_interface__["typestr"])
    if called is None:
        return None
    if called.startswith("ts"):
        values = values.view("<i8")
    return called, memoryview(values.copy() if values.strides[0] != values.itemsize else values)


def _texts(name: object, values: Iterable[object]) -> Iterator[bytes | None]:
    for row, value in enumerate(values, 1):
        yield None if is_missing(value) else to_bytes(_text(name, row, value))


def _text(name: object, row: int, value: object) -> str:
    """As a case has it. Complaints say where it stands, never what it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):  # NumPy's
        return "yes" if value else "no"
    if type(value).__name__ == "datetime64":
        day = str(value)
        if len(day) > 10 and not day[10:].strip("T0:.") == "":
            raise TypeError(f"row {row} of the column `{name}` has a time of day, and facts have dates")
        return day[:10]
    if isinstance(value, set | frozenset | list | tuple):  # of words
        return ";".join(sorted(map(str, value))) if value else "[]"
    if isinstance(value, datetime.datetime):
        if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
            return value.date().isoformat()
        raise TypeError(f"row {row} of the column `{name}` has a time of day, and facts have dates")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, numbers.Integral | decimal.Decimal):
        return format(value, "f") if isinstance(value, decimal.Decimal) else str(int(value))
    if isinstance(value, numbers.Real):
        number = decimal.Decimal(repr(float(value)))
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    raise TypeError(f"row {row} of the column `{name}` is of type `{type(value).__qualname__}`")
