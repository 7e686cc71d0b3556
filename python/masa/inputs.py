"""What callers hand over (paths, texts, dictionaries, dates), as the bytes that the engine reads."""

from __future__ import annotations

import datetime
import json
import numbers
import os
from collections.abc import Iterable, Mapping, Set
from typing import TypeAlias

from masa.values import Missing

Rules: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | Mapping[str, str]
Case: TypeAlias = Mapping[str, object] | str | os.PathLike[str]
Day: TypeAlias = datetime.date | str
Named: TypeAlias = tuple[bytes, bytes]
"""A text and, before it, the name under which messages speak of it."""


def read_rules(rules: Rules) -> list[Named]:
    """The packs: of a file, of every ``.yaml`` and ``.csv`` file below a folder, of several of these, or as given."""
    if isinstance(rules, Mapping):
        return [(to_bytes(name), to_bytes(text)) for name, text in rules.items()]
    roots = [rules] if isinstance(rules, str | os.PathLike) else rules
    return [_read_file(path) for root in roots for path in _files_of(os.fspath(root))]


def read_case(case: Case) -> Named:
    """A mapping goes as JSON, a path as what the file holds, a text as it is."""
    if isinstance(case, Mapping):
        return b"case", to_bytes(json.dumps(_plain(case, ""), ensure_ascii=False))
    return read_text(case, "case")


def read_text(source: str | os.PathLike[str], name: str) -> Named:
    """A path as what the file holds, a text as it is."""
    if isinstance(source, os.PathLike):
        return _read_file(os.fspath(source))
    if not isinstance(source, str):
        raise TypeError(f"a {name} is a text or a pathlib.Path, and a case may be a dict; this is {_kind_of(source)}")
    if "\n" not in source and source.lower().endswith((".yaml", ".yml", ".json")):
        raise ValueError(f"this is the text of a {name}, but looks like a path; for a file pass pathlib.Path(…)")
    return to_bytes(name), to_bytes(source)


def read_day(day: Day | None) -> bytes:
    """A date as ISO 8601; a text as it is, for the engine to judge; None as nothing."""
    if day is None:
        return b""
    if isinstance(day, datetime.datetime):
        raise TypeError("the day of a question is a date without a time of day; pass `.date()` of it")
    if not isinstance(day, (datetime.date, str)):
        raise TypeError(f"the day of a question is a date or a text such as '2025-03-10', not {type(day).__name__}")
    return to_bytes(day.isoformat() if isinstance(day, datetime.date) else day)


def to_bytes(text: str) -> bytes:
    """UTF-8. What Unicode forbids goes through, for the engine to complain about with its place."""
    return text.encode("utf-8", "surrogatepass")


def _files_of(root: str) -> list[str]:
    """The file itself, or every pack and table below the folder, folder by folder in alphabetical order."""
    if not os.path.isdir(root):
        return [root]
    paths = (os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names)
    files = [path for path in paths if path.endswith((".yaml", ".yml", ".csv"))]
    if not any(path.endswith((".yaml", ".yml")) for path in files):
        raise FileNotFoundError(f"no .yaml file lies below {root}")
    return sorted(files, key=lambda path: path.split(os.sep))


def _read_file(path: str) -> Named:
    with open(path, "rb") as file:
        return path.replace(os.sep, "/").encode("utf-8", "replace"), file.read()


def _plain(value: object, path: str) -> object:
    """A value as JSON has it. Complaints say where it stands, never what it is.

    Not known are: None, ``masa.UNKNOWN``, and what pandas and NumPy have in their place (NaN, NaT, NA).
    """
    if is_missing(value):
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, datetime.datetime):
        raise TypeError(f"`{path}` is a date with a time of day, and facts have dates; pass `.date()` of it")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, Mapping):
        return {_key(key, path): _plain(item, f"{path}.{key}" if path else str(key)) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted((_plain(item, path) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item, f"{path}[{number}]") for number, item in enumerate(value)]
    if type(value).__name__ in ("bool_", "bool"):  # NumPy's
        return bool(value)
    raise TypeError(f"`{path}` is {_kind_of(value)}; a fact is a text, a truth, a whole number, a date, a list or None")


def is_missing(value: object) -> bool:
    """Whether it stands for what is not known: None, ``masa.UNKNOWN``, NaN, NaT, NA."""
    if value is None or value is Missing.UNKNOWN:
        return True
    if type(value).__name__ in ("NaTType", "NAType"):  # pandas, which is not imported for this
        return True
    return isinstance(value, float) and value != value


def _key(key: object, path: str) -> str:
    if isinstance(key, str):
        return key
    where = f"`{path}`" if path else "the case"
    raise TypeError(f"{where} has a key {_kind_of(key)}; the names of facts are texts")


def _kind_of(value: object) -> str:
    return f"of type `{type(value).__qualname__}`"
