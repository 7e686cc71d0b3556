"""``python -m masa``: the version, and tables of cases in files that the command `masa` does not read (Parquet)."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from masa import CaseError, RulesError, __version__, load


def read_table(path: str) -> Any:
    """Read a table of a Parquet file, which needs pyarrow, or of a comma-separated one, whose cells are texts."""
    if path.endswith(".parquet"):
        import pyarrow.parquet

        return pyarrow.parquet.read_table(path)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row]
    if not rows:
        raise ValueError(f"{path}: a table has a line of headings")
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise ValueError(f"{path}: row {number} has {len(row)} cells, and the table {len(rows[0])} columns")
    if len(set(rows[0])) != len(rows[0]):
        raise ValueError(f"{path}: two columns have one name")
    return {name: [row[column] for row in rows[1:]] for column, name in enumerate(rows[0])}


def write_table(table: Any, path: Path) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table.to_arrow(), path)


def decide(asked: argparse.Namespace) -> int:
    lists: dict[str, str] = {}
    for one in asked.list:
        name, equals, path = one.partition("=")
        if not equals or name in lists:
            raise ValueError(f"--list: `{one}`: write people=people.csv, each list once")
        lists[name] = path
    answers = load(asked.rules).decide_table(
        read_table(asked.table),
        at=asked.at,
        known_by=asked.known_by,
        law_at=asked.law_at,
        key=asked.key,
        decisions=asked.decision,
        apart=asked.apart,
        lists={name: read_table(path) for name, path in lists.items()},
        events=read_table(asked.events) if asked.events else None,
        duties=asked.duties,
        settled_by=asked.settled_by,
        sensitive=asked.show_sensitive,
    )
    asked.out.mkdir(parents=True, exist_ok=True)
    write_table(answers, asked.out / "cases.parquet")
    for name, table in answers.members.items():
        write_table(table, asked.out / f"{name}.parquet")
    if answers.duties is not None:
        write_table(answers.duties, asked.out / "duties.parquet")
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="python -m masa", description="For all else there is the command `masa`.")
    whole.add_argument("--version", action="version", version=f"masa {__version__}")
    verbs = whole.add_subparsers(metavar="VERB")
    verb = verbs.add_parser("decide", help="decide tables of cases, Parquet or comma-separated; needs pyarrow")
    verb.set_defaults(run=decide)
    verb.add_argument("--rules", required=True, action="append", metavar="PATH", help="rule packs")
    verb.add_argument("--at", required=True, metavar="DATE", help="the day the answers are about")
    verb.add_argument("--known-by", metavar="DATE")
    verb.add_argument("--law-at", metavar="DATE")
    verb.add_argument("--table", required=True, metavar="FILE", help="a row a case, a column a fact")
    verb.add_argument("--key", metavar="COLUMN", help="the column that tells cases apart, in every table")
    verb.add_argument("--list", action="append", default=[], metavar="LIST=FILE", help="the members of a list")
    verb.add_argument("--events", metavar="FILE", help="what happened")
    verb.add_argument("--apart", action="append", default=[], metavar="COLUMN", help="a column that is no fact")
    verb.add_argument("--decision", action="append", default=[], metavar="DECISION", help="this decision only")
    verb.add_argument("--duties", action="store_true", help="write the duties too")
    verb.add_argument("--settled-by", action="store_true", help="the facts that could change an open answer")
    verb.add_argument("--show-sensitive", action="store_true")
    verb.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="where the Parquet files go")
    return whole


def main() -> int:
    asked = parser().parse_args()
    if not hasattr(asked, "run"):
        parser().print_help(sys.stderr)
        return 2
    try:
        return int(asked.run(asked))
    except (CaseError, RulesError) as refused:
        print(refused, file=sys.stderr)
        return 1
    except (OSError, TypeError, ValueError, ImportError) as error:
        print(f"python -m masa: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
