"""YAML as editors read it: by the core schema of YAML 1.2, of which every scalar keeps its place.

Only `true`, `false`, `null`, `~` and numbers are more than text; so `yes`, `no` and dates are text. PyYAML reads YAML
1.1, in which `yes` is a truth and 2025-03-10 a date, so its resolver is replaced. Keys are always text, as in JSON.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]

NULL = re.compile(r"^(~|null|Null|NULL|)$")
TRUTH = re.compile(r"^(true|True|TRUE|false|False|FALSE)$")
WHOLE = re.compile(r"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$")
DECIMAL = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")


class Editor(yaml.SafeLoader):
    """Without any guess of YAML 1.1."""


Editor.yaml_implicit_resolvers = {}


def value_of(scalar: yaml.ScalarNode) -> Any:
    text = scalar.value
    if scalar.style is not None:
        return text
    if NULL.match(text):
        return None
    if TRUTH.match(text):
        return text.lower() == "true"
    if WHOLE.match(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return float(text) if DECIMAL.match(text) else text


class Read:
    """What a text holds, and on which lines each part of it stands."""

    def __init__(self, text: str) -> None:
        loader = Editor(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        self.lines: dict[Path, set[int]] = {}
        self.value: Any = None if node is None else self._walk(node, ())

    def _walk(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, set()).add(node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            # A text over several lines: what is said of it may point into it.
            self.lines[path].update(range(node.start_mark.line + 1, node.end_mark.line + 1))
            return value_of(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._walk(item, (*path, number)) for number, item in enumerate(node.value)]
        found = {}
        for key, value in node.value:
            self.lines[(*path, key.value)] = {key.start_mark.line + 1}
            found[key.value] = self._walk(value, (*path, key.value))
        return found
