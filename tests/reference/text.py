"""Chapter 1, The text: YAML of which every scalar is text, names parted by commas, and tables between bars."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from .values import NotUnderstood


class Loader(yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader):  # type: ignore[misc]
    """PyYAML's loader that leaves every scalar a text. It refuses a key that stands twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise NotUnderstood(f"a key stands twice among {keys}")
        return {key: self.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}

    def construct_yaml_map(self, node: Any) -> dict[str, Any]:
        return self.construct_mapping(node)


Loader.add_constructor("tag:yaml.org,2002:map", Loader.construct_yaml_map)


def read_yaml(text: str) -> Any:
    """A case may be JSON, for which Python's own reader is the faster."""
    if text.startswith("{"):
        return json.loads(text, parse_int=str)
    for token in yaml.scan(text, Loader):
        if isinstance(token, (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken)):
            raise NotUnderstood(f"aliases, anchors and tags are no part of the language: {token}")
    return yaml.load(text, Loader)


def only(mapping: dict[str, Any], keys: str, where: str) -> dict[str, Any]:
    """The mapping, if it has no other keys than these."""
    if not isinstance(mapping, dict):
        raise NotUnderstood(f"{where} is no mapping: {mapping}")
    unknown = set(mapping) - set(keys.split())
    if unknown:
        raise NotUnderstood(f"{where} has the keys {sorted(unknown)}")
    return mapping


def one_of(mapping: dict[str, Any], keys: Iterable[str], where: str) -> str:
    """The one key of these that the mapping has."""
    found = [key for key in keys if key in mapping]
    if len(found) != 1:
        raise NotUnderstood(f"{where} has {found} where one is due")
    return found[0]


def yes_or_no(mapping: dict[str, Any], key: str) -> bool:
    word = mapping.get(key, "no")
    if word not in ("yes", "no"):
        raise NotUnderstood(f"{key}: {word} is neither yes nor no")
    return bool(word == "yes")


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def read_date(text: str) -> datetime.date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise NotUnderstood(f"{text} is no date")
    return datetime.date.fromisoformat(text)


def read_table(text: str) -> tuple[list[str], list[list[str]]]:
    """The headings, and the rows of cells."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    for line in lines:
        if len(line) != len(lines[0]):
            raise NotUnderstood(f"a row has other columns than the headings: {line}")
    return lines[0], lines[1:]
