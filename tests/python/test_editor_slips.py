"""Slips made at random in the packs of the pages and in cases: what the engine still takes, the schemas take too.

A schema may be the milder one, never the stricter. Some slips leave a text right: a list of one name for a name, a key
that may be left out, a text that is a number. It was found so that a list could stand for the date of an event.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import jsonschema
import masa
import pytest
import yaml
from editor_yaml import Editor, Read
from test_docs import YAML, frame_of, wrap

SLIPS = 400
SCHEMA = masa.schema("pack")


def keys_of(schema: dict[str, Any]) -> list[str]:
    blocks = [schema, *schema["properties"].values()] if "properties" in schema else []
    blocks += schema["definitions"].values()
    return sorted({key for block in blocks for key in block.get("properties", {})})


KEYS_OF_PACKS = [*keys_of(SCHEMA), "record child", "record", "other", "Other.part"]
WORDS = ["yes", "no", "true", "True", "~", "", "x", "1", "1.5", "2025-01-01", "from 2025-01-01", "gap", "every seat"]
WORDS += ["unknown", "withheld", "none", "not yet", "possible", "2025-01-01 to 2025-02-01", "darlington", "child"]
PACKS = [
    (wrap(block) if "within" in block.marks else block.text, frame_of(block.page) if "beside" in block.marks else "")
    for block in YAML
    if not {"refused", "suite", "case"} & set(block.marks)
]


class Plain(yaml.SafeDumper):
    """Scalars without quotes that only an older YAML needs."""


Plain.yaml_implicit_resolvers = {}


def scalar(text: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def mapping(*entries: tuple[yaml.Node, yaml.Node]) -> yaml.Node:
    return yaml.MappingNode("tag:yaml.org,2002:map", list(entries))


def sequence(*items: yaml.Node) -> yaml.Node:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", list(items))


def collections_in(node: yaml.Node) -> list[yaml.CollectionNode]:
    if isinstance(node, yaml.ScalarNode):
        return []
    inner = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
    found = [node] if node.value else []
    return found + [one for value in inner for one in collections_in(value)]


def slip(document: yaml.Node, chance: random.Random, keys: list[str]) -> None:
    node = chance.choice(collections_in(document))
    at = chance.randrange(len(node.value))
    if isinstance(node, yaml.SequenceNode):
        item = node.value[at]
        node.value[at : at + 1] = chance.choice([[], [scalar(chance.choice(WORDS))], [item, item], [sequence(item)]])
        return
    key, value = node.value[at]
    other = scalar(chance.choice(keys))
    word = scalar(chance.choice(WORDS))
    node.value[at : at + 1] = chance.choice(
        [
            [],
            [(other, value)],
            [(key, value), (other, chance.choice([word, value, mapping(), sequence()]))],
            [(key, chance.choice([word, mapping(), sequence(), sequence(value), mapping((other, value))]))],
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_the_engine_takes_after_a_slip_the_schema_takes(seed: int) -> None:
    chance = random.Random(seed)
    validator = jsonschema.Draft7Validator(SCHEMA)
    taken = 0
    for _ in range(SLIPS):
        text, frame = chance.choice(PACKS)
        document = yaml.compose(text, Editor)
        slip(document, chance, KEYS_OF_PACKS)
        slipped = yaml.serialize(document, Dumper=Plain, allow_unicode=True, width=1000)
        try:
            masa.load({"pack.yaml": slipped, **({"frame.yaml": frame} if frame else {})})
        except masa.RulesError:
            continue
        taken += 1
        found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(Read(slipped).value)]
        assert not found, f"{found}\n{slipped}"
    assert taken > SLIPS / 50


CASES = sorted((Path(__file__).resolve().parents[2] / "examples" / "cases").glob("*.yaml"))
MORE = """
history: {covers: 2025-01-01 to 2026-01-01}
judgements:
- {decision: seriously_harmed, person: child, value: yes, by: the lead, date: 2025-03-09, why: a new report}
"""


def test_what_the_engine_takes_of_a_case_after_a_slip_the_schemas_take(rules: masa.RuleBook) -> None:
    chance = random.Random(1)
    of_rules = rules.schema()
    keys = [*keys_of(of_rules), "day", "other"]
    validators = [jsonschema.Draft7Validator(schema) for schema in (of_rules, masa.schema("case"))]
    taken = 0
    for _ in range(SLIPS):
        case = chance.choice(CASES)
        document = yaml.compose(case.read_text("utf-8") + ("" if case.stem == "move" else MORE), Editor)
        slip(document, chance, keys)
        slipped = yaml.serialize(document, Dumper=Plain, allow_unicode=True, width=1000)
        try:
            rules.decide(slipped, at="2025-12-29")
        except masa.CaseError:
            continue
        taken += 1
        value = Read(slipped).value
        found = [f"{error.json_path}: {error.message}" for v in validators for error in v.iter_errors(value)]
        assert not found, f"{found}\n{slipped}"
    assert taken > SLIPS / 20
