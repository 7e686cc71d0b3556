"""The one layout of packs."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from masa import _masa
from masa.errors import RulesError, refused_as
from masa.inputs import read_text

T = TypeVar("T")


def tables(pack: str | os.PathLike[str]) -> list[str]:
    """List the tables that stand in a pack, by the keys that lead to each."""
    name, content = read_text(pack, "pack")
    return _written(lambda: _masa.tables(name, content))


def table_to_csv(pack: str | os.PathLike[str], table: str) -> str:
    """Write a table of a pack for a spreadsheet: comma-separated, every column, the rows in their order.

    Parameters
    ----------
    pack
        A text, or a `pathlib.Path` of its file, which is only read.
    table
        As `tables` lists it, or the thing's own name where one table alone has it.

    Raises
    ------
    RulesError
        The text cannot be read, or holds no such table.
    """
    name, content = read_text(pack, "pack")
    return _written(lambda: _masa.table_to_csv(name, content, table))


def table_from_csv(pack: str | os.PathLike[str], table: str, csv: str | os.PathLike[str]) -> str:
    """Put the rows of a comma-separated text in the place of a table's, and lay the pack out.

    Returns the pack's new text; what its rows say is for `load` to check.

    Raises
    ------
    RulesError
        A row does not fit the headings, or the pack holds no such table.
    """
    name, content = read_text(pack, "pack")
    csv_name, rows = read_text(csv, "csv")
    return _written(lambda: _masa.table_from_csv(name, content, table, csv_name, rows))


def _written(call: Callable[[], tuple[T, list[tuple[str, str]]]]) -> T:
    with refused_as(RulesError):
        written, _ = call()
    return written


def format(text: str | os.PathLike[str]) -> str:
    """Lay out a pack, a case or a suite, without a change of what it says.

    Parameters
    ----------
    text
        The text in YAML, or a `pathlib.Path` of such a file, which is only read. A text is never taken for a path.

    Raises
    ------
    RulesError
        The text cannot be read. Names are not looked up: a pack may be laid out before it is right.

    Examples
    --------
    >>> import masa
    >>> print(masa.format("facts:   # what a case says\\n    harmed: {type: truth}"), end="")
    facts:  # what a case says
      harmed: {type: truth}
    """
    name, content = read_text(text, "text")
    return _written(lambda: _masa.format(name, content))
