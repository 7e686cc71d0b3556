"""Slips made at random in the packs of the pages: what the engine still takes, the schema takes too.

The schema may be the milder one, never the stricter. Some slips leave a pack right: a list of one name for a name, a
key that may be left out, a text that is a number.
"""

from __future__ import annotations

import random

import jsonschema
import masa
import pytest
import yaml
from editor_yaml import Editor, Read
from test_docs import YAML, frame_of, wrap

SLIPS = 400
SCHEMA = masa.schema("pack")
KEYS = sorted({key for block in SCHEMA["definitions"].values() for key in block["properties"]})
KEYS += ["record child", "record", "other", "Other.part"]
WORDS = ["yes", "no", "true", "True", "~", "", "x", "1", "1.5", "2025-01-01", "from 2025-01-01", "gap", "every seat"]
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


def slip(document: yaml.Node, chance: random.Random) -> None:
    node = chance.choice(collections_in(document))
    at = chance.randrange(len(node.value))
    if isinstance(node, yaml.SequenceNode):
        item = node.value[at]
        node.value[at : at + 1] = chance.choice([[], [scalar(chance.choice(WORDS))], [item, item], [sequence(item)]])
        return
    key, value = node.value[at]
    other = scalar(chance.choice(KEYS))
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
        slip(document, chance)
        slipped = yaml.serialize(document, Dumper=Plain, allow_unicode=True, width=1000)
        try:
            masa.load({"pack.yaml": slipped, **({"frame.yaml": frame} if frame else {})})
        except masa.RulesError:
            continue
        taken += 1
        found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(Read(slipped).value)]
        assert not found, f"{found}\n{slipped}"
    assert taken > SLIPS / 50
