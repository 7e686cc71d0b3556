"""What every engine gives: cases brought into its form, decided (this alone is timed), and its answers as codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from cases import Cases, Column

Answers = tuple[Column, Column, Column]
Facts = dict[str, Column]


@dataclass(frozen=True)
class Engine:
    prepare: Callable[[Cases], Any]
    run: Callable[[Any], Any]
    answers: Callable[[Any], Answers]


@dataclass(frozen=True)
class Grown:
    """An engine with a generated book: facts `kind`, `age`, `score` as codes, and one amount a case."""

    prepare: Callable[[Facts], Any]
    run: Callable[[Any], Any]
    amounts: Callable[[Any], Column]


@dataclass(frozen=True)
class Entry:
    """`module:function` loads it; `most`: so many cases at most; `package`: whose version is told."""

    key: str
    name: str
    loads: str
    package: str
    form: str
    most: int = 10_000_000


ENTRIES = (
    Entry("masa_arrow", "masa, Python, Arrow", "masa_engine:load_arrow", "masa",
          "`decide_table` of a pyarrow table: words as dictionaries, numbers as bytes; the answers as an Arrow table"),
    Entry("masa_polars", "masa, Python, polars", "masa_engine:load_polars", "masa",
          "`decide_table` of a polars frame with `Enum` columns; the answers as a polars frame"),
    Entry("masa_polars_text", "masa, Python, polars texts", "masa_engine:load_polars_texts", "masa",
          "the same with columns of texts and 64-bit numbers, as polars reads a file"),
    Entry("masa_pandas", "masa, Python, pandas objects", "masa_engine:load_pandas", "masa",
          "`decide_table` of a pandas frame: Python texts and 64-bit numbers; the answers as an Arrow table"),
    Entry("masa_lists", "masa, Python, lists", "masa_engine:load_lists", "masa",
          "`decide_table` of a dictionary of Python lists; the answers as an Arrow table", 100_000),
    Entry("polars", "polars", "polars_engine:load", "polars", "one lazy query of `when`/`then`, words as byte codes"),
    Entry("numpy", "NumPy, masks", "numpy_engine:load_masks", "numpy",
          "masks of byte codes, each made once, put from the last row of a table to the first"),
    Entry("numpy_select", "NumPy, select", "numpy_engine:load_select", "numpy",
          "`np.select` of the same masks, a call a table"),
    Entry("duckdb", "DuckDB, own table", "duckdb_engine:load_native", "duckdb",
          "`CASE` over its own table in memory, words as byte codes; prepared, the result fetched as Arrow"),
    Entry("duckdb_arrow", "DuckDB, Arrow", "duckdb_engine:load_arrow", "duckdb", "the same over an Arrow table"),
    Entry("pandas", "pandas", "pandas_engine:load", "pandas",
          "`np.select` of conditions on a frame of byte codes; `Series.case_when` takes longer"),
    Entry("openfisca", "OpenFisca", "openfisca_engine:load", "openfisca-core",
          "a variable a decision, its formula `np.select` over all persons at once"),
    Entry("jsonlogic", "JSON-Logic (datalogic)", "jsonlogic_engine:load", "datalogic-py",
          "three compiled rules in a session; the first over parsed cases in one call, the others case by case",
          100_000),
    Entry("zen", "GoRules ZEN", "zen_engine:load", "zen-engine",
          "a graph of three tables, compiled once, `evaluate_batch` over dictionaries", 10_000),
    Entry("clips", "CLIPS", "clips_engine:load", "clipspy",
          "a rule a row, the first by salience; a thousand cases are asserted and run together", 10_000),
)  # fmt: skip


def column(values: list[int]) -> Column:
    return np.asarray(values, np.int64)
