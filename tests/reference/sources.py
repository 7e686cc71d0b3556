"""Chapter 3, Sources and citations: whether a rule is in force on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .text import names, only, read_date
from .values import NotUnderstood

if TYPE_CHECKING:
    from .packs import Pack

KINDS = ("statute", "statutory_guidance", "national_practice", "regional", "local", "default")
CONFIDENCES = ("certain", "likely", "policy", "memory")
NOT_IN_FORCE, CARRIED_FORWARD, IN_FORCE = 0, 1, 2


@dataclass(frozen=True)
class Source:
    first: datetime.date
    end: datetime.date | None  # the first day on which it is no longer in force
    followed_by: str | None
    is_read: bool


def read_source(entry: dict[str, Any], id: str) -> Source:
    only(entry, "title kind confidence in_force followed_by read", id)
    if entry["kind"] not in KINDS or entry.get("confidence", "certain") not in CONFIDENCES:
        raise NotUnderstood(f"{id} is of kind {entry['kind']}, confidence {entry.get('confidence')}")
    if entry.get("read", "yes") not in ("yes", "no"):
        raise NotUnderstood(f"{id}, read: {entry['read']}")
    first, end = read_period(entry.get("in_force", ""))
    return Source(first, end, entry.get("followed_by"), entry.get("read", "yes") == "yes")


def read_period(text: str) -> tuple[datetime.date, datetime.date | None]:
    words = text.split()
    if not words:
        return datetime.date.min, None
    if len(words) == 2 and words[0] == "from":
        return read_date(words[1]), None
    if len(words) == 2 and words[0] == "until":
        return datetime.date.min, read_date(words[1])
    if len(words) == 3 and words[1] == "to":
        return read_date(words[0]), read_date(words[2])
    raise NotUnderstood(f"in_force: {text}")


class Sources:
    """Two packs that do not see each other may each have one of the same name; those of the nation are everybody's."""

    def __init__(self) -> None:
        self.all: dict[str, Source] = {}  # by key, which is the id of the first of that name
        self.keys: dict[str, list[tuple[Pack, str]]] = {}  # of each id

    def add(self, id: str, source: Source, pack: Pack) -> None:
        same = self.keys.setdefault(id, [])
        same.append((pack, f"{pack.id} {id}" if same else id))
        self.all[same[-1][1]] = source

    def read_cite(self, text: str, pack: Pack) -> tuple[str, ...]:
        return tuple(self.key(cite, pack) for cite in names(text))

    def key(self, cite: str, pack: Pack) -> str:
        """`ACT.1(2)(a)` cites ACT.1."""
        for id in (cite, cite.partition("(")[0]):
            for owner, key in self.keys.get(id, []):
                if owner.id in pack.seen or owner.layer == "national":
                    return key
        raise NotUnderstood(f"no source is named {cite}")

    def standing(self, cites: tuple[str, ...], day: datetime.date) -> int:
        """A rule stands as its best source; without a source it is in force."""
        return max((self.standing_of(self.all[id], day) for id in cites), default=IN_FORCE)

    def standing_of(self, source: Source, day: datetime.date) -> int:
        has_ended = source.end is not None and source.end <= day
        if source.first <= day and not has_ended:
            return IN_FORCE
        follower = self.all[source.followed_by] if source.followed_by else None
        return CARRIED_FORWARD if has_ended and follower and not follower.is_read else NOT_IN_FORCE
