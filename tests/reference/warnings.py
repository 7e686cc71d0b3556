"""Chapter 12, Warnings: they change no answer, and they alone may ask what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .facts import TRUTH
from .known import TOO_MANY
from .meaning import Compiler, Meaning
from .text import only

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .packs import Book, Pack


@dataclass(frozen=True)
class Warning:
    id: str
    pack: Pack
    record: str
    when: Meaning
    cites: tuple[str, ...]


def read_warning(entry: dict[str, Any], id: str, pack: Pack, book: Book) -> Warning:
    only(entry, "when say cite for_each", id)
    record = entry.get("for_each", "")
    when = Compiler(book, pack, record).read(entry["when"], TRUTH)
    return Warning(id, pack, record, when, book.sources.read_cite(entry["cite"], pack))


def is_given(warning: Warning, day: Evaluation, member: str | None) -> bool:
    if not day.is_in_force(warning.cites):
        return False
    options = day.possibilities(warning.when, member)
    if TOO_MANY in options.settled_by:
        day.not_told.add((warning.id, member))
    return options.only_value() is True
