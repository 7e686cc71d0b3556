"""What the engine takes, the schemas for editors take: rule books, cases and histories made from seeds.

All scalars are text here, which is one of the ways in which an editor may read them.
"""

from __future__ import annotations

import jsonschema
import masa
import pytest

from .generate import Maker
from .generate_history import HistoryMaker
from .text import read_yaml

BOOKS = 60
CASES = 10
PACK = jsonschema.Draft7Validator(masa.schema("pack"))
CASE = jsonschema.Draft7Validator(masa.schema("case"))


def complaints(validators: list[jsonschema.Draft7Validator], text: str) -> list[str]:
    value = read_yaml(text)
    return [f"{error.json_path}: {error.message}\n{text}" for v in validators for error in v.iter_errors(value)]


@pytest.mark.parametrize("make", [Maker, HistoryMaker])
def test_what_the_engine_takes_follows_the_schemas(make: type[Maker] | type[HistoryMaker]) -> None:
    taken = 0
    for seed in range(BOOKS):
        maker = make(seed)
        try:
            rules = masa.load(maker.packs)
        except masa.RulesError:
            continue
        taken += 1
        for pack in maker.packs.values():
            assert complaints([PACK], pack) == []
        of_rules = jsonschema.Draft7Validator(rules.schema())
        for _ in range(CASES):
            assert complaints([CASE, of_rules], maker.case()[0]) == []
    assert taken > BOOKS * 0.9
