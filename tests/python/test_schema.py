"""The JSON of a determination is what docs/determination.schema.json says, and the schema catches what is not."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "determination.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
BY_ID = {("sources",), ("names",)}  # their keys are ids
OPTIONAL = {"explanation", "whom"}
CASES = {"rev_01": "2025-03-10", "rev_11": "2025-12-29"}


JUDGED = """
judgements:
- {decision: seriously_harmed, person: child, value: yes, by: the lead, date: 2025-03-09, why: a new report}
"""


def decide(case: str, *more: str, judged: str = "") -> dict[str, Any]:
    found = os.environ.get("MASA_BIN") or shutil.which("masa")
    assert found, "set MASA_BIN to the command `masa`"
    command = [found, "decide", "--rules", "rules", "--at", CASES[case], "--format", "json"]
    # The case stands before `--why`, which would take it for the name of a decision.
    text = (ROOT / "examples" / "cases" / f"{case}.yaml").read_text("utf-8") + judged
    command += ["-", *more]
    ran = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


@pytest.fixture(scope="module")
def explained() -> dict[str, dict[str, Any]]:
    judged = {"rev_01": JUDGED, "rev_11": ""}
    return {case: decide(case, "--show-sensitive", "--why", judged=judged[case]) for case in CASES}


def complaints(answer: object) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in VALIDATOR.iter_errors(answer)]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("more", [(), ("--why",), ("--show-sensitive",), ("--show-sensitive", "--why")], ids=" ".join)
def test_a_determination_follows_the_schema(case: str, more: tuple[str, ...]) -> None:
    answer = decide(case, *more)
    assert complaints(answer) == []
    assert ("explanation" in answer) == ("--why" in more)


Steps = tuple[str | int, ...]


def objects_of(node: object, path: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Every object in a determination, one of each list standing for all: a judged outcome before any other."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from objects_of(value, (*path, key))
    elif isinstance(node, list) and node:
        is_judged = [isinstance(item, dict) and item.get("judgement") is not None for item in node]
        number = is_judged.index(True) if True in is_judged else 0
        yield from objects_of(node[number], (*path, number))


def test_a_judgement_is_shown_and_follows_the_schema(explained: dict[str, dict[str, Any]]) -> None:
    outcomes = {o["decision"]: o for o in explained["rev_01"]["outcomes"] if o["member"] == "child"}
    judgement = outcomes["seriously_harmed"]["judgement"]
    assert judgement == {"by": "the lead", "on": "2025-03-09", "why": "a new report", "rules_say": True}
    assert complaints(explained["rev_01"]) == []


def at(node: Any, path: Steps) -> Any:
    for step in path:
        node = node[step]
    return node


def test_a_renamed_key_is_caught_wherever_it_stands(explained: dict[str, dict[str, Any]]) -> None:
    slipped = []
    for answer in explained.values():
        for path, found in objects_of(answer):
            if path in BY_ID:
                continue
            for key in found:
                if key in OPTIONAL:
                    continue
                renamed = copy.deepcopy(answer)
                block = at(renamed, path)
                block[f"{key}_"] = block.pop(key)
                if VALIDATOR.is_valid(renamed):
                    slipped.append(".".join(map(str, (*path, key))))
    assert slipped == []


def test_a_further_key_is_let_through_wherever_it_stands(explained: dict[str, dict[str, Any]]) -> None:
    """Additive within a major version: what reads 1.0 reads 1.1 too."""
    answer = copy.deepcopy(explained["rev_11"])
    for path, found in list(objects_of(answer)):
        if path not in BY_ID:
            found["a_key_of_a_later_version"] = {"of": "any shape"}
    assert complaints(answer) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0"),
        (("masa",), "timeline"),
        (("dates", "facts_at"), "10 March 2025"),
        (("outcomes", 0, "state"), "perhaps"),
        (("outcomes", 0, "value"), {"an": "object"}),
        (("outcomes", 0, "settled_by"), None),
        (("duties", 0, "due"), "2025-3-1"),
        (("duties", 0, "verb"), "shall"),
        (("duties", 0, "dates", 0, "days", 0), {"date": "2025-03-04"}),
    ],
    ids=str,
)
def test_a_wrong_value_is_caught(path: Steps, value: object, explained: dict[str, dict[str, Any]]) -> None:
    answer = copy.deepcopy(explained["rev_01"])
    at(answer, path[:-1])[path[-1]] = value
    assert complaints(answer) != []


def descriptions_missing(node: object, path: str = "") -> Iterator[str]:
    if not isinstance(node, dict):
        return
    for name, schema in node.get("properties", {}).items():
        target = SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else {}
        if "description" not in schema and "description" not in target:
            yield f"{path}.{name}"
    for key, value in node.items():
        if isinstance(value, dict):
            yield from descriptions_missing(value, f"{path}.{key}")
        elif isinstance(value, list):
            for item in value:
                yield from descriptions_missing(item, f"{path}.{key}")


def test_every_key_is_described() -> None:
    assert list(descriptions_missing(SCHEMA)) == []
