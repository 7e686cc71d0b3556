"""What an answer can be: a value, or one of the two words for having none to show."""

from __future__ import annotations

import datetime
import enum
import re
from typing import Any, Final, Literal, TypeAlias

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Missing(enum.Enum):
    """Why there is no value. The members are also ``masa.UNKNOWN`` and ``masa.NOT_SHOWN``.

    Neither has a truth value, and neither can be compared with a value: an ``if`` that forgot to ask raises TypeError,
    where it would otherwise have taken *not known* for *no*. ``is`` always works, and so does ``outcome.is_known``.

    Examples
    --------
    >>> import masa
    >>> bool(masa.UNKNOWN)
    Traceback (most recent call last):
    TypeError: masa.UNKNOWN is neither true nor false; ask `is masa.UNKNOWN` or `.is_known` first
    >>> masa.UNKNOWN == "required"
    Traceback (most recent call last):
    TypeError: masa.UNKNOWN equals no value and differs from none; ask `is masa.UNKNOWN` or `.is_known` first
    >>> print(masa.UNKNOWN)
    not known
    """

    UNKNOWN = "not known"
    NOT_SHOWN = "not shown"

    def __bool__(self) -> bool:
        raise TypeError(f"{self!r} is neither true nor false; ask `is {self!r}` or `.is_known` first")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Missing):
            return self is other
        raise TypeError(f"{self!r} equals no value and differs from none; ask `is {self!r}` or `.is_known` first")

    __hash__ = enum.Enum.__hash__

    def __repr__(self) -> str:
        return f"masa.{self.name}"

    def __str__(self) -> str:
        return str(self.value)


UNKNOWN: Final[Literal[Missing.UNKNOWN]] = Missing.UNKNOWN
"""The value is not known."""
NOT_SHOWN: Final[Literal[Missing.NOT_SHOWN]] = Missing.NOT_SHOWN
"""The value is sensitive and was not asked for: see ``Determination.with_sensitive``."""

Scalar: TypeAlias = str | bool | int | datetime.date
Value: TypeAlias = Scalar | frozenset[Scalar] | Missing


class Comparable:
    """Equality for records that may hold ``UNKNOWN``: two unknowns are the same, and ``True`` is not ``1``."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Comparable) or type(self) is not type(other):
            return NotImplemented
        return all(_is_same(mine, its) for mine, its in zip(self._parts(), other._parts(), strict=True))

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        names: tuple[str, ...] = self.__slots__
        return tuple(getattr(self, name) for name in names)


def _is_same(a: object, b: object) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(_is_same, a, b))
    if isinstance(a, Missing) or isinstance(b, Missing):
        return a is b
    return type(a) is type(b) and a == b


def read_value(json_value: Any) -> Value:
    """A value of the engine's JSON: null is not known, a list is a set, an ISO day is a date."""
    if json_value is None:
        return UNKNOWN
    if isinstance(json_value, list):
        return frozenset(read_scalar(item) for item in json_value)
    return read_scalar(json_value)


def read_scalar(json_value: Any) -> Scalar:
    if isinstance(json_value, str) and _ISO_DAY.fullmatch(json_value):
        return datetime.date.fromisoformat(json_value)
    if isinstance(json_value, str | bool | int):
        return json_value
    raise ValueError("the engine's answer holds a value of no known shape")  # a fault of ours, not of the case
