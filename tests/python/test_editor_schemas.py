"""The JSON Schemas for editors: they take whatever the engine takes, see the slips of shape, and are not stale.

YAML is read as editors read it, see `editor_yaml`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import masa
import pytest
import yaml
from editor_yaml import Read
from golden_files import FILES, Text, texts_of
from jsonschema.exceptions import ValidationError
from test_docs import YAML, Block, wrap

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
SHIPPED = {
    "pack.schema.json": "masa schema pack",
    "case.schema.json": "masa schema case",
    "case-of-rules.schema.json": "masa schema case --rules rules",
    "suite.schema.json": "masa schema suite",
}
PACK = masa.schema("pack")
CASE = masa.schema("case")
SUITE = masa.schema("suite")


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    found = jsonschema.Draft7Validator(schema).iter_errors(Read(text).value)
    return [f"{error.json_path}: {error.message}" for error in found]


# --- what is right


@pytest.mark.parametrize("schema", [PACK, CASE, SUITE], ids=["pack", "case", "suite"])
def test_a_schema_is_a_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)


def test_the_schema_of_the_cases_of_the_rules_is_a_schema(rules: masa.RuleBook) -> None:
    jsonschema.Draft7Validator.check_schema(rules.schema())


@pytest.mark.parametrize("pack", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_pack_follows_the_schema(pack: Path) -> None:
    assert complaints(PACK, pack.read_text("utf-8")) == []


@pytest.mark.parametrize("case", sorted((ROOT / "examples" / "cases").iterdir()), ids=lambda path: path.name)
def test_every_case_follows_the_schemas(case: Path, rules: masa.RuleBook) -> None:
    text = case.read_text("utf-8")
    assert complaints(CASE, text) == []
    assert complaints(rules.schema(), text) == []


SUITES = sorted((ROOT / "tests" / "conformance").glob("*.yaml"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.stem)
def test_every_suite_follows_the_schema(suite: Path) -> None:
    assert complaints(SUITE, suite.read_text("utf-8")) == []


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.stem)
def test_what_suites_give_follows_the_schema_of_the_rules(suite: Path, rules: masa.RuleBook) -> None:
    validator = jsonschema.Draft7Validator(rules.schema())
    found = []
    for case in Read(suite.read_text("utf-8")).value["cases"]:
        if "ask" in case:
            continue  # what is given to a question may be no facts
        given = {**case.get("given", {}), **{key: case[key] for key in ("events", "params") if key in case}}
        found += [f"{case['id']} {error.json_path}: {error.message}" for error in validator.iter_errors(given)]
    assert found == []


SHOWN = [block for block in YAML if "refused" not in block.marks]


@pytest.mark.parametrize("block", SHOWN, ids=lambda block: block.name)
def test_every_example_of_the_pages_follows_the_schema(block: Block) -> None:
    schema = CASE if "case" in block.marks else SUITE if "suite" in block.marks else PACK
    assert complaints(schema, wrap(block) if "within" in block.marks else block.text) == []


# --- what is wrong

SEEN = {"unknown_key", "missing_key", "wrong_shape", "bad_date", "bad_suite", "unknown_fact", "wrong_value"}
"""Codes of slips that a schema sees, but for those below."""

NO_DAY = "the pattern of a date does not know the calendar"
IN_A_TABLE = "a table is one text"
TWO_PACKS = "it takes two packs to see it"
VERB = "what a date says must fit the verb of its duty, which stands elsewhere"
COUNTED = "what counts is said by an expression, which is text"
NAMES_OF_DATES = "how many dates a duty has, other packs count in"

NOT_SEEN: dict[str, tuple[int, str]] = {
    "alias/anchor_alias_tag_and_merge": (1, "an alias is what it stands for, to an editor"),
    "bad_date/change_on_no_day": (1, NO_DAY),
    "bad_date/history_covers_a_period_that_ends_first": (1, "a pattern does not compare"),
    "bad_date/history_with_a_bad_date": (2, NO_DAY + ", nor compares two"),
    "bad_date/holiday_on_no_day": (1, IN_A_TABLE),
    "bad_date/in_a_case": (1, NO_DAY),
    "bad_date/instead_of_what_is_no_date": (1, IN_A_TABLE),
    "bad_date/not_in_the_calendar": (1, NO_DAY),
    "bad_suite/case_without_id_and_two_of_one_id": (1, "it does not look for what stands twice"),
    "missing_key/bound_pack_replaces_and_does_not_say_whose_case": (1, TWO_PACKS),
    "missing_key/bound_pack_sets_what_is_nobody_s": (1, TWO_PACKS),
    "missing_key/bound_pack_widens_and_does_not_say_whose_case": (1, TWO_PACKS),
    "missing_key/several_and_not_for_whom": (1, "`several` is a word within the text of `to`"),
    "missing_key/state_begins_without_the_value_that_it_has": (1, "a state of type `truth` needs no value"),
    "missing_key/tightened_by_two_dates_without_id": (1, NAMES_OF_DATES),
    "missing_key/two_dates_without_id": (1, NAMES_OF_DATES),
    "missing_key/officer_working_days_without_a_calendar": (1, COUNTED),
    "missing_key/working_days_without_calendar": (1, COUNTED),
    "unknown_fact/history_of_an_unknown_child": (1, "it does not look a member up in the case's list"),
    "wrong_shape/event_chain_of_one_field": (1, "how many fields a chain has is within its text"),
    "wrong_shape/process_begins_each_time_of_nothing": (1, "what begins it is an expression"),
    "wrong_shape/process_with_a_holder_begins_each_time": (1, "the key may stand there, with `no`"),
    "wrong_shape/rows_of_a_relation_made_of_others": (1, "what the relation is, is said elsewhere"),
    "wrong_shape/suspended_count_of_months": (1, COUNTED),
    "wrong_shape/suspended_date_that_is_no_count": (1, COUNTED),
    "wrong_shape/suspended_later_of_two_dates": (1, COUNTED),
    "wrong_shape/what_goes_on_has_a_day_by_which": (1, VERB),
    "wrong_shape/what_goes_on_is_given_a_day_by_which": (1, VERB),
    "wrong_shape/what_is_forbidden_has_a_day_by_which": (1, VERB),
    "wrong_shape/what_is_to_be_done_is_given_a_last_day": (1, VERB),
    "wrong_shape/widened_decision_has_no_rules_that_say_yes": (1, TWO_PACKS),
    "wrong_value/case_gives_a_number_of_too_many_places": (
        3,
        "places are not counted, and 1.0 is a whole number, to an editor",
    ),
}
"""Golden mistakes of these codes that a schema does not see: how many complaints of the file, and why."""


def required_in(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(required_in, schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("required", [])) | required_in([schema.get(key) for key in ("anyOf", "oneOf", "not")])


def lines_of(error: ValidationError, read: Read) -> set[int]:
    """The lines that an editor may mark for it: of the value, of its key, and of the keys that it is about."""
    path = tuple(error.absolute_path)
    keys: set[str] = set()
    if error.validator == "additionalProperties":
        known = [f"^{re.escape(key)}$" for key in error.schema.get("properties", {})]
        known += error.schema.get("patternProperties", {})
        keys = {key for key in error.instance if not any(re.search(pattern, key) for pattern in known)}
        return set().union(*(read.lines[(*path, key)] for key in keys))
    if error.validator == "pattern" and isinstance(error.instance, str) and (*path, error.instance) in read.lines:
        return read.lines[(*path, error.instance)]  # of a key that is no name
    if error.validator == "dependencies":
        keys = set(error.validator_value)
    if error.validator in {"oneOf", "anyOf", "not"}:
        keys = required_in(error.validator_value)
    lines = set(read.lines[path])
    for key in keys:
        lines |= read.lines.get((*path, key), set())
    return lines.union(*(lines_of(inner, read) for inner in error.context or []))


def schemas_for(text: Text, texts: list[Text]) -> Iterator[dict[str, Any]]:
    if text.sort == "pack":
        yield PACK
    elif text.sort == "suite":
        yield SUITE
    else:
        yield CASE
        yield masa.load({other.name: other.text for other in texts if other.sort == "pack"}).schema()


def readable(texts: list[Text]) -> Iterator[tuple[Text, Read]]:
    """Texts that are YAML to an editor; of one that is not, a schema knows nothing."""
    for text in texts:
        if text.name.endswith(".csv"):
            continue
        try:
            yield text, Read(text.text)
        except (yaml.YAMLError, UnicodeError):
            continue


# A key that is misspelt is missing as well: the engine says the one, and a schema both.
SAID_ONCE = {"unknown_key/officer_a_misspelt_key"}


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_golden_mistake_is_seen_and_no_other_is_found(file: Path) -> None:
    """Where the schema complains, the engine does; and where the engine complains of shape, the schema does."""
    texts = texts_of(file)
    name = f"{file.parent.name}/{file.stem}"
    missed: list[str] = []
    for text, read in readable(texts):
        seen: set[int] = set()
        for schema in schemas_for(text, texts):
            for error in jsonschema.Draft7Validator(schema).iter_errors(read.value):
                lines = lines_of(error, read)
                seen |= lines
                expected = {line for _, line in text.expected}
                if name in SAID_ONCE and not lines & expected:
                    continue
                assert lines & expected, f"the engine takes it: {error.json_path}: {error.message}"
        missed += [f"{text.name}:{line}: {code}" for code, line in text.expected if code in SEEN and line not in seen]
    assert len(missed) == NOT_SEEN.get(name, (0, ""))[0], missed


def test_the_list_of_what_a_schema_does_not_see_names_golden_files() -> None:
    assert set(NOT_SEEN) <= {f"{file.parent.name}/{file.stem}" for file in FILES}


# --- what is shipped


def run(*command: str) -> str:
    found = os.environ.get("MASA_BIN") or shutil.which("masa")
    assert found, "set MASA_BIN to the command `masa`"
    return subprocess.run([found, *command], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT).stdout


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_is_what_the_program_prints(name: str) -> None:
    command = SHIPPED[name]
    renew = f"it is stale: {command} > docs/schemas/{name}"
    assert (SCHEMAS / name).read_text("utf-8") == run(*command.split()[1:]), renew


def test_the_program_and_the_package_give_one_schema(rules: masa.RuleBook) -> None:
    assert json.loads(run("schema", "pack")) == PACK
    assert json.loads(run("schema", "suite")) == SUITE
    assert json.loads(run("schema", "case")) == CASE
    assert json.loads(run("schema", "case", "--rules", "rules")) == rules.schema()


def test_the_editor_is_wired_to_what_is_shipped() -> None:
    """Every pack, case and suite of the repository is under the schema that is meant for it, by a local path."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    wired: dict[Path, str] = {}
    for schema, patterns in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        for pattern in patterns:
            found = list(ROOT.glob(pattern))
            assert found, f"no file is meant by {pattern}"
            wired |= {file: Path(schema).name for file in found}
    due = dict.fromkeys((ROOT / "rules").rglob("*.yaml"), "pack.schema.json")
    due |= dict.fromkeys((ROOT / "examples" / "cases").glob("*.yaml"), "case-of-rules.schema.json")
    due |= dict.fromkeys(SUITES, "suite.schema.json")
    assert wired == due
    assert settings["yaml.schemaStore.enable"] is False  # nothing is fetched


