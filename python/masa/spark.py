"""Tables of cases on a cluster: rules inside ``DataFrame.mapInArrow``. Needs the extra ``spark``, and Java.

The texts of the packs go with the function to each task. A worker process reads and checks them once and knows them
from then on by their digest, so that a batch of rows costs no loading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from masa import _masa
from masa.errors import CaseError
from masa.inputs import Day, Rules, read_rules
from masa.rule_book import RuleBook, load

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

ROWS = 100_000
"""So many rows are decided at a time: what the engine works out once for a table is worked out seldom."""

NUMBERS = ("byte", "short", "integer", "long", "float", "double", "decimal")
READ = ("string", "boolean", "date", "timestamp_ntz", "void", *NUMBERS)
"""The types of Spark whose Arrow facts are read from. A ``timestamp`` is another day in another zone."""


def decide(
    frame: DataFrame,
    rules: Rules,
    *,
    at: Day,
    decisions: Sequence[str] = (),
    facts: dict[str, str] | None = None,
    apart: Sequence[str] = (),
    known_by: Day | None = None,
    law_at: Day | None = None,
    sensitive: bool = False,
) -> DataFrame:
    """Decide a Spark frame of cases, a row each, as `RuleBook.decide_table` decides a table.

    Parameters
    ----------
    frame
        A column is a fact, by its name. Spark decides it when it is asked for rows, wherever the rows are.
    rules
        What `masa.load` takes: paths, which only the driver reads, or a dictionary of texts.
    apart
        Columns that are no facts. They stand before the answers. Spark keeps no order, so the key of a case belongs
        here.
    at, decisions, facts, known_by, law_at, sensitive
        As of `RuleBook.decide_table`.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of `apart`, and for each decision its value and ``decision.state``. Words are strings. Spark wants
        names with a dot in backticks: ``answers.select("`decision.state`")``.

    Raises
    ------
    RulesError
        The rules hold mistakes.
    CaseError, TypeError
        A column is no fact, or of a type from which its fact is not read. A value that its fact cannot have is found
        where the rows are: it ends the job with the engine's complaint, which names column, row and partition.
    """
    import pyarrow
    from pyspark.sql.types import StructField, StructType

    missing = [name for name in apart if name not in frame.columns]
    if missing:
        raise ValueError(f"the frame has no column {', '.join(f'`{name}`' for name in missing)}")
    question = {
        "at": at,
        "decisions": list(decisions),
        "facts": dict(facts or {}),
        "known_by": known_by,
        "law_at": law_at,
        "sensitive": sensitive,
        "threads": 1,  # Spark has a worker for each core
    }
    asked = _Asked(_read(rules), tuple(frame.columns), tuple(apart), question, ROWS)
    # A row of which nothing is known, decided here, says what comes out and refuses columns before a job begins.
    given = [column for column in frame.schema if column.name not in apart]
    for column in given:
        if column.dataType.typeName() not in READ:
            raise TypeError(
                f"the column `{column.name}` is of type {column.dataType.typeName()}, and no fact is read so"
            )
    names = [column.name for column in given]
    answers = asked.answers(pyarrow.Table.from_arrays([pyarrow.nulls(1)] * len(names), names=names))
    taken = [name for name in apart if name in answers.column_names]
    if taken:
        raise ValueError(f"the column `{taken[0]}` has the name of an answer; give it another")
    fields = [frame.schema[name] for name in apart]
    fields += [StructField(column.name, _spark_type(column.type)) for column in answers.schema]
    # `mapInArrow` takes a dot in a name for a field of a struct, so the columns travel without their names.
    numbered = frame.toDF(*(f"c{number}" for number in range(len(frame.columns))))
    return numbered.mapInArrow(asked.each_batch, StructType(fields))


@dataclass(frozen=True)
class _Packs:
    """The texts of some packs. Equal where their digests are."""

    digest: str
    engine: str
    texts: dict[str, str] = field(compare=False, repr=False)


@dataclass(frozen=True)
class _Asked:
    """What is asked of each part of a frame; it travels to the workers."""

    packs: _Packs
    columns: tuple[str, ...]
    apart: tuple[str, ...]
    question: dict[str, Any]
    rows: int

    def each_batch(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow
        from pyspark import TaskContext

        done = 0
        for table in _in_tables(batches, self.rows):
            named = table.rename_columns(self.columns)
            try:
                answers = self.answers(named.drop_columns(list(self.apart)))
            except CaseError as error:
                partition = TaskContext.get().partitionId()
                raise ValueError(f"{error}\nrow 1 is here row {done + 1} of partition {partition}") from None
            done += len(named)
            kept = [named.column(name) for name in self.apart]
            names = [*self.apart, *answers.column_names]
            yield from pyarrow.Table.from_arrays([*kept, *answers.columns], names=names).to_batches()

    def answers(self, facts: pyarrow.Table) -> pyarrow.Table:
        """Without dictionaries, for Spark has none."""
        import pyarrow

        answers = _book(self.packs).decide_table(facts, **self.question).to_arrow()
        plain = [
            pyarrow.field(column.name, pyarrow.string()) if pyarrow.types.is_dictionary(column.type) else column
            for column in answers.schema
        ]
        return answers.cast(pyarrow.schema(plain))


def _read(rules: Rules) -> _Packs:
    if isinstance(rules, RuleBook):
        raise TypeError(
            "a rule book stays in its process; pass what it was loaded from, paths or a dictionary of texts"
        )
    packs = read_rules(rules)
    digest = hashlib.sha256()
    for part in (part for pack in packs for part in pack):
        digest.update(len(part).to_bytes(8, "big") + part)
    # What is no UTF-8 stays wrong, for the engine to complain of.
    texts = {name.decode(errors="surrogateescape"): text.decode(errors="surrogateescape") for name, text in packs}
    return _Packs(digest.hexdigest(), _masa.version(), texts)


@lru_cache(maxsize=4)
def _book(packs: _Packs) -> RuleBook:
    if packs.engine != _masa.version():
        raise RuntimeError(f"the driver has masa {packs.engine} and this worker {_masa.version()}")
    return load(packs.texts)


def _in_tables(batches: Iterator[pyarrow.RecordBatch], enough: int) -> Iterator[pyarrow.Table]:
    import pyarrow

    waiting: list[pyarrow.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= enough:
            yield pyarrow.Table.from_batches(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pyarrow.Table.from_batches(waiting).combine_chunks()


def _spark_type(of: pyarrow.DataType) -> DataType:
    import pyarrow
    from pyspark.sql import types

    if pyarrow.types.is_decimal(of):
        return types.DecimalType(of.precision, of.scale)
    plain = {
        pyarrow.string(): types.StringType(),
        pyarrow.bool_(): types.BooleanType(),
        pyarrow.int64(): types.LongType(),
        pyarrow.date32(): types.DateType(),
    }
    return plain[of]
