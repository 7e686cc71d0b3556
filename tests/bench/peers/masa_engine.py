"""masa from Python, by the form in which the cases come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import chain
import masa
import numpy as np
import pyarrow as pa
from cases import Cases, Column
from engine import Engine, Facts, Grown
from growth import KINDS, Book

AT = "2025-03-10"
PART = 1_000  # rows that a table of masa has at most


def dictionary(codes: Column, words: Sequence[str], known: Column | None = None) -> Any:
    missing = None if known is None else ~known
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8), mask=missing), pa.array(words))


def table_of(facts: Facts, known: Facts | None = None) -> Any:
    """The fastest form; `known`: which values of each fact there are."""
    columns = {}
    for name, values in facts.items():
        there = known[name] if known else None
        if name in chain.WORDS:
            columns[name] = dictionary(values, chain.WORDS[name], there)
        else:
            values = values.astype(bool) if name == "repeated" else values
            columns[name] = pa.array(values, mask=None if there is None else ~there)
    return pa.table(columns)


def codes_of(name: str, column: Any) -> Column:
    """By way of a dictionary, or ten million texts would be made."""
    array = pa.array(column) if not isinstance(column, pa.ChunkedArray) else column.combine_chunks()
    if name == "hours":
        return np.asarray(array.cast(pa.int64()))
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    places: Column = np.asarray([chain.code_of(name, word) for word in encoded.dictionary.to_pylist()])
    found: Column = places[np.asarray(encoded.indices)]
    return found


def load(prepare: Callable[[Cases], Any], finish: Callable[[Any], Any] = pa.table) -> Engine:
    rules = masa.load(str(chain.PATH))

    def run(frame: Any) -> Any:
        return finish(rules.decide_table(frame, at=AT, decisions=chain.DECISIONS))

    def answers(table: Any) -> Any:
        table = pa.table(table)
        return tuple(codes_of(name, table[name]) for name in chain.DECISIONS)

    return Engine(prepare, run, answers)


def load_arrow(_: Sequence[chain.Decision]) -> Engine:
    return load(lambda cases: table_of(cases.facts))


def load_polars(_: Sequence[chain.Decision]) -> Engine:
    import polars as pl

    def prepare(cases: Cases) -> Any:
        kinds = {name: pl.Enum(chain.WORDS[name]) for name in cases.facts if name in chain.WORDS}
        return pl.DataFrame(table_of(cases.facts)).cast(kinds)  # type: ignore[arg-type, unused-ignore]

    return load(prepare, pl.DataFrame)


def load_polars_texts(_: Sequence[chain.Decision]) -> Engine:
    import polars as pl

    def prepare(cases: Cases) -> Any:
        return pl.DataFrame({name: cases.words(name) for name in cases.facts})

    return load(prepare, pl.DataFrame)


def load_pandas(_: Sequence[chain.Decision]) -> Engine:
    import pandas as pd

    def prepare(cases: Cases) -> Any:
        kinds = {name: object for name in cases.facts if name in chain.WORDS}
        return pd.DataFrame({name: pd.Series(cases.words(name), dtype=kinds.get(name)) for name in cases.facts})

    return load(prepare)


def load_lists(_: Sequence[chain.Decision]) -> Engine:
    return load(lambda cases: {name: cases.words(name) for name in cases.facts})


def grow(book: Book) -> Grown:
    rules = masa.load({f"book-{place}": text for place, text in enumerate(packs_of(book))})

    def prepare(facts: Facts) -> Any:
        kinds = dictionary(facts["kind"], [f"k{kind}" for kind in range(KINDS)])
        return pa.table({"kind": kinds, "age": facts["age"], "score": facts["score"]})

    def run(frame: Any) -> Any:
        return pa.table(rules.decide_table(frame, at=AT, decisions=["amount"]))

    return Grown(prepare, run, lambda table: np.asarray(table["amount"].combine_chunks().cast(pa.int64())))


HEAD = """pack: bench/growth{part}
title: Generated, invented
layer: national
{uses}
"""
FACTS = """sources:
  S: {{title: invented, kind: default}}
types:
  kind_of_case: one of {kinds}
facts:
  kind: {{type: kind_of_case, label: kind}}
  age: {{type: whole number from 0 to 99, label: age}}
  score: {{type: whole number from 0 to 999, label: score}}
decisions:
"""


def packs_of(book: Book) -> list[str]:
    """One table; where it has too many rows, tables of so many, and one above them that names which counts."""
    rows = list(book.rows())
    text = HEAD.format(part="", uses="") + FACTS.format(kinds=", ".join(f"k{kind}" for kind in range(KINDS)))
    lines = [
        f"k{row.kind} | {row.age[0]} to {row.age[1]} | {row.score[0]} to {row.score[1]} | {row.amount} | S"
        for row in rows
    ]
    if len(rows) <= PART:
        return [text + decision("amount", lines)]
    above = []
    for first in range(0, len(rows), PART):
        name = f"part_{first // PART}"
        text += decision(name, lines[first : first + PART])
        start, end = rows[first], rows[first + PART - 1]
        above.append(f"k{start.kind} | {start.age[0]} to {end.age[1]} | any | {name} | S")
    return [text + decision("amount", above)]


def decision(name: str, lines: Sequence[str]) -> str:
    body = "".join(f"      r{place} | {line}\n" for place, line in enumerate(lines))
    head = "      rule | kind | age | score | then | cite\n"
    about = f"  {name}:\n    question: Which amount?\n    type: whole number\n"
    return f"{about}    first_row: |\n{head}{body}    otherwise: 99999\n"