# --- what is said


def undescribed(schema: dict[str, Any]) -> Iterator[str]:
    for name, definition in {"": schema, **schema["definitions"]}.items():
        for key, value in definition.get("properties", {}).items():
            if not value.get("description"):
                yield f"{name}.{key}"


def test_every_key_is_described(rules: masa.RuleBook) -> None:
    for schema in (PACK, CASE, SUITE, rules.schema()):
        assert list(undescribed(schema)) == []


def test_a_fact_is_described_by_the_question_that_asks_for_it(rules: masa.RuleBook) -> None:
    schema = rules.schema()
    person = schema["definitions"]["member_person"]["properties"]
    assert person["serious_physical_harm"]["description"].startswith("Was the physical harm serious?")
    assert person["born"]["description"].endswith("sensitive: shown only on request)")


LANGUAGE = (ROOT / "docs" / "language.md").read_text("utf-8")
TABLES = {
    "a pack": "pack",
    "a source": "source",
    "a fact": "fact",
    "a decision": "decision",
    "a duty": "duty",
    "a date": "date",
    "a calendar": "calendar",
    "a relation": "relation",
    "a rotation": "rotation",
    "a standing duty": "standing_duty",
    "a warning": "warning",
    "a conflict": "conflict",
    "a case": "case_of_suite",
    "an event": "event",
    "a state": "state",
    "a process": "process",
}
BESIDE_THE_TABLE = {"calendar": {"adds_to"}}
DEFINITIONS = {**PACK["definitions"], **SUITE["definitions"]}


def tables() -> dict[str, set[str]]:
    """The keys in the first column of each table of the page that begins `| key of a …`."""
    found: dict[str, set[str]] = {}
    for table in re.findall(r"^\| key of .*\n(?:\|.*\n)+", LANGUAGE, re.MULTILINE):
        head, _, *rows = table.splitlines()
        block = head.split("|")[1].strip().removeprefix("key of ")
        found[block] = {key for row in rows for key in re.findall(r"`([^`]+)`", row.split("|")[1])}
    return found


def test_the_page_has_a_table_for_each_block_that_is_looked_up() -> None:
    assert set(tables()) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_page_and_the_tables_of_the_loader_have_the_same_keys(table: str) -> None:
    block = TABLES[table]
    written = {key for key in tables()[table] if not key.endswith(" …")} | BESIDE_THE_TABLE.get(block, set())
    assert written == set(DEFINITIONS[block]["properties"])


@pytest.mark.parametrize("block", sorted(set(DEFINITIONS) - set(TABLES.values())))
def test_a_key_of_a_block_without_a_table_stands_on_the_page(block: str) -> None:
    missing = [key for key in DEFINITIONS[block]["properties"] if not re.search(rf"`{key}[`:]|\b{key}:", LANGUAGE)]
    assert missing == []
