"""Chapter 13, Conflicts: a reading that was not chosen is worked out too, and compared with the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .meaning import Compiler, Meaning
from .text import only
from .values import NotUnderstood, Unknown

if TYPE_CHECKING:
    from .decisions import Decision
    from .evaluation import Evaluation
    from .packs import Book, Pack


@dataclass(frozen=True)
class Conflict:
    id: str
    pack: Pack
    about: Decision
    would_be: tuple[Meaning, ...]


def read_conflict(entry: dict[str, Any], id: str, pack: Pack, book: Book) -> Conflict:
    only(entry, "number about at readings chosen because", id)
    about = book.decisions.known_to(pack, entry["about"])
    compiler = Compiler(book, pack, about.record)
    would_be = []
    for reading in entry["readings"]:
        only(reading, "reading says cite would_be", id)
        book.sources.read_cite(reading["cite"], pack)
        if "would_be" in reading:
            would_be.append(compiler.read(reading["would_be"], about.type))
    if entry["chosen"] not in [reading["reading"] for reading in entry["readings"]]:
        raise NotUnderstood(f"{id} chooses {entry['chosen']}")
    return Conflict(id, pack, about, tuple(would_be))


def differs(conflict: Conflict, day: Evaluation, member: str | None) -> bool | None:
    """Whether a reading would give another answer in this case. None: not known."""
    answer = day.decision(conflict.about.key, member)
    others = [would_be.run(day, member) for would_be in conflict.would_be]
    if isinstance(answer, Unknown):
        return None if others else False
    if any(not isinstance(other, Unknown) and other != answer for other in others):
        return True
    return None if any(isinstance(other, Unknown) for other in others) else False
